import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { encodeBase45, encodeBase64url } from '../../src/core/bytes.ts';
import { formatLink, isPublicAddress } from '../../src/exchange/link.ts';
import { cardCodeText, qrMatrix, qrPath, type QrMatrix } from '../../src/exchange/qr.ts';

/** What a reader sees: four units of white around, four pixels a cell. */
function readCode(matrix: QrMatrix): string {
  const size = (matrix.length + 8) * 4;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const x = Math.floor((pixel % size) / 4) - 4;
    const y = Math.floor(pixel / size / 4) - 4;
    if (matrix[y]?.[x] === true) data.fill(0, pixel * 4, pixel * 4 + 3);
  }
  return decodeQR({ width: size, height: size, data });
}

const versionOf = (matrix: QrMatrix | undefined) => ((matrix?.length ?? 0) - 17) / 4;

describe('the code of a text', () => {
  test('is read again', () => {
    const text = `PEER:${encodeBase45(new Uint8Array(300).map((_, index) => index * 7))}`;
    const matrix = qrMatrix(text) ?? [];
    expect(readCode(matrix)).toBe(text);
  });

  // ISO/IEC 18004 table 7: 25-M holds 1451 characters of the QR alphabet or 997 bytes, 25-L 1853 or 1273.
  test.each([
    ['A', 1451, 25],
    ['A', 1452, 22],
    ['A', 1853, 25],
    ['a', 997, 25],
    ['a', 998, 22],
    ['a', 1273, 25],
    ['A', 20, 1],
  ])('of %s, %i times, has version %i', (letter, count, version) => {
    expect(versionOf(qrMatrix(letter.repeat(count)))).toBe(version);
  });

  test.each([
    ['A', 1854],
    ['a', 1274],
  ])('of %s, %i times, does not fit', (letter, count) => {
    expect(qrMatrix(letter.repeat(count))).toBeUndefined();
  });

  test('is one path of all dark cells', () => {
    const matrix = [
      [true, true, false],
      [false, false, false],
      [true, false, true],
    ];
    expect(qrPath(matrix)).toBe('M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z');
  });
});

const COMPACT = Uint8Array.of(1, 0x69, 255, 254);

describe('a code holds', () => {
  test('the link, where everybody can open it', () => {
    const text = cardCodeText(COMPACT, 'https://example.org/app/index.html?x=1#/settings');
    expect(text).toBe(`https://example.org/app/index.html#/open/${encodeBase64url(COMPACT)}`);
  });

  test('a text for the reader in the app, where the address is local', () => {
    expect(cardCodeText(COMPACT, 'http://localhost:4173/')).toBe(`PEER:${encodeBase45(COMPACT)}`);
  });

  test('a text for the reader in the app, where the link is too long', () => {
    const compact = new Uint8Array(1000);
    expect(cardCodeText(compact, 'https://example.org/')).toBe(`PEER:${encodeBase45(compact)}`);
  });
});

describe('an address is public', () => {
  test.each(['https://example.org/', 'https://peer.example.org:8443/a/b'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
    expect(formatLink(address, COMPACT)).toBe(`${address}#/open/${encodeBase64url(COMPACT)}`);
  });
});

describe('an address is not public', () => {
  test.each([
    'http://example.org/',
    'https://localhost/',
    'https://app.localhost/',
    'https://printer.local/',
    'https://nas.home.arpa/',
    'https://server/',
    'https://server./',
    'https://127.0.0.1/',
    'https://192.168.0.7/',
    'https://203.0.113.7/',
    'https://[2001:db8::1]/',
    'file:///index.html',
    'no address',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(formatLink(address, COMPACT)).toBeUndefined();
  });
});
