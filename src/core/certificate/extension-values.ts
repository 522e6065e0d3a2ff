/** What stands inside each extension of the profile ([MS-PPSEC] 2.2.5, RFC 5280 4.2). */

import { toHex, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import type { Reason } from '../reasons.ts';
import { hasNoControls } from '../friendly-name.ts';
import { parsePeerName, type PeerName } from '../peer-name.ts';
import { findRole, type Role } from '../role.ts';
import {
  decodeDer,
  DerReader,
  readDefaultFalse,
  readInside,
  readOid,
  readString,
  TAG,
} from './der.ts';
import { CERTIFICATE_TYPE, OID, type CertificateType } from './object-identifiers.ts';

/** What the extensions of one certificate say. */
export interface Extensions {
  type: CertificateType;
  subject: PeerName;
  issuer: PeerName;
  group: PeerName | undefined;
  roles: RoleList;
  classifiers: readonly string[];
  /** Whether basicConstraints says cA; `undefined` without that extension. */
  isAuthority: boolean | undefined;
  /** Whether keyUsage has keyCertSign; `undefined` without that extension. */
  signsCertificates: boolean | undefined;
  subjectKey: Bytes | undefined;
  issuerKey: Bytes | undefined;
  /** Dotted identifiers of those passed over. */
  unknown: readonly string[];
}

export interface RoleList {
  readonly known: readonly Role[];
  /** Whether a role stands among them that we do not know. */
  readonly hasUnknown: boolean;
}

const TYPES = ['idc', 'grc', 'gmc'] as const;

/** RFC 5280 4.2.1.9: cA or nothing, no path length. */
export function decodeBasicConstraints(value: Bytes): Partial<Extensions> {
  return { isAuthority: decodeDer(value, TAG.sequence, readDefaultFalse) };
}

/** RFC 5280 4.2.1.3, in two forms only: digitalSignature, and digitalSignature with keyCertSign. */
export function decodeKeyUsage(value: Bytes): Partial<Extensions> {
  const hex = toHex(value);
  if (hex === '03020780') return { signsCertificates: false };
  if (hex === '03020284') return { signsCertificates: true };
  return fail('certificate.authority', `key usage ${hex.slice(0, 16)}`);
}

/** RFC 5280 4.2.1.2. */
export function decodeSubjectKeyIdentifier(value: Bytes): Partial<Extensions> {
  return { subjectKey: decodeOctets(value) };
}

/** RFC 5280 4.2.1.1: the key identifier alone. */
export function decodeAuthorityKeyIdentifier(value: Bytes): Partial<Extensions> {
  return {
    issuerKey: decodeDer(value, TAG.sequence, (sequence) => sequence.content(TAG.primitive0)),
  };
}

/** RFC 5280 4.2.1.12: both purposes of a peer; others may stand beside them. */
export function decodeExtendedKeyUsage(value: Bytes): Partial<Extensions> {
  const purposes = listPurposes(value);
  for (const purpose of [OID.peerAuthentication, OID.serverAuthentication]) {
    if (!purposes.includes(purpose)) fail('certificate.purpose', `${purpose} is missing`);
  }
  return {};
}

/** The purposes of an extKeyUsage, as dotted identifiers. */
export function listPurposes(value: Bytes): readonly string[] {
  return decodeDer(value, TAG.sequence, (list) => readAll(list, readOid));
}

/** [MS-PPSEC] 2.2.5: a number of four bytes, little-endian. */
export function decodeCertificateType(value: Bytes): Partial<Extensions> {
  const hex = toHex(decodeOctets(value));
  const type = TYPES.find((candidate) => CERTIFICATE_TYPE[candidate] === hex);
  return { type: type ?? fail('certificate.type', `type ${hex.slice(0, 16)}`) };
}

/** An OCTET STRING that can say one thing only. */
export function decoderOf(expected: string, reason: Reason): (value: Bytes) => Partial<Extensions> {
  return (value) => {
    const hex = toHex(decodeOctets(value));
    return hex === expected ? {} : fail(reason, `${hex.slice(0, 16)}, not ${expected}`);
  };
}

/** One or more roles, as GUIDs in printed order, none twice. */
export function decodeRoles(value: Bytes): Partial<Extensions> {
  const guids = listGuids(value);
  if (guids.length === 0 || new Set(guids).size < guids.length) {
    fail('certificate.roles', 'no role, or one twice');
  }
  const found = guids.map(findRole);
  const known = [...new Set(found.filter((role) => role !== undefined))];
  return { roles: { known, hasUnknown: found.includes(undefined) } };
}

/** The GUIDs of a list of roles, in printed order. */
export function listGuids(value: Bytes): readonly string[] {
  return decodeDer(value, TAG.sequence, (list) =>
    readAll(list, (reader) => toGuid(reader.content(TAG.octetString))),
  );
}

/** A list of names, which may be empty. */
export function decodeClassifiers(value: Bytes): Partial<Extensions> {
  const names = decodeDer(value, TAG.sequence, (list) =>
    readAll(list, (reader) => readName(reader, OID.classifier)),
  );
  return { classifiers: names };
}

/** A SEQUENCE of one peer name. */
export function decodePeerName(value: Bytes): PeerName {
  const name = decodeDer(value, TAG.sequence, (list) => readName(list, OID.peerName));
  return parsePeerName(name);
}

/** A GeneralName of the choice otherName: type-id, and a UniversalString in [0] EXPLICIT. */
function readName(reader: DerReader, typeId: string): string {
  return readInside(reader, TAG.context0, (otherName) => {
    const found = readOid(otherName);
    if (found !== typeId) fail('certificate.name', `type-id ${found}`);
    const name = readInside(otherName, TAG.context0, (value) =>
      readString(value, TAG.universalString),
    );
    return hasNoControls(name) ? name : fail('certificate.name', 'a control character');
  });
}

function readAll<T>(list: DerReader, read: (reader: DerReader) => T): readonly T[] {
  const values: T[] = [];
  while (!list.isAtEnd) values.push(read(list));
  return values;
}

/** What stands in the one OCTET STRING that these bytes are. */
export function decodeOctets(value: Bytes): Bytes {
  const reader = new DerReader(value);
  const content = reader.content(TAG.octetString);
  reader.end();
  return content;
}

function toGuid(bytes: Bytes): string {
  if (bytes.length !== 16) fail('certificate.roles', `a role of ${bytes.length} bytes`);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
