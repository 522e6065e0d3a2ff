/** The key of the MAC of a PKCS#12 file: the PKCS#12 key derivation (RFC 7292 appendix B.2) with SHA-256. */

import { concatBytes, type Bytes } from '../bytes.ts';
import { repeatedSha256 } from './sha256.ts';

/** What a key is derived from. */
export interface MacKeyInput {
  /** UTF-16, big-endian, with a NUL behind it. */
  readonly password: Bytes;
  readonly salt: Bytes;
  readonly rounds: number;
}

/** Derives the key of a MAC, 32 bytes: a second of counting, so a page has it done by a worker. */
export type MacKeyDerivation = (input: MacKeyInput) => Promise<Bytes>;

/** Purpose 3, "MAC": the diversifier is a block of it. */
const MAC_PURPOSE = 3;
const BLOCK_BYTES = 64;

/** Derives the key in place; whoever must not stand still meanwhile has it done elsewhere. */
export async function deriveMacKey({ password, salt, rounds }: MacKeyInput): Promise<Bytes> {
  const diversifier = new Uint8Array(BLOCK_BYTES).fill(MAC_PURPOSE);
  // One block of SHA-256 is all that is needed, so the steps that make further ones fall away.
  return repeatedSha256(concatBytes(diversifier, inBlocks(salt), inBlocks(password)), rounds);
}

/** Bytes repeated up to the end of a block. */
function inBlocks(bytes: Bytes): Bytes {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES);
  return whole.map((_, index) => bytes[index % bytes.length] ?? 0);
}
