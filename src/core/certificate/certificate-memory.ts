/**
 * What was found out about certificates, so that each is decoded once and each signature verified
 * once, however many chains it stands in. Nothing is believed that did not come out of the readers
 * themselves, and no refusal is remembered.
 */

import { toLatin1, type Bytes } from '../bytes.ts';
import { importVerifyingKey, isSignedByKey } from '../webcrypto.ts';
import { decodeCertificate, type Certificate } from './certificate.ts';

/** When there are more, all are forgotten: groups are smaller than that, and floods are not. */
const MAX_CERTIFICATES = 20_000;

/** One for each page, or for each act that should not remember. */
export class CertificateMemory {
  #certificates = new Map<string, Promise<Certificate>>();
  #keys = new Map<string, Promise<CryptoKey | undefined>>();
  /** For each certificate those whose public keys have signed it for certain. */
  #signers = new WeakMap<Certificate, WeakMap<Certificate, Promise<boolean>>>();

  /**
   * A certificate, judged by itself: for the same bytes the same object.
   *
   * @param der not trusted
   * @throws {PeerError} as {@link decodeCertificate}
   */
  decode(der: Bytes): Promise<Certificate> {
    if (this.#certificates.size >= MAX_CERTIFICATES) this.#forget();
    return remembered(this.#certificates, toLatin1(der), () => decodeCertificate(der));
  }

  /** Whether a certificate is signed with the key of another one, both out of {@link decode}. */
  isSignedBy(issuer: Certificate, certificate: Certificate): Promise<boolean> {
    const signers = this.#signers.get(certificate) ?? new WeakMap<Certificate, Promise<boolean>>();
    this.#signers.set(certificate, signers);
    const { signature, tbs } = certificate;
    return remembered(signers, issuer, () => this.isSigned(issuer.spki, signature, tbs));
  }

  /** Whether content is signed by a key whose shape was judged before; the key is remembered, the answer is not. */
  async isSigned(spki: Bytes, signature: Bytes, content: Bytes): Promise<boolean> {
    const key = await remembered(this.#keys, toLatin1(spki), () => importVerifyingKey(spki));
    return key !== undefined && isSignedByKey(key, signature, content);
  }

  #forget(): void {
    this.#certificates = new Map();
    this.#keys = new Map();
    this.#signers = new WeakMap();
  }
}

interface Known<K, T> {
  get(key: K): Promise<T> | undefined;
  set(key: K, value: Promise<T>): unknown;
  delete(key: K): boolean;
}

/** What is known under a key, or what work makes of it: everything but a refusal is remembered. */
function remembered<K, T>(known: Known<K, T>, key: K, work: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const result = work();
  known.set(key, result);
  const drop = () => known.delete(key);
  result.then((value) => (value !== false && value !== undefined ? true : drop()), drop);
  return result;
}
