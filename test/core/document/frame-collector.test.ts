import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { FrameCollector, type Collected } from '../../../src/core/document/frame-collector.ts';
import { blocksOf, parseFrame, splitFrames, type Frame } from '../../../src/core/document/frame.ts';
import {
  chanceOf,
  documentOf,
  frameOf,
  framesOf,
  sessionOf,
  shuffled,
} from '../../support/frames.ts';
import { reasonOf } from '../../support/refusals.ts';

/** Feeds frames until a document is complete; the last answer. */
async function addAll(
  collector: FrameCollector,
  frames: readonly string[],
): Promise<Collected | undefined> {
  let last: Collected | undefined;
  for (const frame of frames) {
    last = await collector.add(frame);
    if (last.kind === 'complete') break;
  }
  return last;
}

const has = (frame: Frame, block: number) =>
  (blocksOf(frame, frame.number) & (1n << BigInt(block))) !== 0n;
const complete = (compact: Bytes) => ({ kind: 'complete', compact });
const progress = (have: number, of: number) => ({ kind: 'progress', progress: { have, of } });

/** How many frames are shown until the document is there, of which some are lost. */
async function framesNeeded(
  frames: readonly string[],
  loss: number,
  seed: number,
): Promise<number> {
  const chance = chanceOf(seed);
  const collector = new FrameCollector();
  for (const [index, frame] of frames.entries()) {
    if (chance() < loss) continue;
    const collected = await collector.add(frame);
    if (collected.kind === 'complete') return index + 1;
  }
  throw new TypeError(`${frames.length} frames are too few`);
}

describe('a document comes back', () => {
  const document = fc
    .record({ length: fc.integer({ min: 1, max: 12_000 }), seed: fc.nat() })
    .map(({ length, seed }) => documentOf(length, seed));

  test('from all its blocks in any order, some repeated', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(), async (compact, seed) => {
        const { blocks } = (await splitFrames(compact))!;
        const frames = await framesOf(compact, blocks);
        const some = frames.filter((_, index) => index % 2 === 0);
        const collected = await addAll(new FrameCollector(), [...some, ...shuffled(frames, seed)]);
        expect(collected).toEqual(complete(compact));
      }),
    );
  });

  test('from wherever the reader came in, in any order, many lost', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(65_535), fc.nat(), async (compact, first, seed) => {
        const sequence = (await splitFrames(compact))!;
        const passing = Array.from({ length: 3 * sequence.blocks + 40 }, (_, index) =>
          sequence.frameText(first + index),
        );
        const chance = chanceOf(seed);
        const seen = shuffled(passing, seed).filter(() => chance() > 0.4);
        expect(await addAll(new FrameCollector(), seen)).toEqual(complete(compact));
      }),
    );
  });

  test.each([...Array(32).keys(), 63].map((index) => index + 1))(
    'of %i blocks from as many frames where none is lost',
    async (blocks) => {
      const frames = await framesOf(documentOf(blocks * 800), blocks);
      expect(await framesNeeded(frames, 0, 1)).toBe(blocks);
    },
  );

  test.each([1, 2, 3, 4, 6, 8, 12, 16, 24, 32])(
    'of %i blocks from at most twice as many and 4, on average, where 3 of 10 are lost',
    async (blocks) => {
      const frames = await framesOf(documentOf(blocks * 800 - 1), 3 * blocks + 40);
      let shown = 0;
      for (let seed = 1; seed <= 200; seed++) shown += await framesNeeded(frames, 0.3, seed);
      expect(shown / 200).toBeLessThanOrEqual(2 * blocks + 4);
    },
  );
});

describe('what was read so far', () => {
  test('grows with every frame that brings something', async () => {
    const collector = new FrameCollector();
    const [first, second, third] = await framesOf(documentOf(2000), 3);
    expect(collector.progress).toBeUndefined();
    expect(await collector.add(first!)).toEqual(progress(1, 3));
    expect(await collector.add(third!)).toEqual(progress(2, 3));
    expect(collector.progress).toEqual({ have: 2, of: 3 });
    expect(await collector.add(second!)).toEqual(complete(documentOf(2000)));
    expect(collector.progress).toBeUndefined();
  });

  test('is that of the most advanced document', async () => {
    const collector = new FrameCollector();
    await addAll(collector, await framesOf(documentOf(2000), 2));
    const [other] = await framesOf(documentOf(2000, 2), 1);
    expect(await collector.add(other!)).toEqual(progress(2, 3));
  });

  test('is forgotten when asked', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(documentOf(2000), 3);
    await addAll(collector, frames.slice(0, 2));
    collector.clear();
    expect(collector.progress).toBeUndefined();
    expect(await collector.add(frames[2]!)).toEqual(progress(1, 3));
  });
});

