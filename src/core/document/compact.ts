/**
 * The compact form of a document that holds no secret, for chats and QR codes; the only door to fflate.
 *
 * Bytes: format version · kind · raw DEFLATE (RFC 1951) of the body with a preset dictionary · the
 * first 4 bytes of the SHA-256 of all before. The sum finds accidents; trust comes from signatures.
 */

import { deflateSync, FlateErrorCode, Inflate, inflateSync } from 'fflate';
import { bytesEqual, concatBytes, decodeBase64url, encodeBase64url, type Bytes } from '../bytes.ts';
import { MAX_CERTIFICATE_BYTES } from '../certificate/certificate.ts';
import { MAX_PKCS7_BYTES } from '../certificate/pkcs7.ts';
import { fail, PeerError } from '../errors.ts';
import { sha256 } from '../webcrypto.ts';
import { compactDictionary } from './compact-dictionary.ts';

/** `i`: identity card, the body is the DER of the IDC. `g`: invitation, the body is its PKCS#7. */
export type CompactKind = 'i' | 'g';

/** A document out of its compact form. The body is not trusted. */
export interface Compact {
  readonly kind: CompactKind;
  readonly body: Bytes;
}

/** The most bytes that a body may have. */
const LIMITS = {
  i: MAX_CERTIFICATE_BYTES,
  g: MAX_PKCS7_BYTES,
} as const satisfies Record<CompactKind, number>;

const VERSION = 1;
const HEADER_BYTES = 2;
const SUM_BYTES = 4;
/** Version, kind, the shortest DEFLATE stream, sum. */
const MIN_BYTES = HEADER_BYTES + 2 + SUM_BYTES;
/** What DEFLATE may add to a body that it cannot make smaller. */
const DEFLATE_OVERHEAD = 1024;
/** Expanding a slice yields 258 times its bits at most, so the limit is seen in time. */
const SLICE_BYTES = 256;

/** Packs a body that {@link decodeCompact} accepts. */
export async function encodeCompact(kind: CompactKind, body: Bytes): Promise<Bytes> {
  if (body.length === 0 || body.length > LIMITS[kind]) {
    throw new TypeError(`a body of ${body.length} bytes, 1 to ${LIMITS[kind]} fit`);
  }
  const packed = deflateSync(body, { level: 9, dictionary: compactDictionary() });
  const summed = concatBytes(Uint8Array.of(VERSION, kind.charCodeAt(0)), packed);
  return concatBytes(summed, await sumOf(summed));
}

/**
 * Unpacks a compact form.
 *
 * @param bytes not trusted
 * @throws {PeerError} `PEER_E_UNSUPPORTED_VERSION` for another format version; `E_INVALIDARG` with
 *   `compact.*`, `size.text`, or `document.update-instead` for an update, which is not read yet
 */
export async function decodeCompact(bytes: Bytes): Promise<Compact> {
  if (bytes.length < MIN_BYTES) fail('compact.end', `${bytes.length} bytes`);
  if (bytes[0] !== VERSION) fail('compact.version', `${bytes[0]}`);
  const summed = bytes.slice(0, -SUM_BYTES);
  const sum = await sumOf(summed);
  if (!bytesEqual(sum, bytes.subarray(-SUM_BYTES))) fail('compact.checksum', 'wrong');
  const kind = kindOf(bytes);
  const limit = LIMITS[kind];
  const packed = summed.subarray(HEADER_BYTES);
  if (packed.length > limit + DEFLATE_OVERHEAD) fail('size.text', `${packed.length} bytes packed`);
  return { kind, body: expand(packed, limit) };
}

/**
 * Whether bytes that {@link decodeCompact} refuses are the beginning of a compact form: the stream in
 * them never ends. Letters that were changed make it end elsewhere or break its rules.
 *
 * @param bytes not trusted
 */
export function isCut(bytes: Bytes): boolean {
  if (bytes[0] !== VERSION) return false;
  try {
    inflate(bytes.subarray(HEADER_BYTES, -SUM_BYTES), LIMITS.g, compactDictionary());
    return false;
  } catch (cause) {
    return isUnexpectedEnd(cause);
  }
}

/** The compact form as one line that survives chat programs: its full stop says that nothing was cut. */
export function formatCompact(bytes: Bytes): string {
  return `peer:${encodeBase64url(bytes)}.`;
}

/**
 * Reads the line that {@link formatCompact} writes, or the same under `web+peer:`.
 *
 * @throws {PeerError} `compact.end` without the full stop; `compact.text` for anything else
 */
export function parseCompact(text: string): Bytes {
  const [, data, end] = /^(?:web\+)?peer:([A-Za-z0-9_-]+)(\.?)$/.exec(text) ?? [];
  if (data === undefined) fail('compact.text', 'a character that does not belong there');
  if (end !== '.') fail('compact.end', 'no full stop');
  return decodeBase64url(data) ?? fail('compact.text', 'not base64url');
}

function kindOf(bytes: Bytes): CompactKind {
  const kind = String.fromCharCode(bytes[1] ?? 0);
  if (kind === 'u') fail('document.update-instead', 'a group update');
  return kind === 'i' || kind === 'g' ? kind : fail('compact.kind', 'unknown');
}

async function sumOf(summed: Bytes): Promise<Bytes> {
  return (await sha256(summed)).slice(0, SUM_BYTES);
}

/** The body of a DEFLATE stream that ends with its last byte, no sooner and no later. */
function expand(packed: Bytes, limit: number): Bytes {
  const dictionary = compactDictionary();
  try {
    const body = inflate(packed, limit, dictionary);
    if (body.length === 0) fail('compact.deflate', 'an empty body');
    if (isComplete(packed.subarray(0, -1), body.length, dictionary)) {
      fail('compact.deflate', 'bytes after the end of the stream');
    }
    return body;
  } catch (cause) {
    if (cause instanceof PeerError) throw cause;
    return fail('compact.deflate', 'fflate refused', { cause });
  }
}

function inflate(packed: Bytes, limit: number, dictionary: Bytes): Bytes {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate({ dictionary }, (part) => {
    length += part.length;
    if (length > limit) fail('compact.deflate', `more than ${limit} bytes inside`);
    parts.push(part);
  });
  for (let from = 0; from < packed.length; from += SLICE_BYTES) {
    const to = from + SLICE_BYTES;
    stream.push(packed.subarray(from, to), to >= packed.length);
  }
  return concatBytes(...parts);
}

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FlateErrorCode.UnexpectedEOF;
}

/**
 * Whether a stream has its end somewhere in these bytes. fflate passes over what stands behind the
 * end and does not say so; but a stream that needs its last byte is incomplete without it.
 */
function isComplete(packed: Bytes, length: number, dictionary: Bytes): boolean {
  try {
    inflateSync(packed, { dictionary, out: new Uint8Array(length) });
    return true;
  } catch {
    return false;
  }
}
