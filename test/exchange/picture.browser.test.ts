import { describe, expect, test, vi } from 'vitest';
import { encodeBase45, encodeBase64url } from '../../src/core/base-encodings.ts';
import { crc32 } from '../../src/core/crc32.ts';
import { encodeCompact, formatCompact } from '../../src/core/document/compact.ts';
import { splitFrames } from '../../src/core/document/frame.ts';
import { MAX_PICTURE_BYTES, textOfPicture } from '../../src/exchange/picture.ts';
import { fileOf, grainy, IN_A_ROOM, pictureOf, type View } from '../support/code-pictures.ts';
import { reasonOf } from '../support/refusals.ts';

const BYTES = await encodeCompact(
  'i',
  new Uint8Array(690).map((_, index) => (index * 7919) >> 3),
);
const CARD = `PEER:${encodeBase45(BYTES)}`;

const reading = async (text: string | undefined, view?: View) =>
  textOfPicture(await fileOf(pictureOf(text, view)));

describe('a code is read in a picture', () => {
  test.each<readonly [string, View]>([
    ['that is a screenshot', {}],
    ['that holds the code alone, one pixel for a cell', { width: 101, height: 101, side: 101 }],
    ['taken in a room', IN_A_ROOM],
    ['turned', { turned: 30, side: 500 }],
    ['of a mirror', { mirrored: true }],
    ['in inverted colours', { inverted: true, ground: '#000' }],
    ['of a mirror, in inverted colours', { mirrored: true, inverted: true, ground: '#000' }],
    ['taken by a telephone', { width: 4032, height: 3024, side: 2400, turned: 3, blur: 3 }],
    ['of a whole desk', { width: 4032, height: 3024, side: 420, turned: 3, blur: 1 }],
    ['that stands upright', { width: 1080, height: 2400, side: 900 }],
  ])('%s', async (_, view) => {
    expect(await reading(CARD, view)).toBe(CARD);
  });

  test.each(['image/jpeg', 'image/webp'])('of type %s, whatever it says it is', async (type) => {
    const file = await fileOf(grainy(pictureOf(CARD, IN_A_ROOM)), type);
    expect(await textOfPicture(file)).toBe(CARD);
    expect(await textOfPicture(new Blob([file], { type: 'text/html' }))).toBe(CARD);
  });

  test('of which all can be seen through but the code', async () => {
    const canvas = pictureOf(CARD);
    const context = canvas.getContext('2d')!;
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let index = 0; index < pixels.data.length; index += 4) {
      const isLight = pixels.data[index]! > 128;
      pixels.data.set([0, 0, 0, isLight ? 0 : 255], index);
    }
    context.putImageData(pixels, 0, 0);
    expect(await textOfPicture(await fileOf(canvas))).toBe(CARD);
  });

  test('that is a moving code of one part', async () => {
    const frames = await splitFrames(BYTES);
    expect(await reading(frames?.frameText(0))).toBe(formatCompact(BYTES));
  });

  test('that is a link', async () => {
    const link = `https://groups.example/#/open/${encodeBase64url(BYTES)}`;
    expect(await reading(link)).toBe(link);
  });
});

describe('a picture is refused', () => {
  test.each([
    ['a web address', 'code.web-address', 'https://example.org/menu'],
    ['a Wi-Fi network', 'code.wifi', 'WIFI:T:WPA;S:guests;P:secret;;'],
    ['a contact', 'code.contact', 'BEGIN:VCARD\nVERSION:3.0\nN:Tanaka;Bob\nEND:VCARD'],
    ['nothing', 'code.foreign', ''],
    ['4,296 characters of junk', 'code.foreign', '$'.repeat(4296)],
    ['a damaged frame', 'frame.checksum', 'PEERF:00000000000000000000000000000000000000000000'],
  ] as const)('whose code holds %s', async (_, reason, text) => {
    expect(await reasonOf(() => reading(text, { width: 1600, height: 1600 }))).toBe(reason);
  });

  test('that is one part of several', async () => {
    const frames = await splitFrames(new Uint8Array(2000).fill(7));
    expect(await reasonOf(() => reading(frames?.frameText(1)))).toBe('code.part');
  });

  test('without a code', async () => {
    expect(await reasonOf(() => reading(undefined))).toBe('code.none');
  });

  test('that is too large, before a byte is read', async () => {
    const large = new Blob(['small']);
    Object.defineProperty(large, 'size', { value: MAX_PICTURE_BYTES + 1 });
    large.slice = () => {
      throw new TypeError('it was read');
    };
    expect(await reasonOf(() => textOfPicture(large))).toBe('picture.size');
  });

  test.each([
    ['would be too large', 8193, 8192, 'picture.size'],
    ['would not, as one of 64 megapixels', 9248, 6936, 'picture.unreadable'],
  ])(
    'that cannot be unpacked, and by what it says of itself %s',
    async (_, width, height, reason) => {
      const file = new Uint8Array(await (await fileOf(pictureOf(CARD))).arrayBuffer());
      const header = new DataView(file.buffer);
      header.setUint32(16, width);
      header.setUint32(20, height);
      header.setUint32(29, crc32(file.subarray(12, 29)));
      expect(await reasonOf(() => textOfPicture(new Blob([file])))).toBe(reason);
    },
  );

  test('after it was unpacked once, however often it is looked at', async () => {
    const unpacking = vi.spyOn(globalThis, 'createImageBitmap');
    const large = await fileOf(pictureOf(undefined, { width: 3000, height: 2000 }));
    expect(await reasonOf(() => textOfPicture(large))).toBe('code.none');
    const sources = unpacking.mock.calls.map(([source]) => source instanceof Blob);
    unpacking.mockRestore();
    expect(sources).toEqual([true, false, false]);
  });

  test.each([
    ['of 0 bytes', new Blob([])],
    ['of text', new Blob(['no picture'], { type: 'image/png' })],
    [
      'of a drawing in XML',
      new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'], {
        type: 'image/svg+xml',
      }),
    ],
    [
      'that begins like one',
      new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0)]),
    ],
  ])('%s', async (_, file) => {
    expect(await reasonOf(() => textOfPicture(file))).toBe('picture.unreadable');
  });

  test('that ends in the middle', async () => {
    const file = await fileOf(pictureOf(CARD));
    const reason = await reasonOf(() => textOfPicture(file.slice(0, file.size / 3)));
    expect(['picture.unreadable', 'code.none']).toContain(reason);
  });
});
