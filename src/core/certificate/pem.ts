/** Certificates and bundles as other software writes and reads them: PEM (RFC 7468). */

import { decodeBase64, encodeBase64 } from '../base-encodings.ts';
import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { isPkcs7 } from './pkcs7.ts';

/** What a block may be called (RFC 7468 5 to 9). */
export type PemLabel = 'CERTIFICATE' | 'X509 CERTIFICATE' | 'PKCS7' | 'CMS';

/** One block of a PEM text. */
export interface PemBlock {
  readonly label: PemLabel;
  /** What stands in it, not judged. */
  readonly der: Bytes;
}

/** The longest PEM text that is read, in UTF-16 code units: two chains of the greatest size. */
const MAX_PEM_LENGTH = 512 * 1024;

const LABELS = 'CERTIFICATE|X509 CERTIFICATE|PKCS7|CMS';
const BEGINNING = new RegExp(`-----BEGIN (?:${LABELS})-----`, 'g');
const BLOCK = new RegExp(`-----BEGIN (${LABELS})-----([^-]*)-----END \\1-----`, 'g');

/** DER certificates in PEM, in the order given, with lines of 64 characters. */
export function formatPem(...certificates: readonly { readonly der: Bytes }[]): string {
  return certificates.map(({ der }) => armoured('CERTIFICATE', der)).join('');
}

/** What a file holds in DER, in PEM: a bundle or a certificate, by how it begins; not judged. */
export function formatPemFile(der: Bytes): string {
  return armoured(isPkcs7(der) ? 'PKCS7' : 'CERTIFICATE', der);
}

/**
 * Finds certificates and bundles in other text, with what mail programs put before lines taken off.
 *
 * @returns the blocks alone, nothing between them, as {@link parsePem} takes them; `undefined`
 *   without the beginning of any
 */
export function findPem(text: string): string | undefined {
  const start = text.search(BEGINNING);
  if (start < 0) return undefined;
  const plain = text.slice(start).replace(/^[ \t>]+/gm, '');
  const blocks = Array.from(plain.matchAll(BLOCK), ([block]) => block);
  // One without its end is for the reader to refuse.
  return countOf(plain) === blocks.length ? blocks.join('\n') : plain;
}

/**
 * Reads the blocks of a PEM text, in their order; several are a bundle. Text around them is passed
 * over (RFC 7468 2), other blocks too.
 *
 * @param text not trusted
 * @throws {PeerError} `E_INVALIDARG`: `size.text`, `document.none`, `document.cut` for one without
 *   its end, `pem.base64`
 */
export function parsePem(text: string): readonly PemBlock[] {
  if (text.length > MAX_PEM_LENGTH) fail('size.text', `${text.length} units`);
  const blocks = [...text.matchAll(BLOCK)];
  if (countOf(text) !== blocks.length) fail('document.cut', 'a block without its end');
  if (blocks.length === 0) fail('document.none', 'no block of certificates');
  return blocks.map(([, label, body = '']) => ({
    label: label as PemLabel,
    der: decodeBase64(body.replace(/[\t\n\r ]+/g, '')) ?? fail('pem.base64', `in ${label}`),
  }));
}

function countOf(text: string): number {
  return text.match(BEGINNING)?.length ?? 0;
}

function armoured(label: PemLabel, der: Bytes): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
