/** Bytes as text that survives being passed on: base64 and base64url (RFC 4648), base45 (RFC 9285). */

import type { Bytes } from './bytes.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Padded base64 in one line. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeSextets(bytes, BASE64);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeSextets(bytes, BASE64URL);
}

/**
 * Padded base64, strictly: no white space, no other alphabet, spare bits 0.
 *
 * @returns `undefined` for anything else
 */
export function decodeBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decodeSextets(text.slice(0, text.length - padding), BASE64);
}

/**
 * Base64url without padding, strictly: spare bits 0.
 *
 * @returns `undefined` for anything else
 */
export function decodeBase64url(text: string): Bytes | undefined {
  return decodeSextets(text, BASE64URL);
}

/** Base45, three characters for two bytes and two for a last single one. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 2) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += BASE45.charAt(value % 45) + BASE45.charAt(Math.floor(value / 45) % 45);
    if (second !== undefined) text += BASE45.charAt(Math.floor(value / 2025));
  }
  return text;
}

/**
 * Base45, strictly: upper case, no value beyond what its bytes can hold.
 *
 * @returns `undefined` for anything else
 */
export function decodeBase45(text: string): Bytes | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 3) {
    const digits = [...text.slice(index, index + 3)].map((character) => BASE45.indexOf(character));
    if (digits.includes(-1)) return undefined;
    const [low = 0, middle = 0, high = 0] = digits;
    const value = low + middle * 45 + high * 2025;
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return undefined;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

function encodeSextets(bytes: Uint8Array, alphabet: string): string {
  const characters: string[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    held += 8;
    while (held >= 6) {
      held -= 6;
      characters.push(alphabet.charAt((bits >> held) & 63));
    }
  }
  if (held > 0) characters.push(alphabet.charAt((bits << (6 - held)) & 63));
  return characters.join('');
}

function decodeSextets(text: string, alphabet: string): Bytes | undefined {
  if (text.length % 4 === 1) return undefined;
  const values = valuesOf(alphabet);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const value = values[text.charCodeAt(index)];
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = (bits >> held) & 0xff;
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}

/** The value of each character, at its code. */
function valuesOf(alphabet: string): readonly (number | undefined)[] {
  const values: number[] = [];
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;
  return values;
}
