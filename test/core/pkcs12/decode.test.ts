import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { decodePkcs12 } from '../../../src/core/pkcs12/decode.ts';
import type { MacKeyDerivation } from '../../../src/core/pkcs12/mac-key.ts';
import { openPkcs12 } from '../../../src/core/pkcs12/open.ts';
import { context, hex, integer, join, nothing, octets, oid, sequence } from '../../support/der.ts';
import {
  AES128,
  bag,
  certificateBag,
  encodePfx,
  encodeUnopened,
  FEW,
  keyBag,
  number,
  pbes2,
  PKCS,
  plainPart,
  SHA256,
} from '../../support/pkcs12.ts';
import { reasonOf } from '../../support/refusals.ts';

/** How a file is refused, and how much was counted before. */
async function refusalOf(file: Bytes) {
  let derivations = 0;
  const derive: MacKeyDerivation = async () => {
    derivations++;
    return new Uint8Array(32);
  };
  const reason = await reasonOf(() => openPkcs12(file, { password: 'password', derive }));
  return { reason, derivations };
}

const algorithmOf = (id: string, parameters: Bytes = nothing()) => sequence(oid(id), parameters);
const MAC = { digest: new Uint8Array(32), salt: new Uint8Array(16), rounds: number(FEW) };
const CONTENT = new Uint8Array(64).fill(5);
const KEY = keyBag(pbes2(), CONTENT);
const CERTIFICATE = certificateBag(hex('3000'));
const withParts = (...parts: readonly Bytes[]) => encodePfx(sequence(...parts), MAC);

test('one that is made as it must be asks for one derivation', async () => {
  expect(await refusalOf(encodeUnopened())).toEqual({
    reason: 'recovery.unclear',
    derivations: 1,
  });
});

describe('Rounds are refused before any work (security.md 7 H 132)', () => {
  const OUTSIDE = [
    ['none', integer('00')],
    ['1', number(1)],
    ['2 048', number(2048)],
    ['99 999', number(99_999)],
    ['5 000 001', number(5_000_001)],
    ['1 000 000 000', number(1_000_000_000)],
    ['2³¹', number(2 ** 31)],
    ['2³²', number(2 ** 32)],
    ['2³² and 600 000', number(2 ** 32 + 600_000)],
    ['2⁴⁰ and 600 000', number(2 ** 40 + 600_000)],
    ['a number of 100 bytes', integer('01'.repeat(100))],
    ['less than none', integer('f6d840')],
  ] as const;

  test.each(OUTSIDE)('of the MAC: %s', async (_, macRounds) => {
    const refusal = await refusalOf(encodeUnopened({ macRounds }));
    expect(refusal).toEqual({ reason: 'recovery.rounds', derivations: 0 });
  });

  test('of the MAC: not said at all, which means 1', async () => {
    const refusal = await refusalOf(encodeUnopened({ macRounds: join() }));
    expect(refusal).toEqual({ reason: 'recovery.rounds', derivations: 0 });
  });

  test.each(OUTSIDE)('of the encryption of the key: %s', async (_, rounds) => {
    const refusal = await refusalOf(encodeUnopened({ keyAlgorithm: pbes2({ rounds }) }));
    expect(refusal).toEqual({ reason: 'recovery.rounds', derivations: 0 });
  });

  test.each(OUTSIDE)('of the encryption of the certificate: %s', async (_, rounds) => {
    const refusal = await refusalOf(encodeUnopened({ certificateAlgorithm: pbes2({ rounds }) }));
    expect(refusal).toEqual({ reason: 'recovery.rounds', derivations: 0 });
  });

  test.each([100_000, 600_000, 5_000_000])('but %i are opened', async (rounds) => {
    const algorithm = pbes2({ rounds: number(rounds) });
    const file = encodeUnopened({
      macRounds: number(rounds),
      keyAlgorithm: algorithm,
      certificateAlgorithm: algorithm,
    });
    expect(decodePkcs12(file)).toMatchObject({
      mac: { rounds },
      key: { encryption: { rounds } },
      certificate: { sealed: { encryption: { rounds } } },
    });
  });
});