// Security.md 7 G, 118 to 126.
describe('a hostile sender', () => {
  const MINE = documentOf(8000);
  const THEIRS = documentOf(8000, 2);

  test.each([
    ['number of blocks', { blocks: 65, length: 51_201, block: new Uint8Array(788) }],
    ['length', { length: 0xffffffff }],
    ['block size', { block: new Uint8Array(801) }],
  ])('with a wrong %s changes nothing', async (_, wrong) => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 10);
    await addAll(collector, frames.slice(0, 9));
    const frame = frameOf({ ...parseFrame(frames[9]!), ...wrong });
    expect(await reasonOf(() => collector.add(frame))).toBe('frame.header');
    expect(collector.progress).toEqual({ have: 9, of: 10 });
    expect(await collector.add(frames[9]!)).toEqual(complete(MINE));
  });

  test('who repeats a frame changes nothing', async () => {
    const collector = new FrameCollector();
    const [first] = await framesOf(MINE, 1);
    await collector.add(first!);
    expect(await collector.add(first!)).toEqual(progress(1, 10));
  });

  test('who says something else in a frame that was read loses that collection, and it is said', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 10);
    await addAll(collector, frames.slice(0, 5));
    const other = { ...parseFrame(frames[3]!), block: new Uint8Array(800) };
    expect(await reasonOf(() => collector.add(frameOf(other)))).toBe('frame.conflict');
    expect(collector.progress).toBeUndefined();
    expect(await addAll(collector, frames)).toEqual(complete(MINE));
  });

  test('whose mixed frame contradicts the blocks is found as well', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 40);
    await addAll(collector, frames.slice(0, 9));
    // Without the block that is missing: a frame that follows from the nine others.
    const mixed = frames
      .slice(10)
      .map(parseFrame)
      .find((frame) => !has(frame, 9))!;
    const lie = frameOf({ ...mixed, block: mixed.block.map((byte) => byte ^ 1) });
    expect(await collector.add(frameOf(mixed))).toEqual(progress(9, 10));
    expect(await reasonOf(() => collector.add(lie))).toBe('frame.conflict');
  });

  test.each([
    [1, 2],
    [9, 10],
  ])('of another document in %i of %i frames holds nothing up', async (theirs, of) => {
    const collector = new FrameCollector();
    const mine = await framesOf(MINE, 10);
    // Without the end of theirs, which would be another test.
    const others = (await framesOf(THEIRS, 9)).flatMap((frame) => Array<string>(10).fill(frame));
    const mixed = mine.flatMap((frame, index) => [
      ...Array.from({ length: of - 1 }, (_, at) => others[(index * theirs + at) % 90]!),
      frame,
    ]);
    expect(await addAll(collector, mixed)).toEqual(complete(MINE));
  });

  test('who is first, and says anything, holds nothing up', async () => {
    const collector = new FrameCollector();
    for (const blocks of [64, 10, 2]) {
      const length = blocks * 800;
      const block = new Uint8Array(800).fill(7);
      await collector.add(frameOf({ session: 7, blocks, number: 65_535, length, block }));
    }
    expect(await addAll(collector, await framesOf(MINE, 10))).toEqual(complete(MINE));
  });

  test('who is first and knows the header of the document can only have it begun anew', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 20);
    const lie = { ...parseFrame(frames[0]!), block: new Uint8Array(800) };
    await collector.add(frameOf(lie));
    expect(await reasonOf(() => addAll(collector, frames))).toBe('frame.conflict');
    expect(await addAll(collector, frames)).toEqual(complete(MINE));
  });

  test('who begins a new document with every frame does not reset one that is under way', async () => {
    const collector = new FrameCollector();
    const [first, second, ...rest] = await framesOf(MINE, 10);
    await addAll(collector, [first!, second!]);
    let last: Collected | undefined;
    for (const [index, frame] of rest.entries()) {
      for (let other = 0; other < 9; other++) {
        const theirs = await framesOf(documentOf(8000, 100 + index * 9 + other), 1);
        await collector.add(theirs[0]!);
      }
      last = await collector.add(frame);
    }
    expect(last).toEqual(complete(MINE));
  });

  test('beside three others does not have them forgotten, however much it says', async () => {
    const collector = new FrameCollector();
    const documents = [1, 2, 3, 4].map((seed) => documentOf(4000, seed));
    const frames = await Promise.all(documents.map((document) => framesOf(document, 5)));
    for (const [first] of frames) await collector.add(first!);
    await addAll(collector, frames[0]!.slice(0, 4));
    expect(await addAll(collector, frames[1]!.slice(1))).toEqual(complete(documents[1]!));
  });

  test('cannot have the most advanced forgotten: of five documents the least advanced goes', async () => {
    const collector = new FrameCollector();
    const documents = [1, 2, 3, 4, 5].map((seed) => documentOf(4000, seed));
    const frames = await Promise.all(documents.map((document) => framesOf(document, 5)));
    const counts = [4, 2, 1, 1];
    for (const [index, count] of counts.entries()) {
      await addAll(collector, frames[index]!.slice(0, count));
    }
    // The third and the fourth are level: the third was not fed for longer.
    await collector.add(frames[4]![0]!);
    expect(await addAll(collector, frames[3]!.slice(1))).toEqual(complete(documents[3]!));
    await addAll(collector, frames[0]!.slice(0, 4));
    await collector.add(frames[2]![0]!);
    expect(await collector.add(frames[0]![4]!)).toEqual(complete(documents[0]!));
  });

  test('who is the fifth has the least advanced forgotten: its frames count anew', async () => {
    const collector = new FrameCollector();
    const documents = [1, 2, 3, 4, 5].map((seed) => documentOf(4000, seed));
    const frames = await Promise.all(documents.map((document) => framesOf(document, 5)));
    for (const [index, count] of [1, 2, 2, 2, 1].entries()) {
      await addAll(collector, frames[index]!.slice(0, count));
    }
    expect(await addAll(collector, frames[0]!.slice(1))).toEqual(progress(4, 5));
  });

  test('with a bad checksum in one frame costs that frame', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 10);
    await addAll(collector, frames.slice(0, 9));
    const damaged = frames[9]!.replace(/..$/, (end) => (end === '00' ? '10' : '00'));
    expect(await reasonOf(() => collector.add(damaged))).toBe('frame.checksum');
    expect(await collector.add(frames[9]!)).toEqual(complete(MINE));
  });

  test('whose document is not that of its session is found out at the end, and it begins anew', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 10);
    const lie = { ...parseFrame(frames[9]!), block: new Uint8Array(800) };
    await addAll(collector, frames.slice(0, 9));
    expect(await reasonOf(() => collector.add(frameOf(lie)))).toBe('frame.hash');
    expect(collector.progress).toBeUndefined();
    expect(await addAll(collector, frames)).toEqual(complete(MINE));
  });

  test('who hides something in the padding is found out at the end', async () => {
    const compact = documentOf(2000);
    const session = sessionOf(compact);
    const block = new Uint8Array([...compact.slice(1334), 1]);
    const frames = await framesOf(compact, 2);
    const collector = new FrameCollector();
    await addAll(collector, frames);
    const last = frameOf({ session, blocks: 3, number: 2, length: 2000, block });
    expect(await reasonOf(() => collector.add(last))).toBe('frame.hash');
  });

  test('with two documents in turn: the one whose hash completes is the one result', async () => {
    const collector = new FrameCollector();
    const mine = await framesOf(MINE, 10);
    const theirs = await framesOf(THEIRS, 10);
    const mixed = mine.flatMap((frame, index) => [theirs[index]!, frame]);
    expect(await addAll(collector, mixed)).toEqual(complete(THEIRS));
    expect(collector.progress).toBeUndefined();
  });

  test('whose lie waits for its hash does not undo what began meanwhile', async () => {
    const collector = new FrameCollector();
    const frames = await framesOf(MINE, 10);
    const lie = { ...parseFrame(frames[9]!), block: new Uint8Array(800) };
    await addAll(collector, frames.slice(0, 9));
    const lying = reasonOf(() => collector.add(frameOf(lie)));
    expect(await reasonOf(() => collector.add(frames[9]!))).toBe('frame.conflict');
    const anew = collector.add(frames[0]!);
    expect(await lying).toBe('frame.hash');
    expect(await anew).toEqual(progress(1, 10));
    expect(collector.progress).toEqual({ have: 1, of: 10 });
  });
});

/** Bytes in use after everything that can be given back was; buffers are so a little later. */
async function bytesInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('memory stays flat', () => {
  test('with frames repeated ten thousand times in any order', async () => {
    const frames = await framesOf(documentOf(51_200), 63);
    const chance = chanceOf(5);
    const collector = new FrameCollector();
    await addAll(collector, frames);
    const before = await bytesInUse();
    for (let count = 0; count < 10_000; count++) {
      await collector.add(frames[Math.floor(chance() * frames.length)]!);
    }
    expect((await bytesInUse()) - before).toBeLessThan(500_000);
    // Held until now, so that all of it was counted.
    expect(collector.progress).toEqual({ have: 63, of: 64 });
  });

  test('with five hundred senders of the longest documents', async () => {
    const collector = new FrameCollector();
    const before = await bytesInUse();
    for (let seed = 1; seed <= 500; seed++) {
      const block = documentOf(800, seed);
      for (let number = 0; number < 20; number++) {
        await collector.add(frameOf({ session: seed, blocks: 64, number, length: 51_200, block }));
      }
    }
    expect((await bytesInUse()) - before).toBeLessThan(500_000);
    expect(collector.progress).toEqual({ have: 20, of: 64 });
  });
});
