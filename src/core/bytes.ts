/** Bytes and their text forms: UTF-8, hex, base64 and base64url (RFC 4648), base45 (RFC 9285). */

/** What WebCrypto takes: bytes in a buffer of their own. */
export type Bytes = Uint8Array<ArrayBuffer>;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** UTF-8 to text; `undefined` where the bytes are not UTF-8. A byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte] ?? '';
  return hex;
}

const latin1 = new TextDecoder('windows-1252');

/** A text that is the same for the same bytes and for no others: the fastest key to look them up by. */
export function toLatin1(bytes: Uint8Array): string {
  return latin1.decode(bytes);
}

/** Whether two byte strings are the same. Not for secrets: the time taken tells where they differ. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Which of two byte strings is the greater, byte by byte, the longer of two that begin alike: below, at or above 0. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The parts in one, in their order. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

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
