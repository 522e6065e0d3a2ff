/** What scanning costs: the worker for each picture, and the page while it goes on. */

import { splitFrames } from '../../src/core/document/frame.ts';
import { Camera } from '../../src/exchange/camera.ts';
import { CodeCollector } from '../../src/exchange/code-collector.ts';
import { CodeReader } from '../../src/exchange/code-reader.ts';
import { grainy, IN_A_ROOM, LARGEST_FRAME, pictureOf } from '../support/code-pictures.ts';
import type { Figure } from './bench.ts';

const PICTURES = 41;
const WARMING_UP = 10;
const SECONDS = 4;
/** Milliseconds: a moving code at its fastest, and the scanner's pause. */
const SHOWN = 1000 / 6;
const PAUSE = 75;

/** From handing a picture over to the text of its code: the largest frame of a moving code, seen in a room. */
export async function decoding(): Promise<Figure> {
  const reader = new CodeReader();
  const canvas = grainy(pictureOf(LARGEST_FRAME, IN_A_ROOM));
  const times: number[] = [];
  for (let count = 0; count < WARMING_UP + PICTURES; count++) {
    const picture = await createImageBitmap(canvas);
    const start = performance.now();
    const { text } = await reader.read(picture);
    times.push(performance.now() - start);
    if (text !== LARGEST_FRAME) throw new Error('the code was not read');
  }
  reader.close();
  const sorted = times.slice(WARMING_UP).toSorted((a, b) => a - b);
  return {
    what: 'decoding a 1280 × 720 camera picture in the worker',
    value: sorted[PICTURES >> 1] ?? NaN,
    unit: 'ms',
    digits: 1,
    limit: 40,
    beside: `the fastest ${(sorted[0] ?? NaN).toFixed(1)} ms`,
  };
}

/** How long the page stands still at most while a moving code is scanned off a camera. */
export async function scanning(): Promise<Figure> {
  const { video, stop } = await movingCode();
  const camera = new Camera(video.srcObject as MediaStream, () => undefined);
  const reader = new CodeReader();
  const collector = new CodeCollector();
  const blocks = watchBlocks();
  let read = 0;
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) {
    const pausing = new Promise((resolve) => setTimeout(resolve, PAUSE));
    const picture = await camera.pictureOf(video);
    const { text } = picture ? await reader.read(picture) : {};
    if (text !== undefined) {
      read += 1;
      await collector.add(text);
    }
    await pausing;
  }
  const longest = blocks.longest();
  reader.close();
  camera.stop();
  stop();
  return {
    what: 'longest block of the page while scanning',
    value: longest,
    unit: 'ms',
    digits: 1,
    limit: 50,
    beside: `${(read / SECONDS).toFixed(1)} codes read a second`,
  };
}

/** A video of a moving code of 16 parts, as a camera would take it. */
async function movingCode(): Promise<{ video: HTMLVideoElement; stop: () => void }> {
  const frames = await splitFrames(new Uint8Array(16 * 800).map((_, index) => index * 7));
  if (!frames) throw new Error('too long for a moving code');
  const pictures = Array.from({ length: frames.blocks }, (_, number) =>
    grainy(pictureOf(frames.frameText(number), IN_A_ROOM)).transferToImageBitmap(),
  );
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1280, height: 720 });
  const context = canvas.getContext('2d');
  let shown = 0;
  const timer = setInterval(() => {
    const picture = pictures[shown++ % pictures.length];
    if (picture) context?.drawImage(picture, 0, 0);
  }, SHOWN);
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: canvas.captureStream() });
  await video.play();
  return { video, stop: () => clearInterval(timer) };
}

/** Looks at the clock as often as the page lets it: the longest time in between is the longest block. */
function watchBlocks(): { longest: () => number } {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  return {
    longest: () => {
      port1.close();
      return longest;
    },
  };
}
