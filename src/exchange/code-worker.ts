/**
 * The worker that looks for codes, so that no picture makes the page stand still. It keeps nothing
 * from one picture to the next, and whatever a picture does to the decoder, it answers.
 */

import { decodeQR } from 'qr/decode.js';

/** How a picture is looked at: as it is, or from behind, as in a mirror. Both find inverted colours. */
export type Way = 'plain' | 'mirrored';

/** What the worker is asked. */
export interface Question {
  /** Handed over and closed. */
  readonly picture: ImageBitmap;
  /** Tried in this order. */
  readonly ways: readonly [Way, ...Way[]];
  /** Milliseconds for finding what is not found at first; 0 for a picture of many. */
  readonly patience: number;
}

/** What the worker answers. */
export interface Sight {
  /** The text of the code; undefined if none was found. */
  readonly text?: string | undefined;
  /** Which way it was found. */
  readonly way?: Way;
  /** Whether hardly any light is in the picture. */
  readonly dark: boolean;
}

/** The longest side that is looked at, in pixels: a larger picture is made smaller. */
const MAX_SIDE = 2560;
/** Mean brightness below which a picture is dark, 255 for white. */
const DARK = 20;
/** One pixel of so many is enough to tell. */
const SAMPLED = 97;

let canvas: OffscreenCanvas | undefined;

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage(look(data));
});

/** Answers whatever happens: a picture without any size, or no memory for it, is one with nothing in it. */
function look(question: Question): Sight {
  try {
    return lookEachWay(question);
  } catch {
    return { dark: false };
  } finally {
    question.picture.close();
  }
}

function lookEachWay({ picture, ways, patience }: Question): Sight {
  let dark = false;
  for (const way of ways) {
    const pixels = pixelsOf(picture, way);
    const text = textOf(pixels, patience);
    if (text !== undefined) return { text, way, dark: false };
    dark = isDark(pixels);
  }
  return { dark };
}

function pixelsOf(picture: ImageBitmap, way: Way): ImageData {
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = surface(width, height);
  context.resetTransform();
  // What can be seen through is white: a dark code on nothing is common.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  if (way === 'mirrored') context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** One canvas for all pictures of a size. */
function surface(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (canvas?.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new TypeError('no canvas to draw on');
  return context;
}

/** The decoder throws where it finds nothing, and nobody knows what else it throws for what a stranger draws. */
function textOf(pixels: ImageData, patience: number): string | undefined {
  const effort = patience > 0 ? { effort: Infinity, timeLimit: patience } : {};
  try {
    return decodeQR(pixels, { ...effort, textDecoder: decodeText });
  } catch {
    return undefined;
  }
}

/** Every document of ours is ASCII; of the rest only the first letters are looked at. */
function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function isDark({ data }: ImageData): boolean {
  let sum = 0;
  let count = 0;
  // Green is most of what an eye sees of brightness.
  for (let index = 1; index < data.length; index += 4 * SAMPLED) {
    sum += data[index] ?? 0;
    count += 1;
  }
  return sum < DARK * count;
}