describe('Salt and the first block of AES are refused before any work (security.md 7 H 133)', () => {
  test.each([0, 1, 7, 65, 10_000])('%i bytes of salt', async (length) => {
    const salt = new Uint8Array(length);
    for (const file of [
      encodeUnopened({ macSalt: salt }),
      encodeUnopened({ keyAlgorithm: pbes2({ salt }) }),
      encodeUnopened({ certificateAlgorithm: pbes2({ salt }) }),
    ]) {
      expect(await refusalOf(file)).toEqual({ reason: 'recovery.salt', derivations: 0 });
    }
  });

  test.each([0, 8, 15, 17, 32])('an IV of %i bytes', async (length) => {
    const keyAlgorithm = pbes2({ iv: new Uint8Array(length) });
    const refusal = await refusalOf(encodeUnopened({ keyAlgorithm }));
    expect(refusal).toEqual({ reason: 'recovery.salt', derivations: 0 });
  });

  test.each([8, 16, 64])('but %i bytes of salt are opened', (length) => {
    const salt = new Uint8Array(length);
    const file = encodeUnopened({ macSalt: salt, keyAlgorithm: pbes2({ salt }) });
    expect(decodePkcs12(file)).toMatchObject({ mac: { salt }, key: { encryption: { salt } } });
  });
});

describe('Other locks are refused before any work (security.md 7 H 134)', () => {
  const SHA1_MAC = algorithmOf('1.3.14.3.2.26');
  const OTHERS: readonly (readonly [string, Bytes])[] = [
    [
      'PBES1 with SHA-1 and RC2',
      algorithmOf(`${PKCS}.5.11`, sequence(octets('00'), integer('01'))),
    ],
    ['40 bits of RC2', algorithmOf(`${PKCS}.12.1.6`, sequence(octets('00'), integer('01')))],
    ['three times DES', algorithmOf(`${PKCS}.12.1.3`, sequence(octets('00'), integer('01')))],
    ['scrypt', pbes2({ derivation: '1.3.6.1.4.1.11591.4.11' })],
    ['SHA-1, by saying nothing', pbes2({ prf: join() })],
    ['SHA-1', pbes2({ prf: algorithmOf('1.2.840.113549.2.7') })],
    ['SHA-512', pbes2({ prf: algorithmOf('1.2.840.113549.2.11') })],
    ['an unknown function', pbes2({ prf: algorithmOf('1.2.3.4') })],
    ['SHA-256 with parameters', pbes2({ prf: algorithmOf('1.2.840.113549.2.9', octets('00')) })],
    ['SHA-256 without NULL', pbes2({ prf: sequence(oid('1.2.840.113549.2.9')) })],
    ['AES-GCM', pbes2({ cipher: '2.16.840.1.101.3.4.1.46' })],
    ['192 bits of AES', pbes2({ cipher: '2.16.840.1.101.3.4.1.22' })],
    ['DES', pbes2({ cipher: '1.3.14.3.2.7' })],
    ['a key of another length than the cipher has', pbes2({ keyLength: number(16) })],
    ['no PBES2 at all', pbes2({ scheme: `${PKCS}.5.14` })],
  ];

  test.each(OTHERS)('%s', async (_, algorithm) => {
    const [key, certificate] = [
      await refusalOf(encodeUnopened({ keyAlgorithm: algorithm })),
      await refusalOf(encodeUnopened({ certificateAlgorithm: algorithm })),
    ];
    expect(key).toEqual({ reason: 'recovery.algorithm', derivations: 0 });
    expect(certificate).toEqual(key);
  });

  test.each<readonly [string, Bytes]>([
    ['SHA-1', SHA1_MAC],
    ['SHA-512', algorithmOf('2.16.840.1.101.3.4.2.3')],
    ['SHA-256 with parameters', algorithmOf(SHA256, octets('00'))],
    ['PBMAC1', algorithmOf(`${PKCS}.5.14`, sequence())],
  ])('a MAC with %s', async (_, macAlgorithm) => {
    const refusal = await refusalOf(encodeUnopened({ macAlgorithm }));
    expect(refusal).toEqual({ reason: 'recovery.algorithm', derivations: 0 });
  });

  test('no MAC, and one by a public key', async () => {
    const part = (id: string) => sequence(oid(id), context(0, octets('3000')));
    const withoutMac = sequence(integer('03'), part(`${PKCS}.7.1`));
    const signed = sequence(integer('03'), part(`${PKCS}.7.2`));
    for (const file of [withoutMac, signed]) {
      expect(await refusalOf(file)).toEqual({ reason: 'recovery.algorithm', derivations: 0 });
    }
  });

  test('a key without a password, and things that are neither a key nor a certificate', async () => {
    for (const type of ['12.10.1.1', '12.10.1.4', '12.10.1.5', '12.10.1.6']) {
      const file = withParts(plainPart(CERTIFICATE, bag(`${PKCS}.${type}`, sequence())));
      expect(await refusalOf(file)).toEqual({ reason: 'recovery.algorithm', derivations: 0 });
    }
  });

  test('but 128 bits of AES are opened, and a key length that is said', () => {
    const keyAlgorithm = pbes2({ cipher: AES128, keyLength: number(16) });
    expect(decodePkcs12(encodeUnopened({ keyAlgorithm })).key.encryption.keyLength).toBe(128);
  });
});

