/** Writes PKCS#12 (RFC 7292) as formats.md, "Recovery file", has it: `openssl pkcs12` opens it. */

import type { Bytes } from '../bytes.ts';
import { TAG } from '../certificate/der.ts';
import { encryptUnder, macOf, type Encryption } from '../sealing.ts';
import { randomBytes } from '../webcrypto.ts';
import { encodeAlgorithm, encodeDer, encodeNumber, encodeOid, encodeSequence } from './encode.ts';
import { PKCS12_OID } from './identifiers.ts';
import { deriveMacKey, type MacKeyDerivation } from './mac-key.ts';
import { IV_BYTES, ROUNDS, SALT_BYTES } from './parameters.ts';
import { spellPassword } from './password.ts';

/** A private key with its certificate. */
export interface Pkcs12Content {
  /** DER. */
  readonly certificate: Bytes;
  readonly pkcs8: Bytes;
}

/** What a file is sealed and opened with. */
export interface Lock {
  readonly password: string;
  /** Absent: in place. */
  readonly derive?: MacKeyDerivation | undefined;
}

/**
 * Seals a key and its certificate under a password, with 600 000 rounds.
 *
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS` where the engine cannot; what the derivation throws
 */
export async function sealPkcs12(
  content: Pkcs12Content,
  { password, derive = deriveMacKey }: Lock,
): Promise<Bytes> {
  const { utf8, utf16 } = spellPassword(password);
  try {
    const authSafe = encodeSequence(
      await encodeCertificatePart(content.certificate, utf8),
      await encodeKeyPart(content.pkcs8, utf8),
    );
    const salt = randomBytes(SALT_BYTES);
    const mac = await macOf(await derive({ password: utf16, salt, rounds: ROUNDS }), authSafe);
    return encodeWhole(authSafe, { mac, salt });
  } finally {
    for (const spelled of [utf8, utf16]) spelled.fill(0);
  }
}

function encodeWhole(
  authSafe: Bytes,
  { mac, salt }: { readonly mac: Bytes; readonly salt: Bytes },
): Bytes {
  return encodeSequence(
    encodeNumber(3),
    encodeData(authSafe),
    encodeSequence(
      encodeSequence(encodeAlgorithm(PKCS12_OID.sha256), encodeOctets(mac)),
      encodeOctets(salt),
      encodeNumber(ROUNDS),
    ),
  );
}

async function encodeCertificatePart(der: Bytes, password: Bytes): Promise<Bytes> {
  const certificate = encodeSequence(
    encodeOid(PKCS12_OID.x509Certificate),
    encodeExplicit(encodeOctets(der)),
  );
  const bags = encodeSequence(encodeBag(PKCS12_OID.certificateBag, certificate));
  const encryption = createEncryption();
  const content = await encryptUnder(encryption, password, bags);
  const encrypted = encodeSequence(
    encodeOid(PKCS12_OID.data),
    encodeEncryption(encryption),
    encodeDer(TAG.primitive0, content),
  );
  return encodeSequence(
    encodeOid(PKCS12_OID.encryptedData),
    encodeExplicit(encodeSequence(encodeNumber(0), encrypted)),
  );
}

async function encodeKeyPart(pkcs8: Bytes, password: Bytes): Promise<Bytes> {
  const encryption = createEncryption();
  const content = await encryptUnder(encryption, password, pkcs8);
  const key = encodeSequence(encodeEncryption(encryption), encodeOctets(content));
  return encodeData(encodeSequence(encodeBag(PKCS12_OID.shroudedKeyBag, key)));
}

function createEncryption(): Encryption {
  const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
  return { salt, rounds: ROUNDS, keyLength: 256, iv };
}

function encodeEncryption({ salt, rounds, iv }: Encryption): Bytes {
  const derivation = encodeSequence(
    encodeOctets(salt),
    encodeNumber(rounds),
    encodeAlgorithm(PKCS12_OID.hmacWithSha256),
  );
  return encodeSequence(
    encodeOid(PKCS12_OID.pbes2),
    encodeSequence(
      encodeSequence(encodeOid(PKCS12_OID.pbkdf2), derivation),
      encodeSequence(encodeOid(PKCS12_OID.aes256Cbc), encodeOctets(iv)),
    ),
  );
}

function encodeBag(oid: string, value: Bytes): Bytes {
  return encodeSequence(encodeOid(oid), encodeExplicit(value));
}

/** A ContentInfo of plain data. */
function encodeData(content: Bytes): Bytes {
  return encodeSequence(encodeOid(PKCS12_OID.data), encodeExplicit(encodeOctets(content)));
}

function encodeExplicit(value: Bytes): Bytes {
  return encodeDer(TAG.context0, value);
}

function encodeOctets(content: Bytes): Bytes {
  return encodeDer(TAG.octetString, content);
}
