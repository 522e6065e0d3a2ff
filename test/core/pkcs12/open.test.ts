import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bytesEqual, toHex, type Bytes } from '../../../src/core/bytes.ts';
import { decodePkcs12 } from '../../../src/core/pkcs12/decode.ts';
import type { MacKeyDerivation } from '../../../src/core/pkcs12/mac-key.ts';
import { openPkcs12 } from '../../../src/core/pkcs12/open.ts';
import { sealPkcs12 } from '../../../src/core/pkcs12/seal.ts';
import { hex, octets } from '../../support/der.ts';
import { deriveQuickly, derivingOnce } from '../../support/derivations.ts';
import {
  BOB,
  certificateBag,
  encodePkcs12,
  FEW,
  macKeyOf,
  PASSWORD,
  plainPart,
  sealedKeyBag,
  sealedPart,
  USUAL,
} from '../../support/pkcs12.ts';
import { reasonOf } from '../../support/refusals.ts';

const derive = vi.fn(derivingOnce());

const open = (file: Bytes, password = PASSWORD) => openPkcs12(file, { password, derive });

/** Of Bob, under {@link PASSWORD}. */
let sealed: Bytes;

afterEach(() => {
  vi.restoreAllMocks();
});

beforeAll(async () => {
  sealed = await sealPkcs12(BOB, { password: PASSWORD, derive });
});

describe('What is sealed', () => {
  test('is opened by its password, to the very bytes', async () => {
    const { certificate, pkcs8 } = await open(sealed);
    expect(certificate).toEqual(BOB.certificate);
    expect(pkcs8).toEqual(BOB.pkcs8);
  });

  test('is locked as the format lays down, with another salt for each lock', async () => {
    const asked: number[] = [];
    const file = await sealPkcs12(BOB, {
      password: PASSWORD,
      derive: async ({ rounds }) => {
        asked.push(rounds);
        return new Uint8Array(32);
      },
    });
    const { mac, key, certificate } = decodePkcs12(file);
    if (!('sealed' in certificate)) throw new TypeError('the certificate is not encrypted');
    const locks = [key.encryption, certificate.sealed.encryption];
    for (const lock of locks) expect(lock).toMatchObject({ rounds: 600_000, keyLength: 256 });
    expect(mac.rounds).toBe(600_000);
    expect(asked).toEqual([600_000]);
    const salts = [mac.salt, ...locks.flatMap(({ salt, iv }) => [salt, iv])];
    for (const salt of salts) expect(salt).toHaveLength(16);
    expect(new Set(salts.map(toHex))).toHaveLength(5);
  });

  test('is never the same twice, and does not hold the key or the password', async () => {
    const again = await sealPkcs12(BOB, { password: PASSWORD, derive: deriveQuickly });
    expect(again).not.toEqual(sealed);
    expect(toHex(again)).not.toContain(toHex(BOB.pkcs8.subarray(100, 116)));
    expect(toHex(again)).not.toContain(toHex(BOB.certificate.subarray(100, 116)));
  });

  test('is opened after 600 000 rounds, here and now', async () => {
    const file = await sealPkcs12(BOB, { password: PASSWORD });
    expect((await openPkcs12(file, { password: PASSWORD })).pkcs8).toEqual(BOB.pkcs8);
  });
});

