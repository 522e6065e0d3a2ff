/** Pictures of codes as a camera takes them, drawn on a canvas. For a browser. */

import { encodeQR } from 'qr';

/** How a code is seen. */
export interface View {
  readonly width?: number;
  readonly height?: number;
  /** Of the code with its quiet zone, in pixels. */
  readonly side?: number;
  /** Degrees. */
  readonly turned?: number;
  readonly mirrored?: boolean;
  readonly inverted?: boolean;
  /** Pixels. */
  readonly blur?: number;
  /** What is around the code. */
  readonly ground?: string;
}

/** As a camera takes a moving code off a screen in a room: a little turned, a little blurred, grey and grainy. */
export const IN_A_ROOM: View = { turned: 4, blur: 0.8, ground: '#8a8579' };

/** Text of the largest frame of a moving code: version 20-L holds no more of the alphabet of codes. */
export const LARGEST_FRAME = 'PEERF:'.padEnd(1249, '0123456789ABCDEF $%*+-./:');

/** A canvas with a code on it, in the middle; without one for an undefined text. */
export function pictureOf(text: string | undefined, view: View = {}): OffscreenCanvas {
  const { width = 1280, height = 720, side = Math.min(width, height) * 0.85 } = view;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = view.ground ?? '#fff';
  context.fillRect(0, 0, width, height);
  context.filter = `blur(${view.blur ?? 0}px) invert(${view.inverted ? 1 : 0})`;
  context.translate(width / 2, height / 2);
  context.rotate(((view.turned ?? 0) * Math.PI) / 180);
  context.scale(view.mirrored ? -1 : 1, 1);
  context.imageSmoothingEnabled = false;
  if (text !== undefined) context.drawImage(codeOf(text), -side / 2, -side / 2, side, side);
  return canvas;
}

/** Grain, the same every time. */
export function grainy(canvas: OffscreenCanvas): OffscreenCanvas {
  const context = canvas.getContext('2d')!;
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  let seed = 1;
  for (let index = 0; index < pixels.data.length; index++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    if (index % 4 < 3) pixels.data[index] = pixels.data[index]! + ((seed >> 16) % 32) - 16;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** As a file: a PNG unless told otherwise. */
export function fileOf(canvas: OffscreenCanvas, type = 'image/png'): Promise<Blob> {
  return canvas.convertToBlob({ type, quality: 0.9 });
}

/** One pixel for a module, with a quiet zone of four. */
function codeOf(text: string): OffscreenCanvas {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
  const canvas = new OffscreenCanvas(rows.length, rows.length);
  const context = canvas.getContext('2d')!;
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => {
      context.fillStyle = isDark ? '#16150f' : '#fff';
      context.fillRect(x, y, 1, 1);
    }),
  );
  return canvas;
}
