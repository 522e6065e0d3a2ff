/** Keys of the vectors: private ones in PKCS#8, for these tests alone. */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Bytes } from '../../src/core/bytes.ts';
import { readVectorText } from './manifest.ts';

/** A private key of the vectors: PKCS#8. */
export function readPrivateKey(file: string): Bytes {
  return Uint8Array.from(Buffer.from(readVectorText(file), 'base64'));
}

/** The DER SubjectPublicKeyInfo of a private key. */
export function spkiOf(pkcs8: Bytes): Bytes {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}