describe('A password', () => {
  test('that is wrong is found out by one derivation (security.md 7 H 131)', async () => {
    for (const password of ['', 'another', PASSWORD.toUpperCase(), `${PASSWORD}\0`]) {
      derive.mockClear();
      expect(await reasonOf(() => open(sealed, password))).toBe('recovery.unclear');
      expect(derive).toHaveBeenCalledOnce();
    }
  });

  test.each([
    ['with marks', 'Zo\u00eb über \u1e69', 'Zoe\u0308 u\u0308ber s\u0323\u0307'],
    ['with a space before and behind it', ' a b ', ' a b '],
    ['of emoji', '👩‍🚀🏴‍☠️😀', '👩‍🚀🏴‍☠️😀'],
    ['of 10 000 characters', 'ä'.repeat(10_000), 'a\u0308'.repeat(10_000)],
    ['with a half of a character', 'a\ud83d', 'a\ufffd'],
    ['of nothing', '', ''],
  ])('%s opens, however it is composed (security.md 7 H 146)', async (_, first, second) => {
    const file = await sealPkcs12(BOB, { password: first, derive: deriveQuickly });
    const again = (password: string) => openPkcs12(file, { password, derive: deriveQuickly });
    expect((await again(second)).pkcs8).toEqual(BOB.pkcs8);
    expect(await reasonOf(() => again(`${second} `))).toBe('recovery.unclear');
    const foreign = encodePkcs12({ password: first.toWellFormed() });
    expect((await open(foreign, second)).pkcs8).toEqual(BOB.pkcs8);
  });
});

describe('What others make is opened', () => {
  test('with the certificate under the password or not, before the key or behind it', async () => {
    const certificate = certificateBag(BOB.certificate);
    const key = sealedKeyBag(USUAL);
    for (const parts of [
      [sealedPart(USUAL, certificate), plainPart(key)],
      [plainPart(key), sealedPart(USUAL, certificate)],
      [plainPart(certificate), plainPart(key)],
      [plainPart(key), plainPart(certificate)],
      [plainPart(key, certificate)],
    ]) {
      expect(await open(encodePkcs12({ parts }))).toEqual({
        certificate: BOB.certificate,
        pkcs8: BOB.pkcs8,
      });
    }
  });

  test('with AES of 128 bits, little salt, and names and numbers beside the bags', async () => {
    const lock = { ...USUAL.lock, cipher: '128', salt: hex('0102030405060708') } as const;
    const facts = { ...USUAL, lock };
    const name = hex('310d 300b 0603 2a0304 3104 1302 4141');
    const parts = [
      sealedPart(facts, certificateBag(BOB.certificate, name)),
      plainPart(sealedKeyBag(facts, name)),
    ];
    expect((await open(encodePkcs12({ lock, parts, macSalt: lock.salt }))).pkcs8).toEqual(
      BOB.pkcs8,
    );
  });
});

describe('What was changed is refused, and never half a key comes out', () => {
  test('one bit of any byte (security.md 7 H 135, 136, 137)', async () => {
    const opened: number[] = [];
    const junk: MacKeyDerivation = async (input) =>
      bytesEqual(input.salt, decodePkcs12(sealed).mac.salt) && input.rounds === 600_000
        ? derive(input)
        : new Uint8Array(32);
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const flipped = Uint8Array.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const work = () => openPkcs12(flipped, { password: PASSWORD, derive: junk });
      if ((await reasonOf(work)) === undefined) opened.push(bit);
    }
    expect(opened).toEqual([]);
  });

  test('blocks dropped, exchanged or repeated (security.md 7 H 135)', async () => {
    const { content } = decodePkcs12(sealed).key;
    const at = content.byteOffset;
    const block = (index: number) => sealed.slice(at + 16 * index, at + 16 * (index + 1));
    const exchanged = Uint8Array.from(sealed);
    exchanged.set(block(2), at + 16);
    exchanged.set(block(1), at + 32);
    const repeated = Uint8Array.from(sealed);
    repeated.set(block(1), at + 32);
    for (const changed of [exchanged, repeated]) {
      expect(await reasonOf(() => open(changed))).toBe('recovery.unclear');
    }
    const shorter = sealedKeyBag({ ...USUAL, pkcs8: BOB.pkcs8.subarray(0, -16) });
    const parts = [plainPart(certificateBag(BOB.certificate), shorter)];
    expect(await reasonOf(() => open(encodePkcs12({ parts })))).toBe('recovery.key');
  });

  test('with another number of rounds, cipher or salt than it was made with (security.md 7 H 137)', async () => {
    const { algorithm: _, ...lock } = { algorithm: undefined, ...USUAL.lock };
    const parts = (said: typeof lock) => [
      sealedPart(USUAL, certificateBag(BOB.certificate)),
      plainPart(sealedKeyBag({ ...USUAL, lock: said })),
    ];
    const right = encodePkcs12({ parts: parts(lock) });
    expect(await reasonOf(() => open(right))).toBeUndefined();
    const wrong = Uint8Array.from(right);
    const at = decodePkcs12(wrong).key.encryption.salt.byteOffset;
    wrong[at + 20]! ^= 1;
    expect(decodePkcs12(wrong).key.encryption.rounds).not.toBe(FEW);
    expect(await reasonOf(() => open(wrong))).toBe('recovery.unclear');
  });
});

