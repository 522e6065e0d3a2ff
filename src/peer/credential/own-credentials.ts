/** Newer credentials for my own keys: which of them are taken without asking (certificates.md, "Issuing", *newer*). */

import { isSameKey, type Gmc } from '../../core/certificate/certificate.ts';
import { memberOf, type Chain } from '../../core/certificate/chain.ts';
import { compareCredentials, isNoWeaker } from '../../core/credential.ts';
import { inGroup } from '../../core/stores.ts';
import { isWithin } from '../../core/validity.ts';
import type { Context } from '../context.ts';
import { findCredentials } from '../database/held-records.ts';
import { credentialIdOf } from '../../core/certificate/hashes.ts';
import type { Group } from '../types.ts';

/**
 * What is newer than my present credential, the oldest first.
 *
 * @param met sound chains that came just now; those that came before, and could not be taken then,
 *   count as well
 */
export async function newerOwnChains(
  context: Context,
  group: Group,
  met: readonly Chain[],
): Promise<readonly Chain[]> {
  const present = memberOf(group.chain);
  const known = await knownChains(context, group);
  return [...met, ...known]
    .filter((chain) => isSameKey(memberOf(chain), present))
    .filter((chain) => compareCredentials(memberOf(chain), present) > 0)
    .toSorted((a, b) => compareCredentials(memberOf(a), memberOf(b)));
}

/**
 * The chain that I have once each of the newer ones was looked at: one that gives all that the one
 * before it gave, under a name of mine, is taken; one that does not, or is out of time, is not.
 *
 * @param newer the oldest first
 */
export function takenOf(group: Group, newer: readonly Chain[], now: number): Chain {
  return newer.reduce((before, chain) => {
    const [own, other] = [memberOf(before), memberOf(chain)];
    const isTaken = isWithin(other.validity, now) && isTakenUnasked(group, own, other);
    return isTaken && compareCredentials(other, own) > 0 ? chain : before;
  }, group.chain);
}

/** Whether a newer credential takes nothing from me: no role, no time, and not the name that I go by. */
export function isTakenUnasked({ identity }: Group, present: Gmc, newer: Gmc): boolean {
  const { peerName, friendlyName } = newer.subject;
  const names = [present.subject.friendlyName, identity.card.subject.friendlyName];
  const isMyName = peerName === present.subject.peerName && names.includes(friendlyName);
  return isMyName && isNoWeaker(newer, present);
}

async function knownChains(context: Context, group: Group): Promise<readonly Chain[]> {
  const { peerName, identity, chain } = group;
  const [row] = await context.store.findAll('members', [inGroup(peerName, identity.keyHash)]);
  if (row === undefined) return [];
  const ids = await Promise.all([row, ...row.others].map(({ der }) => credentialIdOf(der)));
  return [...(await findCredentials(context, chain[0], ids)).values()];
}
