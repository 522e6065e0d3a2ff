import { describe, expect, test } from 'vitest';
import { dateOf, untilOf } from '../../src/app/until.ts';
import type { Term } from '../../src/peer.ts';

const NOW = new Date(2026, 0, 31, 12).getTime();
const at = (year: number, month: number, day: number): number =>
  new Date(year, month - 1, day, 12).getTime();

function mineUntil(end: number): { now: number; mine: Term } {
  const mine: Term = { start: NOW, end, stage: 'fresh', isEndless: false, endsWith: undefined };
  return { now: NOW, mine };
}

const LONG = mineUntil(at(2030, 1, 1));

describe('how long a membership shall last', () => {
  test('a month after the last of January is the last of February', () => {
    expect(untilOf('month', '', LONG).end).toBe(at(2026, 2, 28));
  });

  test('half a year and a year keep the day', () => {
    expect(untilOf('half', '', LONG).end).toBe(at(2026, 7, 31));
    expect(untilOf('year', '', LONG).end).toBe(at(2027, 1, 31));
  });

  test('a day counts to its last second', () => {
    const { end } = untilOf('date', '2027-05-03', LONG);
    expect(end).toBe(new Date(2027, 4, 3, 23, 59, 59).getTime());
    expect(dateOf(end ?? 0)).toBe('2027-05-03');
  });

  test('never beyond mine: cut, and said', () => {
    const soon = mineUntil(at(2026, 6, 1));
    const cut = { end: at(2026, 6, 1), isClamped: true, isMine: true };
    expect(untilOf('year', '', soon)).toEqual(cut);
    expect(untilOf('date', '2029-01-01', soon)).toEqual(cut);
    expect(untilOf('mine', '', soon)).toEqual({ ...cut, isClamped: false });
  });

  test.each(['', 'nonsense', '2025-01-01'])('no end comes of the day %j', (date) => {
    expect(untilOf('date', date, LONG).end).toBeUndefined();
  });
});
