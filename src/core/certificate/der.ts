/**
 * A strict reader of DER (ITU-T X.690), written for hostile bytes.
 *
 * It knows definite minimal lengths and low tag numbers and nothing else, so that no two byte
 * strings read alike: what has no BER has nothing to bypass. It never recurses by itself; how deep
 * it goes is laid down by the readers of the profile.
 */

import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';

/** Identifier octets of the types that the profile has. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context3: 0xa3,
  /** [0] IMPLICIT of a primitive type. */
  primitive0: 0x80,
} as const;

/** The most bytes that an object identifier may take, and the greatest arc in it. */
const MAX_OID_BYTES = 32;
const MAX_OID_ARC = 0xffff_ffff;

/** Reads values one after the other; whoever has read the last one calls {@link end}. */
export class DerReader {
  readonly #bytes: Bytes;
  #offset = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** Whether everything has been read. */
  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** Whether the next value is of this type. */
  isNext(tag: number): boolean {
    return this.#bytes[this.#offset] === tag;
  }

  /**
   * The contents of the next value.
   *
   * @throws {PeerError} `der.tag` for another type; `der.length`, `der.short`
   */
  content(tag: number): Bytes {
    const { start, end } = this.#next(tag);
    return this.#bytes.subarray(start, end);
  }

  /** The next value whole, with its identifier and length octets. */
  whole(tag: number): Bytes {
    const from = this.#offset;
    const { end } = this.#next(tag);
    return this.#bytes.subarray(from, end);
  }

  /** The next value whatever it is, for what is shown and not judged. */
  any(): { readonly tag: number; readonly content: Bytes } {
    const tag = this.#bytes[this.#offset] ?? 0;
    if ((tag & 0x1f) === 0x1f) fail('der.tag', 'a high tag number');
    return { tag, content: this.content(tag) };
  }

  /** A reader of what stands inside the next value. */
  inside(tag: number): DerReader {
    return new DerReader(this.content(tag));
  }

  /**
   * Ends the reading.
   *
   * @throws {PeerError} `der.trailing` if anything is left
   */
  end(): void {
    if (!this.isAtEnd) fail('der.trailing', `bytes left at ${this.#offset}`);
  }

  #next(tag: number): { start: number; end: number } {
    const found = this.#byte();
    if (found !== tag) fail('der.tag', `identifier ${found} where ${tag} belongs`);
    const length = this.#length();
    const start = this.#offset;
    if (length > this.#bytes.length - start) fail('der.short', `${length} bytes announced`);
    this.#offset = start + length;
    return { start, end: this.#offset };
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const octets = first & 0x7f;
    if (octets === 0) fail('der.length', 'indefinite length');
    if (octets > 3) fail('der.length', `a length of ${octets} octets`);
    let length = 0;
    for (let index = 0; index < octets; index++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (octets - 1)) fail('der.length', 'length not minimal');
    return length;
  }

  #byte(): number {
    return this.#bytes[this.#offset++] ?? fail('der.short', 'the input ends inside a value');
  }
}

/** Reads the only value in these bytes with a reader of its own, and sees that nothing is left in it or behind it. */
export function decodeDer<T>(bytes: Bytes, tag: number, read: (inside: DerReader) => T): T {
  const outer = new DerReader(bytes);
  const value = readInside(outer, tag, read);
  outer.end();
  return value;
}

/** Reads what stands inside the next value, and sees that nothing is left in it. */
export function readInside<T>(reader: DerReader, tag: number, read: (inside: DerReader) => T): T {
  const inside = reader.inside(tag);
  const value = read(inside);
  inside.end();
  return value;
}

/** The contents octets of an INTEGER, in the fewest bytes, two's complement. */
export function readInteger(reader: DerReader): Bytes {
  const content = reader.content(TAG.integer);
  const [first, second] = content;
  if (first === undefined) fail('der.integer', 'no contents');
  const isPadded =
    second !== undefined && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80);
  if (isPadded) fail('der.integer', 'not minimal');
  return content;
}

/** A BOOLEAN with DEFAULT FALSE: absent, or TRUE in its one form. */
export function readDefaultFalse(reader: DerReader): boolean {
  if (!reader.isNext(TAG.boolean)) return false;
  const content = reader.content(TAG.boolean);
  if (content.length !== 1 || content[0] !== 0xff) fail('der.boolean', 'neither absent nor TRUE');
  return true;
}

/** The bytes of a BIT STRING that has no unused bits. */
export function readWholeBits(reader: DerReader): Bytes {
  const content = reader.content(TAG.bitString);
  if (content[0] !== 0 || content.length < 2) fail('der.bit-string', 'unused bits, or none at all');
  return content.subarray(1);
}

/** An OBJECT IDENTIFIER in dotted form. */
export function readOid(reader: DerReader): string {
  const content = reader.content(TAG.objectIdentifier);
  if (content.length === 0 || content.length > MAX_OID_BYTES) fail('der.oid', 'length');
  const arcs: number[] = [];
  let arc = 0;
  let isInside = false;
  for (const byte of content) {
    if (!isInside && byte === 0x80) fail('der.oid', 'an arc not minimal');
    arc = arc * 128 + (byte & 0x7f);
    if (arc > MAX_OID_ARC) fail('der.oid', 'an arc beyond 32 bits');
    isInside = byte >= 0x80;
    if (isInside) continue;
    arcs.push(...(arcs.length === 0 ? firstArcs(arc) : [arc]));
    arc = 0;
  }
  if (isInside) fail('der.oid', 'the last arc has no end');
  return arcs.join('.');
}

/** A UTF8String or UniversalString of well-formed Unicode. */
export function readString(
  reader: DerReader,
  tag: typeof TAG.utf8String | typeof TAG.universalString,
): string {
  const content = reader.content(tag);
  try {
    return tag === TAG.utf8String ? utf8.decode(content) : decodeUcs4(content);
  } catch (cause) {
    return fail('der.string', 'not well-formed Unicode', { cause });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function firstArcs(arc: number): [number, number] {
  const first = Math.min(Math.floor(arc / 40), 2);
  return [first, arc - first * 40];
}

function decodeUcs4(content: Bytes): string {
  if (content.length % 4 !== 0) throw new RangeError('not a multiple of four bytes');
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let text = '';
  for (let offset = 0; offset < content.length; offset += 4) {
    const character = String.fromCodePoint(view.getUint32(offset));
    // Each by itself: two halves must not become one character, which has a spelling of its own.
    if (!character.isWellFormed()) throw new RangeError('a surrogate');
    text += character;
  }
  return text;
}
