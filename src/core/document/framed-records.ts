/** Records one behind the other, each with its length: what a group update is made of. */

import type { Bytes } from '../bytes.ts';
import { errorOf, fail, type PeerError } from '../errors.ts';

/** The longest group update as a text, in UTF-16 code units; as a file, in bytes. */
export const MAX_UPDATE_LENGTH = 32 * 1024 * 1024;

/** The most bytes that the records of one document may have together, each with its length. */
export const MAX_UPDATE_BYTES = 64 * 1024 * 1024;

/** The most records in one document. */
export const MAX_UPDATE_RECORDS = 50_000;

const LENGTH_BYTES = 4;

/** The records in a frame, in their order, none of them read. */
export interface FramedRecords {
  readonly records: readonly Bytes[];
  /** Why the last one is missing, where a length runs past the end. What came before it counts. */
  readonly cut: PeerError | undefined;
}

/**
 * Puts each record behind its length.
 *
 * @throws {PeerError} `update.count`, `update.size`
 */
export function joinRecords(records: readonly Bytes[]): Bytes {
  if (records.length > MAX_UPDATE_RECORDS) fail('update.count', `${records.length} records`);
  const length = records.reduce((sum, record) => sum + LENGTH_BYTES + record.length, 0);
  if (length > MAX_UPDATE_BYTES) fail('update.size', `${length} bytes`);
  const joined = new Uint8Array(length);
  const view = new DataView(joined.buffer);
  let offset = 0;
  for (const record of records) {
    view.setUint32(offset, record.length);
    joined.set(record, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + record.length;
  }
  return joined;
}

/**
 * Takes framed records apart, without looking into them.
 *
 * @param bytes not trusted
 * @returns views into the bytes
 * @throws {PeerError} `update.count` for more than {@link MAX_UPDATE_RECORDS}
 */
export function splitRecords(bytes: Bytes): FramedRecords {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: Bytes[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (records.length === MAX_UPDATE_RECORDS) fail('update.count', 'the next one is too many');
    const start = offset + LENGTH_BYTES;
    const end = start <= bytes.length ? start + view.getUint32(offset) : Infinity;
    if (end > bytes.length) return { records, cut: cutAt(offset) };
    records.push(bytes.subarray(start, end));
    offset = end;
  }
  return { records, cut: undefined };
}

function cutAt(offset: number): PeerError {
  return errorOf('record.cut', `a length at ${offset} runs past the end`);
}
