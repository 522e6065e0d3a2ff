/** Certificates as other software reads them: PEM (RFC 7468 5.1). */

import { encodeBase64, type Bytes } from '../bytes.ts';

/** DER certificates in PEM, in the order given, with lines of 64 characters. */
export function formatPem(...certificates: readonly { readonly der: Bytes }[]): string {
  return certificates.map(({ der }) => armoured(encodeBase64(der))).join('');
}

function armoured(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
