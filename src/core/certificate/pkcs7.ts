/**
 * PKCS#7 bundles of certificates and nothing else (RFC 2315 9.1: content info without content,
 * no CRLs, no signers).
 */

import { toHex, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { decodeDer, type DerReader, readInside, readInteger, readOid, TAG } from './der.ts';
import { OID } from './object-identifiers.ts';

/** The most bytes that a bundle may have. */
export const MAX_PKCS7_BYTES = 160 * 1024;

/** Whether DER begins as PKCS#7 does, with an object identifier; a certificate begins with another SEQUENCE. */
export function isPkcs7(der: Bytes): boolean {
  const [tag, length = 0] = der;
  const header = length <= 0x80 ? 2 : 2 + (length & 0x7f);
  return tag === TAG.sequence && der[header] === TAG.objectIdentifier;
}

/**
 * Reads the certificates of a bundle, in their order, without looking into them.
 *
 * @param bytes not trusted
 * @returns DER certificates: views into the bytes, none of them judged
 * @throws {PeerError} `E_INVALIDARG` with `size.pkcs7`, `pkcs7.shape` or `der.*`
 */
export function decodePkcs7(bytes: Bytes): readonly Bytes[] {
  if (bytes.length > MAX_PKCS7_BYTES) fail('size.pkcs7', `${bytes.length} bytes`);
  return decodeDer(bytes, TAG.sequence, (contentInfo) => {
    if (readOid(contentInfo) !== OID.signedData) fail('pkcs7.shape', 'not signed data');
    return readInside(contentInfo, TAG.context0, (explicit) =>
      readInside(explicit, TAG.sequence, readSignedData),
    );
  });
}

function readSignedData(signedData: DerReader): readonly Bytes[] {
  if (toHex(readInteger(signedData)) !== '01') fail('pkcs7.shape', 'not version 1');
  if (signedData.content(TAG.set).length > 0) fail('pkcs7.shape', 'digest algorithms');
  readInside(signedData, TAG.sequence, (content) => {
    if (readOid(content) !== OID.data) fail('pkcs7.shape', 'not plain data');
  });
  const certificates = readInside(signedData, TAG.context0, readCertificates);
  if (signedData.content(TAG.set).length > 0) fail('pkcs7.shape', 'signers');
  return certificates;
}

function readCertificates(set: DerReader): readonly Bytes[] {
  const certificates: Bytes[] = [];
  while (!set.isAtEnd) certificates.push(set.whole(TAG.sequence));
  return certificates.length > 0 ? certificates : fail('pkcs7.shape', 'no certificates');
}
