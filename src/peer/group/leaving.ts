/** Leaving a group: everything of it is forgotten that no other membership of mine needs. Loaded when asked for. */

import type { PeerName } from '../../core/peer-name.ts';
import {
  allInGroup,
  inGroup,
  membershipKey,
  type Change,
  type KeyStretch,
  type Kind,
  type Store,
  type StoredMembership,
} from '../../core/stores.ts';
import { EVERY_KEY } from '../every-key.ts';
import { finishing, readAll, type Context, type Finishing } from '../context.ts';
import { openMembership } from './groups.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { noLongerMine } from '../people/member-rows.ts';
import { declinedKey } from '../credential/offered-credential.ts';
import { forgettingHandovers, inTurnOfHandovers } from '../handover/handovers.ts';

/** Which membership of mine, as it is kept. */
export interface Leaving {
  readonly identity: string;
  readonly group: string;
}

/** See {@link Peer.leaveGroup}. In turn: nothing of the group is written while it is forgotten. */
export async function leaveGroup(
  context: Context,
  { identity, group }: { readonly identity: PeerName; readonly group: PeerName },
  wishes: Finishing,
): Promise<void> {
  const { store } = context;
  await store.inTurn(group, async () => {
    const { chain } = await openMembership(context, identity, group);
    await inTurnOfHandovers(store, async () => {
      const changes = await forgettingMembership(context, { identity, group }, chain);
      const sealed = { delete: 'recoveries', key: membershipKey(identity, group) } as const;
      await store.write([...changes, sealed, ...finishing(wishes)]);
    });
  });
}

/**
 * The changes that forget a membership and all that no other of mine needs, but for the sealed key of
 * the group: that may be the only one. To be used in the turn of
 * its group, and of handovers within it.
 *
 * @param chain as it is kept; what cannot be read in it is passed over
 */
export async function forgettingMembership(
  context: Context,
  leaving: Leaving,
  chain: StoredMembership['chain'],
): Promise<readonly Change[]> {
  const { store } = context;
  const { identity, group } = leaving;
  return [
    { delete: 'memberships', key: membershipKey(identity, group) },
    { delete: 'choices', key: declinedKey(identity, group) },
    ...(await forgettingIssued(store, leaving)),
    ...(await forgettingActs(store, leaving)),
    ...(await forgettingDatabase(context, leaving, chain)),
    ...(await forgettingHandovers(store, leaving)),
  ];
}

async function forgettingIssued(
  store: Store,
  { identity, group }: Leaving,
): Promise<readonly Change[]> {
  const issued = await store.list('invitations');
  const ours = issued.filter((kept) => kept.identity === identity && kept.group === group);
  return ours.map(({ id }) => ({ delete: 'invitations', key: id }));
}

/** What happened while this identity was in the group. */
function forgettingActs(store: Store, { identity, group }: Leaving): Promise<readonly Change[]> {
  return forgettingAll(store, 'acts', allInGroup(group, identity));
}

/** What a database is made of. */
const PARTS = ['records', 'aside', 'credentials', 'members'] as const;

/** It is shared by all of my identities in the group and goes with the last of them. What I keep of people stays. */
async function forgettingDatabase(
  context: Context,
  leaving: Leaving,
  chain: StoredMembership['chain'],
): Promise<readonly Change[]> {
  const { store } = context;
  const { identity, group } = leaving;
  // Their keys: one that is damaged may be mended yet.
  const memberships = await store.listKeys('memberships', EVERY_KEY);
  const own = membershipKey(identity, group);
  const isShared = memberships.some((key) => key !== own && key.endsWith(membershipKey('', group)));
  if (isShared) return noLongerMe(context, leaving, chain);
  const all = allInGroup(group);
  const parts = await Promise.all(PARTS.map((kind) => forgettingAll(store, kind, all)));
  return [...parts.flat(), { delete: 'databases', key: group }];
}

/** For my other identities in the group this one is a member like any other: nobody hears that it has left. */
async function noLongerMe(
  { store, now, certificates }: Context,
  { identity, group }: Leaving,
  chain: StoredMembership['chain'],
): Promise<readonly Change[]> {
  const [mine] = await readAll(chain.slice(-1), (der) => certificates.decode(der));
  const keys = mine === undefined ? [] : [inGroup(group, await keyHashIn(mine))];
  const [row] = await store.findAll('members', keys);
  const [database] = await store.findAll('databases', [group]);
  const own = database?.own.filter((one) => one.identity !== identity) ?? [];
  return [
    ...(row ? [{ put: 'members', value: noLongerMine(row, now()) } as const] : []),
    ...(database ? [{ put: 'databases', value: { ...database, own } } as const] : []),
  ];
}

async function forgettingAll(
  store: Store,
  kind: Kind,
  stretch: KeyStretch,
): Promise<readonly Change[]> {
  const keys = await store.listKeys(kind, stretch);
  return keys.map((key): Change => ({ delete: kind, key }));
}
