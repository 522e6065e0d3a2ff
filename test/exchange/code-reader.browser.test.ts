import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CodeReader } from '../../src/exchange/code-reader.ts';
import {
  grainy,
  IN_A_ROOM,
  LARGEST_FRAME,
  pictureOf,
  type View,
} from '../support/code-pictures.ts';
import { reasonOf } from '../support/refusals.ts';

let reader: CodeReader;

beforeEach(() => {
  reader = new CodeReader();
});

afterEach(() => {
  reader.close();
});

const TEXT = 'PEER:THE TEXT OF A CODE';

/** The pictures that a camera takes until the code is read; undefined if it is not in any of them. */
async function picturesUntilRead(text: string, view: View, most = 6): Promise<number | undefined> {
  for (let count = 1; count <= most; count++) {
    const sight = await reader.read(pictureOf(text, view).transferToImageBitmap());
    if (sight.text === text) return count;
  }
  return undefined;
}

describe('in the pictures of a camera a code is read', () => {
  test.each<readonly [string, View]>([
    ['as it is', {}],
    ['small', { side: 150 }],
    ['turned a little', { turned: 9 }],
    ['upside down', { turned: 180 }],
    ['on its side', { turned: 90 }],
    ['a little blurred', { blur: 2 }],
    ['in inverted colours', { inverted: true, ground: '#000' }],
    ['in a room', IN_A_ROOM],
  ])('%s, in the first', async (_, view) => {
    expect(await picturesUntilRead(TEXT, view)).toBe(1);
  });

  test.each<readonly [string, View]>([
    ['as in a mirror', { mirrored: true }],
    ['as in a mirror, in inverted colours', { mirrored: true, inverted: true, ground: '#000' }],
    ['as in a mirror, turned a little', { mirrored: true, turned: -7 }],
  ])('%s, in one of three', async (_, view) => {
    expect(await picturesUntilRead(LARGEST_FRAME, view)).toBeLessThanOrEqual(3);
    expect(await picturesUntilRead(LARGEST_FRAME, view), 'the next one').toBe(1);
  });

  test('as large as frames of moving codes are, in a room', async () => {
    const picture = grainy(pictureOf(LARGEST_FRAME, IN_A_ROOM)).transferToImageBitmap();
    expect(await reader.read(picture)).toMatchObject({ text: LARGEST_FRAME });
  });

  test('of bytes that are no text, in some way', async () => {
    expect(await picturesUntilRead('Grüße aus dem Club', {})).toBe(1);
  });
});

describe('no code is found', () => {
  test('in a picture without one, in light and in the dark', async () => {
    const light = pictureOf(undefined, { ground: '#777' }).transferToImageBitmap();
    expect(await reader.read(light)).toEqual({ dark: false });
    const dark = pictureOf(undefined, { ground: '#060606' }).transferToImageBitmap();
    expect(await reader.read(dark)).toEqual({ dark: true });
  });

  test('in noise, and in a picture of one pixel', async () => {
    const noise = grainy(pictureOf(undefined, { ground: '#808080' })).transferToImageBitmap();
    expect(await reader.read(noise)).toEqual({ dark: false });
    const pixel = pictureOf(undefined, { width: 1, height: 1 }).transferToImageBitmap();
    expect(await reader.read(pixel)).toEqual({ dark: false });
  });

  test('in a code of which a half is hidden', async () => {
    const canvas = pictureOf(TEXT);
    const context = canvas.getContext('2d')!;
    context.resetTransform();
    context.clearRect(640, 0, 640, 720);
    expect((await reader.read(canvas.transferToImageBitmap())).text).toBeUndefined();
  });
});

describe('a worker', () => {
  /** Workers that do each what its code says, the last of them again and again. */
  function readerOf(...codes: readonly string[]): CodeReader {
    const left = [...codes];
    return new CodeReader({
      timeLimit: 300,
      open: () => {
        const code = left.length > 1 ? left.shift() : left[0];
        return new Worker(URL.createObjectURL(new Blob([code ?? ''])));
      },
    });
  }

  const picture = () => pictureOf(TEXT).transferToImageBitmap();
  const ANSWERS = `onmessage = () => postMessage({ text: 'read', dark: false })`;
  const ANSWERS_ONCE = `onmessage = () => {
    postMessage({ text: 'first', dark: false });
    onmessage = () => { WHAT };
  }`;

  test('that hangs is replaced', async () => {
    const reading = readerOf(ANSWERS_ONCE.replace('WHAT', 'for (;;);'), ANSWERS);
    expect(await reading.read(picture())).toMatchObject({ text: 'first' });
    expect(await reading.read(picture())).toEqual({ dark: false });
    expect(await reading.read(picture())).toMatchObject({ text: 'read' });
    reading.close();
  });

  test('that dies is replaced', async () => {
    const reading = readerOf(ANSWERS_ONCE.replace('WHAT', 'throw 1'), ANSWERS);
    expect(await reading.read(picture())).toMatchObject({ text: 'first' });
    expect(await reading.read(picture())).toEqual({ dark: false });
    expect(await reading.read(picture())).toMatchObject({ text: 'read' });
    reading.close();
  });

  test('that never starts is no fault of the picture', async () => {
    const reading = readerOf('throw 1');
    expect(await reasonOf(() => reading.read(picture()))).toBe('app.incomplete');
    reading.close();
  });

  test('that may not be started is said to be missing', async () => {
    const reading = new CodeReader({
      open: () => {
        throw new TypeError('not allowed');
      },
    });
    expect(await reasonOf(() => reading.read(picture()))).toBe('app.incomplete');
  });

  test('that cannot draw is found out before it has looked at anything', async () => {
    const first = picture();
    vi.stubGlobal('OffscreenCanvas', undefined);
    expect(await reasonOf(() => reader.read(first))).toBe('canvas.missing');
    vi.unstubAllGlobals();
  });

  test('that is closed has found nothing, and takes one picture at a time', async () => {
    const reading = readerOf('onmessage = () => {}');
    const pending = reading.read(picture());
    await expect(reading.read(picture())).rejects.toThrow(TypeError);
    reading.close();
    expect(await pending).toEqual({ dark: false });
  });
});