describe('What is not one key and one certificate is refused before any work', () => {
  const WHOLE = encodeUnopened();

  test.each<readonly [string, Bytes]>([
    ['nothing', join()],
    ['a SEQUENCE of nothing', sequence()],
    ['another version (security.md 7 H 141)', sequence(integer('02'), WHOLE.subarray(7))],
    ['no parts', withParts()],
    ['an empty part', withParts(plainPart())],
    ['a key alone', withParts(plainPart(KEY))],
    ['a certificate alone', withParts(plainPart(CERTIFICATE))],
    ['two keys', withParts(plainPart(KEY, CERTIFICATE), plainPart(KEY))],
    ['two certificates', withParts(plainPart(KEY, CERTIFICATE, CERTIFICATE))],
    ['encrypted bytes that are no blocks', encodeUnopened({ length: 63 })],
    ['nothing encrypted', encodeUnopened({ length: 0 })],
    [
      'a MAC of 16 bytes',
      encodePfx(sequence(plainPart(KEY, CERTIFICATE)), { ...MAC, digest: new Uint8Array(16) }),
    ],
    ['a byte behind it', join(WHOLE, hex('00'))],
    ['half of it', WHOLE.subarray(0, WHOLE.length / 2)],
    ['a length of BER', join(hex('3080'), WHOLE.subarray(4), hex('0000'))],
  ])('%s', async (_, file) => {
    expect(await refusalOf(file)).toEqual({ reason: 'recovery.form', derivations: 0 });
  });

  test('but a key may stand before its certificate, with it or apart, and have a name', () => {
    const attributes = hex('3104 3002 0500');
    const named = keyBag(pbes2(), CONTENT, attributes);
    for (const parts of [
      [plainPart(KEY), plainPart(CERTIFICATE)],
      [plainPart(CERTIFICATE), plainPart(KEY)],
      [plainPart(KEY, CERTIFICATE)],
      [plainPart(certificateBag(hex('3000'), attributes), named)],
    ]) {
      expect(decodePkcs12(withParts(...parts))).toMatchObject({
        key: { content: CONTENT },
        certificate: { der: hex('3000') },
      });
    }
  });
});

describe('Whatever comes, nothing but a refusal is thrown and nothing is worked out', () => {
  const WHOLE = encodeUnopened();

  test('a part of it', async () => {
    for (let length = 0; length < WHOLE.length; length++) {
      const refusal = await refusalOf(WHOLE.slice(0, length));
      expect(refusal, `${length} bytes`).toEqual({ reason: 'recovery.form', derivations: 0 });
    }
  });

  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await refusalOf(new Uint8Array(bytes))).derivations).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('nested 100 000 deep', async () => {
    for (const tag of ['30', 'a0', '04']) {
      const deep = hex(`${tag}8303ffff`.repeat(100_000));
      expect((await refusalOf(deep)).reason).toBe('recovery.form');
    }
  });

  test('a file of which a few bytes are others', async () => {
    const place = fc.nat({ max: WHOLE.length - 1 });
    const edits = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const mutant = Uint8Array.from(WHOLE);
        for (const [at, byte] of changes) mutant[at] = byte;
        const { reason, derivations } = await refusalOf(mutant);
        expect(derivations).toBe(reason === 'recovery.unclear' ? 1 : 0);
        expect(reason).toMatch(/^recovery\./);
      }),
      { numRuns: 3000 },
    );
  });
});
