/** A password as bytes: the two spellings that one PKCS#12 file needs of it. */

import type { Bytes } from '../bytes.ts';

/** One password, spelt for both derivations. */
export interface SpeltPassword {
  /** UTF-8, for PBKDF2. */
  readonly utf8: Bytes;
  /** UTF-16, big-endian, with a NUL behind it, for the MAC (RFC 7292 appendix B.1). */
  readonly utf16: Bytes;
}

/** Spells a password in NFC, so that keyboards which compose letters differently make the same one. */
export function spellPassword(password: string): SpeltPassword {
  const text = password.normalize('NFC').toWellFormed();
  return { utf8: new TextEncoder().encode(text), utf16: encodeUtf16(`${text}\0`) };
}

function encodeUtf16(text: string): Bytes {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) {
    view.setUint16(index * 2, text.charCodeAt(index));
  }
  return bytes;
}
