/**
 * The extensions of the profile, read by one table: what is critical, what stands in which
 * certificate, and what each must say ([MS-PPSEC] 2.2.5, RFC 5280 4.2).
 */

import { toHex, type Bytes } from '../bytes.ts';
import { fail, type Reason } from '../errors.ts';
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
import {
  CERTIFICATE_TYPE,
  CERTIFICATE_VERSION,
  NO_FLAGS,
  OID,
  type CertificateType,
} from './object-identifiers.ts';

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

interface Extension {
  readonly isCritical: boolean;
  /** Certificates in which it must stand; in the rest it must not. */
  readonly requiredIn: readonly CertificateType[];
  readonly optionalIn?: readonly CertificateType[];
  readonly decode: (value: Bytes) => Partial<Extensions>;
}

const ALL = ['idc', 'grc', 'gmc'] as const;
const IN_GROUP = ['grc', 'gmc'] as const;

/** One row an extension. */
const EXTENSIONS: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  [
    OID.basicConstraints,
    { isCritical: true, requiredIn: [], optionalIn: ALL, decode: basicConstraints },
  ],
  [OID.keyUsage, { isCritical: true, requiredIn: [], optionalIn: ALL, decode: keyUsage }],
  [
    OID.subjectKeyIdentifier,
    { isCritical: false, requiredIn: [], optionalIn: ALL, decode: subjectKeyIdentifier },
  ],
  [
    OID.authorityKeyIdentifier,
    { isCritical: false, requiredIn: [], optionalIn: ALL, decode: authorityKeyIdentifier },
  ],
  [OID.extendedKeyUsage, { isCritical: false, requiredIn: ALL, decode: extendedKeyUsage }],
  [
    OID.subjectAltName,
    { isCritical: false, requiredIn: ALL, decode: (value) => ({ subject: peerNameIn(value) }) },
  ],
  [
    OID.issuerAltName,
    { isCritical: false, requiredIn: ALL, decode: (value) => ({ issuer: peerNameIn(value) }) },
  ],
  [OID.certificateType, { isCritical: true, requiredIn: ALL, decode: certificateType }],
  [
    OID.certificateVersion,
    {
      isCritical: true,
      requiredIn: ALL,
      decode: octets(CERTIFICATE_VERSION, 'certificate.version'),
    },
  ],
  [
    OID.identityFlags,
    { isCritical: false, requiredIn: ['idc'], decode: octets(NO_FLAGS, 'certificate.flags') },
  ],
  [
    OID.groupPeerName,
    { isCritical: true, requiredIn: IN_GROUP, decode: (value) => ({ group: peerNameIn(value) }) },
  ],
  [
    OID.groupFlags,
    { isCritical: false, requiredIn: IN_GROUP, decode: octets(NO_FLAGS, 'certificate.flags') },
  ],
  [OID.roles, { isCritical: true, requiredIn: ['gmc'], decode: roles }],
  [OID.classifiers, { isCritical: true, requiredIn: ['gmc'], decode: classifiers }],
]);

/**
 * Reads the extensions of a certificate.
 *
 * @param reader stands before the SEQUENCE OF Extension
 * @throws {PeerError} `extension.*`, `certificate.*` or `der.*`, all `E_INVALIDARG`
 */
export function readExtensions(reader: DerReader): Extensions {
  const found = new Set<string>();
  const unknown: string[] = [];
  const said: Partial<Extensions> = {};
  readInside(reader, TAG.sequence, (list) => {
    while (!list.isAtEnd) {
      const { oid, isCritical, value } = readExtension(list);
      if (found.has(oid)) fail('extension.twice', oid);
      found.add(oid);
      const extension = EXTENSIONS.get(oid);
      if (extension === undefined && isCritical) fail('extension.unknown', `critical ${oid}`);
      if (extension === undefined) unknown.push(oid);
      else Object.assign(said, decodeExtension(extension, { oid, isCritical, value }));
    }
  });
  return complete(said, found, unknown);
}

interface RawExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Bytes;
}

function readExtension(list: DerReader): RawExtension {
  return readInside(list, TAG.sequence, (extension) => ({
    oid: readOid(extension),
    isCritical: readDefaultFalse(extension),
    value: extension.content(TAG.octetString),
  }));
}

