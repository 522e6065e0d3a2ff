/** The scanner on the screen of a real browser, with cameras that see what they are told. */

import axe from 'axe-core';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import { splitFrames } from '../../src/core/document/frame.ts';
import { english } from '../../src/text/en.ts';
import { pseudoText } from '../../src/text/pseudo.ts';
import '../../src/views/app.css';
import { FakeDevice } from '../support/fake-device.ts';
import ShownScanner from './ShownScanner.svelte';

const LONG = Uint8Array.from({ length: 2300 }, (_, index) => (index * index) >> 3);

let device: FakeDevice;
let mounted: Record<string, unknown> | undefined;
let text = english;
const choices = new Map<string, string>();
const onfound = vi.fn();
const say = vi.fn();

interface Shown {
  /** Somebody has pressed the button for it. */
  readonly takesFocus?: boolean;
  /** The address was reached from inside the app. */
  readonly isOwnWay?: boolean;
}

function show({ takesFocus = false, isOwnWay = true }: Shown = {}): void {
  const keeper = {
    find: async (name: string) => choices.get(name),
    put: async (name: string, value: string) => void choices.set(name, value),
  };
  const session = { text, words: text, say, router: { isOwnWay }, peer: { choices: keeper } };
  const props = { session: session as unknown as Session, onfound, takesFocus, device };
  mounted = mount(ShownScanner, { target: document.body, props });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const region = () => page.getByRole('region', { name: text.scan.heading });
const picture = () => page.getByLabelText(text.scan.picture);
const which = () => page.getByRole('combobox', { name: text.scan.which, exact: true });

/** Whether anybody can see the window. */
function turn(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The camera is held on a moving code that stands. */
async function seeOnePart(): Promise<void> {
  const sequence = await splitFrames(LONG);
  device.sees = Array.from({ length: 500 }, () => sequence!.frameText(0));
}

beforeEach(async () => {
  text = english;
  device = new FakeDevice();
  device.allowed = true;
  device.stream = new MediaStream();
  choices.clear();
  say.mockClear();
  await page.viewport(390, 844);
});

afterEach(async () => {
  if (mounted) await unmount(mounted);
  Reflect.deleteProperty(document, 'hidden');
});

describe('the camera', () => {
  test('is on at once for whoever comes from inside the app, and off when he leaves', async () => {
    show();
    await expect.element(picture()).toBeVisible();
    expect(device.on.size).toBe(1);
    await unmount(mounted!);
    mounted = undefined;
    expect(device.on.size).toBe(0);
  });

  test('is on at once for whoever has pressed the button, and he is led to it', async () => {
    show({ takesFocus: true, isOwnWay: false });
    await expect.element(picture()).toBeVisible();
    expect(document.activeElement).toBe(region().element());
  });

  test('waits for a press where a link has led here, though it is allowed', async () => {
    show({ isOwnWay: false });
    await expect.element(page.getByText(text.scan.why)).toBeVisible();
    expect(device.asked).toEqual([]);
    await button(text.scan.use).click();
    await expect.element(picture()).toBeVisible();
  });

  test('waits in a window that nobody sees', async () => {
    turn(true);
    show();
    await expect.element(region()).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(device.asked).toEqual([]);
    turn(false);
    await expect.element(picture()).toBeVisible();
  });
});

describe('of two cameras', () => {
  test('one is chosen by its name, the choice is kept, and the focus stays on it', async () => {
    show();
    await expect.element(which()).toHaveValue('back');
    const names = [...which().element().querySelectorAll('option')].map(({ label }) => label);
    expect(names).toEqual(['Back camera', text.scan.camera(2)]);
    (which().element() as HTMLSelectElement).focus();
    await userEvent.selectOptions(which(), 'front');
    await expect.poll(() => [...device.on].map(({ id }) => id)).toEqual(['front']);
    await expect.element(picture()).toBeVisible();
    expect(document.activeElement).toBe(which().element());
    await expect.poll(() => choices.get('camera')).toBe('front');
    await unmount(mounted!);
    show();
    await expect.element(which()).toHaveValue('front');
  });
});

describe('the light', () => {
  test('is put on and off by one button, which says what it does', async () => {
    show();
    await button(text.scan.torchOn).click();
    await expect.element(button(text.scan.torchOff)).toBeVisible();
    expect(document.activeElement).toBe(button(text.scan.torchOff).element());
    await button(text.scan.torchOff).click();
    await expect.element(button(text.scan.torchOn)).toBeVisible();
  });

  test('has no button where there is none', async () => {
    device.hasTorch = false;
    show();
    await expect.element(button(text.scan.stop)).toBeVisible();
    expect(button(text.scan.torchOn).elements()).toEqual([]);
  });
});

describe('a moving code that stands', () => {
  test('can be started over, which is said, and the focus is not lost', async () => {
    await seeOnePart();
    show();
    const first = page.getByRole('paragraph').getByText(text.scan.parts(1, 3));
    await expect.element(first.first()).toBeInTheDocument();
    await expect.element(button(text.scan.startOver), { timeout: 8000 }).toBeVisible();
    device.sees = [];
    (button(text.scan.startOver).element() as HTMLButtonElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(say).toHaveBeenCalledWith(text.scan.startedOver);
    await expect.poll(() => button(text.scan.startOver).elements()).toEqual([]);
    expect(document.activeElement).toBe(region().element());
    expect(page.getByText(text.scan.parts(1, 3)).elements()).toEqual([]);
  });
});

describe('all of it at once', () => {
  test.each(['en', 'pseudo'])('is for everybody, also on a narrow screen: %s', async (language) => {
    text = language === 'pseudo' ? pseudoText() : english;
    await page.viewport(320, 640);
    await seeOnePart();
    show();
    await expect.element(button(text.scan.startOver), { timeout: 8000 }).toBeVisible();
    await expect.element(which()).toBeVisible();
    await expect.element(button(text.scan.torchOn)).toBeVisible();
    const { violations } = await axe.run(document.querySelector('main')!);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  });
});
