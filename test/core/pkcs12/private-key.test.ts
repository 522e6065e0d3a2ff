import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { verifyPrivateKey } from '../../../src/core/pkcs12/private-key.ts';
import { context, der, hex, integer, join, nothing, oid, sequence } from '../../support/der.ts';
import { RSA_ENCRYPTION } from '../../support/forge.ts';
import { BOB } from '../../support/pkcs12.ts';
import { reasonOf } from '../../support/refusals.ts';

/** The numbers of a key, in the order in which they are written. */
const NAMES = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
type Numbers = Readonly<Record<(typeof NAMES)[number], bigint>>;

function numbersOf(pkcs8: Bytes): Numbers {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const jwk = key.export({ format: 'jwk' });
  const read = (name: string) =>
    BigInt(`0x${Buffer.from(String(jwk[name]), 'base64url').toString('hex')}`);
  return Object.fromEntries(NAMES.map((name) => [name, read(name)])) as unknown as Numbers;
}

const KEY = numbersOf(BOB.pkcs8);

function signed(value: bigint): Bytes {
  if (value < 0n) return integer('ff');
  const digits = value.toString(16);
  const whole = digits.padStart(digits.length + (digits.length % 2), '0');
  return integer(/^[89a-f]/.test(whole) ? `00${whole}` : whole);
}

/** RSAPrivateKey, and whatever stands behind its numbers. */
const rsaKey = (change: Partial<Numbers> = {}, version = '00', ...more: readonly Bytes[]) => {
  const numbers = { ...KEY, ...change };
  return sequence(integer(version), ...NAMES.map((name) => signed(numbers[name])), ...more);
};

const ALGORITHM = sequence(oid(RSA_ENCRYPTION), nothing());
const encode = (key: Bytes, algorithm = ALGORITHM, ...more: readonly Bytes[]) =>
  sequence(integer('00'), algorithm, der(0x04, key), ...more);

const inverse = (value: bigint, modulus: bigint) => {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % modulus) + modulus) % modulus;
};

test('a key of ours holds together, and so does one of 4096 bits and one with its primes the other way round', async () => {
  expect(encode(rsaKey())).toEqual(BOB.pkcs8);
  verifyPrivateKey(BOB.pkcs8);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  verifyPrivateKey(Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })));
  const { p, q, dp, dq } = KEY;
  verifyPrivateKey(encode(rsaKey({ p: q, q: p, dp: dq, dq: dp, qi: inverse(p, q) })));
});

describe('Numbers that do not belong together are refused (security.md 7 H 139)', () => {
  const { n, d, p, q, dp, dq, qi } = KEY;
  test.each<readonly [string, Partial<Numbers>]>([
    ['another d', { d: d + 2n }],
    ['d = 1', { d: 1n }],
    ['d beyond n', { d: d + (p - 1n) * (q - 1n) }],
    ['p q is not n', { n: n + 2n }],
    ['p is 1 and q is n', { p: 1n, q: n }],
    ['primes that are another pair', { p: p + 2n }],
    ['a fault in d mod p − 1', { dp: dp + 1n }],
    ['a fault in d mod q − 1', { dq: dq + 1n }],
    ['d mod p − 1 not reduced', { dp: dp + p - 1n }],
    ['a fault in the coefficient', { qi: qi + 1n }],
    ['a coefficient not reduced', { qi: qi + p }],
    ['e = 3', { e: 3n }],
    ['e = 1', { e: 1n, d: 1n, dp: 1n, dq: 1n }],
    ['a negative number', { d: -1n }],
    ['zero', { n: 0n, p: 0n, q: 0n }],
  ])('%s', async (_, change) => {
    expect(await reasonOf(() => verifyPrivateKey(encode(rsaKey(change))))).toBe('recovery.key');
  });

  test('a key of 1024 bits, and one of 8192', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const small = Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' }));
    expect(await reasonOf(() => verifyPrivateKey(small))).toBe('recovery.key');
    const large = encode(rsaKey({ n: 2n ** 8191n + 1n, p: 2n ** 4096n + 1n }));
    expect(await reasonOf(() => verifyPrivateKey(large))).toBe('recovery.key');
  });

  test('16 384 bits, at once', async () => {
    const huge = encode(rsaKey({ n: 2n ** 16_383n + 1n }));
    const before = performance.now();
    expect(await reasonOf(() => verifyPrivateKey(huge))).toBe('recovery.key');
    expect(performance.now() - before).toBeLessThan(50);
  });

  test('more than two primes', async () => {
    for (const version of ['00', '01']) {
      const more = sequence(sequence(integer('03'), integer('01'), integer('01')));
      const key = encode(rsaKey({}, version, more));
      expect(await reasonOf(() => verifyPrivateKey(key))).toBe('recovery.key');
    }
  });
});

describe('Other keys and other shapes are refused (security.md 7 H 140)', () => {
  const foreign = (pair: ReturnType<typeof generateKeyPairSync>) =>
    Uint8Array.from(pair.privateKey.export({ format: 'der', type: 'pkcs8' }) as Buffer);

  test.each<readonly [string, () => Bytes]>([
    ['an elliptic curve', () => foreign(generateKeyPairSync('ec', { namedCurve: 'P-256' }))],
    ['Ed25519', () => foreign(generateKeyPairSync('ed25519'))],
    ['RSA for PSS alone', () => foreign(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }))],
    ['attributes', () => encode(rsaKey(), ALGORITHM, context(0, sequence()))],
    [
      'parameters that are not NULL',
      () => encode(rsaKey(), sequence(oid(RSA_ENCRYPTION), hex('0500 0500'))),
    ],
    ['no parameters', () => encode(rsaKey(), sequence(oid(RSA_ENCRYPTION)))],
    ['version 1', () => sequence(integer('01'), ALGORITHM, der(0x04, rsaKey()))],
    ['a byte behind the key', () => join(BOB.pkcs8, hex('00'))],
    ['a byte behind the numbers', () => encode(join(rsaKey(), hex('00')))],
    ['a number too few', () => encode(sequence(integer('00'), signed(KEY.n), signed(KEY.e)))],
    ['nothing', () => new Uint8Array()],
  ])('%s', async (_, make) => {
    expect(await reasonOf(() => verifyPrivateKey(make()))).toBe('recovery.key');
  });
});
