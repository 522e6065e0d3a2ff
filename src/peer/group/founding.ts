/** Founding a group: its key, its root, and the creator's membership. Loaded when asked for. */

import { verifyIdc } from '../../core/certificate/idc.ts';
import { createGroup as createKeyedGroup, type GroupWishes } from '../../core/group.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { membershipKey, type StoredMembership } from '../../core/stores.ts';
import { writeWithKey } from '../../storage/keyed-write.ts';
import { noting } from '../activity.ts';
import { finishing, type Context, type Finishing } from '../context.ts';
import { firstRecords } from '../database/first-records.ts';
import { openGroup } from './groups.ts';
import { inTurnOfIdentities, openIdentity } from '../identity/identities.ts';
import type { Group } from '../types.ts';

/** See {@link Peer.createGroup}. */
export async function createGroup(
  context: Context,
  wishes: GroupWishes & Finishing & { readonly identity: PeerName },
): Promise<Group> {
  const { store } = context;
  const now = context.now();
  const identity = await openIdentity(context, wishes.identity);
  const creator = await verifyIdc(identity.card.der, now);
  const keyed = { ...wishes, derive: context.derive };
  const { chain, groupKey, spki, pkcs12 } = await createKeyedGroup(creator, keyed, now);
  const { friendlyName, peerName: group } = chain[0].subject;
  const { comment = '', memberDataLifetime = 0, flags = 0 } = wishes;
  const value: StoredMembership = {
    identity: wishes.identity,
    group,
    chain: chain.map(({ der }) => der),
    earlier: [],
    joined: now,
    properties: { friendlyName, comment, memberDataLifetime, flags },
    groupKey,
  };
  const key = membershipKey(wishes.identity, group);
  const { properties } = value;
  const founder = { peerName: group, identity, chain, groupKey, properties };
  const names = { group, identity: identity.peerName };
  await inTurnOfIdentities(store, async () => {
    const changes = [
      { add: 'memberships', value } as const,
      ...(pkcs12 ? [{ put: 'recoveries', value: { ...names, pkcs12, sealed: now } } as const] : []),
      // Signed with the key of the identity, which may have been deleted by now.
      ...(await firstRecords(context, founder)),
      noting(context, { ...names, what: 'founded', people: [], count: 1, about: friendlyName }),
      ...finishing(wishes),
    ];
    await writeWithKey(store, changes, { kind: 'memberships', key, spki });
  });
  return openGroup(context, wishes.identity, group);
}
