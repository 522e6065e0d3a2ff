/** Reads the directory of a zip archive (APPNOTE.TXT 4.3). What its entries hold is not looked at. */

import { decodeUtf8, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';

/** An entry, as the directory has it. */
export interface ZipPart {
  /** Folders and name; empty where it is not UTF-8. */
  readonly path: string;
  /** 0 as it is, 8 raw DEFLATE; `undefined` for what is locked or packed in another way. */
  readonly method: 0 | 8 | undefined;
  /** CRC-32 of what comes out. */
  readonly sum: number;
  /** How many bytes are said to come out. */
  readonly length: number;
  readonly packed: Bytes;
}

const END = { signature: 0x0605_4b50, length: 22 } as const;
const ENTRY = { signature: 0x0201_4b50, length: 46 } as const;
const LOCAL = { signature: 0x0403_4b50, length: 30 } as const;
const MAX_COMMENT_LENGTH = 0xffff;
const LOCKED = 1;

/**
 * Lists the entries of an archive. No two of them may share a byte: a small archive could hold the
 * same large thing a thousand times.
 *
 * @param bytes not trusted
 * @param limit the most entries
 * @throws {PeerError} `archive.form`; `archive.count` for more than the limit, before any is read
 */
export function listParts(bytes: Bytes, limit: number): readonly ZipPart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > limit) fail('archive.count', `${count} entries`);
  const parts: ZipPart[] = [];
  const stretches: Stretch[] = [];
  let at = view.getUint32(end + 16, true);
  stretches.push({ from: at, to: end });
  for (let index = 0; index < count; index++) {
    expectAt(view, at, ENTRY);
    const stretch = stretchOf(view, at);
    stretches.push(stretch);
    parts.push(readPart(bytes, view, { at, stretch }));
    at += ENTRY.length + lengthsAt(view, at + 28) + view.getUint16(at + 32, true);
  }
  if (at !== end) fail('archive.form', 'the directory does not end where it should');
  verifyApart(stretches);
  return parts;
}

/** Where an entry lies, with its own header, or the directory. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

function verifyApart(stretches: readonly Stretch[]): void {
  let free = 0;
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    if (from < free) fail('archive.form', `two entries at ${from}`);
    free = to;
  }
}

/** Where the last record begins: it reaches to the end of the archive. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.length;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_LENGTH); at--) {
    const isEnd = view.getUint32(at, true) === END.signature;
    if (isEnd && at + view.getUint16(at + 20, true) === last) return at;
  }
  return fail('archive.form', 'no end of a directory');
}

function readPart(
  bytes: Bytes,
  view: DataView,
  { at, stretch }: { readonly at: number; readonly stretch: Stretch },
): ZipPart {
  const pathFrom = at + ENTRY.length;
  const path = bytes.subarray(pathFrom, pathFrom + view.getUint16(at + 28, true));
  const isLocked = (view.getUint16(at + 8, true) & LOCKED) !== 0;
  const method = view.getUint16(at + 10, true);
  return {
    path: decodeUtf8(path) ?? '',
    method: !isLocked && (method === 0 || method === 8) ? method : undefined,
    sum: view.getUint32(at + 16, true),
    length: view.getUint32(at + 24, true),
    packed: bytes.subarray(stretch.to - view.getUint32(at + 20, true), stretch.to),
  };
}

/** What the directory points at: a header of its own, and behind it what is packed. */
function stretchOf(view: DataView, at: number): Stretch {
  const from = view.getUint32(at + 42, true);
  expectAt(view, from, LOCAL);
  const packedFrom = from + LOCAL.length + lengthsAt(view, from + 26);
  const to = packedFrom + view.getUint32(at + 20, true);
  return to <= view.byteLength ? { from, to } : fail('archive.form', 'an entry beyond the end');
}

/** The lengths of a name and of what is added to it, which stand beside each other. */
function lengthsAt(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint16(at + 2, true);
}

function expectAt(
  view: DataView,
  at: number,
  { signature, length }: { readonly signature: number; readonly length: number },
): void {
  const fits = at + length <= view.byteLength;
  if (!fits || view.getUint32(at, true) !== signature) fail('archive.form', `no header at ${at}`);
}
