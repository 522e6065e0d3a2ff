/** Codes as they stand on the screen of a real browser, read off it again. */

import decodeQR from 'qr/decode.js';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, page, userEvent, type Locator } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import { encodeBase45 } from '../../src/core/base-encodings.ts';
import type { Bytes } from '../../src/core/bytes.ts';
import { FrameCollector } from '../../src/core/document/frame-collector.ts';
import { isFrameText, parseFrame } from '../../src/core/document/frame.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import ShownCode from './ShownCode.svelte';

const SHORT = Uint8Array.from({ length: 700 }, (_, index) => (index * index) >> 3);
const LONG = Uint8Array.from({ length: 2300 }, (_, index) => (index * index) >> 3);
const LABEL = 'QR code of this identity card';
const { code: text, parts } = english;

let mounted: Record<string, unknown> | undefined;
const onshow = vi.fn();

function show(bytes: Bytes): void {
  const session = { text: english } as unknown as Session;
  const props = { session, bytes, label: LABEL, onshow };
  mounted = mount(ShownCode, { target: document.body, props });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const codeOnPage = button(text.enlarge(LABEL));
const largeCode = button(text.makeSmaller(LABEL));

/** The text of the code in a picture of an element. */
async function readOff(element: Locator): Promise<string> {
  const shot = await page.screenshot({ element, save: false });
  const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  return decodeQR(context.getImageData(0, 0, picture.width, picture.height));
}

/** Moments at which another code came onto the screen, in milliseconds. */
function watchTurns(): number[] {
  const turns: number[] = [];
  const observer = new MutationObserver(() => turns.push(performance.now()));
  observer.observe(codeOnPage.element(), { subtree: true, attributeFilter: ['d'] });
  return turns;
}

const pass = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function askForLessMotion(value: string): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value }],
  });
}

beforeEach(async () => {
  onshow.mockClear();
  await page.viewport(390, 844);
});

afterEach(async () => {
  if (mounted) await unmount(mounted);
  delete document.documentElement.dataset['theme'];
});

describe('a still code', () => {
  test.each(['light', 'dark'])('is read off the screen in the %s theme', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    show(SHORT);
    await expect.element(codeOnPage).toBeVisible();
    expect(await readOff(codeOnPage)).toBe(`PEER:${encodeBase45(SHORT)}`);
    await codeOnPage.click();
    expect(await readOff(largeCode)).toBe(`PEER:${encodeBase45(SHORT)}`);
  });

  test('has no controls', async () => {
    show(SHORT);
    await expect.element(codeOnPage).toBeVisible();
    expect(page.getByRole('group').elements()).toEqual([]);
  });

  test.each([
    ['a tap on it', codeOnPage],
    ['the button', button(parts.larger)],
  ])('is enlarged by %s, and Escape gives the focus back', async (_, opener) => {
    show(SHORT);
    await expect.element(opener).toBeVisible();
    const before = opener.element().getBoundingClientRect().width;
    await opener.click();
    await expect.element(page.getByRole('dialog', { name: LABEL })).toBeVisible();
    expect(largeCode.element().getBoundingClientRect().width).toBeGreaterThan(before);
    expect(onshow).toHaveBeenCalledTimes(1);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page.getByRole('dialog').elements()).toEqual([]);
    expect(document.activeElement).toBe(opener.element());
  });

  test.each([
    ['a tap on it', largeCode],
    ['the button', button(parts.close)],
  ])('is made small again by %s', async (_, closer) => {
    show(SHORT);
    await codeOnPage.click();
    await closer.click();
    await expect.poll(() => page.getByRole('dialog').elements()).toEqual([]);
    expect(document.activeElement).toBe(codeOnPage.element());
    expect(await readOff(codeOnPage)).toBe(`PEER:${encodeBase45(SHORT)}`);
  });
});

