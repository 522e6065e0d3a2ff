import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeBase45,
  decodeBase64,
  decodeBase64url,
  encodeBase45,
  encodeBase64,
  encodeBase64url,
} from '../../src/core/base-encodings.ts';

const bytes = fc.uint8Array().map((array) => new Uint8Array(array));

describe.each([
  ['base64', encodeBase64, decodeBase64],
  ['base64url', encodeBase64url, decodeBase64url],
  ['base45', encodeBase45, decodeBase45],
] as const)('%s', (_, encode, decode) => {
  test('leads back to the same bytes', () => {
    fc.assert(
      fc.property(bytes, (array) => {
        expect(decode(encode(array))).toEqual(array);
      }),
    );
  });

  test('has one spelling for any bytes', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.string({ maxLength: 2 }), (array, at, piece) => {
        const text = encode(array);
        const from = at % (text.length + 1);
        const changed = text.slice(0, from) + piece + text.slice(from + piece.length);
        const decoded = decode(changed);
        if (decoded !== undefined) expect(encode(decoded)).toBe(changed);
      }),
      { numRuns: 500 },
    );
  });
});

test('base64 and base64url are those of Node', () => {
  fc.assert(
    fc.property(bytes, (array) => {
      expect(encodeBase64(array)).toBe(Buffer.from(array).toString('base64'));
      expect(encodeBase64url(array)).toBe(Buffer.from(array).toString('base64url'));
    }),
  );
});

// RFC 9285 section 4.3 and 4.4
test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
])('base45 of %s is that of the standard', (text, code) => {
  expect(encodeBase45(new TextEncoder().encode(text))).toBe(code);
  expect(decodeBase45(code)).toEqual(new TextEncoder().encode(text));
});

test.each([
  ['base64 without padding', decodeBase64('QQ')],
  ['base64 with spare bits', decodeBase64('QR==')],
  ['base64 with padding inside', decodeBase64('QQ==QQ==')],
  ['base64 of padding alone', decodeBase64('====')],
  ['base64 with white space', decodeBase64('QU I=')],
  ['base64 with the letters of base64url', decodeBase64('-_-_')],
  ['base64 with digits of another script', decodeBase64('QQ\u0660\u0660')],
  ['base64url with padding', decodeBase64url('QQ==')],
  ['base64url with a letter too many', decodeBase64url('QUJDQ')],
  ['base64url with spare bits', decodeBase64url('QR')],
  ['base45 with a character too many', decodeBase45('BB8B')],
  ['base45 in small letters', decodeBase45('bb8')],
  ['base45 of more than two bytes', decodeBase45('GGW')],
  ['base45 of more than one byte', decodeBase45('V5')],
  ['base45 with a character of two units', decodeBase45('A\u{1f600}')],
])('%s is refused', (_, decoded) => {
  expect(decoded).toBeUndefined();
});
