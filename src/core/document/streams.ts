/**
 * Raw DEFLATE (RFC 1951) by the platform's own streams: for documents that are too large to keep a
 * screen waiting. What is expanded is bounded while it grows. What is small is packed by
 * {@link ./deflate.ts}, which sees where a stream ends, and packs alike in every browser.
 */

import { concatBytes, type Bytes } from '../bytes.ts';

/** A stream has no rest to hand over between two slices, so one of them can grow to a thousand times this. */
const SLICE_BYTES = 16 * 1024;

/** What may come to little is given in smaller slices, so that lying about it costs little too. */
const SLICES = 64;
const MIN_SLICE_BYTES = 256;

/** What came out of a stream, or why nothing did. */
export type Decompressed =
  | { readonly bytes: Bytes; readonly failure?: undefined }
  | { readonly bytes?: undefined; readonly failure: 'size' | 'trailing' | 'broken' };

/** Packs bytes. */
export async function compress(bytes: Bytes): Promise<Bytes> {
  const packed = await drained(bytes, new CompressionStream('deflate-raw'), Infinity);
  return packed ?? new Uint8Array();
}

/**
 * Expands a stream that ends with its last byte, no sooner and no later.
 *
 * @param packed not trusted
 * @param limit the most bytes that may come out of it
 */
export async function decompress(packed: Bytes, limit: number): Promise<Decompressed> {
  // Not every platform sees what stands behind the end; but a whole stream needs its last byte.
  const [bytes, shorter] = await Promise.all([
    inflated(packed, limit),
    inflated(packed.subarray(0, -1), limit),
  ]);
  if (typeof bytes === 'string') return { failure: bytes };
  return typeof shorter === 'string' ? { bytes } : { failure: 'trailing' };
}

async function inflated(packed: Bytes, limit: number): Promise<Bytes | 'size' | 'broken'> {
  // Outside: a browser that lacks it is no fault of the document.
  const through = new DecompressionStream('deflate-raw');
  try {
    return (await drained(packed, through, limit)) ?? 'size';
  } catch {
    return 'broken';
  }
}

/** All that comes out of a stream; `undefined` for more than the limit. */
async function drained(
  bytes: Bytes,
  through: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Bytes | undefined> {
  const slice = Math.ceil(Math.min(SLICE_BYTES, Math.max(MIN_SLICE_BYTES, limit / SLICES)));
  const reader = slicesOf(bytes, slice).pipeThrough<Uint8Array>(through).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    parts.push(next.value);
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
  }
  return concatBytes(...parts);
}

function slicesOf(bytes: Bytes, length: number): ReadableStream<Bytes> {
  let from = 0;
  return new ReadableStream({
    pull(slices) {
      if (from < bytes.length) slices.enqueue(bytes.slice(from, from + length));
      else slices.close();
      from += length;
    },
  });
}
