import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../src/core/base-encodings.ts';
import type { Bytes } from '../../../src/core/bytes.ts';
import { isFrameText, parseFrame, splitFrames } from '../../../src/core/document/frame.ts';
import { documentOf, frameOf, framesOf, sessionOf } from '../../support/frames.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

/** 2 000 bytes are 3 blocks of 667. */
const COMPACT = documentOf(2000);
const RIGHT = {
  session: sessionOf(COMPACT),
  blocks: 3,
  number: 0,
  length: 2000,
  block: COMPACT.slice(0, 667),
};

describe('a document is cut', () => {
  test.each([
    [1, 1, 1],
    [800, 1, 800],
    [801, 2, 401],
    [1600, 2, 800],
    [1601, 3, 534],
    [51_200, 64, 800],
  ])('of %i bytes into %i blocks of %i', async (length, blocks, size) => {
    const sequence = await splitFrames(documentOf(length));
    expect(sequence?.blocks).toBe(blocks);
    const frame = parseFrame(sequence!.frameText(blocks - 1));
    expect(frame).toMatchObject({ blocks, length, number: blocks - 1 });
    expect(frame.block.length).toBe(size);
  });

  test('of 51 201 bytes not at all', async () => {
    expect(await splitFrames(documentOf(51_201))).toBeUndefined();
  });

  test('of no bytes never', async () => {
    await expect(splitFrames(new Uint8Array())).rejects.toThrow(TypeError);
  });
});

describe('the frames of a document', () => {
  test('begin with its blocks, the last one padded with zeros', async () => {
    const frames = await framesOf(COMPACT, 3);
    expect(frames[0]).toBe(frameOf(RIGHT));
    expect(frames[1]).toBe(frameOf({ ...RIGHT, number: 1, block: COMPACT.slice(667, 1334) }));
    const last = new Uint8Array([...COMPACT.slice(1334), 0]);
    expect(frames[2]).toBe(frameOf({ ...RIGHT, number: 2, block: last }));
  });

  test('go on with several blocks in one, no two of many alike', async () => {
    const frames = (await framesOf(documentOf(51_200), 400)).map((text) => parseFrame(text).block);
    expect(new Set(frames.map(String)).size).toBe(400);
  });

  test('begin again after 65 535', async () => {
    const sequence = await splitFrames(COMPACT);
    expect(parseFrame(sequence!.frameText(65_535)).number).toBe(65_535);
    expect(sequence!.frameText(65_536)).toBe(sequence!.frameText(0));
    expect(sequence!.frameText(65_537)).toBe(sequence!.frameText(1));
  });

  test('are short enough for a code of version 20-L, and of its alphabet', async () => {
    for (const text of await framesOf(documentOf(51_200), 80)) {
      expect(text).toMatch(/^PEERF:[0-9A-Z $%*+\-./:]+$/);
      expect(text.length).toBeLessThanOrEqual(1249);
    }
  });

  test('are read as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 51_200 }), fc.nat(65_535), async (length, at) => {
        const text = (await splitFrames(documentOf(length)))!.frameText(at);
        expect(isFrameText(text)).toBe(true);
        const frame = parseFrame(text);
        expect(frame).toMatchObject({ length, number: at, session: sessionOf(documentOf(length)) });
        expect(frameOf(frame)).toBe(text);
      }),
    );
  });
});

test('a frame is told from other codes by its beginning', () => {
  expect(isFrameText('PEERF:')).toBe(true);
  expect(['PEER:ABC', 'peerf:ABC', ' PEERF:ABC', 'https://example.org', ''].some(isFrameText)).toBe(
    false,
  );
});

/** The text of a frame, some bytes of it changed after the checksum was taken. */
function changed(text: string, change: (bytes: Bytes) => Uint8Array): string {
  return `PEERF:${encodeBase45(change(decodeBase45(text.slice(6))!))}`;
}

describe('a frame is refused', () => {
  test.each([
    ['of another name', `PEER:${frameOf(RIGHT).slice(6)}`],
    ['in small letters', frameOf(RIGHT).toLowerCase()],
    ['with nothing in it', 'PEERF:'],
    ['without a block', frameOf({ ...RIGHT, block: new Uint8Array() })],
    ['with a character that is not base45', `${frameOf(RIGHT)}äää`],
    ['with four thousand characters of junk', `PEERF:${'#'.repeat(4290)}`],
    ['with a group of characters that no two bytes have', 'PEERF::::'],
  ])('%s', async (_, text) => {
    expect(await refusalOf(() => parseFrame(text))).toEqual({
      code: 'E_INVALIDARG',
      reason: 'frame.form',
    });
  });

  test('with any bit flipped', async () => {
    const text = frameOf(RIGHT);
    for (let bit = 0; bit < (RIGHT.block.length + 15) * 8; bit++) {
      const flipped = changed(text, (bytes) =>
        bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
      );
      expect(await reasonOf(() => parseFrame(flipped))).toBe('frame.checksum');
    }
  });

  test('with its end cut off', async () => {
    expect(await reasonOf(() => parseFrame(changed(frameOf(RIGHT), (b) => b.slice(0, -2))))).toBe(
      'frame.checksum',
    );
  });

  // Security.md 7 G, 118 and 119: the numbers are of fixed width, so −1, 10⁹ or other digits cannot be said.
  test.each([
    ['of 0 blocks', { blocks: 0 }],
    ['of 1 block where 3 are needed', { blocks: 1 }],
    ['of 2 blocks where 3 are needed', { blocks: 2 }],
    ['of 4 blocks where 3 are enough', { blocks: 4, block: COMPACT.slice(0, 500) }],
    ['of 65 blocks', { blocks: 65, length: 51_201, block: COMPACT.slice(0, 788) }],
    ['of 255 blocks', { blocks: 255, length: 204_000, block: COMPACT.slice(0, 800) }],
    ['of no bytes in all', { length: 0 }],
    ['of no bytes in no blocks', { blocks: 0, length: 0 }],
    ['of four thousand million bytes', { length: 0xffffffff }],
    ['of one byte more than its blocks hold', { length: 2002 }],
    ['with a block one byte short', { block: COMPACT.slice(0, 666) }],
    ['with a block one byte long', { block: COMPACT.slice(0, 668) }],
    ['with a block longer than any', { blocks: 1, length: 801, block: COMPACT.slice(0, 801) }],
  ])('%s', async (_, wrong) => {
    const text = frameOf({ ...RIGHT, ...wrong });
    expect(await refusalOf(() => parseFrame(text))).toEqual({
      code: 'E_INVALIDARG',
      reason: 'frame.header',
    });
  });

  test('with nothing but a PeerError, whatever the text', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.uint8Array({ maxLength: 900 }).map((bytes) => encodeBase45(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (rest) => {
        expect(await reasonOf(() => parseFrame(`PEERF:${rest}`))).toMatch(/^frame\./);
      }),
    );
  });
});
