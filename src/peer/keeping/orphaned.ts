/** Sealed keys that are still here while their identities are gone, or of no use any more. */

import { memberOf, verifySoundChain } from '../../core/certificate/chain.ts';
import { formatRecoveryFile } from '../../core/document/recovery-file.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { readPeerName, type PeerName } from '../../core/peer-name.ts';
import { decodePkcs12 } from '../../core/pkcs12/decode.ts';
import type { StoredRecovery } from '../../core/stored-recovery.ts';
import { readAll, type Context } from '../context.ts';
import type { OrphanedRecovery } from '../keeping-types.ts';
import { isUsable } from './recovery-files.ts';

/** See {@link Keeping.orphanedRecoveries}. */
export async function orphanedRecoveries(context: Context): Promise<readonly OrphanedRecovery[]> {
  const kept = await context.store.list('recoveries');
  const own = kept.filter(({ group }) => group === '');
  return (await readAll(own, (one) => orphanIn(context, one))).flat();
}

async function orphanIn(
  context: Context,
  { identity, pkcs12, sealed }: StoredRecovery,
): Promise<readonly OrphanedRecovery[]> {
  decodePkcs12(pkcs12);
  const peerName = readPeerName(identity);
  if (await isUsable(context, peerName)) return [];
  const name = harmlessName(await nameOf(context, peerName));
  return [{ peerName, name, text: await formatRecoveryFile({ peerName, pkcs12 }), sealed }];
}

/** Out of what is left of the identity; else out of a membership of it. */
async function nameOf(context: Context, peerName: PeerName): Promise<string> {
  const { store, certificates } = context;
  const [kept] = await store.findAll('identities', [peerName]);
  const damaged = await store.listDamaged(['identities']);
  const left = kept?.friendlyName ?? damaged.find(({ key }) => key === peerName)?.name;
  if (left) return left;
  const memberships = await store.list('memberships');
  const own = memberships.filter(({ identity }) => identity === peerName);
  const chains = await readAll(own, ({ chain }) => verifySoundChain(chain, certificates));
  return chains[0] ? memberOf(chains[0]).subject.friendlyName : '';
}
