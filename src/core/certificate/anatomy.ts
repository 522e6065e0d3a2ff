/**
 * What stands in an X.509 certificate, field by field, for people to look at (RFC 5280 4.1).
 *
 * Nothing here judges, and nothing may trust what it returns: certificates of every kind are read
 * that are DER at all, also those that the profile refuses.
 */

import { toHex, type Bytes } from '../bytes.ts';
import { isPeerError } from '../errors.ts';
import type { Validity } from '../validity.ts';
import { MAX_CERTIFICATE_BYTES } from './certificate.ts';
import { decodeDer, DerReader, readDefaultFalse, readInteger, readOid, TAG } from './der.ts';
import { meaningOf, type Meaning, type RoleMeaning } from './extension-meaning.ts';
import { OID, type CertificateType } from './object-identifiers.ts';

/** One part of a distinguished name. */
export interface NamePart {
  /** Dotted identifier of what it is. */
  readonly oid: string;
  /** As it stands, not made harmless; hex of what is no text. */
  readonly text: string;
}

/** An extension. */
export interface ExtensionAnatomy {
  readonly oid: string;
  readonly isCritical: boolean;
  /** DER. */
  readonly value: Bytes;
  /** What it says; `undefined` where we cannot tell. */
  readonly meaning: Meaning | undefined;
}

/** A public key. */
export interface KeyAnatomy {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Bytes;
  /** Dotted identifier of what kind of key it is. */
  readonly algorithm: string;
  /** Bits of the modulus of an RSA key, and its exponent, decimal. */
  readonly rsa: { readonly bits: number; readonly exponent: string } | undefined;
}

/** What the extensions of the profile say, as far as they stand there and can be read. */
export interface Sayings {
  readonly type: CertificateType | undefined;
  /** Peer names, as they stand and not made harmless; so are the classifiers. */
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly group: string | undefined;
  readonly roles: readonly RoleMeaning[] | undefined;
  readonly classifiers: readonly string[] | undefined;
}

/** See the head of this file. */
export interface Anatomy {
  /** 1 to 3. */
  readonly version: number;
  readonly serialNumber: Bytes;
  /** Dotted identifier of the algorithm that the signature is said to be made with. */
  readonly algorithm: string;
  readonly issuer: readonly NamePart[];
  readonly subject: readonly NamePart[];
  /** `undefined` for times of a form that nobody writes. */
  readonly validity: Validity | undefined;
  readonly key: KeyAnatomy;
  readonly extensions: readonly ExtensionAnatomy[];
  readonly said: Sayings;
}

/**
 * Takes a certificate apart.
 *
 * @param der not trusted
 * @returns `undefined` for what is no certificate in DER, or larger than any of ours
 */
export function anatomyOf(der: Bytes): Anatomy | undefined {
  if (der.length > MAX_CERTIFICATE_BYTES) return undefined;
  return readable(() =>
    decodeDer(der, TAG.sequence, (certificate) => {
      const fields = readFields(certificate.inside(TAG.sequence));
      const algorithm = readAlgorithm(certificate);
      certificate.content(TAG.bitString);
      return { ...fields, algorithm, said: sayingsOf(fields.extensions) };
    }),
  );
}

/** Tags of the unique identifiers, which nobody writes any more. */
const UNIQUE_IDENTIFIERS = [0x81, 0x82, 0xa1, 0xa2];

function readFields(tbs: DerReader) {
  const version = tbs.isNext(TAG.context0) ? readVersion(tbs.inside(TAG.context0)) : 1;
  const serialNumber = readInteger(tbs);
  readAlgorithm(tbs);
  const issuer = readName(tbs);
  const validity = readValidity(tbs.inside(TAG.sequence));
  const subject = readName(tbs);
  const key = keyOf(tbs.whole(TAG.sequence));
  while (UNIQUE_IDENTIFIERS.some((tag) => tbs.isNext(tag))) tbs.any();
  const extensions = tbs.isAtEnd ? [] : readExtensions(tbs.inside(TAG.context3));
  return { version, serialNumber, issuer, validity, subject, key, extensions };
}

