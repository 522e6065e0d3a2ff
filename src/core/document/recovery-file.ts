/** Recovery files: an identity with its private key, under a password (formats.md, "Recovery file"). */

import { bytesEqual, type Bytes } from '../bytes.ts';
import { verifySoundIdc } from '../certificate/idc.ts';
import type { Idc } from '../certificate/certificate.ts';
import { fail, isPeerError, renamedAs } from '../errors.ts';
import type { KeyedIdentity } from '../identity.ts';
import { readPeerName, type PeerName } from '../peer-name.ts';
import type { Lock } from '../pkcs12/seal.ts';
import { openSealedKey } from '../sealed-key.ts';
import { sha256 } from '../webcrypto.ts';
import { formatXml, type XmlElement, type XmlForm } from './xml-form.ts';
import { parseXml } from './xml.ts';

const RECOVERY_FILE = {
  root: 'PEERIDENTITYEXPORT',
  versions: ['1.0'],
  limit: 512 * 1024,
  elements: [
    { name: 'PEERNAME' },
    { name: 'DATA', base64: true },
    { name: 'DIGEST', base64: true, optional: true },
  ],
} as const satisfies XmlForm<readonly XmlElement[]>;

/** A recovery file, not opened. */
export interface RecoveryFile {
  /** The identity that it says it is of: not trusted until it was opened. */
  readonly peerName: PeerName;
  /** PKCS#12, not trusted. */
  readonly pkcs12: Bytes;
  /** Whether it is as it was when it was saved; `undefined` where the file does not say. */
  readonly isWhole: boolean | undefined;
}

/** An identity that was brought back. */
export interface RecoveredKey extends KeyedIdentity {
  /** The sealed file, as it stood: to be kept, so that it can be saved again. */
  readonly pkcs12: Bytes;
}

/**
 * Reads a recovery file, without its password.
 *
 * @param text the XML and nothing else, not trusted; 512 KiB at most
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.*`, `xml.*` or `peer-name.*`;
 *   `PEER_E_UNSUPPORTED_VERSION`
 */
export async function parseRecoveryFile(text: string): Promise<RecoveryFile> {
  const { PEERNAME, DATA, DIGEST } = parseXml(text, RECOVERY_FILE).values;
  const isWhole = DIGEST && bytesEqual(DIGEST, await sha256(DATA));
  return { peerName: readPeerName(PEERNAME), pkcs12: DATA, isWhole };
}

/** Writes a recovery file around a PKCS#12 file, which stays as it is. */
export async function formatRecoveryFile({
  peerName,
  pkcs12,
}: Pick<RecoveryFile, 'peerName' | 'pkcs12'>): Promise<string> {
  const digest = await sha256(pkcs12);
  return formatXml(RECOVERY_FILE, { PEERNAME: peerName, DATA: pkcs12, DIGEST: digest });
}

/**
 * Opens a recovery file: its identity, which was verified but for the moment, and its private key,
 * which signs for it and cannot be exported again.
 *
 * @param text as {@link parseRecoveryFile} takes it
 * @param lock a password or a recovery code as it was typed
 * @throws {PeerError} as {@link parseRecoveryFile}; `recovery.damaged` where it is not as it was;
 *   `recovery.password`, or `recovery.unclear` where the file cannot tell whether it is damaged;
 *   `recovery.form`, `recovery.algorithm`, `recovery.rounds`, `recovery.salt`, `recovery.key`,
 *   `recovery.certificate`, `recovery.match`, `recovery.peer-name`
 */
export async function openRecoveryFile(text: string, lock: Lock): Promise<RecoveredKey> {
  const { peerName, pkcs12, isWhole } = await parseRecoveryFile(text);
  if (isWhole === false) fail('recovery.damaged', 'DATA has another DIGEST');
  const { certificate: idc, privateKey } = await toldApart(isWhole, () =>
    openSealedKey(pkcs12, lock, (der) => verifyOwner(der, peerName)),
  );
  return { idc, spki: idc.spki, privateKey, pkcs12 };
}

/** Of a file that is whole it can be said that the password is the wrong one. */
async function toldApart<T>(isWhole: boolean | undefined, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    if (!isWhole || !isPeerError(cause) || cause.reason !== 'recovery.unclear') throw cause;
    return fail('recovery.password', cause.detail, { cause });
  }
}

async function verifyOwner(der: Bytes, peerName: PeerName): Promise<Idc> {
  const idc = await renamedAs('recovery.certificate', () => verifySoundIdc(der));
  if (idc.subject.peerName !== peerName) fail('recovery.peer-name', idc.subject.peerName);
  return idc;
}
