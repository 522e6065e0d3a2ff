/** What is asked before keys are made, in a real browser. */

import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import ShownSealing from './ShownSealing.svelte';

const { sealing: text, recoveryCode, password } = english;
const PASSWORD = 'walrus copper evening lantern';

const work = vi.fn(async (_password?: string) => undefined);
const onback = vi.fn();
/** The way back of the browser, as the router tells it. */
let goBack: () => boolean = () => false;
const step = {
  enter: (onback: () => boolean) => {
    goBack = onback;
    return () => undefined;
  },
  leave: () => void goBack(),
};
let mounted: Record<string, unknown> | undefined;

beforeEach(() => {
  const session = {
    ...{ text: english, words: english, say: vi.fn(), moved: true, now: Date.UTC(2026, 10, 23) },
    learn: async () => english,
    router: { step },
  } as unknown as Session;
  mounted = mount(ShownSealing, { target: document.body, props: { session, work, onback } });
});

afterEach(async () => {
  if (mounted) await unmount(mounted);
  vi.clearAllMocks();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const make = () => button(text.identity.make);
const code = () => document.querySelector('.code')?.textContent.replace(/\s/gu, '') ?? '';

test('the heading has the focus, and the code is chosen', async () => {
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
  await expect.element(radio(text.code)).toBeChecked();
  expect(code()).toMatch(/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$/u);
});

describe('with a recovery code', () => {
  test('the keys are made once its end was typed, and not before', async () => {
    const field = page.getByLabelText(recoveryCode.repeat);
    await make().click();
    await expect.element(page.getByText(recoveryCode.repeatMissing)).toBeVisible();
    await expect.element(field).toHaveFocus();
    await field.fill('00000');
    await expect.element(page.getByText(recoveryCode.repeatWrong)).toBeVisible();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await make().click();
    expect(work).not.toHaveBeenCalled();
    await field.fill(code().slice(-5).toLowerCase());
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(work).toHaveBeenCalledExactlyOnceWith(code()));
  });
});

describe('with a password of one’s own', () => {
  test('a weak one is told why, and goes nowhere', async () => {
    await radio(text.password).click();
    const field = page.getByLabelText(password.new, { exact: true });
    await expect.element(field).toHaveAttribute('autocomplete', 'new-password');
    await make().click();
    await expect.element(page.getByText(password.missing)).toBeVisible();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field).toHaveFocus();
    await field.fill('alice moreno');
    await expect.element(page.getByText(password.weak(password.why.own))).toBeVisible();
    await make().click();
    expect(work).not.toHaveBeenCalled();
    await field.fill(PASSWORD);
    await expect.element(page.getByText(password.strong)).toBeVisible();
    await make().click();
    expect(work).toHaveBeenCalledExactlyOnceWith(PASSWORD);
  });

  test('can be looked at, and is hidden again', async () => {
    await radio(text.password).click();
    const field = page.getByLabelText(password.new, { exact: true });
    await expect.element(field).toHaveAttribute('type', 'password');
    await button(password.showIt).click();
    await expect.element(field).toHaveAttribute('type', 'text');
    await button(password.hideIt).click();
    await expect.element(field).toHaveAttribute('type', 'password');
  });
});

test('without a recovery file the keys are made at once, and the page says so meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  work.mockReturnValueOnce(promise);
  await radio(text.identity.without).click();
  await make().click();
  expect(work).toHaveBeenCalledExactlyOnceWith(undefined);
  await expect.element(page.getByText(text.identity.making)).toBeVisible();
  await expect.element(page.getByText(text.makingNote)).toBeVisible();
  await expect.element(make()).toHaveAttribute('aria-disabled', 'true');
  await make().click({ force: true });
  expect(work).toHaveBeenCalledTimes(1);
  resolve(undefined);
  await expect.element(page.getByText(text.identity.making)).not.toBeInTheDocument();
});

test('while the keys are made the code is gone from the page, and nothing leads back to the name', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  work.mockReturnValueOnce(promise);
  const chosen = code();
  await page.getByLabelText(recoveryCode.repeat).fill(chosen.slice(-5));
  await make().click();
  await expect.element(page.getByText(text.identity.making)).toBeVisible();
  await expect.element(make()).toHaveFocus();
  expect(document.body.textContent).not.toContain(chosen.slice(0, 5));
  expect(document.querySelector('fieldset')?.closest('[inert]')).not.toBeNull();
  await button(text.identity.back).click({ force: true });
  expect(goBack()).toBe(false);
  expect(onback).not.toHaveBeenCalled();
  resolve(undefined);
  await expect.element(page.getByText(text.identity.making)).not.toBeInTheDocument();
  expect(code()).toBe(chosen);
});

test('the page and the sheet say for whom the code is', async () => {
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  const [eyebrow, sheet] = ['header', '.code-sheet'].map((place) => document.querySelector(place));
  expect(eyebrow?.textContent).toContain('Alice Moreno');
  expect(sheet?.textContent).toContain('Alice Moreno');
  expect(sheet?.textContent).toContain(text.identity.sheetSays);
});

test('the way back leads to the name', async () => {
  await button(text.identity.back).click();
  expect(onback).toHaveBeenCalledOnce();
});

test('the way back of the browser leads there too, and not out of the screen', async () => {
  await expect.element(make()).toBeVisible();
  expect(goBack()).toBe(true);
  expect(onback).toHaveBeenCalledOnce();
});

test('on a page that nobody has looked at for long, the code is shown when it is asked for', async () => {
  const chosen = code();
  const hide = (state: string, timeStamp: number) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    const event = new Event('visibilitychange');
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    document.dispatchEvent(event);
  };
  hide('hidden', 0);
  hide('visible', 6 * 60_000);
  Reflect.deleteProperty(document, 'visibilityState');
  await expect.element(button(recoveryCode.showIt)).toBeVisible();
  expect(document.body.textContent).not.toContain(chosen.slice(0, 5));
  await button(recoveryCode.showIt).click();
  expect(code()).toBe(chosen);
});
