/** Identity cards: the document with which somebody lets himself be invited ([MS-PPSEC] 2.2.6.2). */

import type { Bytes } from '../bytes.ts';
import { decodePkcs7, isPkcs7 } from '../certificate/pkcs7.ts';
import { fail } from '../errors.ts';
import { formatXml, type XmlForm } from './xml-form.ts';
import { parseXml } from './xml.ts';

const IDENTITY_CARD = {
  root: 'PEERIDENTITYINFO',
  versions: ['1.0'],
  limit: 16 * 1024,
  elements: [{ name: 'IDC', base64: true }],
} as const satisfies XmlForm<readonly { name: string; base64: true }[]>;

/**
 * Reads the certificate out of an identity card, without judging it.
 *
 * @param text the XML and nothing else, not trusted; 16 KiB at most
 * @returns DER, not trusted until `verifyIdc` has seen it
 * @throws {PeerError} `E_INVALIDARG`; `PEER_E_UNSUPPORTED_VERSION` for a VERSION that we do not know
 */
export function parseIdentityCard(text: string): Bytes {
  return onlyOneOf(listCardCertificates(text));
}

/**
 * Whatever certificates stand in an identity card: a right one has exactly one.
 *
 * @throws {PeerError} as {@link parseIdentityCard}, but for their number
 */
export function listCardCertificates(text: string): readonly Bytes[] {
  const idc = parseXml(text, IDENTITY_CARD).values.IDC;
  return isPkcs7(idc) ? decodePkcs7(idc) : [idc];
}

/**
 * Writes an identity card.
 *
 * @param idc DER, signed by its own key
 */
export function formatIdentityCard(idc: Bytes): string {
  return formatXml(IDENTITY_CARD, { IDC: idc });
}

/**
 * The one certificate of a card.
 *
 * @throws {PeerError} `pkcs7.count` for more or none
 */
export function onlyOneOf(certificates: readonly Bytes[]): Bytes {
  const [certificate, ...others] = certificates;
  if (certificate === undefined || others.length > 0) {
    fail('pkcs7.count', `${certificates.length} certificates, one belongs there`);
  }
  return new Uint8Array(certificate);
}
