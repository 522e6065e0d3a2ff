import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepAwake } from '../../src/exchange/wake-lock.ts';

/** A screen that sleeps unless a lock holds it, as browsers have it. */
class Screen extends EventTarget {
  visibilityState = 'visible';
  refuses = false;
  asked = 0;
  readonly locks = new Set<object>();

  readonly request = async (): Promise<{ release: () => Promise<void> }> => {
    this.asked += 1;
    await Promise.resolve();
    if (this.refuses || this.visibilityState !== 'visible') {
      throw new DOMException('no', 'NotAllowedError');
    }
    const lock = { release: async () => void this.locks.delete(lock) };
    this.locks.add(lock);
    return lock;
  };

  turn(visibilityState: 'visible' | 'hidden'): void {
    this.visibilityState = visibilityState;
    if (visibilityState === 'hidden') this.locks.clear();
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let screen: Screen;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  screen = new Screen();
  vi.stubGlobal('document', screen);
  vi.stubGlobal('navigator', { wakeLock: screen });
});
afterEach(() => vi.unstubAllGlobals());

describe('while a code is shown the screen', () => {
  test('stays awake, and may sleep afterwards', async () => {
    const end = keepAwake();
    await settled();
    expect(screen.locks.size).toBe(1);
    end();
    await settled();
    expect(screen.locks.size).toBe(0);
  });

  test('stays awake again when the page comes back to the front', async () => {
    const end = keepAwake();
    await settled();
    screen.turn('hidden');
    await settled();
    expect(screen.locks.size).toBe(0);
    screen.turn('visible');
    await settled();
    expect(screen.locks.size).toBe(1);
    end();
    await settled();
    screen.turn('hidden');
    screen.turn('visible');
    await settled();
    expect(screen.locks.size).toBe(0);
    expect(screen.asked).toBe(2);
  });

  test('may sleep when the code was gone before the browser had answered', async () => {
    keepAwake()();
    await settled();
    expect(screen.locks.size).toBe(0);
  });

  test('sleeps where the browser refuses, and nothing is said', async () => {
    screen.refuses = true;
    const end = keepAwake();
    await settled();
    end();
    expect(screen.locks.size).toBe(0);
  });

  test('sleeps where the browser knows nothing of it', () => {
    vi.stubGlobal('navigator', {});
    expect(() => keepAwake()()).not.toThrow();
  });
});
