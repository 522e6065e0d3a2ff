/** Newer credentials for my own keys: which of them are taken without asking (certificates.md, "Issuing", *newer*). */

import { isSameKey } from '../core/certificate/certificate.ts';
import { memberOf, type Chain } from '../core/certificate/chain.ts';
import { compareCredentials, isNoWeaker } from '../core/credential.ts';
import { inGroup } from '../core/stores.ts';
import type { Context } from './context.ts';
import { findCredentials } from './held-records.ts';
import { credentialIdOf } from '../core/record/record.ts';
import type { Group } from './types.ts';

/**
 * What is newer than my present credential, the oldest first.
 *
 * @param met sound chains that came just now; the newest that came before, and could not be taken
 *   then, counts as well
 */
export async function newerOwnChains(
  context: Context,
  group: Group,
  met: readonly Chain[],
): Promise<readonly Chain[]> {
  const present = memberOf(group.chain);
  const known = await newestKnown(context, group);
  return [...met, ...known]
    .filter((chain) => isSameKey(memberOf(chain), present))
    .filter((chain) => compareCredentials(memberOf(chain), present) > 0)
    .toSorted((a, b) => compareCredentials(memberOf(a), memberOf(b)));
}

/**
 * The chain that I have once each of the newer ones was looked at: one that gives all that the one
 * before it gave is taken; one that gives less, or has not begun, is not.
 *
 * @param newer the oldest first
 */
export function takenOf(present: Chain, newer: readonly Chain[], now: number): Chain {
  return newer.reduce((before, chain) => {
    const [own, other] = [memberOf(before), memberOf(chain)];
    const isTaken = other.validity.start <= now && isNoWeaker(other, own);
    return isTaken && compareCredentials(other, own) > 0 ? chain : before;
  }, present);
}

async function newestKnown(context: Context, group: Group): Promise<readonly Chain[]> {
  const { peerName, identity, chain } = group;
  const [row] = await context.store.findAll('members', [inGroup(peerName, identity.keyHash)]);
  if (row === undefined) return [];
  const found = await findCredentials(context, chain[0], [await credentialIdOf(row.der)]);
  return [...found.values()];
}
