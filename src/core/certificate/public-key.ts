/**
 * The shape of an RSA public key, judged before any engine sees it: an exponent of 1 makes
 * signatures forgeable in some engines, and a huge modulus stops others (RFC 8017 A.1.1).
 */

import { toHex, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { decodeDer, readInteger, readOid, readWholeBits, readInside, TAG } from './der.ts';
import { OID } from './object-identifiers.ts';

const MIN_MODULUS_BITS = 2048;
const MAX_MODULUS_BITS = 4096;
const EXPONENT_65537 = '010001';

/**
 * Judges a SubjectPublicKeyInfo: is it an RSA key of the profile?
 *
 * @param spki DER
 * @returns the bits of its modulus
 * @throws {PeerError} `certificate.weak` below 2048 bits; `certificate.key` for any other shape; `der.*`
 */
export function modulusBitsOf(spki: Bytes): number {
  const key = decodeDer(spki, TAG.sequence, (info) => {
    const oid = readInside(info, TAG.sequence, (algorithm) => {
      const found = readOid(algorithm);
      if (found === OID.rsaEncryption && algorithm.content(TAG.null).length !== 0) {
        fail('certificate.key', 'parameters that are not NULL');
      }
      return algorithm.isAtEnd ? found : fail('certificate.key', `algorithm ${found}`);
    });
    if (oid !== OID.rsaEncryption) fail('certificate.key', `algorithm ${oid}`);
    return readWholeBits(info);
  });
  return decodeDer(key, TAG.sequence, (numbers) => {
    const bits = bitsOf(readInteger(numbers));
    if (toHex(readInteger(numbers)) !== EXPONENT_65537) fail('certificate.key', 'exponent');
    return bits;
  });
}

function bitsOf(integer: Bytes): number {
  const [sign, first = 0] = integer;
  if (sign !== 0 || first < 0x80) {
    fail('certificate.key', 'modulus not positive, or not of whole bytes');
  }
  const bits = (integer.length - 1) * 8;
  if (bits < MIN_MODULUS_BITS) fail('certificate.weak', `modulus of ${bits} bits`);
  if (bits > MAX_MODULUS_BITS) fail('certificate.key', `modulus of ${bits} bits`);
  if (((integer.at(-1) ?? 0) & 1) === 0) fail('certificate.key', 'modulus even');
  return bits;
}
