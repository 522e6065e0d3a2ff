/**
 * Records: what a group's database is made of (records.md, "A record"; [MS-PPSEC] 2.2.3).
 *
 * What was read is kept beside the very bytes: signatures are over those, and nothing is ever
 * encoded a second time to be judged.
 */

import { compareBytes, concatBytes, toHex, type Bytes } from '../bytes.ts';
import { fail, isPeerError } from '../errors.ts';
import { parsePeerName, type PeerName } from '../peer-name.ts';
import { BinaryReader, counted, fromHex, guidBytes, string, u16, u32, u64 } from './binary.ts';

/** The types that the group itself knows, as GUIDs printed in lower case. */
export const RECORD_TYPE = {
  properties: '02000000-0000-0000-0000-000000000000',
  membership: '01000000-0000-0000-0000-000000000000',
} as const;

/** The most bytes of a payload. */
export const MAX_PAYLOAD_BYTES = 64 * 1024;
const MAX_MEMBERSHIP_PAYLOAD_BYTES = 168 * 1024;

const MAX_VERSION = 0xffff_ffff;

const PROTOCOL_VERSION = 0x0100;
const DELETED = 1;
/** Of both hashes together. */
const HASH_BYTES = 32;
/** As long as the keys of the profile. */
const MIN_SIGNATURE_BYTES = 256;
const MAX_SIGNATURE_BYTES = 512;

/** What a record says. */
export interface RecordFields {
  /** GUIDs, printed in lower case. */
  readonly type: string;
  readonly id: string;
  /** From 1. */
  readonly version: number;
  readonly isDeleted: boolean;
  readonly creator: PeerName;
  /** Whoever changed it last; `undefined` if nobody did. */
  readonly modifier: PeerName | undefined;
  /** The credential of the creator, and that of the last toucher, as {@link ../certificate/hashes.ts} names them. */
  readonly creatorCredential: string;
  readonly toucherCredential: string;
  /** FILETIME: 100 ns since 1601-01-01 UTC. */
  readonly created: bigint;
  readonly expires: bigint;
  readonly modified: bigint;
  readonly group: PeerName;
  readonly payload: Bytes;
  /** XML, see {@link ./attributes.ts}; empty for none. */
  readonly attributes: string;
}

/** A record as it was read: its form is right, nothing else of it was judged. */
export interface SignedRecord extends RecordFields {
  /** The record whole. */
  readonly bytes: Bytes;
  readonly signature: Bytes;
}

/**
 * Reads a record.
 *
 * @param bytes not trusted; kept, not copied
 * @throws {PeerError} `PEER_E_INVALID_RECORD` with `record.form`; `PEER_E_MAX_RECORD_SIZE_EXCEEDED`
 */
export function decodeRecord(bytes: Bytes): SignedRecord {
  const reader = new BinaryReader(bytes);
  const identity = { type: reader.guid(), id: reader.guid(), version: reader.u32() };
  const isDeleted = deletedOf(reader.u32());
  const creator = peerName(reader.string()) ?? fail('record.form', 'no creator');
  const modifier = peerName(reader.string());
  const security = securityOf(reader.bytes(securityLength(reader.u32())));
  const times = { created: reader.u64(), expires: reader.u64(), modified: reader.u64() };
  const group = peerName(reader.string()) ?? fail('record.form', 'no group');
  if (reader.u16() !== PROTOCOL_VERSION) fail('record.form', 'another protocol version');
  const payload = reader.bytes(payloadLength(reader.u32(), identity.type));
  const attributes = reader.string() ?? '';
  reader.end();
  const record = { bytes, ...identity, isDeleted, creator, modifier, ...security, ...times };
  return sensible({ ...record, group, payload, attributes });
}

/** Writes a record; with an empty signature, the form of it that is signed. */
export function encodeRecord(record: RecordFields & { readonly signature: Bytes }): Bytes {
  const hashes = fromHex(record.creatorCredential + record.toucherCredential);
  return concatBytes(
    ...[guidBytes(record.type), guidBytes(record.id), u32(record.version)],
    u32(record.isDeleted ? DELETED : 0),
    ...[string(record.creator), string(record.modifier)],
    counted(concatBytes(hashes, record.signature)),
    ...[record.created, record.expires, record.modified].map(u64),
    ...[string(record.group), u16(PROTOCOL_VERSION)],
    ...[counted(record.payload), string(record.attributes)],
  );
}

const SIGNED_PREFIX = u32(0x60);

