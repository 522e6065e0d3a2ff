/**
 * PKCS#12 files, field by field, with any deviation and then sealed: the MAC is right and the meaning
 * wrong. Written with Node's own cryptography; the numbers stand here a second time, so that a slip in
 * ours shows.
 */

import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { toHex, type Bytes } from '../../src/core/bytes.ts';
import { parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { parsePeerName } from '../../src/core/peer-name.ts';
import { context, der, hex, integer, join, nothing, oid, sequence } from './der.ts';
import { readPrivateKey } from './keys.ts';
import { manifest, readVectorText } from './manifest.ts';

export const PKCS = '1.2.840.113549.1';
const AES = '2.16.840.1.101.3.4.1';
export const SHA256 = '2.16.840.1.101.3.4.2.1';
export const HMAC_SHA256 = '1.2.840.113549.2.9';
export const AES256 = `${AES}.42`;
export const AES128 = `${AES}.2`;

/** The fewest rounds that are opened: tests need not wait for more. */
export const FEW = 100_000;

export const PASSWORD = 'a password of Bob’s, 1 of 2';

/** Bob of the vectors: a card and a private key that belong together. */
export const BOB = {
  certificate: parseIdentityCard(readVectorText('identities/valid/bob.xml')),
  pkcs8: readPrivateKey('keys/bob.pk8'),
  peerName: parsePeerName(manifest.people['bob']?.peerName ?? ''),
} as const;

/** How something is encrypted, as the file says and as it is, unless `lying`. */
export interface LockFacts {
  readonly rounds: number;
  readonly salt: Bytes;
  readonly iv: Bytes;
  readonly cipher: '128' | '256';
  /** The whole AlgorithmIdentifier, in place of what the facts make. */
  readonly algorithm?: Bytes;
}

/** A file. */
export interface Pkcs12Facts {
  readonly password: string;
  readonly certificate: Bytes;
  readonly pkcs8: Bytes;
  readonly lock: LockFacts;
  readonly macRounds: number;
  readonly macSalt: Bytes;
  /** Parts in place of the usual two: a certificate that is encrypted, and a key. */
  readonly parts?: readonly Bytes[];
}

/** As good as `openssl pkcs12 -export` makes one, but for the rounds. */
export const USUAL: Pkcs12Facts = {
  ...BOB,
  password: PASSWORD,
  lock: {
    rounds: FEW,
    salt: hex('00112233445566778899aabbccddeeff'),
    iv: hex('ffeeddccbbaa99887766554433221100'),
    cipher: '256',
  },
  macRounds: FEW,
  macSalt: hex('0102030405060708090a0b0c0d0e0f10'),
};

/** A whole file whose MAC is right. */
export function encodePkcs12(deviation: Partial<Pkcs12Facts> = {}): Bytes {
  const facts = { ...USUAL, ...deviation };
  const authSafe = sequence(...(facts.parts ?? [certificatePart(facts), keyPart(facts)]));
  const { macSalt: salt, macRounds: rounds } = facts;
  const key = macKeyOf({ password: facts.password, salt, rounds });
  const digest = createHmac('sha256', key).update(authSafe).digest();
  return encodePfx(authSafe, { digest: Uint8Array.from(digest), salt, rounds: number(rounds) });
}

/** What stands around, with any MAC at all. */
export function encodePfx(
  authSafe: Bytes,
  mac: {
    readonly digest: Bytes;
    readonly salt: Bytes;
    /** DER; empty where the field is absent. */
    readonly rounds: Bytes;
    readonly algorithm?: Bytes;
  },
): Bytes {
  const { algorithm = sequence(oid(SHA256), nothing()) } = mac;
  const info = sequence(algorithm, octets(mac.digest));
  return sequence(integer('03'), data(authSafe), sequence(info, octets(mac.salt), mac.rounds));
}

/** A file that nobody could open: nothing in it was worked out, so it is there at once. */
export function encodeUnopened(
  deviation: {
    readonly keyAlgorithm?: Bytes;
    readonly certificateAlgorithm?: Bytes;
    readonly macAlgorithm?: Bytes;
    readonly macRounds?: Bytes;
    readonly macSalt?: Bytes;
    readonly length?: number;
  } = {},
): Bytes {
  const usual = pbes2();
  const content = new Uint8Array(deviation.length ?? 64).fill(5);
  const parts = [
    encryptedPart(deviation.certificateAlgorithm ?? usual, content),
    data(sequence(keyBag(deviation.keyAlgorithm ?? usual, content))),
  ];
  return encodePfx(sequence(...parts), {
    digest: new Uint8Array(32),
    salt: deviation.macSalt ?? new Uint8Array(16),
    rounds: deviation.macRounds ?? number(FEW),
    ...(deviation.macAlgorithm && { algorithm: deviation.macAlgorithm }),
  });
}

/** The AlgorithmIdentifier of PBES2, with any field replaced. */
export function pbes2(
  deviation: {
    readonly rounds?: Bytes;
    readonly salt?: Bytes;
    readonly iv?: Bytes;
    readonly cipher?: string;
    /** DER of the key length; absent in most files. */
    readonly keyLength?: Bytes;
    /** DER; empty where the field is absent. */
    readonly prf?: Bytes;
    readonly scheme?: string;
    readonly derivation?: string;
  } = {},
): Bytes {
  const {
    rounds = number(FEW),
    salt = new Uint8Array(16),
    iv = new Uint8Array(16),
    cipher = AES256,
    keyLength = join(),
    prf = sequence(oid(HMAC_SHA256), nothing()),
    scheme = `${PKCS}.5.13`,
    derivation = `${PKCS}.5.12`,
  } = deviation;
  const parameters = sequence(octets(salt), rounds, keyLength, prf);
  return sequence(
    oid(scheme),
    sequence(sequence(oid(derivation), parameters), sequence(oid(cipher), octets(iv))),
  );
}

/** A part with bags under the password. */
export function sealedPart({ lock, password }: Pkcs12Facts, ...bags: readonly Bytes[]): Bytes {
  return encryptedPart(algorithmOf(lock), encrypted(lock, password, sequence(...bags)));
}

/** A part with bags as they are. */
export function plainPart(...bags: readonly Bytes[]): Bytes {
  return data(sequence(...bags));
}

export function certificateBag(certificate: Bytes, attributes: Bytes = join()): Bytes {
  const value = sequence(oid(`${PKCS}.9.22.1`), context(0, octets(certificate)));
  return sequence(oid(`${PKCS}.12.10.1.3`), context(0, value), attributes);
}

/** A bag with the key under the password. */
export function sealedKeyBag(
  { lock, password, pkcs8 }: Pkcs12Facts,
  attributes: Bytes = join(),
): Bytes {
  return keyBag(algorithmOf(lock), encrypted(lock, password, pkcs8), attributes);
}

export function keyBag(algorithm: Bytes, content: Bytes, attributes: Bytes = join()): Bytes {
  const value = sequence(algorithm, octets(content));
  return sequence(oid(`${PKCS}.12.10.1.2`), context(0, value), attributes);
}

/** A bag of any type. */
export function bag(type: string, value: Bytes): Bytes {
  return sequence(oid(type), context(0, value));
}

/** What the PKCS#12 key derivation makes of a password, as RFC 7292 appendix B.2 writes it. */
export function macKeyOf(input: {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly rounds: number;
}): Bytes {
  const name = [input.password, toHex(input.salt), input.rounds].join('\0');
  const known = macKeys.get(name) ?? countedMacKey(input);
  macKeys.set(name, known);
  return known;
}

const macKeys = new Map<string, Bytes>();
const encryptionKeys = new Map<string, Buffer>();

function countedMacKey(input: Parameters<typeof macKeyOf>[0]): Bytes {
  const spelt = Buffer.from(`${input.password}\0`.normalize('NFC'), 'utf16le').swap16();
  const blocks = (bytes: Uint8Array) =>
    Buffer.alloc(64 * Math.ceil(bytes.length / 64), Buffer.from(bytes));
  let key = Buffer.concat([Buffer.alloc(64, 3), blocks(input.salt), blocks(spelt)]);
  for (let round = 0; round < input.rounds; round++) {
    key = createHash('sha256').update(key).digest();
  }
  return Uint8Array.from(key);
}

/** An INTEGER of any number that is not negative. */
export function number(value: number): Bytes {
  const digits = value.toString(16);
  const whole = digits.padStart(digits.length + (digits.length % 2), '0');
  return integer(/^[89a-f]/.test(whole) ? `00${whole}` : whole);
}

export const octets = (content: Uint8Array): Bytes => der(0x04, content);

function certificatePart(facts: Pkcs12Facts): Bytes {
  return sealedPart(facts, certificateBag(facts.certificate));
}

function keyPart(facts: Pkcs12Facts): Bytes {
  return plainPart(sealedKeyBag(facts));
}

function algorithmOf({ algorithm, rounds, cipher, ...rest }: LockFacts): Bytes {
  const oidOf = cipher === '256' ? AES256 : AES128;
  return algorithm ?? pbes2({ ...rest, rounds: number(rounds), cipher: oidOf });
}

function encrypted({ rounds, salt, iv, cipher }: LockFacts, password: string, plain: Bytes): Bytes {
  const spelt = Buffer.from(password.normalize('NFC'), 'utf8');
  const name = [password, toHex(salt), rounds, cipher].join('\0');
  const key =
    encryptionKeys.get(name) ?? pbkdf2Sync(spelt, salt, rounds, Number(cipher) / 8, 'sha256');
  encryptionKeys.set(name, key);
  const aes = createCipheriv(`aes-${cipher}-cbc`, key, iv);
  return Uint8Array.from(Buffer.concat([aes.update(plain), aes.final()]));
}

function encryptedPart(algorithm: Bytes, content: Bytes): Bytes {
  const info = sequence(oid(`${PKCS}.7.1`), algorithm, der(0x80, content));
  return sequence(oid(`${PKCS}.7.6`), context(0, sequence(integer('00'), info)));
}

function data(content: Bytes): Bytes {
  return sequence(oid(`${PKCS}.7.1`), context(0, octets(content)));
}
