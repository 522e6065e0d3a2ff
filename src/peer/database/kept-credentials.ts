/** The credentials of a group that are kept, each with the one that signed it: what chains are put together from. */

import type { Bytes } from '../../core/bytes.ts';
import type { Gmc, Grc } from '../../core/certificate/certificate.ts';
import { MAX_CHAIN_LENGTH, type Chain } from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import type { StoredCredential, StoredMember } from '../../core/stored-group.ts';
import { inGroup, type Change, type Store } from '../../core/stores.ts';
import { idOf } from '../../core/certificate/hashes.ts';
import { findKnown } from './many-keys.ts';

/** The changes that keep all credentials of some sound chains. */
export async function keepingCredentials(
  group: string,
  chains: readonly Chain[],
): Promise<readonly Change[]> {
  const credentials = await credentialsIn(group, chains);
  return [...credentials.values()].map((value) => ({ put: 'credentials', value }));
}

/** Credentials by their ids. */
export type Issuers = ReadonlyMap<string, StoredCredential>;

/** All credentials of some sound chains, each with the one that signed it. */
async function credentialsIn(group: string, chains: readonly Chain[]): Promise<Issuers> {
  const all = new Map<Gmc, Grc | Gmc>();
  for (const chain of chains) {
    chain.forEach((gmc, at) => {
      if (gmc.type === 'gmc') all.set(gmc, chain[at - 1] ?? chain[0]);
    });
  }
  const credentials = [...all].map(async ([gmc, issuer]): Promise<StoredCredential> => ({
    ...{ group, id: await idOf(gmc), der: gmc.der },
    issuer: issuer.type === 'gmc' ? await idOf(issuer) : '',
  }));
  return new Map((await Promise.all(credentials)).map((value) => [value.id, value]));
}

/** All that stand above some members, in as few readings as their longest way has steps. */
export async function findIssuers(
  store: Store,
  group: string,
  rows: readonly Pick<StoredMember, 'issuer'>[],
): Promise<Issuers> {
  const found = new Map<string, StoredCredential>();
  const asked = new Set(['']);
  let next = newIds(rows, asked);
  while (next.length > 0) {
    const keys = next.map((id) => inGroup(group, id));
    const credentials = await findKnown(store, { kind: 'credentials', group }, keys);
    for (const credential of credentials) found.set(credential.id, credential);
    next = newIds(credentials, asked);
  }
  return found;
}

/** The same for members of a group of mine: whoever stands on my own way is not looked for. */
export async function findIssuersBeside(
  store: Store,
  mine: Chain,
  rows: readonly Pick<StoredMember, 'issuer'>[],
): Promise<Issuers> {
  const { group } = mine[0];
  const known = await credentialsIn(group, [mine]);
  const others = rows.filter(({ issuer }) => !known.has(issuer));
  return new Map([...known, ...(await findIssuers(store, group, others))]);
}

/**
 * The certificates of a member, the root first: not verified.
 *
 * @throws {PeerError} `storage.damaged` where one is missing
 */
export function certificatesOf(
  root: Bytes,
  { der, issuer }: Pick<StoredMember, 'der' | 'issuer'>,
  issuers: Issuers,
): readonly Bytes[] {
  const way = [der];
  for (let id = issuer; id !== '';) {
    const credential = issuers.get(id) ?? fail('storage.damaged', `no credential ${id}`);
    if (way.length >= MAX_CHAIN_LENGTH) fail('storage.damaged', 'the way does not end');
    way.push(credential.der);
    id = credential.issuer;
  }
  return [root, ...way.reverse()];
}

/** The ids that were not asked for yet; they are from now on. */
function newIds(
  credentials: readonly Pick<StoredMember, 'issuer'>[],
  asked: Set<string>,
): readonly string[] {
  const ids = new Set(credentials.map(({ issuer }) => issuer));
  const unasked = [...ids].filter((id) => !asked.has(id));
  for (const id of unasked) asked.add(id);
  return unasked;
}
