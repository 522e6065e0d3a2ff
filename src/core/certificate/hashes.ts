/** Hashes of certificates, each worked out once: many chains share their issuers. */

import { toHex, type Bytes } from '../bytes.ts';
import { keyHashOf } from '../fingerprint.ts';
import { sha256 } from '../webcrypto.ts';
import type { Certificate } from './certificate.ts';

/** How many bytes of a hash name a certificate. */
const ID_BYTES = 16;

const ids = new WeakMap<Certificate, Promise<string>>();
const keyHashes = new WeakMap<Certificate, Promise<string>>();

/** How records name a certificate: the first 16 bytes of the SHA-256 of its DER, in lower-case hex. */
export async function credentialIdOf(der: Bytes): Promise<string> {
  return toHex((await sha256(der)).subarray(0, ID_BYTES));
}

/** The same of a certificate that was read, see {@link credentialIdOf}. */
export function idOf(certificate: Certificate): Promise<string> {
  return remembered(ids, certificate, () => credentialIdOf(certificate.der));
}

/** SHA-256 of its public key, lower-case hex. */
export function keyHashIn(certificate: Certificate): Promise<string> {
  return remembered(keyHashes, certificate, () => keyHashOf(certificate.spki));
}

function remembered(
  known: WeakMap<Certificate, Promise<string>>,
  certificate: Certificate,
  work: () => Promise<string>,
): Promise<string> {
  const before = known.get(certificate);
  if (before !== undefined) return before;
  const hash = work();
  known.set(certificate, hash);
  // An engine that fails is asked again.
  hash.catch(() => known.delete(certificate));
  return hash;
}
