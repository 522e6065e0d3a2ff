/** Keys of the vectors: private ones in PKCS#8, for these tests alone. */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Bytes } from '../../src/core/bytes.ts';

/** The DER SubjectPublicKeyInfo of a private key. */
export function spkiOf(pkcs8: Bytes): Bytes {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}
