/** Object identifiers of PKCS#12, in dotted form (RFC 7292, RFC 8018 appendix C, NIST AES and SHA-2). */

const PKCS = '1.2.840.113549.1';
const NIST = '2.16.840.1.101.3.4';

export const PKCS12_OID = {
  data: `${PKCS}.7.1`,
  encryptedData: `${PKCS}.7.6`,

  shroudedKeyBag: `${PKCS}.12.10.1.2`,
  certificateBag: `${PKCS}.12.10.1.3`,
  x509Certificate: `${PKCS}.9.22.1`,

  pbes2: `${PKCS}.5.13`,
  pbkdf2: `${PKCS}.5.12`,
  hmacWithSha256: '1.2.840.113549.2.9',
  sha256: `${NIST}.2.1`,
  aes128Cbc: `${NIST}.1.2`,
  aes256Cbc: `${NIST}.1.42`,
} as const;