function readVersion(explicit: DerReader): number {
  return Number.parseInt(toHex(readInteger(explicit)), 16) + 1;
}

function readAlgorithm(reader: DerReader): string {
  return readOid(reader.inside(TAG.sequence));
}

function readName(reader: DerReader): readonly NamePart[] {
  const names = reader.inside(TAG.sequence);
  const parts: NamePart[] = [];
  while (!names.isAtEnd) {
    const relative = names.inside(TAG.set);
    while (!relative.isAtEnd) {
      const attribute = relative.inside(TAG.sequence);
      parts.push({ oid: readOid(attribute), text: readText(attribute) });
    }
  }
  return parts;
}

/** How the text of each type of string is spelt; PrintableString, IA5String and TeletexString byte by byte. */
const ENCODINGS: Readonly<Record<number, string>> = {
  [TAG.utf8String]: 'utf-8',
  0x13: 'latin1',
  0x14: 'latin1',
  0x16: 'latin1',
  0x1e: 'utf-16be',
};

function readText(reader: DerReader): string {
  const { tag, content } = reader.any();
  const encoding = ENCODINGS[tag];
  return encoding === undefined ? toHex(content) : new TextDecoder(encoding).decode(content);
}

function readValidity(period: DerReader): Validity | undefined {
  const [start, end] = [timeOf(period.any().content), timeOf(period.any().content)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** UTCTime or GeneralizedTime to the second, in UTC. */
function timeOf(content: Bytes): number | undefined {
  const text = String.fromCharCode(...content);
  const parts = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, years = '', months, days, hours, minutes, seconds] = parts;
  const year = years.length === 4 ? years : (years < '50' ? '20' : '19') + years;
  const time = Date.parse(`${year}-${months}-${days}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function keyOf(spki: Bytes): KeyAnatomy {
  return decodeDer(spki, TAG.sequence, (info) => {
    const algorithm = readAlgorithm(info);
    const bits = info.content(TAG.bitString).subarray(1);
    const rsa = algorithm === OID.rsaEncryption ? readable(() => rsaOf(bits)) : undefined;
    return { spki, algorithm, rsa };
  });
}

function rsaOf(key: Bytes) {
  const numbers = new DerReader(key).inside(TAG.sequence);
  const [modulus, exponent] = [numberOf(readInteger(numbers)), numberOf(readInteger(numbers))];
  return { bits: modulus.toString(2).length, exponent: exponent.toString() };
}

function numberOf(integer: Bytes): bigint {
  return BigInt.asUintN(integer.length * 8, BigInt(`0x${toHex(integer)}`));
}

function readExtensions(explicit: DerReader): readonly ExtensionAnatomy[] {
  const list = explicit.inside(TAG.sequence);
  const extensions: ExtensionAnatomy[] = [];
  while (!list.isAtEnd) {
    const extension = list.inside(TAG.sequence);
    const oid = readOid(extension);
    const isCritical = readDefaultFalse(extension);
    const value = extension.content(TAG.octetString);
    const meaning = readable(() => meaningOf(oid, value));
    extensions.push({ oid, isCritical, value, meaning });
  }
  return extensions;
}

function sayingsOf(extensions: readonly ExtensionAnatomy[]): Sayings {
  const meanings = new Map(extensions.map(({ oid, meaning }) => [oid, meaning]));
  const type = meanings.get(OID.certificateType);
  const roles = meanings.get(OID.roles);
  const namesIn = (oid: string) => {
    const meaning = meanings.get(oid);
    return meaning?.kind === 'names' ? meaning.names : undefined;
  };
  return {
    type: type?.kind === 'type' ? type.type : undefined,
    subject: namesIn(OID.subjectAltName)?.[0],
    issuer: namesIn(OID.issuerAltName)?.[0],
    group: namesIn(OID.groupPeerName)?.[0],
    roles: roles?.kind === 'roles' ? roles.roles : undefined,
    classifiers: namesIn(OID.classifiers),
  };
}

/** What comes of some reading; `undefined` where the bytes do not say it. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return undefined;
  }
}
