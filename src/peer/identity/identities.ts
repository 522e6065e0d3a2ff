/** Identities of mine: listed and opened. What the first screen needs, and no more. */

import { verifySoundIdc } from '../../core/certificate/idc.ts';
import type { Idc } from '../../core/certificate/certificate.ts';
import { fail } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { keyOf, membershipKey, type Store } from '../../core/stores.ts';
import { verifyKeyPair } from '../../core/webcrypto.ts';
import { personOf, readAll, type Context } from '../context.ts';
import type { Identity } from '../types.ts';

/** The choice that names the default one. */
export const DEFAULT_IDENTITY = 'default identity';

/** An identity with what signs for it: never handed out by the facade. */
export interface OwnIdentity {
  readonly idc: Idc;
  readonly privateKey: CryptoKey;
  readonly created: number;
}

/** All of mine, the default one first, then the oldest. */
export async function listIdentities(context: Context): Promise<readonly Identity[]> {
  const { store, certificates } = context;
  const [kept, memberships, recoveries, chosen] = await Promise.all([
    store.list('identities'),
    store.list('memberships'),
    store.list('recoveries'),
    store.find('choices', DEFAULT_IDENTITY),
  ]);
  const oldestFirst = kept.toSorted((a, b) => a.created - b.created);
  const first = kept.find(({ peerName }) => peerName === chosen?.value) ?? oldestFirst[0];
  const all = await readAll(oldestFirst, async (stored) => {
    const card = await verifySoundIdc(stored.idc, certificates);
    const key = membershipKey(stored.peerName, '');
    const recovery = recoveries.find((one) => keyOf.recoveries(one) === key);
    return {
      ...(await personOf(card.subject, card.spki)),
      validity: card.validity,
      created: stored.created,
      isDefault: stored === first,
      groups: memberships.filter(({ identity }) => identity === stored.peerName).length,
      card,
      hasRecoveryFile: recovery !== undefined,
      recoverySaved: recovery?.saved,
    };
  });
  return all.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** See {@link Peer.defaultIdentity}. */
export async function defaultIdentity(context: Context): Promise<Identity> {
  const [first] = await listIdentities(context);
  return first ?? fail('identity.none', 'no identity yet');
}

/** One of mine, which must be there. */
export async function openIdentity(context: Context, peerName: PeerName): Promise<Identity> {
  const all = await listIdentities(context);
  return all.find((identity) => identity.peerName === peerName) ?? unknown(peerName);
}

/** One of mine with its key, which was tried: one that is of no use signs nothing. */
export async function openOwnIdentity(
  { store, certificates }: Context,
  peerName: PeerName,
): Promise<OwnIdentity> {
  const stored = await store.find('identities', peerName);
  if (stored === undefined) return unknown(peerName);
  const { privateKey, created } = stored;
  const idc = await verifySoundIdc(stored.idc, certificates);
  await verifyKeyPair({ privateKey, spki: idc.spki });
  return { idc, privateKey, created };
}

/**
 * Nobody deletes or renames an identity while another binds a membership to it. May be used within
 * the turn of a group, and that of handovers within it, never the other way round.
 */
export function inTurnOfIdentities<T>(store: Store, work: () => Promise<T>): Promise<T> {
  return store.inTurn('identities', work);
}

function unknown(peerName: string): never {
  return fail('identity.unknown', peerName);
}
