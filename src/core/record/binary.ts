/**
 * The binary form of records and of what stands in two kinds of them: integers big-endian, GUIDs in
 * printed order, strings in UTF-16BE with a NUL behind their length (records.md, "A record").
 */

import { concatBytes, toHex, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';

/** The longest string there is, that of attributes of 16 KiB, with its NUL. */
const MAX_STRING_UNITS = 8 * 1024 + 1;

/** Reads one field after the other out of bytes that are not trusted; whoever has read the last one calls {@link end}. */
export class BinaryReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** @throws {PeerError} `record.form`, as all the others, where the bytes end too soon */
  u16(): number {
    return this.#view.getUint16(this.#past(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#past(4));
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#past(8));
  }

  /** As many bytes as wanted: a view. */
  bytes(length: number): Bytes {
    const start = this.#past(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** A GUID, printed in lower case. */
  guid(): string {
    return toHex(this.bytes(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /**
   * A string; `undefined` for an absent one.
   *
   * @throws {PeerError} `record.size` for one that is longer than any may be
   */
  string(): string | undefined {
    const units = this.u32();
    if (units === 0) return undefined;
    if (units > MAX_STRING_UNITS) fail('record.size', `a string of ${units} units`);
    const start = this.#past(units * 2);
    let text = '';
    for (let unit = 0; unit < units - 1; unit++) {
      text += String.fromCharCode(this.#view.getUint16(start + unit * 2));
    }
    if (this.#view.getUint16(start + units * 2 - 2) !== 0) fail('record.form', 'no NUL');
    if (text.includes('\0') || !text.isWellFormed()) fail('record.form', 'not a string');
    return text;
  }

  /** @throws {PeerError} `record.form` if anything is left */
  end(): void {
    if (this.#offset < this.#bytes.length) fail('record.form', `bytes left at ${this.#offset}`);
  }

  #past(length: number): number {
    const start = this.#offset;
    if (length > this.#bytes.length - start) fail('record.form', `${length} bytes announced`);
    this.#offset = start + length;
    return start;
  }
}

/** Two bytes. */
export function u16(value: number): Bytes {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/**
 * Four bytes.
 *
 * @throws {TypeError} for a number that does not fit
 */
export function u32(value: number): Bytes {
  if (value >>> 0 !== value) throw new TypeError(`${value} has no 32 bits`);
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Eight bytes. */
export function u64(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** The 16 bytes of a GUID that is printed in lower case. */
export function guidBytes(guid: string): Bytes {
  if (!GUID.test(guid)) throw new TypeError(`${guid} is no GUID`);
  return fromHex(guid.replaceAll('-', ''));
}

/** A string with its length and its NUL; an empty one as absent. */
export function string(text = ''): Bytes {
  if (text === '') return u32(0);
  const bytes = new Uint8Array(4 + (text.length + 1) * 2);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length + 1);
  for (let unit = 0; unit < text.length; unit++) {
    view.setUint16(4 + unit * 2, text.charCodeAt(unit));
  }
  return bytes;
}

/** Bytes behind their length. */
export function counted(bytes: Bytes): Bytes {
  return concatBytes(u32(bytes.length), bytes);
}

/** The bytes of lower-case hex. */
export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
