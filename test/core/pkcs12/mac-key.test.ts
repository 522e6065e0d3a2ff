import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../../../src/core/bytes.ts';
import { deriveMacKey } from '../../../src/core/pkcs12/mac-key.ts';
import { spellPassword } from '../../../src/core/pkcs12/password.ts';
import { sha256AtOnce } from '../../../src/core/pkcs12/sha256.ts';
import { sha256 } from '../../../src/core/webcrypto.ts';
import { hex } from '../../support/der.ts';
import { macKeyOf } from '../../support/pkcs12.ts';

test('the key of a MAC is the one that OpenSSL derives', async () => {
  const password = spellPassword('Grüße, 😀').utf16;
  for (const [salt, rounds] of [
    ['0102030405060708', 1],
    ['00'.repeat(16), 2048],
    ['ab'.repeat(64), 1000],
    ['cd'.repeat(65), 1000],
  ] as const) {
    const parameters = {
      digest: 'SHA2-256',
      hexpass: toHex(password),
      hexsalt: salt,
      iter: rounds,
      id: 3,
    };
    const options = Object.entries(parameters).flatMap(([key, value]) => [
      '-kdfopt',
      `${key}:${value}`,
    ]);
    const printed = execFileSync('openssl', ['kdf', '-keylen', '32', ...options, 'PKCS12KDF'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const expected = printed.replace(/[:\s]/g, '').toLowerCase();
    expect(toHex(await deriveMacKey({ password, salt: hex(salt), rounds }))).toBe(expected);
  }
});

test('the key of a MAC is what the RFC describes, whatever the password and the salt', async () => {
  const input = fc.record({
    password: fc.string({ unit: 'grapheme', maxLength: 90 }),
    salt: fc.uint8Array({ minLength: 8, maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
    rounds: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(input, async ({ password, salt, rounds }) => {
      const { utf16 } = spellPassword(password);
      const key = await deriveMacKey({ password: utf16, salt, rounds });
      expect(key).toEqual(macKeyOf({ password, salt, rounds }));
    }),
    { numRuns: 300 },
  );
});

test('a password of 10 000 characters is one like any other', async () => {
  const input = { password: `${'ä😀'.repeat(3_333)}x`, salt: new Uint8Array(16), rounds: 3 };
  const { utf16 } = spellPassword(input.password);
  expect(await deriveMacKey({ ...input, password: utf16 })).toEqual(macKeyOf(input));
});

test('SHA-256 without waiting is SHA-256', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
    expect(sha256AtOnce(bytes)).toEqual(await sha256(bytes));
  }
});

test('a password is spelt in NFC, with nothing taken away and nothing that UTF-8 cannot hold', () => {
  expect(spellPassword('e\u0301')).toEqual(spellPassword('é'));
  expect(spellPassword('é')).toEqual({ utf8: hex('c3a9'), utf16: hex('00e9 0000') });
  expect(spellPassword('😀')).toEqual({ utf8: hex('f09f9880'), utf16: hex('d83d de00 0000') });
  expect(spellPassword(' x ').utf8).toHaveLength(3);
  expect(spellPassword('')).toEqual({ utf8: hex(''), utf16: hex('0000') });
  expect(spellPassword('\ud800')).toEqual(spellPassword('\ufffd'));
});
