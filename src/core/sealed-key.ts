/**
 * Keys that were made under a password: sealed in PKCS#12 with the certificate that they belong to, in
 * the act in which they were made, because no key can be taken out of a browser afterwards (formats.md,
 * "Recovery file").
 */

import { bytesEqual, type Bytes } from './bytes.ts';
import { fail, renamedAs } from './errors.ts';
import type { MacKeyDerivation } from './pkcs12/mac-key.ts';
import { openPkcs12 } from './pkcs12/open.ts';
import { sealPkcs12, type Lock } from './pkcs12/seal.ts';
import { passwordFor } from './recovery-code.ts';
import { createSealedKeyPair, importSigningKey } from './sealing.ts';
import { createKeyPair, verifyKeyPair, type KeyPair, type ModulusLength } from './webcrypto.ts';

/** The fewest characters that a password may have. How good it is, is for the screen to say. */
export const MIN_PASSWORD_LENGTH = 8;

/** How new keys are to be made, and under which password they are sealed, if under any. */
export interface KeyWishes {
  readonly modulusLength?: ModulusLength | undefined;
  /** A password or a recovery code, as it was typed; absent: the key is not sealed, and never can be. */
  readonly password?: string | undefined;
  /** Absent: in place. */
  readonly derive?: MacKeyDerivation | undefined;
}

/** New keys with the certificate that they belong to. */
export interface CertifiedKeys<Certificate> {
  readonly keys: KeyPair;
  readonly certificate: Certificate;
  /** With a password alone. */
  readonly pkcs12?: Bytes;
}

/**
 * Creates a key pair and its certificate; with a password also the sealed file of both. The file was
 * read back, and the private key is the one that came out of it.
 *
 * @param certify makes the certificate, signed with the keys that it is given
 * @throws {PeerError} `password.weak` for fewer than 8 characters; `PEER_E_NO_KEY_ACCESS`
 */
export async function createCertifiedKeys<Certificate extends { readonly der: Bytes }>(
  { modulusLength = 2048, password: typed, derive }: KeyWishes,
  certify: (keys: KeyPair) => Promise<Certificate>,
): Promise<CertifiedKeys<Certificate>> {
  if (typed === undefined) {
    const keys = await createKeyPair(modulusLength);
    return { keys, certificate: await certify(keys) };
  }
  const lock = { password: passwordFor(typed), derive };
  if ([...lock.password].length < MIN_PASSWORD_LENGTH) fail('password.weak', 'too short');
  const { sealed, ...keys } = await createSealedKeyPair(modulusLength, async (fresh, pkcs8) => {
    const certificate = await certify(fresh);
    const pkcs12 = await sealPkcs12({ certificate: certificate.der, pkcs8 }, lock);
    const readBack = await openPkcs12(pkcs12, lock);
    if (!bytesEqual(readBack.certificate, certificate.der)) {
      readBack.pkcs8.fill(0);
      fail('crypto.key', 'another certificate is in the sealed file');
    }
    return { sealed: { certificate, pkcs12 }, pkcs8: readBack.pkcs8 };
  });
  return { keys, ...sealed };
}

/** What a sealed file holds: a key that cannot be exported, of the very certificate beside it. */
export interface OpenedKey<Certificate> {
  readonly certificate: Certificate;
  readonly privateKey: CryptoKey;
}

/**
 * Opens a sealed key and proves it.
 *
 * @param pkcs12 not trusted
 * @param lock a password or a recovery code as it was typed
 * @param verify judges the certificate, which is not trusted, before the key is looked at
 * @throws {PeerError} as {@link openPkcs12}; what `verify` throws; `recovery.match` for the key of
 *   another certificate; `recovery.key` for one that does not sign
 */
export async function openSealedKey<Certificate extends { readonly spki: Bytes }>(
  pkcs12: Bytes,
  lock: Lock,
  verify: (certificate: Bytes) => Promise<Certificate>,
): Promise<OpenedKey<Certificate>> {
  const password = passwordFor(lock.password);
  const { certificate: der, pkcs8 } = await openPkcs12(pkcs12, { ...lock, password });
  try {
    const certificate = await verify(der);
    const privateKey = await importSigningKey(pkcs8);
    const keys = { privateKey, spki: certificate.spki };
    await renamedAs('recovery.match', () => verifyKeyPair(keys));
    return { certificate, privateKey };
  } finally {
    pkcs8.fill(0);
  }
}
