/**
 * SHA-256 without waiting, and the only door to @noble/hashes: WebCrypto answers each question by
 * itself, and to ask it 600 000 times would take minutes.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../bytes.ts';

/** SHA-256, 32 bytes. For what is long, or asked once, see {@link ../webcrypto.ts}. */
export function sha256AtOnce(bytes: Bytes): Bytes {
  return sha256(bytes);
}

/** SHA-256 of the bytes, then of that, and so on. @param rounds at least 1 */
export function repeatedSha256(bytes: Bytes, rounds: number): Bytes {
  const digest = sha256(bytes);
  const empty = sha256.create();
  const hash = sha256.create();
  for (let round = 1; round < rounds; round++) {
    // Takes up the state of one that has seen nothing, so that no round makes anything new.
    empty._cloneInto(hash);
    hash.update(digest).digestInto(digest);
  }
  return digest;
}