describe('Behind a MAC that is right', () => {
  const other = { ...USUAL, password: 'another password' };

  test('a part under another password is refused', async () => {
    const certificate = certificateBag(BOB.certificate);
    for (const parts of [
      [sealedPart(other, certificate), plainPart(sealedKeyBag(USUAL))],
      [sealedPart(USUAL, certificate), plainPart(sealedKeyBag(other))],
    ]) {
      // One in 256 wrong keys leaves something that ends as it must: then it is no key, or no bag.
      expect(await reasonOf(() => open(encodePkcs12({ parts })))).toMatch(/^recovery\.(form|key)$/);
    }
  });

  test('anything but one certificate in an encrypted part is refused', async () => {
    const certificate = certificateBag(BOB.certificate);
    const key = sealedKeyBag(USUAL);
    for (const bags of [[], [certificate, certificate], [key], [octets('00')]]) {
      const parts = [sealedPart(USUAL, ...bags), plainPart(key)];
      expect(await reasonOf(() => open(encodePkcs12({ parts })))).toBe('recovery.form');
    }
  });

  test('what does not hold together as a key is refused', async () => {
    for (const pkcs8 of [new Uint8Array(), hex('3000'), BOB.certificate]) {
      expect(await reasonOf(() => open(encodePkcs12({ pkcs8 })))).toBe('recovery.key');
    }
  });
});

describe('Nothing in the clear is left behind', () => {
  test('of a private key that is refused', async () => {
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
    const pkcs8 = Uint8Array.from(BOB.pkcs8);
    pkcs8[pkcs8.length - 1]! ^= 1;
    expect(await reasonOf(() => open(encodePkcs12({ pkcs8 })))).toBe('recovery.key');
    const plain = decrypt.mock.settledResults.map(({ value }) => value as ArrayBuffer);
    // The certificate is public; the key has become zeros.
    const [certificate, key] = plain.map((bytes) => new Uint8Array(bytes));
    expect(plain).toHaveLength(2);
    expect(certificate?.some((octet) => octet !== 0)).toBe(true);
    expect(key).toEqual(new Uint8Array(pkcs8.length));
  });

  test.each(['that is right', 'that is wrong'])('of a password %s', async (which) => {
    const spelled: Bytes[] = [];
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    const noting: MacKeyDerivation = async (input) => {
      spelled.push(input.password);
      return deriveQuickly(input);
    };
    const file = await sealPkcs12(BOB, { password: PASSWORD, derive: noting });
    const password = which === 'that is right' ? PASSWORD : 'another';
    await reasonOf(() => openPkcs12(file, { password, derive: noting }));
    const calls = imported.mock.calls.filter(([, , algorithm]) => algorithm === 'PBKDF2');
    spelled.push(...calls.map(([, bytes]) => bytes as unknown as Bytes));
    expect(spelled.length).toBeGreaterThan(3);
    for (const bytes of spelled) expect(bytes.every((octet) => octet === 0)).toBe(true);
  });
});

test('the fixtures of these tests are what the RFC says', async () => {
  const input = { password: PASSWORD, salt: USUAL.macSalt, rounds: 3 };
  expect(macKeyOf(input)).toHaveLength(32);
  expect((await open(encodePkcs12())).certificate).toEqual(BOB.certificate);
});
