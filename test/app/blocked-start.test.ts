import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenUnblocked } from '../../src/app/blocked-start.ts';
import { errorOf } from '../../src/core/errors.ts';

/** A page that can come to the front. */
class Page {
  visibilityState: DocumentVisibilityState = 'hidden';
  readonly #listeners = new Set<() => void>();

  addEventListener(_kind: string, listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_kind: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  come(): void {
    this.visibilityState = 'visible';
    for (const listener of this.#listeners) listener();
  }
}

const open = vi.fn<() => Promise<unknown>>();

beforeEach(() => {
  vi.useFakeTimers();
  open.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
});

function blockedFor(times: number): void {
  for (let time = 0; time < times; time++) {
    open.mockRejectedValueOnce(errorOf('storage.blocked', 'not open'));
  }
  open.mockResolvedValue(undefined);
}

test('a blocked start is tried again, ever less often, until nothing blocks it', async () => {
  blockedFor(3);
  const ended = vi.fn();
  void whenUnblocked(open, new Page()).then(ended);
  await vi.advanceTimersByTimeAsync(1000 + 2000 + 3999);
  expect(open).toHaveBeenCalledTimes(3);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalled();
});

test('it is tried at once when the page comes to the front', async () => {
  blockedFor(1);
  const page = new Page();
  const ended = vi.fn();
  void whenUnblocked(open, page).then(ended);
  await vi.advanceTimersByTimeAsync(10);
  page.come();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toHaveBeenCalled();
});

test('anything else that is wrong ends the waiting: a reload says it', async () => {
  open.mockRejectedValue(errorOf('storage.refused', 'no'));
  await whenUnblocked(open, new Page());
  expect(open).toHaveBeenCalledTimes(1);
});
