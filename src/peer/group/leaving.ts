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
import { finishing, readAll, type Context, type Finishing } from '../context.ts';
import { openMembership } from './groups.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { noLongerMine } from '../people/member-rows.ts';
import { declinedKey } from '../credential/offered-credential.ts';
import { forgettingHandovers, inTurnOfHandovers } from '../handover/handovers.ts';

/** Which membership of mine. */
interface Leaving {
  readonly identity: PeerName;
  readonly group: PeerName;
}

/** See {@link Peer.leaveGroup}. In turn: nothing of the group is written while it is forgotten. */
export async function leaveGroup(
  context: Context,
  leaving: Leaving,
  wishes: Finishing,
): Promise<void> {
  const { store } = context;
  const { identity, group } = leaving;
  await store.inTurn(group, async () => {
    const stored = await openMembership(context, identity, group);
    await inTurnOfHandovers(store, async () => {
      await store.write([
        { delete: 'memberships', key: membershipKey(identity, group) },
        { delete: 'choices', key: declinedKey(identity, group) },
        ...(await forgettingIssued(store, leaving)),
        ...(await forgettingActs(store, leaving)),
        ...(await forgettingDatabase(context, leaving, stored)),
        ...(await forgettingHandovers(store, leaving)),
        ...finishing(wishes),
      ]);
    });
  });
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
  stored: StoredMembership,
): Promise<readonly Change[]> {
  const { store } = context;
  const { identity, group } = leaving;
  const memberships = await store.list('memberships');
  const isShared = memberships.some((one) => one.group === group && one.identity !== identity);
  if (isShared) return noLongerMe(context, leaving, stored);
  const all = allInGroup(group);
  const parts = await Promise.all(PARTS.map((kind) => forgettingAll(store, kind, all)));
  return [...parts.flat(), { delete: 'databases', key: group }];
}

/** For my other identities in the group this one is a member like any other: nobody hears that it has left. */
async function noLongerMe(
  { store, now, certificates }: Context,
  { identity, group }: Leaving,
  { chain }: StoredMembership,
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
