import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/core/bytes.ts';
import { decodeCompact } from '../../src/core/document/compact.ts';
import { FrameCollector } from '../../src/core/document/frame-collector.ts';
import { isFrameText, parseFrame, splitFrames } from '../../src/core/document/frame.ts';
import { shuffled } from '../support/frames.ts';
import { manifest } from '../support/manifest.ts';
import { reasonOf } from '../support/refusals.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function collect(frames: readonly string[]): Promise<Bytes | undefined> {
  const collector = new FrameCollector();
  for (const frame of frames) {
    const collected = await collector.add(frame);
    if (collected.kind === 'complete') return collected.compact;
  }
  return undefined;
}

describe.each(manifest.frames.filter(({ verdict }) => verdict === 'ok'))('$name', (row) => {
  test.each([
    ['as they come', row.frames],
    ['from the last to the first', row.frames.toReversed()],
    ['in one order', shuffled(row.frames, 1)],
    ['in another order', shuffled(row.frames, 2)],
  ])('suffices %s', async (_, frames) => {
    const compact = await collect(frames);
    expect(compact?.length).toBe(row.length);
    expect(sha256((await decodeCompact(compact!)).body)).toBe(row.bodySha256);
  });

  test('is what we would show', async () => {
    const sequence = await splitFrames((await collect(row.frames))!);
    expect(sequence?.blocks).toBe(row.k);
    for (const text of row.frames) expect(sequence?.frameText(parseFrame(text).number)).toBe(text);
  });
});

const REASONS: Readonly<Record<string, string>> = { damaged: 'frame.checksum' };

test.each(manifest.frames.filter(({ verdict }) => verdict === 'refused'))('$name is refused', async (row) => {
  expect(row.frames.every(isFrameText)).toBe(true);
  expect(await reasonOf(() => collect(row.frames))).toBe(REASONS[row.name]);
});
