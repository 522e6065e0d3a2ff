import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesEqual, compareBytes, concatBytes, decodeUtf8, toHex } from '../../src/core/bytes.ts';

const bytes = fc.uint8Array().map((array) => new Uint8Array(array));

test('text is the same after UTF-8 and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text.toWellFormed());
    }),
  );
});

test.each([
  ['a byte that begins nothing', [0xff]],
  ['an overlong spelling of <', [0xc0, 0xbc]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
])('bytes that are not UTF-8 are no text: %s', (_, array) => {
  expect(decodeUtf8(Uint8Array.from(array))).toBeUndefined();
});

test('a byte order mark stays in the text', () => {
  expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
});

test('hex has two lower-case digits a byte', () => {
  expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
});

describe('bytes are compared', () => {
  test('for being the same', () => {
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });

  test('for the greater one, the longer of two that begin alike', () => {
    expect(compareBytes(Uint8Array.of(1, 255), Uint8Array.of(2))).toBeLessThan(0);
    expect(compareBytes(Uint8Array.of(1, 0), Uint8Array.of(1))).toBeGreaterThan(0);
    expect(compareBytes(Uint8Array.of(7), Uint8Array.of(7))).toBe(0);
  });

  test('as their hex is', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(bytesEqual(a, b)).toBe(toHex(a) === toHex(b));
        expect(Math.sign(compareBytes(a, b))).toBe(
          Math.sign(toHex(a) < toHex(b) ? -1 : toHex(a) === toHex(b) ? 0 : 1),
        );
      }),
    );
  });
});

test('parts are joined in their order', () => {
  expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(
    Uint8Array.of(1, 2, 3),
  );
});
