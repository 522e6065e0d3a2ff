/**
 * The compact form of a document that holds no secret, for chats and QR codes.
 *
 * Bytes: format version · kind · raw DEFLATE (RFC 1951) of the body with a preset dictionary · the
 * first 4 bytes of the SHA-256 of all before. The sum finds accidents; trust comes from signatures.
 */

import { decodeBase64url, encodeBase64url } from '../base-encodings.ts';
import { bytesEqual, concatBytes, type Bytes } from '../bytes.ts';
import { MAX_CERTIFICATE_BYTES } from '../certificate/certificate.ts';
import { MAX_PKCS7_BYTES } from '../certificate/pkcs7.ts';
import { fail } from '../errors.ts';
import { sha256 } from '../webcrypto.ts';
import { compactDictionary } from './compact-dictionary.ts';
import { deflate, expand } from './deflate.ts';
import { MAX_UPDATE_BYTES } from './framed-records.ts';

/**
 * `i`: identity card, the body is the DER of the IDC. `g`: invitation, the body is its PKCS#7. `u`:
 * group update, the body is its framed records.
 */
export type CompactKind = 'i' | 'g' | 'u';

/** A document out of its compact form. The body is not trusted. */
export interface Compact {
  readonly kind: CompactKind;
  readonly body: Bytes;
}

/** The most bytes that a body may have. */
const LIMITS = {
  i: MAX_CERTIFICATE_BYTES,
  g: MAX_PKCS7_BYTES,
  u: MAX_UPDATE_BYTES,
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
  const packed = deflate(body, compactDictionary());
  const summed = concatBytes(Uint8Array.of(VERSION, kind.charCodeAt(0)), packed);
  return concatBytes(summed, await sumOf(summed));
}

/**
 * Unpacks a compact form.
 *
 * @param bytes not trusted
 * @throws {PeerError} `PEER_E_UNSUPPORTED_VERSION` for another format version; `E_INVALIDARG` with
 *   `compact.*` or `size.text`
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
  return { kind, body: bodyOf(packed, limit) };
}

/**
 * Whether bytes that {@link decodeCompact} refuses are the beginning of a compact form: the stream in
 * them never ends. Letters that were changed make it end elsewhere or break its rules.
 *
 * @param bytes not trusted
 */
export function isCut(bytes: Bytes): boolean {
  if (bytes[0] !== VERSION) return false;
  return expand(bytes.subarray(HEADER_BYTES, -SUM_BYTES), limitsOf(LIMITS.u)).failure === 'end';
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
  return isKind(kind) ? kind : fail('compact.kind', 'unknown');
}

async function sumOf(summed: Bytes): Promise<Bytes> {
  return (await sha256(summed)).slice(0, SUM_BYTES);
}

function isKind(kind: string): kind is CompactKind {
  return kind in LIMITS;
}

function bodyOf(packed: Bytes, limit: number): Bytes {
  const { bytes, failure } = expand(packed, limitsOf(limit));
  if (!bytes) fail('compact.deflate', `${failure}, ${limit} bytes fit`);
  return bytes.length > 0 ? bytes : fail('compact.deflate', 'an empty body');
}

function limitsOf(limit: number) {
  return { dictionary: compactDictionary(), limit, slice: SLICE_BYTES };
}
