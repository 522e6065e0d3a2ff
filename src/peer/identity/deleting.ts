/** Deleting an identity with all that belongs to it alone. Loaded when asked for. */

import { fail } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { membershipKey, type Change, type Store } from '../../core/stores.ts';
import { eraseTrace } from '../../storage/trace.ts';
import type { Context } from '../context.ts';
import { EVERY_KEY } from '../every-key.ts';
import { forgettingHandovers, inTurnOfHandovers } from '../handover/handovers.ts';
import { inTurnOfIdentities } from './identities.ts';

/** See {@link Peer.deleteIdentity}. */
export async function deleteIdentity(context: Context, peerName: PeerName): Promise<void> {
  const { store } = context;
  await inTurnOfIdentities(store, async () => {
    const memberships = await store.list('memberships');
    const bound = memberships.filter(({ identity }) => identity === peerName).length;
    if (bound > 0) fail('identity.groups', `${bound} groups`);
    const identities = await store.listKeys('identities', EVERY_KEY);
    if (!identities.includes(peerName)) fail('identity.unknown', peerName);
    await eraseTraceOfLast(store, peerName);
    await inTurnOfHandovers(store, async () =>
      store.write([
        ...(await forgettingIdentity(store, peerName)),
        ...(await forgettingGroupKeys(store, peerName)),
      ]),
    );
  });
}

/** Sealed keys of groups that this identity is in no more. */
async function forgettingGroupKeys(store: Store, peerName: PeerName): Promise<readonly Change[]> {
  const keys = await store.listKeys('recoveries', EVERY_KEY);
  const ours = keys.filter((key) => key.startsWith(membershipKey(peerName, '')));
  return ours.map((key): Change => ({ delete: 'recoveries', key }));
}

/**
 * Takes the trace away where an identity is the last one. To be used in the turn of identities, before
 * it is deleted, and not after: whoever is interrupted in between shall not be told that all was cleared.
 */
export async function eraseTraceOfLast(store: Store, key: string): Promise<void> {
  const identities = await store.listKeys('identities', EVERY_KEY);
  if (identities.every((other) => other === key)) await eraseTrace();
}

/**
 * The changes that delete an identity with all that belongs to it alone. To be used in the turn of
 * handovers.
 *
 * @param key under which it is kept
 */
export async function forgettingIdentity(store: Store, key: string): Promise<readonly Change[]> {
  return [
    { delete: 'identities', key },
    { delete: 'recoveries', key: membershipKey(key, '') },
    ...(await forgettingHandovers(store, { identity: key })),
  ];
}
