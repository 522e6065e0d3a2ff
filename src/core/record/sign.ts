/** Signing records, and verifying who signed them (records.md, "A record"). */

import { toHex, type Bytes } from '../bytes.ts';
import type { CertificateMemory } from '../certificate/certificate-memory.ts';
import { idOf } from '../certificate/hashes.ts';
import type { Issuer } from '../certificate/issue.ts';
import { randomBytes, sign } from '../webcrypto.ts';
import { encodeRecord, signedPartOf, type RecordFields, type SignedRecord } from './record.ts';

/** A record to be signed. The last toucher's credential is that of the signer. */
export interface RecordDraft extends Omit<RecordFields, 'creatorCredential' | 'toucherCredential'> {
  /** Of the record that is changed; absent for a new one, of which the signer is the creator. */
  readonly creatorCredential?: string;
}

/**
 * Signs a record, which is judged by nobody yet: {@link ./receive.ts} does that with what is received.
 *
 * @param signer the creator, or the modifier if there is one; for security properties the group itself
 * @returns the record, as {@link decodeRecord} reads it
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS`
 */
export async function signRecord(draft: RecordDraft, signer: Issuer): Promise<Bytes> {
  const toucherCredential = await idOf(signer.certificate);
  const { creatorCredential = toucherCredential } = draft;
  const record = { ...draft, creatorCredential, toucherCredential };
  return encodeRecord({
    ...record,
    signature: await sign(signer.privateKey, signedPartOf(record)),
  });
}

/** Whether a record is signed by a key whose shape was judged before. */
export async function isSignedRecord(
  record: SignedRecord,
  spki: Bytes,
  memory: CertificateMemory,
): Promise<boolean> {
  return memory.isSigned(spki, record.signature, signedPartOf(record));
}

/** A random GUID, printed in lower case. */
export function createGuid(): string {
  return toHex(randomBytes(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
