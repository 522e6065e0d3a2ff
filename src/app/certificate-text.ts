/** Certificates as other software reads them, and their fields as people do. */

import type { Group } from '../peer.ts';

export type Certificate = Group['chain'][number];

/** One certificate in PEM (RFC 7468), lines of 64. */
export function pemOf({ der }: Certificate): string {
  const base64 = btoa(String.fromCharCode(...der));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** All of them, in their order. */
export function pemOfChain(chain: Group['chain']): string {
  return chain.map(pemOf).join('');
}

/** Bytes in hex, two digits each, with a colon between them. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Bits of an RSA key: its DER differs from its modulus by less than the step between key sizes. */
export function keyBitsOf({ spki }: Certificate): number {
  return Math.floor((spki.length - 24) / 64) * 512;
}
