/** Hashes of certificates, each worked out once: many chains share their issuers. */

import type { Certificate } from '../../core/certificate/certificate.ts';
import { keyHashOf } from '../../core/fingerprint.ts';
import { credentialIdOf } from '../../core/record/record.ts';

const ids = new WeakMap<Certificate, Promise<string>>();
const keyHashes = new WeakMap<Certificate, Promise<string>>();

/** As records name it, see {@link credentialIdOf}. */
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
