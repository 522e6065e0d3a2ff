/** Secrets go from a page that nobody has looked at for long. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenHiddenLong } from '../../src/app/hidden-long.ts';

const MINUTE = 60_000;

/** A page that goes out of sight and comes back. */
class Page {
  visibilityState: DocumentVisibilityState = 'visible';
  readonly #listeners = new Set<(event: Event) => void>();

  addEventListener(_kind: string, listener: (event: Event) => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_kind: string, listener: (event: Event) => void): void {
    this.#listeners.delete(listener);
  }

  /** @param minutes on the clock of the page */
  turn(state: DocumentVisibilityState, minutes: number): void {
    this.visibilityState = state;
    const event = { timeStamp: minutes * MINUTE } as Event;
    for (const listener of this.#listeners) listener(event);
  }
}

const forget = vi.fn();
let page: Page;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  forget.mockReset();
  page = new Page();
  end = whenHiddenLong(forget, page);
});

afterEach(() => {
  end();
  vi.useRealTimers();
});

test('out of sight for some minutes, they go while it still is', () => {
  page.turn('hidden', 0);
  vi.advanceTimersByTime(5 * MINUTE);
  expect(forget).toHaveBeenCalledOnce();
  page.turn('visible', 9);
  expect(forget).toHaveBeenCalledOnce();
});

test('where nothing runs in the background, they go when it is seen again', () => {
  page.turn('hidden', 0);
  page.turn('visible', 6);
  expect(forget).toHaveBeenCalledOnce();
});

test('a short look elsewhere takes nothing away, and neither does a page that is closed', () => {
  page.turn('hidden', 0);
  vi.advanceTimersByTime(4 * MINUTE);
  page.turn('visible', 4);
  page.turn('hidden', 5);
  end();
  vi.advanceTimersByTime(10 * MINUTE);
  expect(forget).not.toHaveBeenCalled();
});
