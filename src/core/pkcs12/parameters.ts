/** How things in a PKCS#12 file are locked: read, and judged before anything is worked out. */

import type { Bytes } from '../bytes.ts';
import { type DerReader, readInside, readInteger, readOid, TAG } from '../certificate/der.ts';
import { fail } from '../errors.ts';
import type { Encryption } from '../sealing.ts';
import { PKCS12_OID } from './identifiers.ts';

/** Rounds that we write. */
export const ROUNDS = 600_000;
/** Fewer rounds protect too little; more would let a file make a device stand still. */
const MIN_ROUNDS = 100_000;
const MAX_ROUNDS = 5_000_000;

/** Bytes of salt that we write; OpenSSL before 3.2 writes 8. */
export const SALT_BYTES = 16;
const MIN_SALT_BYTES = 8;
const MAX_SALT_BYTES = 64;

/** Bytes of the block that AES-CBC begins with. */
export const IV_BYTES = 16;

/**
 * Reads what stands in the AlgorithmIdentifier of something encrypted.
 *
 * @throws {PeerError} `recovery.algorithm`, `recovery.rounds`, `recovery.salt`; `der.*`
 */
export function readEncryption(algorithm: DerReader): Encryption {
  expectOid(algorithm, PKCS12_OID.pbes2);
  return readInside(algorithm, TAG.sequence, (pbes2) => {
    const derivation = readInside(pbes2, TAG.sequence, readDerivation);
    const { keyLength, iv } = readInside(pbes2, TAG.sequence, readCipher);
    const { salt, rounds, length } = derivation;
    if (length !== undefined && length !== keyLength / 8) fail('recovery.algorithm', 'key length');
    return { salt: verifySalt(salt), rounds: readRounds(rounds), keyLength, iv };
  });
}

/**
 * Reads the algorithm of a MAC: SHA-256 alone.
 *
 * @throws {PeerError} `recovery.algorithm`; `der.*`
 */
export function readMacAlgorithm(info: DerReader): void {
  readInside(info, TAG.sequence, (algorithm) => {
    expectOid(algorithm, PKCS12_OID.sha256);
    expectNull(algorithm);
  });
}

/**
 * Rounds out of the contents of an INTEGER, or as a number where the field is absent.
 *
 * @throws {PeerError} `recovery.rounds` outside 100 000 to 5 000 000
 */
export function readRounds(integer: Bytes | number): number {
  const rounds = typeof integer === 'number' ? integer : numberOf(integer);
  // Said this way round, so that no number at all is refused too.
  if (!(rounds >= MIN_ROUNDS && rounds <= MAX_ROUNDS)) fail('recovery.rounds', `${rounds}`);
  return rounds;
}

/** @throws {PeerError} `recovery.salt` outside 8 to 64 bytes */
export function verifySalt(salt: Bytes): Bytes {
  const isInRange = salt.length >= MIN_SALT_BYTES && salt.length <= MAX_SALT_BYTES;
  return isInRange ? salt : fail('recovery.salt', `${salt.length} bytes of salt`);
}

function readDerivation(algorithm: DerReader) {
  expectOid(algorithm, PKCS12_OID.pbkdf2);
  return readInside(algorithm, TAG.sequence, (parameters) => {
    const salt = parameters.content(TAG.octetString);
    const rounds = readInteger(parameters);
    const length = parameters.isNext(TAG.integer) ? numberOf(readInteger(parameters)) : undefined;
    // Without this field it would be SHA-1, which is not opened.
    if (parameters.isAtEnd) fail('recovery.algorithm', 'SHA-1');
    readInside(parameters, TAG.sequence, (prf) => {
      expectOid(prf, PKCS12_OID.hmacWithSha256);
      expectNull(prf);
    });
    return { salt, rounds, length };
  });
}

function readCipher(algorithm: DerReader): Pick<Encryption, 'keyLength' | 'iv'> {
  const oid = readOid(algorithm);
  const isLong = oid === PKCS12_OID.aes256Cbc;
  if (!isLong && oid !== PKCS12_OID.aes128Cbc) fail('recovery.algorithm', oid);
  const iv = algorithm.content(TAG.octetString);
  if (iv.length !== IV_BYTES) fail('recovery.salt', `an IV of ${iv.length} bytes`);
  return { keyLength: isLong ? 256 : 128, iv };
}

function expectOid(reader: DerReader, expected: string): void {
  const oid = readOid(reader);
  if (oid !== expected) fail('recovery.algorithm', oid);
}

function expectNull(reader: DerReader): void {
  const isNull = reader.isNext(TAG.null) && reader.content(TAG.null).length === 0;
  if (!isNull) fail('recovery.algorithm', 'parameters that are not NULL');
}

/** The value of an INTEGER of few bytes; of a negative or a huge one nothing that is in any range. */
function numberOf(integer: Bytes): number {
  const [first = 0x80] = integer;
  if (first >= 0x80 || integer.length > 5) return Number.NaN;
  return integer.reduce((value, octet) => value * 256 + octet, 0);
}
