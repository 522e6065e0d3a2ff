import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chime } from '../../src/exchange/chime.ts';

/** A device for sound on which nothing ever sounds, as before the first tap on a page. */
class Silence {
  static readonly all: Silence[] = [];
  readonly currentTime = 0;
  readonly destination = {};
  isClosed = false;

  constructor() {
    Silence.all.push(this);
  }

  createOscillator = () => ({
    frequency: { value: 0 },
    connect: (next: unknown) => next,
    start: () => undefined,
    stop: () => undefined,
  });

  createGain = () => ({
    gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
    connect: (next: unknown) => next,
  });

  close = async () => void (this.isClosed = true);
}

beforeEach(() => {
  vi.useFakeTimers();
  Silence.all.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a tone that was not allowed to sound does not sound at some later tap', () => {
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('AudioContext', Silence);
  chime();
  expect(Silence.all).toMatchObject([{ isClosed: false }]);
  vi.advanceTimersByTime(1000);
  expect(Silence.all).toMatchObject([{ isClosed: true }]);
});

test('where there is no sound the device shakes, and nothing else happens', () => {
  const vibrate = vi.fn();
  vi.stubGlobal('navigator', { vibrate });
  vi.stubGlobal('AudioContext', undefined);
  chime();
  expect(vibrate).toHaveBeenCalledOnce();
});
