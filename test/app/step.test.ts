import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Step } from '../../src/app/step.ts';
import { fail } from '../../src/core/errors.ts';

let kept: Map<string, string>;
let step: Step;

/** The notebook of steps, with nothing behind it. */
const keeper = {
  find: (id: string) => Promise.resolve(kept.get(id)),
  put: (id: string, value: string) => {
    kept.set(id, value);
    return Promise.resolve();
  },
  delete: (id: string) => {
    kept.delete(id);
    return Promise.resolve();
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  step = new Step(keeper, 'open');
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a step', () => {
  test('keeps nothing before it was restored', async () => {
    step.keep({ name: '' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.size).toBe(0);
  });

  test('is written down once, after the last keystroke', async () => {
    const put = vi.spyOn(keeper, 'put');
    await step.restore();
    for (const name of ['C', 'Ca', 'Carol']) step.keep({ name });
    await vi.advanceTimersByTimeAsync(1000);
    expect(put).toHaveBeenCalledTimes(1);
    expect(await new Step(keeper, 'open').restore()).toEqual({ name: 'Carol' });
    put.mockRestore();
  });

  test('is written down at once when its screen is left, and not again', async () => {
    await step.restore();
    step.keep({ name: 'Carol' });
    step.keepPending();
    expect(kept.get('open')).toBe('{"name":"Carol"}');
    kept.clear();
    step.keepPending();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.size).toBe(0);
  });

  test('is forgotten with what was still to be kept', async () => {
    await step.restore();
    step.keep({ name: 'Carol' });
    await step.forget();
    step.keep({ name: 'Carola' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.size).toBe(0);
  });

  test('leaves out a field that is too long', async () => {
    await step.keepNow({ name: 'Carol', pasted: 'x'.repeat(512 * 1024 + 1) });
    expect(kept.get('open')).toBe('{"name":"Carol"}');
  });

  test('passes over a full disk between two keystrokes', async () => {
    const full = { ...keeper, put: refuse };
    const typing = new Step(full, 'open');
    await typing.restore();
    typing.keep({ name: 'Carol' });
    await vi.advanceTimersByTimeAsync(1000);
    await expect(typing.keepNow({ name: 'Carol' })).rejects.toThrow('storage.full');
  });

  test.each(['', 'nonsense', 'null', '"text"', '7'])('is empty where %j was kept', async (text) => {
    kept.set('open', text);
    expect(await step.restore()).toEqual({});
  });

  test('takes text alone from what another version kept', async () => {
    kept.set('open', '{"name":"Carol","size":3}');
    expect(await step.restore()).toEqual({ name: 'Carol' });
  });
});

async function refuse(): Promise<void> {
  fail('storage.full', 'no space');
}