function decodeExtension(extension: Extension, raw: RawExtension): Partial<Extensions> {
  if (raw.isCritical !== extension.isCritical) fail('extension.criticality', raw.oid);
  return extension.decode(raw.value);
}

/** Every extension of the table stands where it must, and nowhere else. */
function complete(
  said: Partial<Extensions>,
  found: ReadonlySet<string>,
  unknown: string[],
): Extensions {
  const { type = fail('extension.missing', 'certificate type'), ...rest } = said;
  for (const [oid, { requiredIn, optionalIn = [] }] of EXTENSIONS) {
    if (requiredIn.includes(type) && !found.has(oid)) fail('extension.missing', oid);
    const mayStand = requiredIn.includes(type) || optionalIn.includes(type);
    if (!mayStand && found.has(oid)) fail('extension.misplaced', `${oid} in ${type}`);
  }
  const { subject, issuer } = rest;
  if (subject === undefined || issuer === undefined) throw new TypeError('the table requires both');
  return {
    group: undefined,
    roles: { known: [], hasUnknown: false },
    classifiers: [],
    isAuthority: undefined,
    signsCertificates: undefined,
    subjectKey: undefined,
    issuerKey: undefined,
    ...rest,
    type,
    subject,
    issuer,
    unknown,
  };
}

function basicConstraints(value: Bytes): Partial<Extensions> {
  return { isAuthority: decodeDer(value, TAG.sequence, readDefaultFalse) };
}

/** Two forms only: digitalSignature, and digitalSignature with keyCertSign. */
function keyUsage(value: Bytes): Partial<Extensions> {
  const hex = toHex(value);
  if (hex === '03020780') return { signsCertificates: false };
  if (hex === '03020284') return { signsCertificates: true };
  return fail('certificate.authority', `key usage ${hex.slice(0, 16)}`);
}

function subjectKeyIdentifier(value: Bytes): Partial<Extensions> {
  return { subjectKey: decodeOctets(value) };
}

function authorityKeyIdentifier(value: Bytes): Partial<Extensions> {
  return {
    issuerKey: decodeDer(value, TAG.sequence, (sequence) => sequence.content(TAG.primitive0)),
  };
}

function extendedKeyUsage(value: Bytes): Partial<Extensions> {
  const purposes = decodeDer(value, TAG.sequence, (list) => readAll(list, readOid));
  for (const purpose of [OID.peerAuthentication, OID.serverAuthentication]) {
    if (!purposes.includes(purpose)) fail('certificate.purpose', `${purpose} is missing`);
  }
  return {};
}

function certificateType(value: Bytes): Partial<Extensions> {
  const hex = toHex(decodeOctets(value));
  const type = ALL.find((candidate) => CERTIFICATE_TYPE[candidate] === hex);
  return { type: type ?? fail('certificate.type', `type ${hex.slice(0, 16)}`) };
}

/** An OCTET STRING that can say one thing only. */
function octets(expected: string, reason: Reason): (value: Bytes) => Partial<Extensions> {
  return (value) => {
    const hex = toHex(decodeOctets(value));
    return hex === expected ? {} : fail(reason, `${hex.slice(0, 16)}, not ${expected}`);
  };
}

function roles(value: Bytes): Partial<Extensions> {
  const guids = decodeDer(value, TAG.sequence, (list) =>
    readAll(list, (reader) => toGuid(reader.content(TAG.octetString))),
  );
  if (guids.length === 0 || new Set(guids).size < guids.length) {
    fail('certificate.roles', 'no role, or one twice');
  }
  const found = guids.map(findRole);
  const known = [...new Set(found.filter((role) => role !== undefined))];
  return { roles: { known, hasUnknown: found.includes(undefined) } };
}

function classifiers(value: Bytes): Partial<Extensions> {
  const names = decodeDer(value, TAG.sequence, (list) =>
    readAll(list, (reader) => readName(reader, OID.classifier)),
  );
  return { classifiers: names };
}

function peerNameIn(value: Bytes): PeerName {
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

function decodeOctets(value: Bytes): Bytes {
  const reader = new DerReader(value);
  const content = reader.content(TAG.octetString);
  reader.end();
  return content;
}

function toGuid(bytes: Bytes): string {
  if (bytes.length !== 16) fail('certificate.roles', `a role of ${bytes.length} bytes`);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
