/**
 * The part of the door to WebCrypto (see {@link ./webcrypto.ts}) that few visits need: what is done
 * under a password, and the one place where a private key can be exported, for as long as it takes to
 * seal it.
 */

import type { Bytes } from './bytes.ts';
import { fail, renamedAs } from './errors.ts';
import {
  atTheDoor,
  RSA,
  RSA_EXPONENT,
  verifyKeyPair,
  type KeyPair,
  type ModulusLength,
} from './webcrypto.ts';

/** How something is encrypted under a password: PBES2 with PBKDF2-HMAC-SHA-256 and AES-CBC (RFC 8018 6.2). */
export interface Encryption {
  readonly salt: Bytes;
  readonly rounds: number;
  /** Bits of the AES key. */
  readonly keyLength: 128 | 256;
  readonly iv: Bytes;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Encrypts with AES-CBC. @param password UTF-8 */
export async function encryptUnder(
  encryption: Encryption,
  password: Bytes,
  plain: Bytes,
): Promise<Bytes> {
  const key = await passwordKeyOf(encryption, password);
  const algorithm = { name: 'AES-CBC', iv: encryption.iv };
  return atTheDoor(async (subtle) => new Uint8Array(await subtle.encrypt(algorithm, key, plain)));
}

/** Decrypts with AES-CBC; `undefined` where what comes out does not end as it must. */
export async function decryptUnder(
  encryption: Encryption,
  password: Bytes,
  content: Bytes,
): Promise<Bytes | undefined> {
  const key = await passwordKeyOf(encryption, password);
  const algorithm = { name: 'AES-CBC', iv: encryption.iv };
  return atTheDoor((subtle) =>
    subtle.decrypt(algorithm, key, content).then(
      (plain) => new Uint8Array(plain),
      () => undefined,
    ),
  );
}

/** HMAC-SHA-256, 32 bytes. */
export async function macOf(key: Bytes, content: Bytes): Promise<Bytes> {
  return atTheDoor(async (subtle) => {
    const signing = await subtle.importKey('raw', key, HMAC, false, ['sign']);
    return new Uint8Array(await subtle.sign(HMAC.name, signing, content));
  });
}

/** Whether this is the HMAC-SHA-256 of the content; the time taken does not tell where it differs. */
export async function isMacOf(key: Bytes, mac: Bytes, content: Bytes): Promise<boolean> {
  return atTheDoor(async (subtle) => {
    const verifying = await subtle.importKey('raw', key, HMAC, false, ['verify']);
    return subtle.verify(HMAC.name, verifying, mac, content);
  });
}

/**
 * Brings in a private key so that it can never be taken out again.
 *
 * @param pkcs8 whose shape was judged before
 * @throws {PeerError} `recovery.key` where the engine will not have it
 */
export async function importSigningKey(pkcs8: Bytes): Promise<CryptoKey> {
  return atTheDoor((subtle) =>
    subtle
      .importKey('pkcs8', pkcs8, RSA, false, ['sign'])
      .catch((cause: unknown) => fail('recovery.key', 'the engine refuses it', { cause })),
  );
}

/** What {@link createSealedKeyPair} has sealed, and the private key as it was read out of that. */
export interface ReadBack<Sealed> {
  readonly sealed: Sealed;
  /** Overwritten afterwards. */
  readonly pkcs8: Bytes;
}

/**
 * Creates a key pair of which the private half is sealed at once. The key that is given back is the
 * one that was read out of what was sealed, so that it has been proved to open.
 *
 * @param seal is given a key pair to sign with and the private key to seal, PKCS#8, which is
 *   overwritten afterwards
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` where the engine cannot, or where what was read back is
 *   not the same key
 */
export async function createSealedKeyPair<Sealed>(
  modulusLength: ModulusLength,
  seal: (keys: KeyPair, pkcs8: Bytes) => Promise<ReadBack<Sealed>>,
): Promise<KeyPair & { readonly sealed: Sealed }> {
  const { spki, pkcs8 } = await createExported(modulusLength);
  try {
    const { sealed, pkcs8: readBack } = await seal(await bringIn(spki, pkcs8), pkcs8);
    return { ...(await bringInOnce(spki, readBack)), sealed };
  } finally {
    pkcs8.fill(0);
  }
}

/** A key pair as bytes. The key that can be exported is forgotten with the end of this function. */
async function createExported(modulusLength: ModulusLength) {
  const algorithm = { ...RSA, modulusLength, publicExponent: RSA_EXPONENT };
  return atTheDoor(async (subtle) => {
    const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
    return {
      spki: new Uint8Array(await subtle.exportKey('spki', pair.publicKey)),
      pkcs8: new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey)),
    };
  });
}

async function bringInOnce(spki: Bytes, pkcs8: Bytes): Promise<KeyPair> {
  try {
    return await bringIn(spki, pkcs8);
  } finally {
    pkcs8.fill(0);
  }
}

async function bringIn(spki: Bytes, pkcs8: Bytes): Promise<KeyPair> {
  // A new key does not come back as it was: what was made is of no use, whatever is wrong with it.
  return renamedAs('crypto.key', async () => {
    const keys = { spki, privateKey: await importSigningKey(pkcs8) };
    await verifyKeyPair(keys);
    return keys;
  });
}

async function passwordKeyOf(encryption: Encryption, password: Bytes): Promise<CryptoKey> {
  const { salt, rounds: iterations, keyLength: length } = encryption;
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return atTheDoor(async (subtle) => {
    const secret = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey']);
    const aes = { name: 'AES-CBC', length };
    return subtle.deriveKey(derivation, secret, aes, false, ['encrypt', 'decrypt']);
  });
}
