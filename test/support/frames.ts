/** Frames of moving codes, honest and hostile, and chance that is the same in every run. */

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { encodeBase45 } from '../../src/core/base-encodings.ts';
import type { Bytes } from '../../src/core/bytes.ts';
import { splitFrames } from '../../src/core/document/frame.ts';

/** What stands in a frame, right or wrong. */
export interface FrameParts {
  readonly session: number;
  readonly blocks: number;
  readonly number: number;
  readonly length: number;
  readonly block: Uint8Array;
}

/** The text of a frame of any parts, with a checksum that is right. Written apart from what it tests. */
export function frameOf({ session, blocks, number, length, block }: FrameParts): string {
  const bytes = Buffer.alloc(15 + block.length);
  bytes.writeUInt32BE(session, 0);
  bytes.writeUInt8(blocks, 4);
  bytes.writeUInt16BE(number, 5);
  bytes.writeUInt32BE(length, 7);
  bytes.set(block, 11);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), 11 + block.length);
  return `PEERF:${encodeBase45(bytes)}`;
}

/** The session that the frames of some bytes bear. */
export function sessionOf(compact: Uint8Array): number {
  return createHash('sha256').update(compact).digest().readUInt32BE(0);
}

/** Bytes that look like chance, the same for each seed. */
export function documentOf(length: number, seed = 1): Bytes {
  const chance = chanceOf(seed);
  return Uint8Array.from({ length }, () => Math.floor(chance() * 256));
}

/** The first frames of a document. */
export async function framesOf(compact: Bytes, count: number): Promise<readonly string[]> {
  const sequence = await splitFrames(compact);
  if (!sequence) throw new TypeError(`${compact.length} bytes are too many`);
  return Array.from({ length: count }, (_, number) => sequence.frameText(number));
}

/** Numbers from 0 to 1, the same for each seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), 1 | state);
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix;
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In another order. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const chance = chanceOf(seed);
  return values
    .map((value) => ({ value, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
