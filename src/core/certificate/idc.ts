/** Identity certificates: what a person gives away to be invited ([MS-PPSEC] 2.2.5.1). */

import type { Bytes } from '../bytes.ts';
import { fail, refusedAs } from '../errors.ts';
import { isWithin } from '../validity.ts';
import { CertificateMemory } from './certificate-memory.ts';
import { isSameName, type Idc } from './certificate.ts';

/**
 * Verifies an identity certificate.
 *
 * @param der not trusted
 * @param now milliseconds since 1970 UTC
 * @returns the certificate, of which the key has signed every word
 * @throws {PeerError} `E_INVALIDARG`; `PEER_E_INVALID_TIME_PERIOD` outside its validity
 */
export async function verifyIdc(der: Bytes, now: number): Promise<Idc> {
  const idc = await verifySoundIdc(der);
  if (!isWithin(idc.validity, now)) fail('idc.time', new Date(now).toISOString());
  return idc;
}

/**
 * As {@link verifyIdc}, but for the moment: for a card of mine, which is shown whatever the clock says.
 *
 * @param memory what is known of certificates already
 */
export async function verifySoundIdc(der: Bytes, memory = new CertificateMemory()): Promise<Idc> {
  const idc = await refusedAs('E_INVALIDARG', () => memory.decode(der));
  if (idc.type !== 'idc') fail('idc.type', idc.type);
  if (!isSameName(idc.subject, idc.issuer)) fail('idc.names', 'subject and issuer differ');
  if (!(await memory.isSignedBy(idc, idc))) {
    fail('idc.signature', 'not signed by its own key');
  }
  return idc;
}
