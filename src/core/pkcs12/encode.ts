/** Writes DER (X.690): the few types that a PKCS#12 file is made of. */

import { concatBytes, type Bytes } from '../bytes.ts';
import { TAG } from '../certificate/der.ts';

/** A value of any type, its length in the fewest bytes. */
export function encodeDer(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const content = concatBytes(...contents);
  return concatBytes(Uint8Array.of(tag), encodeLength(content.length), content);
}

/** A SEQUENCE. */
export function encodeSequence(...parts: readonly Uint8Array[]): Bytes {
  return encodeDer(TAG.sequence, ...parts);
}

/** An INTEGER. @param value a whole number from 0 to 2³¹ */
export function encodeNumber(value: number): Bytes {
  const octets = octetsOf(value);
  const [first = 0] = octets;
  // A set first bit would make it negative.
  return encodeDer(TAG.integer, Uint8Array.from(first < 0x80 ? octets : [0, ...octets]));
}

/** An OBJECT IDENTIFIER. @param dotted of at least two arcs */
export function encodeOid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap(septetsOf);
  return encodeDer(TAG.objectIdentifier, Uint8Array.from(octets));
}

/** An AlgorithmIdentifier without parameters of its own: NULL stands in their place. */
export function encodeAlgorithm(dotted: string): Bytes {
  return encodeSequence(encodeOid(dotted), encodeDer(TAG.null));
}

function encodeLength(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const octets = octetsOf(length);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

/** A number in base 256, its highest digit first. */
function octetsOf(value: number): readonly number[] {
  const octets = [value % 256];
  for (let left = Math.floor(value / 256); left > 0; left = Math.floor(left / 256)) {
    octets.unshift(left % 256);
  }
  return octets;
}

/** A number in base 128, each digit but the last marked. */
function septetsOf(value: number): readonly number[] {
  const septets = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    septets.unshift((left % 128) | 0x80);
  }
  return septets;
}
