import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { encodeBase45, encodeBase64url } from '../../src/core/base-encodings.ts';
import type { Bytes } from '../../src/core/bytes.ts';
import { FrameCollector } from '../../src/core/document/frame-collector.ts';
import { formatLink, isPublicAddress } from '../../src/exchange/link.ts';
import { documentCode, qrPath, type CodeFrames, type QrMatrix } from '../../src/exchange/qr.ts';
import { documentOf } from '../support/frames.ts';

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

const versionOf = (matrix: QrMatrix) => (matrix.length - 17) / 4;

const LOCAL = 'http://localhost:4173/';
const PUBLIC = 'https://example.org/';
const COMPACT = Uint8Array.of(1, 0x69, 255, 254);

async function stillCode(compact: Bytes, address: string): Promise<QrMatrix> {
  const code = await documentCode(compact, address);
  if (code?.kind !== 'still') throw new TypeError(`${compact.length} bytes do not stand still`);
  return code.matrix;
}

async function movingCode(compact: Bytes): Promise<CodeFrames> {
  const code = await documentCode(compact, LOCAL);
  if (code?.kind !== 'moving') throw new TypeError(`${compact.length} bytes do not move`);
  return code;
}

describe('a still code holds', () => {
  test('the link, where everybody can open it', async () => {
    const matrix = await stillCode(COMPACT, 'https://example.org/app/index.html?x=1#/settings');
    const link = `https://example.org/app/index.html#/open/${encodeBase64url(COMPACT)}`;
    expect(readCode(matrix)).toBe(link);
  });

  test('a text for the scanner in the app, where the address is local', async () => {
    const compact = documentOf(300);
    expect(readCode(await stillCode(compact, LOCAL))).toBe(`PEER:${encodeBase45(compact)}`);
  });

  test('a text for the scanner in the app, where the link is too long', async () => {
    const link = readCode(await stillCode(documentOf(934), PUBLIC));
    expect(link).toBe(`https://example.org/#/open/${encodeBase64url(documentOf(934))}`);
    const text = readCode(await stillCode(documentOf(935), PUBLIC));
    expect(text).toBe(`PEER:${encodeBase45(documentOf(935))}`);
  });
});

// ISO/IEC 18004 table 7: 25-M holds 1451 characters of the QR alphabet or 997 bytes, 25-L 1853 or 1273.
describe('a still code has error correction M where that fits version 25', () => {
  test.each([
    [1, LOCAL, 1],
    [964, LOCAL, 25],
    [965, LOCAL, 22],
    [1232, LOCAL, 25],
    [727, PUBLIC, 25],
    [728, PUBLIC, 22],
    [934, PUBLIC, 25],
  ])('%i bytes at %s: version %i', async (length, address, version) => {
    expect(versionOf(await stillCode(documentOf(length), address))).toBe(version);
  });
});

describe('a moving code', () => {
  test.each([
    [1233, 2],
    [1600, 2],
    [1601, 3],
    [51_200, 64],
  ])('is shown of %i bytes, in %i blocks', async (length, blocks) => {
    expect((await movingCode(documentOf(length))).blocks).toBe(blocks);
  });

  test('has no code beyond version 20, and all of one size', async () => {
    for (const length of [1233, 1300, 1600, 51_200]) {
      const code = await movingCode(documentOf(length));
      const versions = [0, 1, 2, 70, 65_535].map((number) => versionOf(code.matrixOf(number)));
      expect(new Set(versions).size).toBe(1);
      expect(versions[0]).toBeLessThanOrEqual(20);
    }
  });

  test('of the longest document fills version 20 with error correction L', async () => {
    expect(versionOf((await movingCode(documentOf(51_200))).matrixOf(0))).toBe(20);
  });

  test('gives the document to whoever reads it off the screen', async () => {
    const compact = documentOf(2300);
    const code = await movingCode(compact);
    const collector = new FrameCollector();
    await collector.add(readCode(code.matrixOf(1)));
    await collector.add(readCode(code.matrixOf(4)));
    let number = 5;
    let collected = await collector.add(readCode(code.matrixOf(number)));
    while (collected.kind === 'progress') {
      number += 1;
      collected = await collector.add(readCode(code.matrixOf(number)));
    }
    expect(collected.compact).toEqual(compact);
  });

  test('does not exist of anything longer', async () => {
    expect(await documentCode(documentOf(51_201), LOCAL)).toBeUndefined();
  });
});

test('a code is one path of all dark cells', () => {
  const matrix = [
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ];
  expect(qrPath(matrix)).toBe('M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z');
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
