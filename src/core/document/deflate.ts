/** Raw DEFLATE (RFC 1951), and the only door to fflate. What is expanded is bounded while it grows. */

import { deflateSync, FlateErrorCode, Inflate } from 'fflate';
import { concatBytes, type Bytes } from '../bytes.ts';

/** How far a stream is followed. */
export interface ExpandLimits {
  /** What was agreed on beforehand for the stream to refer to. */
  readonly dictionary?: Bytes;
  /** The most bytes that may come out of it. */
  readonly limit: number;
  /** It is fed in slices of so many bytes: each yields 258 times its bits at most before the limit is looked at. */
  readonly slice: number;
}

/** A stream that was expanded, or why it was not. */
export type Expanded =
  | { readonly bytes: Bytes; readonly failure?: undefined }
  | { readonly bytes?: undefined; readonly failure: ExpandFailure };

/** Larger than its limit; its end is missing; bytes stand behind its end; its rules are broken. */
export type ExpandFailure = 'size' | 'end' | 'trailing' | 'broken';

/** Packs bytes as small as they get. */
export function deflate(bytes: Bytes, dictionary?: Bytes): Bytes {
  return deflateSync(bytes, { level: 9, ...(dictionary && { dictionary }) });
}

/**
 * Expands a stream that ends with its last byte, no sooner and no later.
 *
 * @param packed not trusted
 */
export function expand(packed: Bytes, limits: ExpandLimits): Expanded {
  try {
    const bytes = inflated(packed, limits);
    if (bytes === undefined) return { failure: 'size' };
    return isWhole(packed.subarray(0, -1), limits) ? { failure: 'trailing' } : { bytes };
  } catch (cause) {
    return { failure: isUnexpectedEnd(cause) ? 'end' : 'broken' };
  }
}

/** What comes out of a stream; `undefined` where it is larger than its limit. */
function inflated(packed: Bytes, { dictionary, limit, slice }: ExpandLimits): Bytes | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate({ ...(dictionary && { dictionary }) }, (part) => {
    length += part.length;
    parts.push(part);
  });
  for (let from = 0; from < packed.length && length <= limit; from += slice) {
    const to = from + slice;
    stream.push(packed.subarray(from, to), to >= packed.length);
  }
  return length > limit ? undefined : concatBytes(...parts);
}

/**
 * Whether a stream has its end somewhere in these bytes. fflate passes over what stands behind the
 * end and does not say so; but a stream that needs its last byte is incomplete without it.
 */
function isWhole(packed: Bytes, limits: ExpandLimits): boolean {
  try {
    inflated(packed, limits);
    return packed.length > 0;
  } catch {
    return false;
  }
}

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FlateErrorCode.UnexpectedEOF;
}
