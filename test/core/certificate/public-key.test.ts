import { describe, expect, test, vi } from 'vitest';
import { modulusBitsOf } from '../../../src/core/certificate/public-key.ts';
import { bits, der, hex, integer, nothing, oid, sequence } from '../../support/der.ts';
import { algorithm, RSA_ENCRYPTION, rsaKey } from '../../support/forge.ts';
import { person } from '../../support/people.ts';
import { reasonOf } from '../../support/refusals.ts';

/** An odd modulus of so many bits, with the sign byte where it needs one. */
function modulusOf(bitLength: number): string {
  const bytes = Math.ceil(bitLength / 8);
  const top = 1 << ((bitLength - 1) % 8);
  const digits = [top.toString(16).padStart(2, '0'), 'da'.repeat(bytes - 2), '01'].join('');
  return top >= 0x80 ? `00${digits}` : digits;
}

const MODULUS = modulusOf(2048);

test.each([2048, 2056, 3072, 4096])('a modulus of %i bits is taken', (length) => {
  expect(modulusBitsOf(rsaKey(modulusOf(length)))).toBe(length);
});

test('a key that an engine has made is taken', async () => {
  const { spki } = await person('Alice');
  expect(modulusBitsOf(spki)).toBe(2048);
});

test.each([512, 1023, 1024, 1536, 2040])('a modulus of %i bits is weak', async (length) => {
  const reason = length % 8 === 0 ? 'certificate.weak' : 'certificate.key';
  expect(await reasonOf(() => modulusBitsOf(rsaKey(modulusOf(length))))).toBe(reason);
});

test.each([2047, 2049, 2050, 4095, 4097, 4104, 8192, 16_384])(
  'a modulus of %i bits is refused',
  async (length) => {
    expect(await reasonOf(() => modulusBitsOf(rsaKey(modulusOf(length))))).toBe('certificate.key');
  },
);

describe('A modulus is a positive odd number', () => {
  test.each([
    ['even', `${MODULUS.slice(0, -2)}02`],
    ['negative', MODULUS.slice(2)],
    ['zero', '00'],
  ])('refused: %s', async (_case, modulus) => {
    expect(await reasonOf(() => modulusBitsOf(rsaKey(modulus)))).toBe('certificate.key');
  });

  test('refused: with a second leading zero', async () => {
    expect(await reasonOf(() => modulusBitsOf(rsaKey(`00${MODULUS}`)))).toBe('der.integer');
  });
});

describe('The exponent is 65537', () => {
  test.each(['00', '01', '02', '03', '11', '010000', '010003', 'ff', '0100000000000001', MODULUS])(
    'refused: %s',
    async (exponent) => {
      const spki = rsaKey(MODULUS, exponent);
      expect(await reasonOf(() => modulusBitsOf(spki))).toBe('certificate.key');
    },
  );

  test('refused: with a leading zero', async () => {
    const spki = rsaKey(MODULUS, '00010001');
    expect(await reasonOf(() => modulusBitsOf(spki))).toBe('der.integer');
  });
});

describe('The algorithm is rsaEncryption with NULL', () => {
  const numbers = sequence(integer(MODULUS), integer('010001'));

  test.each([
    ['RSA-PSS', algorithm('1.2.840.113549.1.1.10'), 'certificate.key'],
    ['sha256WithRSAEncryption', algorithm('1.2.840.113549.1.1.11'), 'certificate.key'],
    ['DSA', algorithm('1.2.840.10040.4.1'), 'certificate.key'],
    ['Ed25519', sequence(oid('1.3.101.112')), 'certificate.key'],
    ['an elliptic curve', algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7')), undefined],
    ['no parameters', sequence(oid(RSA_ENCRYPTION)), 'der.short'],
    ['other parameters', algorithm(RSA_ENCRYPTION, integer('00')), 'der.tag'],
    ['a NULL with content', algorithm(RSA_ENCRYPTION, der(0x05, hex('00'))), 'certificate.key'],
    ['two parameters', sequence(oid(RSA_ENCRYPTION), nothing(), nothing()), 'certificate.key'],
  ])('refused: %s', async (_case, id, reason = 'certificate.key') => {
    const spki = sequence(id, bits(numbers));
    expect(await reasonOf(() => modulusBitsOf(spki))).toBe(reason);
  });
});

describe('The key stands there whole and alone', () => {
  const numbers = [integer(MODULUS), integer('010001')];

  test.each([
    ['three numbers', bits(sequence(...numbers, integer('01'))), 'der.trailing'],
    ['one number', bits(sequence(integer(MODULUS))), 'der.short'],
    ['a byte behind the numbers', bits(hex('3000 00')), 'der.short'],
    ['unused bits', bits(sequence(...numbers), 1), 'der.bit-string'],
    ['no bits', hex('030100'), 'der.bit-string'],
    ['an octet string', der(0x04, sequence(...numbers)), 'der.tag'],
  ])('refused: %s', async (_case, key, reason) => {
    const spki = sequence(algorithm(RSA_ENCRYPTION), key);
    expect(await reasonOf(() => modulusBitsOf(spki))).toBe(reason);
  });

  test('refused: anything behind it', async () => {
    const key = bits(sequence(...numbers));
    const more = sequence(algorithm(RSA_ENCRYPTION), key, nothing());
    const behind = hex(`${Buffer.from(rsaKey(MODULUS)).toString('hex')}00`);
    const inside = sequence(
      algorithm(RSA_ENCRYPTION),
      bits(Buffer.concat([sequence(...numbers), hex('00')])),
    );
    for (const spki of [more, behind, inside]) {
      expect(await reasonOf(() => modulusBitsOf(spki))).toBe('der.trailing');
    }
  });
});

test('no engine sees a key before its shape is known', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  await reasonOf(() => modulusBitsOf(rsaKey(MODULUS, '01')));
  modulusBitsOf(rsaKey(MODULUS));
  expect(importKey).not.toHaveBeenCalled();
  importKey.mockRestore();
});
