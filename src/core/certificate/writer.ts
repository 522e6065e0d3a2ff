/**
 * What writes certificates, behind one interface so that it can be exchanged. A writer lays out a
 * draft and judges nothing. It shares the tables of the field with the reader, and no code that
 * reads; the reader judges all that it makes.
 */

import type { Bytes } from '../bytes.ts';
import { openPart } from '../on-demand.ts';
import type { PeerName } from '../peer-name.ts';
import type { Role } from '../role.ts';
import type { Validity } from '../validity.ts';
import type { Name } from './certificate.ts';
import type { CertificateType } from './object-identifiers.ts';

/** What is to be certified. */
export interface CertificateDraft {
  readonly type: CertificateType;
  /** Exactly 16 bytes, the first 0x01 to 0x7f. */
  readonly serialNumber: Bytes;
  readonly subject: Name;
  readonly issuer: Name;
  /** Whole seconds. */
  readonly validity: Validity;
  /** DER SubjectPublicKeyInfo of the subject. */
  readonly spki: Bytes;
  /** In a GRC and a GMC. */
  readonly group?: PeerName;
  /** In a GMC. */
  readonly roles?: readonly Role[];
}

/** What {@link openWriter} opens. */
export interface CertificateWriter {
  /** The DER of a certificate, from a draft and what signs the part that is to be signed. */
  encodeCertificate(draft: CertificateDraft, sign: (tbs: Bytes) => Promise<Bytes>): Promise<Bytes>;
  /** A PKCS#7 bundle of DER certificates, in the order given. */
  encodePkcs7(certificates: readonly Bytes[]): Bytes;
}

/** Loads the writer: its library is large, and nobody needs it before something is to be signed. */
export async function openWriter(): Promise<CertificateWriter> {
  return (await openPart(() => import('./pkijs-writer.ts'))).pkijsWriter;
}
