/**
 * Reads PKCS#12 (RFC 7292) strictly: one private key and one certificate, under one password, locked
 * as formats.md, "Recovery file", has it. Everything that costs time or trust is judged here, before
 * a password is asked for: algorithms, rounds, salts.
 */

import { toHex, type Bytes } from '../bytes.ts';
import {
  decodeDer,
  type DerReader,
  readInside,
  readInteger,
  readOid,
  TAG,
} from '../certificate/der.ts';
import { fail, isPeerError } from '../errors.ts';
import type { Encryption } from '../sealing.ts';
import { PKCS12_OID } from './identifiers.ts';
import { readEncryption, readMacAlgorithm, verifySalt, readRounds } from './parameters.ts';

/** What protects the whole, by a key that the PKCS#12 key derivation makes of the password. */
export interface Mac {
  readonly salt: Bytes;
  readonly rounds: number;
  /** HMAC-SHA-256, 32 bytes. */
  readonly digest: Bytes;
}

/** Something under the password. */
export interface Encrypted {
  readonly encryption: Encryption;
  readonly content: Bytes;
}

/** What stands in a PKCS#12 file, nothing of it opened. */
export interface Pkcs12 {
  readonly mac: Mac;
  /** What the MAC is taken of. */
  readonly authSafe: Bytes;
  /** A private key, PKCS#8. */
  readonly key: Encrypted;
  /** A certificate as it is, or bags with one in them. */
  readonly certificate: { readonly der: Bytes } | { readonly sealed: Encrypted };
}

const SHA256_BYTES = 32;
const AES_BLOCK_BYTES = 16;

/** One thing in the file. */
type Bag =
  | { readonly kind: 'key'; readonly key: Encrypted }
  | { readonly kind: 'certificate'; readonly certificate: Pkcs12['certificate'] };

/**
 * Reads a PKCS#12 file, without its password and without any work.
 *
 * @param bytes not trusted
 * @returns views into the bytes
 * @throws {PeerError} `recovery.form`; `recovery.algorithm`, `recovery.rounds` or `recovery.salt`
 *   for a lock that is not opened
 */
export function decodePkcs12(bytes: Bytes): Pkcs12 {
  return inForm(() => decodeDer(bytes, TAG.sequence, readPfx));
}

/**
 * The certificate in bags that were decrypted.
 *
 * @param bags SafeContents, not trusted
 * @returns DER, not trusted
 * @throws {PeerError} `recovery.form` for anything else in them
 */
export function decodeCertificateBags(bags: Bytes): Bytes {
  const [only, ...others] = inForm(() => decodeDer(bags, TAG.sequence, readBags));
  if (only?.kind !== 'certificate' || !('der' in only.certificate) || others.length > 0) {
    fail('recovery.form', 'something else than one certificate inside');
  }
  return only.certificate.der;
}

/** Reads; whatever is wrong with the DER is wrong with the form of the file. */
export function inForm<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!isPeerError(cause) || !cause.reason.startsWith('der.')) throw cause;
    return fail('recovery.form', cause.detail, { cause });
  }
}

function readPfx(pfx: DerReader): Pkcs12 {
  if (toHex(readInteger(pfx)) !== '03') fail('recovery.form', 'not version 3');
  const authSafe = readInside(pfx, TAG.sequence, (info) => {
    if (readOid(info) !== PKCS12_OID.data) fail('recovery.algorithm', 'not under a password');
    return readExplicit(info, (explicit) => explicit.content(TAG.octetString));
  });
  if (pfx.isAtEnd) fail('recovery.algorithm', 'no MAC');
  const mac = readInside(pfx, TAG.sequence, readMac);
  return { mac, authSafe, ...pairOf(decodeDer(authSafe, TAG.sequence, readSafe)) };
}

