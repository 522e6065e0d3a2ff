/** Object identifiers of the profile, in dotted form ([MS-PPSEC] 2.2.5, RFC 5280, RFC 8017). */

const P2P = '1.3.6.1.4.1.311.44';

export const OID = {
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  commonName: '2.5.4.3',

  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',

  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  peerAuthentication: `${P2P}.3.4`,

  certificateType: `${P2P}.0.1`,
  peerName: `${P2P}.0.2`,
  classifier: `${P2P}.0.3`,
  certificateVersion: `${P2P}.0.4`,
  identityFlags: `${P2P}.2.2`,
  groupPeerName: `${P2P}.3.1`,
  groupFlags: `${P2P}.3.2`,
  roles: `${P2P}.3.3`,
  classifiers: `${P2P}.3.5`,
} as const;

/** Signatures with MD2, MD5 and SHA-1: what Windows' own groups used, and what nobody should trust. */
export const WEAK_SIGNATURES: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
]);

/** Certificate type, certificate version and the flags, as little-endian octets in hex. */
export const CERTIFICATE_TYPE = { gmc: '01000000', grc: '02000000', idc: '03000000' } as const;
export const CERTIFICATE_VERSION = '01000200';
export const NO_FLAGS = '00000000';

export type CertificateType = keyof typeof CERTIFICATE_TYPE;
