import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInside, isWithin, wholeSeconds } from '../../src/core/validity.ts';

const PERIOD = { start: 1000, end: 2000 };

test.each([
  [999, false],
  [1000, true],
  [2000, true],
  [2001, false],
])('a period has both its ends inside, and no tolerance: %i', (now, expected) => {
  expect(isWithin(PERIOD, now)).toBe(expected);
});

test.each([
  [1000, 2000, true],
  [1500, 1500, true],
  [999, 2000, false],
  [1000, 2001, false],
])('a period lies inside another with both its ends: %i to %i', (start, end, expected) => {
  expect(isInside({ start, end }, PERIOD)).toBe(expected);
});

test('a moment inside an inner period is inside the outer one', () => {
  const period = fc
    .tuple(fc.nat(99), fc.nat(99))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(period, period, fc.nat(250), (inner, outer, now) => {
      if (isInside(inner, outer) && isWithin(inner, now)) expect(isWithin(outer, now)).toBe(true);
    }),
  );
});

test('a moment loses its milliseconds, downwards', () => {
  expect(wholeSeconds(1999)).toBe(1000);
  expect(wholeSeconds(2000)).toBe(2000);
});
