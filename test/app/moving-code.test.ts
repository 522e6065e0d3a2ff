import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MovingCode } from '../../src/app/moving-code.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function started({ startsStill = false } = {}) {
  const code = new MovingCode({ startsStill });
  return { code, stop: code.start() };
}

/** How many codes were shown in some seconds. */
function turnsIn(code: MovingCode, seconds: number): number {
  const before = code.number;
  vi.advanceTimersByTime(seconds * 1000);
  return code.number - before;
}

describe('a moving code', () => {
  test('shows four codes a second at first', () => {
    const { code } = started();
    expect(code.playing).toBe(true);
    vi.advanceTimersByTime(249);
    expect(code.number).toBe(0);
    vi.advanceTimersByTime(1);
    expect(code.number).toBe(1);
    expect(turnsIn(code, 10)).toBe(40);
  });

  test('goes as fast as six a second, and no faster', () => {
    const { code } = started();
    expect(code.isFastest).toBe(false);
    for (let press = 0; press < 5; press++) code.faster();
    expect(code.isFastest).toBe(true);
    expect(code.pace).toBe(6);
    expect(turnsIn(code, 10)).toBeLessThanOrEqual(60);
  });

  test('goes as slowly as one a second, and never stands for it', () => {
    const { code } = started();
    for (let press = 0; press < 5; press++) code.slower();
    expect(code.isSlowest).toBe(true);
    expect(turnsIn(code, 10)).toBe(10);
    code.faster();
    expect(code.isSlowest).toBe(false);
    expect(turnsIn(code, 10)).toBe(20);
  });

  test('stands while it is paused, at any pace', () => {
    const { code } = started();
    code.pause();
    code.faster();
    expect(turnsIn(code, 10)).toBe(0);
    expect(code.playing).toBe(false);
    code.play();
    expect(turnsIn(code, 10)).toBeGreaterThan(50);
  });

  test('goes on by hand, one at a press, and stands then', () => {
    const { code } = started();
    code.next();
    expect(code.number).toBe(1);
    expect(code.playing).toBe(false);
    expect(turnsIn(code, 10)).toBe(0);
    code.next();
    expect(code.number).toBe(2);
  });

  test('does not flash under a key that is held down', () => {
    const { code } = started({ startsStill: true });
    for (let press = 0; press < 300; press++) {
      code.next();
      vi.advanceTimersByTime(10);
    }
    expect(code.number).toBeGreaterThan(10);
    expect(code.number).toBeLessThanOrEqual(18);
  });

  test('does not flash when next is pressed just after it has moved by itself', () => {
    const { code } = started();
    vi.advanceTimersByTime(250);
    code.next();
    expect(code.number).toBe(1);
    vi.advanceTimersByTime(167);
    code.next();
    expect(code.number).toBe(2);
  });

  test('never shows a code for less than its time, whatever was pressed', () => {
    const { code } = started();
    vi.advanceTimersByTime(200);
    code.faster();
    vi.advanceTimersByTime(160);
    expect(code.number).toBe(0);
    code.pause();
    code.play();
    vi.advanceTimersByTime(160);
    expect(code.number).toBe(0);
    vi.advanceTimersByTime(7);
    expect(code.number).toBe(1);
  });

  test('begins again after 65 535', () => {
    const { code } = started();
    code.number = 65_534;
    vi.advanceTimersByTime(500);
    expect(code.number).toBe(0);
  });

  test('stands while nobody can see the page, and goes on afterwards', () => {
    const { code } = started();
    code.hide(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(turnsIn(code, 10)).toBe(0);
    code.hide(false);
    expect(turnsIn(code, 1)).toBe(4);
  });

  test('that was paused out of sight stands when it is seen again', () => {
    const { code } = started();
    code.hide(true);
    code.pause();
    code.hide(false);
    expect(turnsIn(code, 10)).toBe(0);
  });

  test('leaves no timer behind when it is gone', () => {
    const { code, stop } = started();
    vi.advanceTimersByTime(300);
    stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(turnsIn(code, 10)).toBe(0);
  });
});

describe('where less motion is asked for', () => {
  test('it stands, and goes on by hand', () => {
    const { code } = started({ startsStill: true });
    expect(code.playing).toBe(false);
    expect(turnsIn(code, 10)).toBe(0);
    code.next();
    expect(code.number).toBe(1);
    expect(turnsIn(code, 10)).toBe(0);
  });

  test('it plays when it is told to', () => {
    const { code } = started({ startsStill: true });
    code.play();
    expect(turnsIn(code, 1)).toBe(4);
  });
});
