/**
 * The numbers of an RSA private key, judged before any engine sees it: engines differ on which of
 * them they look at, and one that is wrong can give away the others with the first signature (PKCS#8,
 * RFC 5958; RFC 8017 appendix A.1.2).
 */

import { toHex, type Bytes } from '../bytes.ts';
import {
  decodeDer,
  readInside,
  readInteger,
  readOid,
  TAG,
  type DerReader,
} from '../certificate/der.ts';
import { OID } from '../certificate/object-identifiers.ts';
import { fail, isPeerError } from '../errors.ts';

const MIN_MODULUS_BITS = 2048;
const MAX_MODULUS_BITS = 4096;
const EXPONENT = 65_537n;

/**
 * Judges an RSA private key of two primes: do its numbers belong together?
 *
 * @param pkcs8 not trusted
 * @throws {PeerError} `recovery.key`
 */
export function verifyPrivateKey(pkcs8: Bytes): void {
  try {
    verifyNumbers(decodeDer(pkcs8, TAG.sequence, readPrivateKey));
  } catch (cause) {
    if (!isPeerError(cause) || cause.reason === 'recovery.key') throw cause;
    fail('recovery.key', cause.detail, { cause });
  }
}

/** The numbers by the letters that RFC 8017 gives them. */
interface Numbers {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly dP: bigint;
  readonly dQ: bigint;
  readonly qInv: bigint;
}

function readPrivateKey(info: DerReader): Numbers {
  if (toHex(readInteger(info)) !== '00') fail('recovery.key', 'not version 0');
  readInside(info, TAG.sequence, (algorithm) => {
    const oid = readOid(algorithm);
    if (oid !== OID.rsaEncryption) fail('recovery.key', `algorithm ${oid}`);
    const { length } = algorithm.content(TAG.null);
    if (length > 0) fail('recovery.key', 'parameters that are not NULL');
  });
  return decodeDer(info.content(TAG.octetString), TAG.sequence, (key) => {
    if (toHex(readInteger(key)) !== '00') fail('recovery.key', 'more than two primes');
    const next = () => notNegative(readInteger(key));
    const [n, e, d] = [next(), next(), next()];
    const [p, q, dP, dQ, qInv] = [next(), next(), next(), next(), next()];
    return { n, e, d, p, q, dP, dQ, qInv };
  });
}

/** Nothing can overwrite the numbers that it gives; they are forgotten with the judging. */
function notNegative(integer: Bytes): bigint {
  const [first = 0x80] = integer;
  // Before anything is reckoned with it: the largest modulus, and the byte that makes it positive.
  if (integer.length > MAX_MODULUS_BITS / 8 + 1) fail('recovery.key', `${integer.length} bytes`);
  if (first >= 0x80) fail('recovery.key', 'a negative number');
  // Byte by byte: a text of all digits would be one more copy.
  return integer.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function verifyNumbers({ n, e, d, p, q, dP, dQ, qInv }: Numbers): void {
  const bits = n.toString(2).length;
  if (bits < MIN_MODULUS_BITS || bits > MAX_MODULUS_BITS) fail('recovery.key', `${bits} bits`);
  if (e !== EXPONENT) fail('recovery.key', 'another exponent than 65537');
  if (p < 3n || q < 3n || p === q || p * q !== n) fail('recovery.key', 'primes of another modulus');
  const [p1, q1] = [p - 1n, q - 1n];
  if (d >= n || (e * d) % p1 !== 1n || (e * d) % q1 !== 1n) fail('recovery.key', 'exponent d');
  if (dP !== d % p1 || dQ !== d % q1) fail('recovery.key', 'exponents of the primes');
  if (qInv >= p || (q * qInv) % p !== 1n) fail('recovery.key', 'coefficient');
}
