/** Groups of mine: listed, opened, left. What the first screen needs, and no more. */

import { isSameKey } from '../core/certificate/certificate.ts';
import {
  MAX_CHAIN_LENGTH,
  memberOf,
  verifySoundChain,
  type Chain,
} from '../core/certificate/chain.ts';
import { fail } from '../core/errors.ts';
import { harmlessName } from '../core/friendly-name.ts';
import type { PeerName } from '../core/peer-name.ts';
import { canInvite, highestRole } from '../core/role.ts';
import { membershipKey, type StoredMembership } from '../core/stores.ts';
import { isWithin } from '../core/validity.ts';
import { finishing, personOf, readAll, type Context, type Finishing } from './context.ts';
import { forgettingHandovers, inTurnOfHandovers } from './handovers.ts';
import { listIdentities, openIdentity } from './identities.ts';
import { termOf } from './term.ts';
import type { Group, GroupProperties, Identity } from './types.ts';

/** Groups of one identity or of all, by name; those whose chain is no longer sound are left out. */
export async function listGroups(context: Context, identity?: PeerName): Promise<readonly Group[]> {
  const identities = await listIdentities(context);
  const kept = await context.store.list('memberships');
  const wanted = kept.filter((stored) => identity === undefined || stored.identity === identity);
  const groups = await readAll(wanted, (stored) => readGroup(context, stored, identities));
  return groups.toSorted((a, b) => a.friendlyName.localeCompare(b.friendlyName));
}

/** See {@link Peer.openGroup}. */
export async function openGroup(
  context: Context,
  identity: PeerName,
  group: PeerName,
): Promise<Group> {
  const stored = await openMembership(context, identity, group);
  return readGroup(context, stored, [await openIdentity(context, identity)]);
}

/** The membership as it is kept, which must be there. */
async function openMembership(
  { store }: Context,
  identity: PeerName,
  group: PeerName,
): Promise<StoredMembership> {
  const stored = await store.find('memberships', membershipKey(identity, group));
  return stored ?? fail('group.unknown', group);
}

/** See {@link Peer.leaveGroup}. */
export async function leaveGroup(
  context: Context,
  { identity, group }: { readonly identity: PeerName; readonly group: PeerName },
  wishes: Finishing,
): Promise<void> {
  const { store } = context;
  await openMembership(context, identity, group);
  const issued = await store.list('invitations');
  const ours = issued.filter((kept) => kept.identity === identity && kept.group === group);
  await inTurnOfHandovers(store, async () => {
    await store.write([
      { delete: 'memberships', key: membershipKey(identity, group) },
      ...ours.map(({ id }) => ({ delete: 'invitations', key: id }) as const),
      ...(await forgettingHandovers(store, { identity, group })),
      ...finishing(wishes),
    ]);
  });
}

/** See {@link Peer.groupProperties}. */
export async function groupProperties(context: Context, group: Group): Promise<GroupProperties> {
  const { properties } = await openMembership(context, group.identity.peerName, group.peerName);
  const [root, creator] = group.chain;
  return {
    groupPeerName: root.subject.peerName,
    creatorPeerName: creator.subject.peerName,
    friendlyName: group.friendlyName,
    foundedAs: group.foundedAs,
    comment: group.comment,
    memberDataLifetime: properties?.memberDataLifetime,
    flags: properties?.flags,
  };
}

async function readGroup(
  { now }: Context,
  stored: StoredMembership,
  identities: readonly Identity[],
): Promise<Group> {
  const chain = await verifySoundChain(stored.chain);
  const identity = identities.find(({ peerName }) => peerName === stored.identity);
  const own = memberOf(chain);
  const [root] = chain;
  if (identity === undefined || !isSameKey(identity.card, own)) {
    fail('storage.damaged', 'a membership without its identity');
  }
  if (root.subject.peerName !== stored.group) fail('storage.damaged', 'another group');
  const person = await personOf(root.subject, root.spki);
  const { properties, joined, groupKey } = stored;
  return {
    ...person,
    friendlyName:
      properties === undefined ? person.friendlyName : harmlessName(properties.friendlyName),
    identity,
    comment: harmlessText(properties?.comment ?? ''),
    foundedAs: person.friendlyName,
    roles: own.roles,
    role: highestRole(own.roles),
    term: await termOf(chain, now()),
    joined,
    isCreator: groupKey !== undefined,
    cannotInvite: obstacleOf(chain, now()),
    chain,
  };
}

/** A comment may have lines; each is made harmless as a name is. */
function harmlessText(text: string): string {
  return text.split('\n').map(harmlessName).join('\n');
}

function obstacleOf(chain: Chain, now: number): Group['cannotInvite'] {
  const own = memberOf(chain);
  if (!canInvite(own.roles)) return 'role';
  if (!chain.every(({ validity }) => isWithin(validity, now))) return 'ended';
  return chain.length >= MAX_CHAIN_LENGTH ? 'length' : undefined;
}
