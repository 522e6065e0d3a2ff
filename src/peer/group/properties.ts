/** The properties of a group: what its creator laid down, and what the holder of the group's key changes since. */

import type { Bytes } from '../../core/bytes.ts';
import type { Chain } from '../../core/certificate/chain.ts';
import { DEFAULT_CLOUD } from '../../core/document/invitation.ts';
import { fail } from '../../core/errors.ts';
import { parseFriendlyName } from '../../core/friendly-name.ts';
import { verifyGroupProperties } from '../../core/group.ts';
import type { PeerName } from '../../core/peer-name.ts';
import {
  filetimeOf,
  RECORD_TYPE,
  versionAfter,
  type SignedRecord,
} from '../../core/record/record.ts';
import {
  decodeSecurityProperties,
  encodeSecurityProperties,
  type SecurityProperties,
} from '../../core/record/security-properties.ts';
import { createGuid, signRecord } from '../../core/record/sign.ts';
import type { Change, StoredMembership, StoredProperties } from '../../core/stores.ts';
import { noting } from '../activity.ts';
import type { Context } from '../context.ts';
import type { PropertyChange } from '../group-types.ts';
import { openGroup, openMembership } from './groups.ts';
import { findRecords } from '../database/held-records.ts';
import { publishing } from '../database/publishing.ts';
import type { Group, GroupProperties } from '../types.ts';

/** Whoever founded a group, or goes on for him: the group's key, and the chain that begins with its root. */
export interface KeyHolder {
  readonly chain: Chain;
  readonly groupKey: CryptoKey;
}

/** See {@link Peer.groupProperties}: as they are kept now, an update may have brought others since it was opened. */
export async function groupProperties(context: Context, opened: Group): Promise<GroupProperties> {
  const { identity, peerName } = opened;
  const { properties } = await openMembership(context, identity.peerName, peerName);
  const { chain, ...group } = await openGroup(context, identity.peerName, peerName);
  return {
    groupPeerName: peerName,
    creatorPeerName: chain[1].subject.peerName,
    friendlyName: group.friendlyName,
    foundedAs: group.foundedAs,
    comment: group.comment,
    memberDataLifetime: properties?.memberDataLifetime,
    flags: properties?.flags,
  };
}

/** See {@link Updates.changeGroupProperties}. */
export async function changeGroupProperties(
  context: Context,
  { identity, peerName }: Group,
  change: PropertyChange,
): Promise<Group> {
  await context.store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    await publishChange(context, group, change);
  });
  return openGroup(context, identity.peerName, peerName);
}

async function publishChange(
  context: Context,
  group: Group,
  change: PropertyChange,
): Promise<void> {
  const { peerName, identity, chain } = group;
  const stored = await openMembership(context, identity.peerName, peerName);
  const groupKey = stored.groupKey ?? fail('publish.key', 'the key of the group is not here');
  const held = await heldProperties(context, peerName);
  const before = held?.properties ?? propertiesOf(chain, stored.properties);
  const after = changed(before, change);
  if (held !== undefined && isSameText(before, after)) return;
  const record = await propertiesRecord(context, { chain, groupKey }, { properties: after, held });
  const { changes } = await publishing(context, group, { records: [record] });
  const names = { group: peerName, identity: identity.peerName };
  const about = after.friendlyName;
  await context.store.write([
    ...changes,
    ...(await keepingProperties(context, peerName, after)),
    noting(context, { ...names, what: 'properties', people: [], count: 1, about }),
  ]);
}

/** What stands in the record of security properties that is kept here. */
export interface HeldProperties {
  readonly record: SignedRecord;
  readonly properties: SecurityProperties;
}

/** What is kept of it; `undefined` also for what cannot be read any more. */
export async function heldProperties(
  context: Context,
  group: PeerName,
): Promise<HeldProperties | undefined> {
  const held = await findRecords(context, group, [RECORD_TYPE.properties]);
  const record = held.get(RECORD_TYPE.properties);
  return record && { record, properties: decodeSecurityProperties(record.payload) };
}

/** The first properties of a group, of what its creator laid down. */
export function propertiesOf(
  [root, creator]: Chain,
  laidDown: StoredProperties | undefined,
): SecurityProperties {
  return {
    ...{ flags: 0, memberDataLifetime: 0, presenceLifetime: 0, comment: '' },
    friendlyName: root.subject.friendlyName,
    ...laidDown,
    cloudName: DEFAULT_CLOUD.cloudName,
    group: root.group,
    creator: creator.subject.peerName,
  };
}

/** A record of security properties: the first one, or the version behind the one that is held. */
export async function propertiesRecord(
  { now }: Context,
  { chain: [root], groupKey }: KeyHolder,
  {
    properties,
    held,
  }: { readonly properties: SecurityProperties; readonly held?: HeldProperties | undefined },
): Promise<Bytes> {
  const time = filetimeOf(now());
  const before = held?.record ?? {
    ...{ id: createGuid(), version: 0, created: time, modified: time },
    expires: filetimeOf(root.validity.end),
  };
  const { id, created, expires } = before;
  const draft = {
    ...{ type: RECORD_TYPE.properties, id, isDeleted: false },
    ...{ creator: root.group, modifier: held && root.group, group: root.group },
    ...{ created, expires, ...versionAfter(before, time) },
    ...{ payload: encodeSecurityProperties(properties), attributes: '' },
  };
  return signRecord(draft, { certificate: root, privateKey: groupKey });
}

/** The changes that show new properties with every membership of mine in the group. */
export async function keepingProperties(
  { store }: Context,
  group: PeerName,
  properties: SecurityProperties,
): Promise<readonly Change[]> {
  const memberships = await store.list('memberships');
  const ours = memberships.filter((stored) => stored.group === group);
  return ours.map((stored) => ({ put: 'memberships', value: withProperties(stored, properties) }));
}

/** What another identity of mine in the group has learned already of what it is called by now. */
export async function knownProperties(
  { store }: Context,
  group: PeerName,
): Promise<Pick<StoredMembership, 'properties'>> {
  const memberships = await store.list('memberships');
  const others = memberships.filter((stored) => stored.group === group);
  const properties = others.map((other) => other.properties).find((known) => known !== undefined);
  return properties === undefined ? {} : { properties };
}

/** A membership with what a record says of its group. */
export function withProperties(
  stored: StoredMembership,
  { friendlyName, comment, memberDataLifetime, flags }: SecurityProperties,
): StoredMembership {
  return { ...stored, properties: { friendlyName, comment, memberDataLifetime, flags } };
}

function changed(before: SecurityProperties, change: PropertyChange): SecurityProperties {
  const { friendlyName: name = before.friendlyName, comment = before.comment } = change;
  // A name that is not typed anew is not judged as one that was typed.
  const friendlyName = name === before.friendlyName ? name : parseFriendlyName(name);
  verifyGroupProperties({ ...before, comment });
  return { ...before, friendlyName, comment };
}

function isSameText(a: SecurityProperties, b: SecurityProperties): boolean {
  return a.friendlyName === b.friendlyName && a.comment === b.comment;
}
