/** Recovery files: an identity saved elsewhere, tried, and brought back. */

import { bytesEqual } from '../../core/bytes.ts';
import type { Idc } from '../../core/certificate/certificate.ts';
import {
  formatRecoveryFile,
  openRecoveryFile,
  type RecoveredKey,
} from '../../core/document/recovery-file.ts';
import { fail, isPeerError } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Reason } from '../../core/reasons.ts';
import type { StoredRecovery } from '../../core/stored-recovery.ts';
import { membershipKey } from '../../core/stores.ts';
import { DAY } from '../../core/validity.ts';
import { writeWithKey } from '../../storage/keyed-write.ts';
import { layTrace } from '../../storage/trace.ts';
import { notingTime, pastMoment } from '../clock.ts';
import { personOf, type Context } from '../context.ts';
import { storedIdentity } from '../identity/certifying.ts';
import {
  inTurnOfIdentities,
  listIdentities,
  openIdentity,
  openOwnIdentity,
} from '../identity/identities.ts';
import type { RecoveredIdentity } from '../keeping-types.ts';
import { findSealedKey } from '../sealed-keys.ts';
import type { Group, Identity } from '../types.ts';
import { newestIdc } from './newest-idc.ts';

/** See {@link Keeping.recoveryFile}. */
export async function recoveryFile({ store }: Context, identity: PeerName): Promise<string> {
  const kept = await store.find('recoveries', membershipKey(identity, ''));
  const { pkcs12 } = kept ?? fail('recovery.none', identity);
  return formatRecoveryFile({ peerName: identity, pkcs12 });
}

/** See {@link Keeping.noteSaved}. Where nothing is sealed, nothing is noted. */
export async function noteSaved(
  context: Context,
  saved: Pick<Identity, 'peerName'> | Group,
): Promise<void> {
  const { identity, group } =
    'identity' in saved
      ? { identity: saved.identity.peerName, group: saved.peerName }
      : { identity: saved.peerName, group: '' };
  await noteSavedAt(context, { identity, group }, context.now());
}

/** Notes of one sealed key when it was saved, unless it was saved later. Nobody deletes it meanwhile. */
export async function noteSavedAt(
  { store }: Context,
  { identity, group }: Pick<StoredRecovery, 'identity' | 'group'>,
  at: number,
): Promise<void> {
  const inTurn = (work: () => Promise<void>) =>
    group === '' ? inTurnOfIdentities(store, work) : store.inTurn(group, work);
  await inTurn(async () => {
    const kept = await findSealedKey(store, identity, group);
    if (kept === undefined || (kept.saved ?? -Infinity) >= at) return;
    await store.write([{ put: 'recoveries', value: { ...kept, saved: at } }]);
  });
}

/** See {@link Keeping.testRecoveryFile}. */
export async function testRecoveryFile(
  context: Context,
  text: string,
  password: string,
): Promise<RecoveredIdentity> {
  const { derive } = context;
  const { idc } = await openRecoveryFile(text, { password, derive });
  const person = await personOf(idc.subject, idc.spki);
  const identities = await listIdentities(context);
  return {
    person,
    since: signedAt(idc),
    present: identities.find(({ peerName }) => peerName === person.peerName),
  };
}

/** See {@link Keeping.restoreIdentity}. */
export async function restoreIdentity(
  context: Context,
  text: string,
  password: string,
): Promise<Identity> {
  const { derive } = context;
  const recovered = await openRecoveryFile(text, { password, derive });
  const { peerName } = recovered.idc.subject;
  await inTurnOfIdentities(context.store, async () => {
    if (await isUsable(context, peerName)) fail('recovery.present', peerName);
    await bringIn(context, recovered, await newestIdc(context, recovered.idc, undefined));
  });
  return openIdentity(context, peerName);
}

/**
 * Writes an identity that was brought back, in the place of one that is of no use. To be used in the
 * turn of identities.
 *
 * @param idc its newest certificate that is known
 * @param created absent: when that was signed
 */
export async function bringIn(
  context: Context,
  { privateKey, pkcs12 }: RecoveredKey,
  { idc, created = signedAt(idc) }: { readonly idc: Idc; readonly created?: number | undefined },
): Promise<void> {
  const now = context.now();
  const { spki } = idc;
  const { peerName } = idc.subject;
  const value = storedIdentity({ idc, privateKey, created: pastMoment(created, now) });
  const kept = await findSealedKey(context.store, peerName, '');
  // The copy of this very browser says nothing of one elsewhere.
  const isOwnCopy = kept !== undefined && bytesEqual(kept.pkcs12, pkcs12);
  const brought = { identity: peerName, group: '', pkcs12, sealed: now, saved: now } as const;
  const recovery = isOwnCopy ? kept : brought;
  const changes = [
    { put: 'identities', value } as const,
    { put: 'recoveries', value: recovery } as const,
    ...(await notingTime(context)),
  ];
  await writeWithKey(context.store, changes, { kind: 'identities', key: peerName, spki });
  await layTrace();
}

/** What an identity can fail by that is not the browser's storage as a whole. */
const DAMAGE: readonly Reason[] = ['identity.unknown', 'storage.damaged', 'crypto.key'];

/** Whether an identity is here, can be read, and signs. */
export async function isUsable(context: Context, peerName: PeerName): Promise<boolean> {
  try {
    await openOwnIdentity(context, peerName);
    return true;
  } catch (error) {
    if (isPeerError(error, 'E_INVALIDARG')) return false;
    if (isPeerError(error) && DAMAGE.includes(error.reason)) return false;
    throw error;
  }
}

/** When a certificate of ours was signed: its validity begins a day before. */
export function signedAt({ validity }: Pick<Idc, 'validity'>): number {
  return validity.start + DAY;
}
