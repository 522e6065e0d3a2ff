import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { encodeQR } from 'qr';

/** What a camera takes in at once: a JPEG of the size of {@link FRAME}. */
export type Picture = Buffer;

/** Pixels of every picture; the window of whoever is filmed must not be smaller. */
export const FRAME = { width: 1280, height: 720 };

/** How something is held before a camera. */
export type Held = 'upright' | 'mirrored' | 'inverted';

const SHOT = { type: 'jpeg', quality: 80, caret: 'initial' } as const;

const HELD = {
  upright: '',
  mirrored: 'transform: scaleX(-1)',
  inverted: 'filter: invert(1)',
} as const satisfies Record<Held, string>;

/** Milliseconds that each of several pictures is held up: four in a second, like a moving code. */
const TURN = 250;

/** Bytes that a film has for its picture; one with a large code takes about a third of it. */
const SLOT = 600_000;

/** The most that a comment in a JPEG takes, with its marker of two bytes and its length of two. */
const LONGEST_COMMENT = 65_000;
const SHORTEST_COMMENT = 4;

/**
 * The camera of a browser. Chromium plays a film in its place and reads the file anew for every
 * picture: so this film has a single one, which is replaced while it plays.
 */
export class Camera {
  readonly #film: string;

  /**
   * @param film path of the file to be made, with the ending `.mjpeg`
   * @param first what is seen until something else is shown
   */
  constructor(film: string, first: Picture) {
    this.#film = film;
    writeFileSync(film, filledUp(first));
  }

  /** What a browser is started with to have this camera and no other. */
  get launchArguments(): readonly string[] {
    return [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${this.#film}`,
    ];
  }

  /** From now on this is what the camera sees. */
  show(picture: Picture): void {
    const film = openSync(this.#film, 'r+');
    writeSync(film, filledUp(picture));
    closeSync(film);
  }

  /** Shows these in turn, over and over, for as long as something takes. */
  async showInTurn(pictures: readonly Picture[], during: () => Promise<unknown>): Promise<void> {
    let turn = 0;
    const turning = setInterval(() => this.show(pictures[turn++ % pictures.length]!), TURN);
    await during().finally(() => clearInterval(turning));
  }

  /**
   * Looks at somebody's screen, and at all that happens there, for as long as something takes.
   *
   * @param target what is to be in the picture
   */
  async lookAt(target: Locator, during: () => Promise<unknown>): Promise<void> {
    const over = new AbortController();
    const filming = this.#watch(target, over.signal);
    const work = during().finally(() => over.abort());
    await Promise.all([work, filming]);
  }

  async #watch(target: Locator, over: AbortSignal): Promise<void> {
    const clip = await clipAround(target);
    while (!over.aborted) this.show(await target.page().screenshot({ ...SHOT, clip }));
  }
}

/** A picture of a code on a sheet of paper. */
export function drawCode(easel: Page, code: string, held: Held = 'upright'): Promise<Picture> {
  return drawSheet(easel, `<div style="width: 640px">${encodeQR(code, 'svg')}</div>`, held);
}

/** A picture of a sheet of paper with something on it, HTML. */
export async function drawSheet(
  easel: Page,
  content: string,
  held: Held = 'upright',
): Promise<Picture> {
  const style = `margin: 0; padding: 40px; height: 100vh; background: #fff; ${HELD[held]}`;
  await easel.setViewportSize(FRAME);
  await easel.setContent(`<html style="background: #888"><body style="${style}">${content}`);
  return easel.screenshot(SHOT);
}

/** The part of a window that a camera takes in, with the target as far in its middle as can be. */
async function clipAround(target: Locator): Promise<typeof FRAME & { x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const { y = 0, height = 0 } = (await target.boundingBox()) ?? {};
  const room = (target.page().viewportSize() ?? FRAME).height - FRAME.height;
  const above = y + height / 2 - FRAME.height / 2;
  return { ...FRAME, x: 0, y: Math.round(Math.max(0, Math.min(above, room))) };
}

/** The same picture in as many bytes as the film has: the rest is comments, after the first marker. */
function filledUp(picture: Picture): Buffer {
  if (picture.length + SHORTEST_COMMENT > SLOT) throw new Error('too large for a film');
  const parts: Buffer[] = [];
  for (let left = SLOT - picture.length; left > 0; left -= parts.at(-1)!.length) {
    const isLast = left <= LONGEST_COMMENT;
    parts.push(commentOf(isLast ? left : Math.min(LONGEST_COMMENT, left - SHORTEST_COMMENT)));
  }
  return Buffer.concat([picture.subarray(0, 2), ...parts, picture.subarray(2)], SLOT);
}

function commentOf(length: number): Buffer {
  const comment = Buffer.alloc(length);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(length - 2, 2);
  return comment;
}