describe('a moving code', () => {
  test('gives the whole document to whoever watches', async () => {
    show(LONG);
    await expect.element(codeOnPage).toBeVisible();
    const collector = new FrameCollector();
    await expect
      .poll(
        async () => {
          const read = await readOff(codeOnPage).catch(() => '');
          const collected = isFrameText(read) ? await collector.add(read) : undefined;
          return collected?.kind === 'complete' ? collected.compact : undefined;
        },
        { timeout: 20_000 },
      )
      .toEqual(LONG);
    expect(onshow).not.toHaveBeenCalled();
  });

  test('moves four times a second, and at most six', async () => {
    show(LONG);
    await expect.element(codeOnPage).toBeVisible();
    const turns = watchTurns();
    await pass(2000);
    expect(turns.length).toBeGreaterThanOrEqual(6);
    expect(turns.length).toBeLessThanOrEqual(8);
    await button(text.faster).click();
    turns.length = 0;
    await pass(2000);
    expect(turns.length).toBeLessThanOrEqual(12);
    await expect.element(button(text.faster)).toBeDisabled();
  });

  test('stands when paused, goes on by hand, and plays again', async () => {
    show(LONG);
    await button(text.pause).click();
    const turns = watchTurns();
    await pass(600);
    expect(turns).toEqual([]);
    const { number } = parseFrame(await readOff(codeOnPage));
    await button(text.next).click();
    expect(parseFrame(await readOff(codeOnPage)).number).toBe(number + 1);
    expect(onshow).toHaveBeenCalledTimes(1);
    await button(text.play).click();
    expect(document.activeElement).toBe(button(text.pause).element());
    await expect.poll(() => turns.length).toBeGreaterThan(2);
  });

  test('has its controls where it is large, each of them large enough for a finger', async () => {
    show(LONG);
    await codeOnPage.click();
    const dialog = page.getByRole('dialog');
    for (const name of [text.pause, text.next, text.slower, text.faster]) {
      const { width, height } = dialog
        .getByRole('button', { name })
        .element()
        .getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    await dialog.getByRole('button', { name: text.pause }).click();
    expect(isFrameText(await readOff(largeCode))).toBe(true);
  });

  test.each([
    [390, 844],
    [844, 390],
    [320, 568],
    [568, 320],
    [1200, 800],
  ])('fits a screen of %i by %i with all that belongs to it', async (width, height) => {
    await page.viewport(width, height);
    show(LONG);
    await codeOnPage.click();
    const dialog = page.getByRole('dialog').element();
    expect(dialog.scrollHeight).toBeLessThanOrEqual(dialog.clientHeight);
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    const { bottom } = button(parts.close).element().getBoundingClientRect();
    expect(bottom).toBeLessThanOrEqual(height);
    const code = largeCode.element().getBoundingClientRect();
    expect(Math.min(code.width, code.height)).toBeGreaterThan(Math.min(width, height) * 0.6);
  });

  test('is nothing that is spoken again and again', async () => {
    show(LONG);
    await expect.element(codeOnPage).toBeVisible();
    const live = 'main [aria-live], main [role=status], main [role=alert]';
    const spoken = () => [...document.querySelectorAll(live)].map(({ textContent }) => textContent);
    const name = codeOnPage.element().getAttribute('aria-label');
    const turns = watchTurns();
    expect(spoken()).toEqual([text.pace(4)]);
    await pass(600);
    expect(turns.length).toBeGreaterThan(0);
    expect(spoken()).toEqual([text.pace(4)]);
    expect(codeOnPage.element().getAttribute('aria-label')).toBe(name);
    await button(text.slower).click();
    await expect.poll(spoken).toEqual([text.pace(2)]);
  });

  test('stands where less motion is asked for, until it is told to play', async () => {
    await askForLessMotion('reduce');
    show(LONG);
    await expect.element(button(text.play)).toBeVisible();
    const turns = watchTurns();
    await pass(600);
    expect(turns).toEqual([]);
    await button(text.next).click();
    expect(turns.length).toBe(1);
    await button(text.play).click();
    await expect.poll(() => turns.length).toBeGreaterThan(2);
    await askForLessMotion('no-preference');
  });
});

test.each([
  ['still', SHORT],
  ['moving', LONG],
])('while a %s code is shown the screen stays awake, and no longer', async (_, bytes) => {
  const release = vi.fn(async () => undefined);
  const request = vi.spyOn(navigator.wakeLock, 'request');
  request.mockResolvedValue({ release } as unknown as WakeLockSentinel);
  show(bytes);
  await expect.element(codeOnPage).toBeVisible();
  expect(request).toHaveBeenCalledTimes(1);
  expect(release).not.toHaveBeenCalled();
  await unmount(mounted!);
  mounted = undefined;
  await expect.poll(() => release.mock.calls.length).toBe(1);
  request.mockRestore();
});

test('of a document that is too long for any code, that is said', async () => {
  show(new Uint8Array(51_201));
  await expect.element(page.getByText(text.tooLong)).toBeVisible();
});
