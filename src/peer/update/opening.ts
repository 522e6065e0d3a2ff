/** Opening a group update: what is good in it is kept, in one transaction, and what is not is named. */

import type { Chain } from '../../core/certificate/chain.ts';
import { parseGroupUpdate, type GroupUpdate } from '../../core/document/group-update.ts';
import { fail } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Change } from '../../core/stores.ts';
import { notingArrival, peopleIn, type Arrival } from './arrival.ts';
import type { Context } from '../context.ts';
import { keeping, receive, type Reception } from '../database/database.ts';
import type { UpdatePreview, UpdateReport } from '../group-types.ts';
import { listGroups, openMembership } from '../group/groups.ts';
import { openWholeGroup } from '../group/whole-group.ts';
import { ownSightings } from '../people/member-rows.ts';
import { withChain } from '../credential/own-chain.ts';
import { newerOwnChains, takenOf } from '../credential/own-credentials.ts';
import { withProperties } from '../group/properties.ts';
import type { Group } from '../types.ts';
import { reportOf } from './update-report.ts';

/** See {@link Updates.previewUpdate}. */
export async function previewUpdate(context: Context, text: string): Promise<UpdatePreview> {
  const { group, records } = await parseGroupUpdate(text);
  const [first] = await ownGroups(context, group);
  return { group: first, records: records.length };
}

/** See {@link Updates.openGroupUpdate}. In turn: of two at once, the second sees what the first has brought. */
export async function openGroupUpdate(context: Context, text: string): Promise<UpdateReport> {
  return openParsedUpdate(context, await parseGroupUpdate(text));
}

/** The same of an update that was read before. */
export async function openParsedUpdate(
  context: Context,
  update: GroupUpdate,
): Promise<UpdateReport> {
  for (const { identity, peerName } of await ownGroups(context, update.group)) {
    await openWholeGroup(context, identity.peerName, peerName);
  }
  return context.store.inTurn(update.group, () => keepUpdate(context, update));
}

/** Several identities of mine can be in one group: the default one first. */
async function ownGroups(
  context: Context,
  peerName: PeerName,
): Promise<readonly [Group, ...Group[]]> {
  const groups = await listGroups(context);
  const [first, ...others] = groups
    .filter((group) => group.peerName === peerName)
    .toSorted((a, b) => Number(b.identity.isDefault) - Number(a.identity.isDefault));
  return first === undefined ? fail('update.group', peerName) : [first, ...others];
}

async function keepUpdate(context: Context, update: GroupUpdate): Promise<UpdateReport> {
  const groups = await ownGroups(context, update.group);
  const [root] = groups[0].chain;
  const reception = await receive(context, root, update.records);
  const taken = await takenChains(context, groups, reception);
  const met = [...taken.values()].flatMap((chain) => ownSightings(chain));
  const opened = context.now();
  const changes = await keeping(context, { reception, root, met }, { opened });
  const people = await peopleIn(context, { groups, reception }, changes);
  const arrival: Arrival = { update, groups, reception, taken, people };
  await context.store.write([
    ...changes,
    ...(await keepingMemberships(context, arrival)),
    ...notingArrival(context, arrival),
  ]);
  return reportOf(context, arrival);
}

async function takenChains(
  context: Context,
  groups: readonly Group[],
  { memberships }: Reception,
): Promise<ReadonlyMap<Group, Chain>> {
  const chains = memberships.map(({ chain }) => chain);
  const taken = new Map<Group, Chain>();
  for (const group of groups) {
    const newer = await newerOwnChains(context, group, chains);
    const last = takenOf(group, newer, context.now());
    if (last !== group.chain) taken.set(group, last);
  }
  return taken;
}

/** Each membership of mine once, with what is new of it. */
async function keepingMemberships(
  context: Context,
  { groups, taken, reception: { properties } }: Arrival,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const group of groups) {
    const stored = await openMembership(context, group.identity.peerName, group.peerName);
    const chain = taken.get(group);
    const renewed = chain === undefined ? stored : await withChain(context, stored, chain);
    const value = properties === undefined ? renewed : withProperties(renewed, properties);
    if (value !== stored) changes.push({ put: 'memberships', value });
  }
  return changes;
}
