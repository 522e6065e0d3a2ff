/** A writer of DER (X.690) for tests, which shares no code with the reader and the writer that it is to catch out. */

import type { Bytes } from '../../src/core/bytes.ts';

/** A value of any type; the length is written as DER has it. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const content = join(...contents);
  return join(Uint8Array.of(tag), encodeLength(content.length), content);
}

/** The bytes one after the other. */
export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Bytes from hex; white space is passed over. */
export function hex(digits: string): Bytes {
  const pairs = digits.replace(/\s/g, '').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}

export const sequence = (...parts: readonly Uint8Array[]): Bytes => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Bytes => der(0x31, ...parts);
export const integer = (digits: string): Bytes => der(0x02, hex(digits));
export const octets = (digits: string): Bytes => der(0x04, hex(digits));
export const bits = (content: Uint8Array, unused = 0): Bytes =>
  der(0x03, Uint8Array.of(unused), content);
export const nothing = (): Bytes => der(0x05);
export const truth = (): Bytes => der(0x01, hex('ff'));
/** [number] EXPLICIT, or IMPLICIT of something constructed. */
export const context = (number: number, ...parts: readonly Uint8Array[]): Bytes =>
  der(0xa0 + number, ...parts);
export const utf8 = (text: string): Bytes => der(0x0c, new TextEncoder().encode(text));
export const utcTime = (text: string): Bytes => der(0x17, new TextEncoder().encode(text));
export const generalizedTime = (text: string): Bytes => der(0x18, new TextEncoder().encode(text));

/** UCS-4, big-endian; a lone surrogate goes in as it is. */
export function universal(text: string): Bytes {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return der(0x1c, hex(points.map((point) => point.toString(16).padStart(8, '0')).join('')));
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, ...[first * 40 + second, ...rest].map(encodeArc));
}

/** UTCTime through 2049, GeneralizedTime from 2050. */
export function moment(time: number): Bytes {
  const text = `${new Date(time).toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
  return text < '2050' ? utcTime(text.slice(2)) : generalizedTime(text);
}

function encodeLength(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const digits = length.toString(16);
  const octetsOfLength = hex(digits.padStart(digits.length + (digits.length % 2), '0'));
  return join(Uint8Array.of(0x80 | octetsOfLength.length), octetsOfLength);
}

function encodeArc(arc: number): Bytes {
  const sevens = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
    sevens.unshift((left % 128) | 0x80);
  }
  return Uint8Array.from(sevens);
}
