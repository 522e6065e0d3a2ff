/**
 * The only door to WebCrypto: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2) and hashes. What is done
 * under a password stands in {@link ./sealing.ts}.
 *
 * Keys that are made here are non-extractable and stay so. A public key is imported only after its shape was
 * judged by {@link ./certificate/public-key.ts}, because engines differ on odd exponents.
 */

import type { Bytes } from './bytes.ts';
import { fail, PeerError } from './errors.ts';

/** What every key of ours is for. */
export const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** The exponent of every key of ours, 65537. */
export const RSA_EXPONENT = Uint8Array.of(1, 0, 1);

/** Moduli that a new key may have, in bits. */
export type ModulusLength = 2048 | 3072 | 4096;

/** A key pair of which the private half cannot be exported. */
export interface KeyPair {
  readonly privateKey: CryptoKey;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Bytes;
}

/** Whether this context has WebCrypto at all: a page on a plain http address has not. */
export function hasWebCrypto(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

/**
 * Creates an RSA key pair with exponent 65537.
 *
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` where the engine cannot
 */
export async function createKeyPair(modulusLength: ModulusLength = 2048): Promise<KeyPair> {
  const algorithm = { ...RSA, modulusLength, publicExponent: RSA_EXPONENT };
  return atTheDoor(async (subtle) => {
    const pair = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
    const spki = new Uint8Array(await subtle.exportKey('spki', pair.publicKey));
    return { privateKey: pair.privateKey, spki };
  });
}

/**
 * Signs bytes that this project has built itself.
 *
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` for a key that cannot sign
 */
export async function sign(privateKey: CryptoKey, content: Bytes): Promise<Bytes> {
  return atTheDoor(
    async (subtle) => new Uint8Array(await subtle.sign(RSA.name, privateKey, content)),
  );
}

/** Whether the signature over the content is of this key, a SubjectPublicKeyInfo whose shape was judged before. */
export async function isSignedBy(spki: Bytes, signature: Bytes, content: Bytes): Promise<boolean> {
  const key = await importVerifyingKey(spki);
  return key !== undefined && isSignedByKey(key, signature, content);
}

/**
 * A public key to verify with, out of a SubjectPublicKeyInfo whose shape was judged before;
 * `undefined` where the engine will not have it: then there is no signature by it either.
 */
export async function importVerifyingKey(spki: Bytes): Promise<CryptoKey | undefined> {
  return atTheDoor((subtle) =>
    subtle.importKey('spki', spki, RSA, false, ['verify']).catch(() => undefined),
  );
}

/** Whether the signature over the content is of a key out of {@link importVerifyingKey}. */
export async function isSignedByKey(
  key: CryptoKey,
  signature: Bytes,
  content: Bytes,
): Promise<boolean> {
  return atTheDoor((subtle) => subtle.verify(RSA.name, key, signature, content));
}

/**
 * Proves that a private key signs, belongs to the public key, and cannot be exported.
 *
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` where any of it fails
 */
export async function verifyKeyPair({ privateKey, spki }: KeyPair): Promise<void> {
  if (!isPrivateSigningKey(privateKey)) fail('crypto.key', 'not a non-extractable RSA signing key');
  const content = randomBytes(32);
  const signature = await sign(privateKey, content);
  if (!(await isSignedBy(spki, signature, content))) {
    fail('crypto.key', 'the private key is not that of the public key');
  }
}

/** Whether a value is a private key of ours: it can sign and nothing else, and cannot be exported. */
export function isPrivateSigningKey(value: unknown): value is CryptoKey {
  return (
    value instanceof CryptoKey &&
    value.type === 'private' &&
    !value.extractable &&
    value.algorithm.name === RSA.name &&
    value.usages.join() === 'sign'
  );
}

/** SHA-256, 32 bytes. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return atTheDoor(async (subtle) => new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

/** SHA-1, 20 bytes: for peer names alone, it carries no trust. */
export async function sha1(bytes: Bytes): Promise<Bytes> {
  return atTheDoor(async (subtle) => new Uint8Array(await subtle.digest('SHA-1', bytes)));
}

/** Fresh random bytes. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * Does some work with WebCrypto: for {@link ./sealing.ts} alone.
 *
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` where there is no WebCrypto, or where it refuses; what
 *   the work throws of ours
 */
export async function atTheDoor<T>(work: (subtle: SubtleCrypto) => Promise<T>): Promise<T> {
  if (!hasWebCrypto()) fail('crypto.missing', 'no crypto.subtle in this context');
  try {
    return await work(crypto.subtle);
  } catch (cause) {
    if (cause instanceof PeerError) throw cause;
    return fail('crypto.key', 'WebCrypto refused', { cause });
  }
}
