/**
 * Reads one certificate of the profile: rule 2 of the chain, which every certificate passes by
 * itself ([MS-PPSEC] 2.2.5, RFC 5280 4.1). Signatures are judged by {@link ./idc.ts} and
 * {@link ./chain.ts}, over the very bytes that stand here.
 */

import { bytesEqual, toHex, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { hasNoControls, MAX_FRIENDLY_NAME_LENGTH } from '../friendly-name.ts';
import { authorityOf, classifierOf, peerNameOf, type PeerName } from '../peer-name.ts';
import type { Role } from '../role.ts';
import type { Validity } from '../validity.ts';
import {
  decodeDer,
  type DerReader,
  readInside,
  readInteger,
  readOid,
  readString,
  readWholeBits,
  TAG,
} from './der.ts';
import type { Extensions } from './extension-values.ts';
import { readExtensions } from './extensions.ts';
import { OID, WEAK_SIGNATURES } from './object-identifiers.ts';
import { modulusBitsOf } from './public-key.ts';

/** The most bytes that a certificate may have. */
export const MAX_CERTIFICATE_BYTES = 8 * 1024;

const SERIAL_BYTES = 16;

/** Subject or issuer of a certificate. */
export interface Name {
  /** The common name: what the subject calls itself, as it stands, not made harmless. */
  readonly friendlyName: string;
  readonly peerName: PeerName;
}

interface Fields {
  /** The certificate whole, a copy of its own. */
  readonly der: Bytes;
  /** The part that is signed. */
  readonly tbs: Bytes;
  readonly signature: Bytes;
  readonly serialNumber: Bytes;
  readonly subject: Name;
  readonly issuer: Name;
  readonly validity: Validity;
  /** DER SubjectPublicKeyInfo, of an RSA key of 2048 to 4096 bits. */
  readonly spki: Bytes;
  readonly modulusBits: number;
  /** Dotted identifiers of extensions that were passed over. */
  readonly unknownExtensions: readonly string[];
}

/** Identity certificate: "this key calls itself …". */
export interface Idc extends Fields {
  readonly type: 'idc';
}

/** Group root certificate: "this key is the group …". */
export interface Grc extends Fields {
  readonly type: 'grc';
  readonly group: PeerName;
}

/** Group membership certificate: "this key is a member of the group, in these roles". */
export interface Gmc extends Fields {
  readonly type: 'gmc';
  readonly group: PeerName;
  readonly roles: readonly Role[];
  /** Whether it names a role that we do not know: no chain with it is valid. */
  readonly hasUnknownRole: boolean;
  readonly classifiers: readonly string[];
  /** What basicConstraints and keyUsage say of issuing; `undefined` without them. */
  readonly isAuthority: boolean | undefined;
  readonly signsCertificates: boolean | undefined;
}

export type Certificate = Idc | Grc | Gmc;

/**
 * Reads a certificate and judges all of it but its signature and the moment.
 *
 * @param der not trusted; copied
 * @throws {PeerError} any of `size.certificate`, `der.*`, `certificate.*`, `extension.*` and
 *   `peer-name.*`; the code is for whoever knows the document it was found in
 */
export async function decodeCertificate(der: Uint8Array): Promise<Certificate> {
  if (der.length > MAX_CERTIFICATE_BYTES) fail('size.certificate', `${der.length} bytes`);
  const { extensions, ...fields } = readFields(new Uint8Array(der));
  const certificate = typed(fields, extensions);
  const { peerName } = certificate.subject;
  const ownName = await peerNameOf(certificate.spki, classifierOf(peerName));
  if (ownName !== peerName) fail('certificate.peer-name', 'the authority is that of another key');
  return certificate;
}

type UntypedFields = Omit<Fields, 'subject' | 'issuer' | 'unknownExtensions'> & {
  readonly subjectName: string;
  readonly issuerName: string;
};

function readFields(der: Bytes): UntypedFields & { readonly extensions: Extensions } {
  return decodeDer(der, TAG.sequence, (certificate) => {
    const tbs = certificate.whole(TAG.sequence);
    const toBeSigned = decodeDer(tbs, TAG.sequence, readToBeSigned);
    readAlgorithm(certificate);
    return { der, tbs, signature: readWholeBits(certificate), ...toBeSigned };
  });
}

function readToBeSigned(tbs: DerReader) {
  const version = readInside(tbs, TAG.context0, readInteger);
  if (toHex(version) !== '02') fail('certificate.version', 'not version 3');
  const serialNumber = readInteger(tbs);
  const [first = 0] = serialNumber;
  if (serialNumber.length !== SERIAL_BYTES || first < 0x01 || first > 0x7f) {
    fail('certificate.serial', `${serialNumber.length} bytes, or not positive`);
  }
  readAlgorithm(tbs);
  const issuerName = readCommonName(tbs);
  const validity = readInside(tbs, TAG.sequence, readValidity);
  const subjectName = readCommonName(tbs);
  const spki = tbs.whole(TAG.sequence);
  const modulusBits = modulusBitsOf(spki);
  const extensions = readInside(tbs, TAG.context3, readExtensions);
  return { serialNumber, issuerName, validity, subjectName, spki, modulusBits, extensions };
}

/** The one algorithm of the profile, in its one spelling: the same inside and outside what is signed. */
function readAlgorithm(reader: DerReader): void {
  readInside(reader, TAG.sequence, (algorithm) => {
    const oid = readOid(algorithm);
    if (WEAK_SIGNATURES.has(oid)) fail('certificate.weak', `signature algorithm ${oid}`);
    if (oid !== OID.sha256WithRsa) fail('certificate.algorithm', oid);
    if (algorithm.content(TAG.null).length !== 0) fail('certificate.algorithm', 'parameters');
  });
}

/** A distinguished name that is one common name, 1 to 255 UTF-16 code units without controls. */
function readCommonName(reader: DerReader): string {
  const name = readInside(reader, TAG.sequence, (names) =>
    readInside(names, TAG.set, (relative) =>
      readInside(relative, TAG.sequence, (attribute) => {
        if (readOid(attribute) !== OID.commonName) fail('certificate.name', 'not a common name');
        return readString(attribute, TAG.utf8String);
      }),
    ),
  );
  if (name.length < 1 || name.length > MAX_FRIENDLY_NAME_LENGTH) {
    fail('certificate.name', `${name.length} units, 1 to ${MAX_FRIENDLY_NAME_LENGTH} fit`);
  }
  return hasNoControls(name) ? name : fail('certificate.name', 'a control character');
}

function readValidity(period: DerReader): Validity {
  const validity = { start: readTime(period), end: readTime(period) };
  return validity.start <= validity.end
    ? validity
    : fail('certificate.time', 'ends before it begins');
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** UTCTime through 2049, GeneralizedTime from 2050, whole seconds, a day that the calendar has. */
function readTime(period: DerReader): number {
  const isShort = period.isNext(TAG.utcTime);
  const text = String.fromCharCode(...period.content(isShort ? TAG.utcTime : TAG.generalizedTime));
  const parts = (isShort ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (parts === null) fail('certificate.time', 'not of the form of the profile');
  const [, years = '', months, days, hours, minutes, seconds] = parts;
  const year = isShort ? (years < '50' ? '20' : '19') + years : years;
  if (!isShort && year < '2050') fail('certificate.time', 'GeneralizedTime before 2050');
  const iso = `${year}-${months}-${days}T${hours}:${minutes}:${seconds}.000Z`;
  const time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) {
    fail('certificate.time', 'no such moment');
  }
  return time;
}

function typed(fields: UntypedFields, extensions: Extensions): Certificate {
  const { subjectName, issuerName, ...rest } = fields;
  const common = {
    ...rest,
    subject: { friendlyName: subjectName, peerName: extensions.subject },
    issuer: { friendlyName: issuerName, peerName: extensions.issuer },
    unknownExtensions: extensions.unknown,
  };
  verifyKeyIdentifiers(extensions);
  if (extensions.type === 'gmc') return { ...common, type: 'gmc', ...membershipOf(extensions) };
  if (!saysAuthority(extensions, extensions.type === 'grc')) {
    fail('certificate.authority', extensions.type);
  }
  if (extensions.type === 'idc') return { ...common, type: 'idc' };
  return { ...common, type: 'grc', group: groupOf(extensions) };
}

function membershipOf(extensions: Extensions) {
  return {
    group: groupOf(extensions),
    roles: extensions.roles.known,
    hasUnknownRole: extensions.roles.hasUnknown,
    classifiers: extensions.classifiers,
    isAuthority: extensions.isAuthority,
    signsCertificates: extensions.signsCertificates,
  };
}

function groupOf({ group }: Extensions): PeerName {
  if (group === undefined) throw new TypeError('the table of extensions requires it');
  return group;
}

/** Whether basicConstraints and keyUsage, where they stand, say that this certificate may issue, or may not. */
export function saysAuthority(
  said: Pick<Gmc, 'isAuthority' | 'signsCertificates'>,
  mayIssue: boolean,
): boolean {
  const { isAuthority = mayIssue, signsCertificates = mayIssue } = said;
  return isAuthority === mayIssue && signsCertificates === mayIssue;
}

function verifyKeyIdentifiers({ subject, subjectKey, issuer, issuerKey }: Extensions): void {
  for (const [name, key] of [
    [subject, subjectKey],
    [issuer, issuerKey],
  ] as const) {
    if (key !== undefined && toHex(key) !== authorityOf(name)) {
      fail('certificate.key-identifier', 'not the authority of the peer name');
    }
  }
}

/** Whether two names are the same, letter for letter. */
export function isSameName(a: Name, b: Name): boolean {
  return a.friendlyName === b.friendlyName && a.peerName === b.peerName;
}

/** Whether two certificates are of one key: by the whole public key, never by its name. */
export function isSameKey(a: Pick<Fields, 'spki'>, b: Pick<Fields, 'spki'>): boolean {
  return bytesEqual(a.spki, b.spki);
}
