/**
 * Issues the three certificates ([MS-PPSEC] 2.2.5). Whatever is signed here was built here, and is
 * read back by the strict reader before anybody sees it.
 */

import type { Bytes } from '../bytes.ts';
import type { PeerName } from '../peer-name.ts';
import type { Role } from '../role.ts';
import type { Validity } from '../validity.ts';
import { randomBytes, sign, type KeyPair } from '../webcrypto.ts';
import type { Gmc, Grc, Idc, Name } from './certificate.ts';
import { openWriter, type CertificateDraft } from './writer.ts';

/** What a certificate that signs itself says. */
export interface SelfSigned {
  readonly name: Name;
  /** Whole seconds. */
  readonly validity: Validity;
}

/** Whom a membership certificate is for, and what it grants. */
export interface Grant {
  readonly subject: Name & { readonly spki: Bytes };
  readonly roles: readonly Role[];
  /** Whole seconds. */
  readonly validity: Validity;
}

/** Who issues: the certificate of the key that signs. */
export interface Issuer {
  readonly certificate: Grc | Gmc;
  readonly privateKey: CryptoKey;
}

/** The DER of an identity certificate, not yet read back. */
export async function issueIdc(keys: KeyPair, { name, validity }: SelfSigned): Promise<Bytes> {
  const { spki } = keys;
  return issue({ type: 'idc', subject: name, issuer: name, validity, spki }, keys.privateKey);
}

/** The DER of a group root certificate, not yet read back. */
export async function issueGrc(keys: KeyPair, { name, validity }: SelfSigned): Promise<Bytes> {
  const group: PeerName = name.peerName;
  const { spki } = keys;
  return issue(
    { type: 'grc', subject: name, issuer: name, validity, spki, group },
    keys.privateKey,
  );
}

/** The DER of a membership certificate, not yet read back: {@link ../credential.ts} knows what may be granted. */
export async function issueGmc(
  issuer: Issuer,
  { subject, roles, validity }: Grant,
): Promise<Bytes> {
  const { certificate, privateKey } = issuer;
  const { spki } = subject;
  const group = certificate.group;
  return issue(
    { type: 'gmc', subject, issuer: certificate.subject, validity, spki, group, roles },
    privateKey,
  );
}

/** The DER of a PKCS#7 bundle, in the order given. */
export async function encodePkcs7(
  certificates: readonly { readonly der: Bytes }[],
): Promise<Bytes> {
  const writer = await openWriter();
  return writer.encodePkcs7(certificates.map(({ der }) => der));
}

/** The name and key that an identity certificate, or the membership that is renewed, gives to a grant. */
export function subjectOf({ subject, spki }: Idc | Gmc): Grant['subject'] {
  return { ...subject, spki };
}

async function issue(
  draft: Omit<CertificateDraft, 'serialNumber'>,
  privateKey: CryptoKey,
): Promise<Bytes> {
  const writer = await openWriter();
  const serialNumber = createSerialNumber();
  return writer.encodeCertificate({ ...draft, serialNumber }, (tbs) => sign(privateKey, tbs));
}

/** 16 random bytes; the first is 0x01 to 0x7f, so that the number is positive and of that length. */
function createSerialNumber(): Bytes {
  const serialNumber = randomBytes(16);
  const first = serialNumber[0] ?? 0;
  serialNumber[0] = (first % 0x7f) + 1;
  return serialNumber;
}
