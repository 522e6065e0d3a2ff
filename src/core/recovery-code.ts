/**
 * Recovery codes: passwords that the app makes, to be written down by hand. 25 characters of
 * Crockford's base 32, which has no letters that look alike, in five groups; the last two tell a slip
 * of the pen. 23 characters are chance: 115 bits.
 */

import { sha256AtOnce } from './pkcs12/sha256.ts';
import { randomBytes } from './webcrypto.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHANCE_LENGTH = 23;
const LENGTH = 25;
const GROUP_LENGTH = 5;

/** What stands between the groups, and whatever comes in by copying. */
const BETWEEN = /[\s\p{Dash}\p{Default_Ignorable_Code_Point}]+/gu;

/** A new recovery code, such as `7ZK2M-…`, in the form in which it is a password. */
export function createRecoveryCode(): string {
  // The lowest five bits of each byte are all equally likely.
  const chance = Array.from(randomBytes(CHANCE_LENGTH), (byte) => ALPHABET.charAt(byte % 32));
  return grouped(withChecksum(chance.join('')));
}

/**
 * Reads a recovery code as somebody has typed or pasted it: lower case, spaces and hyphens anywhere,
 * O for 0 and I or L for 1 are forgiven.
 *
 * @returns the form in which it is a password; `undefined` for anything else, a slip included
 */
export function parseRecoveryCode(text: string): string | undefined {
  const characters = charactersOf(text);
  const isCode =
    characters.length === LENGTH &&
    areInAlphabet(characters) &&
    withChecksum(characters.slice(0, CHANCE_LENGTH)) === characters;
  return isCode ? grouped(characters) : undefined;
}

/**
 * Whether a text is meant as a recovery code, though it may hold a slip. What is meant as one is
 * warned of beside its field, and neither opened as a document nor kept among what was handed in.
 */
export function isLikeRecoveryCode(text: string): boolean {
  if (parseRecoveryCode(text) !== undefined) return true;
  const groups = text.normalize('NFKC').trim().split(BETWEEN);
  const characters = charactersOf(text);
  const isLong = Math.abs(characters.length - LENGTH) <= 2;
  const isGrouped = groups.filter(({ length }) => length === GROUP_LENGTH).length >= 3;
  // Words have no digits; of 25 characters of a code eight are digits, and of a thousand codes one has fewer than two.
  return isLong && /^[0-9A-Z]+$/.test(characters) && (isGrouped || /\d.*\d/.test(text));
}

/**
 * The password that somebody means: a recovery code in its own form, anything else as it was typed, in
 * NFC. Spaces around a password belong to it.
 */
export function passwordFor(typed: string): string {
  return parseRecoveryCode(typed) ?? typed.normalize('NFC');
}

function charactersOf(text: string): string {
  const plain = text.normalize('NFKC').toUpperCase().replace(BETWEEN, '');
  return plain.replaceAll('O', '0').replace(/[IL]/g, '1');
}

function areInAlphabet(characters: string): boolean {
  return [...characters].every((character) => ALPHABET.includes(character));
}

/** The first ten bits of the SHA-256 of the characters behind them. */
function withChecksum(characters: string): string {
  const [first = 0, second = 0] = sha256AtOnce(new TextEncoder().encode(characters));
  const bits = (first << 2) | (second >> 6);
  return characters + ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31);
}

function grouped(characters: string): string {
  return (characters.match(/.{5}/g) ?? []).join('-');
}