/** What is signed of a record that is being written, or of one that was read. */
export function signedPartOf(record: RecordFields | SignedRecord): Bytes {
  if (!('bytes' in record)) {
    return concatBytes(SIGNED_PREFIX, encodeRecord({ ...record, signature: new Uint8Array() }));
  }
  const { bytes, signature } = record;
  const sizeAt = 40 + stringLength(record.creator) + stringLength(record.modifier);
  const hashesEnd = sizeAt + 4 + HASH_BYTES;
  return concatBytes(
    ...[SIGNED_PREFIX, bytes.subarray(0, sizeAt), u32(HASH_BYTES)],
    ...[bytes.subarray(sizeAt + 4, hashesEnd), bytes.subarray(hashesEnd + signature.length)],
  );
}

/**
 * What tells a record from every other of its group, its versions excepted. The creator is a part of
 * it, so that nobody can put a record of his own in the place of another's; there is only one record
 * of security properties.
 */
export function slotOf({ type, id, creator }: Pick<RecordFields, 'type' | 'id' | 'creator'>) {
  return type === RECORD_TYPE.properties ? type : [type, creator, id].join('\0');
}

/**
 * Which of two versions in one slot stays: a total order, so that it never matters which one came
 * first. The later end before the higher version, because no version may shorten the life of another.
 *
 * @returns above 0 where the first one stays, 0 for the same
 */
export function compareVersions(a: SignedRecord, b: SignedRecord): number {
  return compareNumbers(a.expires, b.expires) || compareTouches(a, b);
}

/** Which of two versions was made later, whatever their ends. */
export function compareTouches(a: SignedRecord, b: SignedRecord): number {
  return (
    compareNumbers(a.version, b.version) ||
    compareNumbers(a.modified, b.modified) ||
    compareBytes(a.signature, b.signature)
  );
}

/**
 * By what a version comes behind another: by its number or, where there is no higher one, by the time
 * of its modification. Without that nobody could change or delete a record of the highest version.
 *
 * @param time FILETIME of now
 */
export function versionAfter(
  { version, modified, expires }: Pick<RecordFields, 'version' | 'modified' | 'expires'>,
  time: bigint,
): Pick<RecordFields, 'version' | 'modified'> {
  if (version < MAX_VERSION) {
    return { version: version + 1, modified: time > modified ? time : modified };
  }
  const next = time > modified ? time : modified + 1n;
  return { version, modified: next < expires ? next : expires };
}

const FILETIME_OF_1970 = 116_444_736_000_000_000n;
const FILETIME_OF_MILLISECOND = 10_000n;

/** Milliseconds since 1970 UTC of a FILETIME. */
export function timeOf(filetime: bigint): number {
  return Number((filetime - FILETIME_OF_1970) / FILETIME_OF_MILLISECOND);
}

/** The FILETIME of milliseconds since 1970 UTC. */
export function filetimeOf(time: number): bigint {
  return BigInt(Math.floor(time)) * FILETIME_OF_MILLISECOND + FILETIME_OF_1970;
}

function deletedOf(flags: number): boolean {
  if (flags > DELETED) fail('record.form', `flags ${flags}`);
  return flags === DELETED;
}

function peerName(text: string | undefined): PeerName | undefined {
  try {
    return text === undefined ? undefined : parsePeerName(text);
  } catch (cause) {
    throw isPeerError(cause) ? cause.as('PEER_E_INVALID_RECORD') : cause;
  }
}

function securityLength(length: number): number {
  const signature = length - HASH_BYTES;
  const fits = signature >= MIN_SIGNATURE_BYTES && signature <= MAX_SIGNATURE_BYTES;
  return fits ? length : fail('record.form', `security data of ${length} bytes`);
}

function securityOf(security: Bytes) {
  return {
    creatorCredential: toHex(security.subarray(0, HASH_BYTES / 2)),
    toucherCredential: toHex(security.subarray(HASH_BYTES / 2, HASH_BYTES)),
    signature: security.subarray(HASH_BYTES),
  };
}

function payloadLength(length: number, type: string): number {
  const isMembership = type === RECORD_TYPE.membership;
  const limit = isMembership ? MAX_MEMBERSHIP_PAYLOAD_BYTES : MAX_PAYLOAD_BYTES;
  return length <= limit ? length : fail('record.size', `a payload of ${length} bytes`);
}

/** What has to hold among the fields, whoever has signed them. */
function sensible(record: SignedRecord): SignedRecord {
  const { created, modified, expires, isDeleted, payload } = record;
  if (record.version < 1) fail('record.form', 'version 0');
  if (isDeleted && payload.length > 0) fail('record.form', 'deleted, with a payload');
  if (created > modified || modified > expires) fail('record.time', 'out of order');
  const isUntouched = record.modifier === undefined;
  if (isUntouched && record.creatorCredential !== record.toucherCredential) {
    fail('record.form', 'never modified, and touched with another credential');
  }
  return record;
}

function stringLength(text: string | undefined): number {
  return text === undefined ? 4 : 4 + (text.length + 1) * 2;
}

function compareNumbers<T extends number | bigint>(a: T, b: T): number {
  return Number(a > b) - Number(a < b);
}