function readMac(data: DerReader): Mac {
  const digest = readInside(data, TAG.sequence, (info) => {
    readMacAlgorithm(info);
    return info.content(TAG.octetString);
  });
  const salt = data.content(TAG.octetString);
  const rounds = data.isAtEnd ? 1 : readInteger(data);
  if (digest.length !== SHA256_BYTES) fail('recovery.form', `a MAC of ${digest.length} bytes`);
  return { salt: verifySalt(salt), rounds: readRounds(rounds), digest };
}

/** All bags of all parts, each part plain or encrypted. */
function readSafe(safe: DerReader): readonly Bag[] {
  const bags: Bag[] = [];
  while (!safe.isAtEnd) bags.push(...readInside(safe, TAG.sequence, readPart));
  return bags;
}

function readPart(part: DerReader): readonly Bag[] {
  const oid = readOid(part);
  if (oid === PKCS12_OID.data) {
    const bags = readExplicit(part, (explicit) => explicit.content(TAG.octetString));
    return decodeDer(bags, TAG.sequence, readBags);
  }
  if (oid !== PKCS12_OID.encryptedData) fail('recovery.algorithm', `a part of type ${oid}`);
  const sealed = readExplicit(part, (explicit) =>
    readInside(explicit, TAG.sequence, readEncryptedData),
  );
  return [{ kind: 'certificate', certificate: { sealed } }];
}

function readEncryptedData(data: DerReader): Encrypted {
  if (toHex(readInteger(data)) !== '00') fail('recovery.form', 'encrypted data not of version 0');
  return readInside(data, TAG.sequence, (info) => {
    if (readOid(info) !== PKCS12_OID.data) fail('recovery.form', 'not plain data inside');
    return readEncrypted(info, TAG.primitive0);
  });
}

function readBags(contents: DerReader): readonly Bag[] {
  const bags: Bag[] = [];
  while (!contents.isAtEnd) bags.push(readInside(contents, TAG.sequence, readBag));
  return bags;
}

function readBag(bag: DerReader): Bag {
  const oid = readOid(bag);
  const value = readExplicit(bag, (explicit) => readBagValue(oid, explicit));
  // A name and a number that other programs tell bags by: they carry no weight here.
  if (!bag.isAtEnd) bag.content(TAG.set);
  return value;
}

function readBagValue(oid: string, explicit: DerReader): Bag {
  if (oid === PKCS12_OID.shroudedKeyBag) {
    const key = readInside(explicit, TAG.sequence, (info) => readEncrypted(info, TAG.octetString));
    return { kind: 'key', key };
  }
  if (oid !== PKCS12_OID.certificateBag) fail('recovery.algorithm', `a bag of type ${oid}`);
  const der = readInside(explicit, TAG.sequence, (certificate) => {
    if (readOid(certificate) !== PKCS12_OID.x509Certificate) fail('recovery.form', 'not X.509');
    return readExplicit(certificate, (value) => value.content(TAG.octetString));
  });
  return { kind: 'certificate', certificate: { der } };
}

function readEncrypted(info: DerReader, tag: number): Encrypted {
  const encryption = readInside(info, TAG.sequence, readEncryption);
  const content = info.content(tag);
  if (content.length === 0 || content.length % AES_BLOCK_BYTES !== 0) {
    fail('recovery.form', `${content.length} bytes are no whole blocks`);
  }
  return { encryption, content };
}

function readExplicit<T>(reader: DerReader, read: (inside: DerReader) => T): T {
  return readInside(reader, TAG.context0, read);
}

function pairOf(bags: readonly Bag[]): Pick<Pkcs12, 'key' | 'certificate'> {
  const keys = bags.filter((bag) => bag.kind === 'key');
  const certificates = bags.filter((bag) => bag.kind === 'certificate');
  const [key] = keys;
  const [certificate] = certificates;
  if (!key || !certificate || bags.length !== 2) {
    fail('recovery.form', `${keys.length} keys and ${certificates.length} certificates`);
  }
  return { key: key.key, certificate: certificate.certificate };
}
