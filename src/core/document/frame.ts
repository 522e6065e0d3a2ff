/**
 * The frames of a moving code: a compact form in blocks that fit a QR code each.
 *
 * The first frames are the blocks, all further ones are several blocks XORed: whoever lost some needs
 * not wait for just those to come round again. Which blocks stand in which frame follows from its
 * number, so sender and reader have nothing to agree on.
 *
 * Text: `PEERF:` and base45 of, integers big-endian: session u32 · blocks u8 · number u16 · length u32 ·
 * block · CRC-32 of all before. The session is the first 4 bytes of the SHA-256 of the compact form.
 */

import { decodeBase45, encodeBase45 } from '../base-encodings.ts';
import { concatBytes, type Bytes } from '../bytes.ts';
import { crc32 } from '../crc32.ts';
import { fail } from '../errors.ts';
import { sha256 } from '../webcrypto.ts';

/** What every frame of one document says. */
export interface FrameSeries {
  /** 0 to 2³² − 1: which document. */
  readonly session: number;
  /** Into how many blocks it is cut, 1 to {@link MAX_BLOCKS}. */
  readonly blocks: number;
  /** Bytes of the whole compact form. */
  readonly length: number;
}

/** One frame as it was read. Nothing in it is trusted. */
export interface Frame extends FrameSeries {
  /** 0 to 65 535: which frame. */
  readonly number: number;
  readonly block: Bytes;
}

/** All frames of one document, as many as are wanted. */
export interface FrameSequence {
  /** So many frames are enough where none is lost. */
  readonly blocks: number;
  /** The text of a frame, in the alphabet of QR codes. Numbers begin with 0; after 65 535 comes 0. */
  frameText(number: number): string;
}

const PREFIX = 'PEERF:';
const MAX_BLOCKS = 64;
/** So that a frame fits a code of version 20-L. */
const MAX_BLOCK_BYTES = 800;
const NUMBERS = 0x10000;
const HEADER_BYTES = 11;
const SUM_BYTES = 4;

/** 2³² divided by the golden ratio: neighbouring frames get seeds that are far apart. */
const GOLDEN = 0x9e3779b9;

/**
 * Cuts a compact form into as few blocks as hold it.
 *
 * @param compact at least one byte
 * @returns `undefined` where it is longer than 51 200 bytes, which no moving code holds
 */
export async function splitFrames(compact: Bytes): Promise<FrameSequence | undefined> {
  const { length } = compact;
  if (length === 0) throw new TypeError('no bytes to show');
  const blocks = Math.ceil(length / MAX_BLOCK_BYTES);
  if (blocks > MAX_BLOCKS) return undefined;
  const series = { session: await sessionOf(compact), blocks, length };
  const cut = cutIntoBlocks(compact, series);
  return {
    blocks,
    frameText: (count) => {
      const number = count % NUMBERS;
      return formatFrame({ ...series, number, block: mixed(cut, blocksOf(series, number)) });
    },
  };
}

/** Whether a text means to be a frame. */
export function isFrameText(text: string): boolean {
  return text.startsWith(PREFIX);
}

/**
 * Reads the text of one frame.
 *
 * @throws {PeerError} `E_INVALIDARG` with `frame.form`, `frame.checksum`, or `frame.header` where number
 *   of blocks, length and size of the block do not agree
 */
export function parseFrame(text: string): Frame {
  if (!isFrameText(text)) fail('frame.form', `it does not begin with ${PREFIX}`);
  const bytes = decodeBase45(text.slice(PREFIX.length)) ?? fail('frame.form', 'not base45');
  if (bytes.length <= HEADER_BYTES + SUM_BYTES) fail('frame.form', `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer);
  const summed = bytes.subarray(0, -SUM_BYTES);
  if (crc32(summed) !== view.getUint32(summed.length)) fail('frame.checksum', 'wrong');
  const frame = {
    session: view.getUint32(0),
    blocks: view.getUint8(4),
    number: view.getUint16(5),
    length: view.getUint32(7),
    block: bytes.slice(HEADER_BYTES, -SUM_BYTES),
  };
  if (!isPlausible(frame)) {
    fail('frame.header', `${frame.length} bytes in ${frame.blocks} of ${frame.block.length}`);
  }
  return frame;
}

/** What the frames of a document bear as their session. */
export async function sessionOf(compact: Bytes): Promise<number> {
  return new DataView((await sha256(compact)).buffer).getUint32(0);
}

/** Which blocks stand in a frame: bit i is set for block i. */
export function blocksOf({ session, blocks }: FrameSeries, number: number): bigint {
  if (number < blocks) return 1n << BigInt(number);
  const word = (index: number) => BigInt(mix32(session + Math.imul(GOLDEN, 2 * number + index)));
  const drawn = BigInt.asUintN(blocks, (word(1) << 32n) | word(0));
  return drawn === 0n ? 1n << BigInt(number % blocks) : drawn;
}

/** XORs a block into another of the same size. */
export function xorInto(target: Bytes, block: Bytes): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] ?? 0) ^ (block[index] ?? 0);
  }
}

/** There is one way to cut a length, and a frame that says another is none of ours. */
function isPlausible({ blocks, length, block }: Frame): boolean {
  return (
    blocks <= MAX_BLOCKS &&
    blocks === Math.ceil(length / MAX_BLOCK_BYTES) &&
    block.length === blockSizeOf({ blocks, length })
  );
}

function blockSizeOf({ blocks, length }: Omit<FrameSeries, 'session'>): number {
  return Math.ceil(length / blocks);
}

/** The last block is padded with zeros. */
function cutIntoBlocks(compact: Bytes, series: FrameSeries): readonly Bytes[] {
  const size = blockSizeOf(series);
  return Array.from({ length: series.blocks }, (_, index) => {
    const block = new Uint8Array(size);
    block.set(compact.subarray(index * size, (index + 1) * size));
    return block;
  });
}

function mixed(cut: readonly Bytes[], which: bigint): Bytes {
  const mixture = new Uint8Array(cut[0]?.length ?? 0);
  cut.forEach((block, index) => {
    if (which & (1n << BigInt(index))) xorInto(mixture, block);
  });
  return mixture;
}

function formatFrame({ session, blocks, number, length, block }: Frame): string {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, session);
  header.setUint8(4, blocks);
  header.setUint16(5, number);
  header.setUint32(7, length);
  const summed = concatBytes(new Uint8Array(header.buffer), block);
  const sum = new DataView(new ArrayBuffer(SUM_BYTES));
  sum.setUint32(0, crc32(summed));
  return PREFIX + encodeBase45(concatBytes(summed, new Uint8Array(sum.buffer)));
}

/** The finaliser of MurmurHash3, `fmix32`. */
function mix32(seed: number): number {
  let mix = seed | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
