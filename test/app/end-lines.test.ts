import { describe, expect, test } from 'vitest';
import { endPictureOf, type EndGroup } from '../../src/app/end-lines.ts';
import type { MemberRow } from '../../src/peer.ts';
import { madeUpRows, rowOf, TODAY } from '../support/made-up-people.ts';

const DAY = 86_400_000;

function until(days: number, other: Parameters<typeof rowOf>[1] = {}) {
  return { end: TODAY + days * DAY, ...other };
}

const endless = { ...until(1e5), isEndless: true, stage: 'fresh' as const };

/** Names with their shares of the line; under a name, after a slash, who ends with it. */
function namesIn(groups: readonly EndGroup[]): readonly string[] {
  return groups.map(({ head, under }) =>
    [head, ...under].map(({ row, percent }) => `${row.friendlyName} ${percent}`).join(' / '),
  );
}

function pictureOf(...rows: readonly MemberRow[]) {
  return endPictureOf(rows, TODAY);
}

describe('each membership as a line', () => {
  test('the first to end on top, and no end reaches furthest', () => {
    const { running, reach } = pictureOf(
      rowOf('endless', endless),
      rowOf('long', until(100)),
      rowOf('half', until(50)),
    );
    expect(namesIn(running)).toEqual(['half 48', 'long 95', 'endless 100']);
    expect(reach).toBe(TODAY + 105 * DAY);
  });

  test('a single day does not look like a year', () => {
    expect(namesIn(pictureOf(rowOf('short', until(1))).running)).toEqual(['short 3']);
  });

  test('a year does not look like a day beside thirty years', () => {
    const { running } = pictureOf(rowOf('a year', until(365)), rowOf('thirty', until(30 * 365)));
    expect(namesIn(running)).toEqual(['a year 19', 'thirty 100']);
  });

  test('what has ended stands apart, the last to end on top', () => {
    const { running, ended } = pictureOf(
      rowOf('running', until(10)),
      rowOf('long ago', until(-90)),
      rowOf('yesterday', until(-1)),
    );
    expect(namesIn(running)).toEqual(['running 32']);
    expect(namesIn(ended)).toEqual(['yesterday 0', 'long ago 0']);
  });
});

describe('who ends with whom', () => {
  test('whoever was cut stands under his inviter, step by step', () => {
    const cut = until(50, { endsWithIssuer: true });
    const { running } = pictureOf(
      rowOf('Dan', { ...cut, by: 'Carol' }),
      rowOf('Alice', until(50)),
      rowOf('Bob', { ...until(20), by: 'Alice' }),
      rowOf('Carol', { ...cut, by: 'Alice' }),
    );
    expect(namesIn(running)).toEqual(['Bob 38', 'Alice 95 / Carol 95 / Dan 95']);
    expect(running[1]?.under.map(({ step }) => step)).toEqual([1, 2]);
  });

  test('whoever was left behind when his inviter was renewed is told, and goes first', () => {
    const { running } = pictureOf(
      rowOf('soon', until(30)),
      rowOf('Bea', until(300)),
      rowOf('left', until(20, { by: 'Bea', endsWithIssuer: true })),
    );
    expect(running.map(({ head }) => head.row.friendlyName)).toEqual(['Bea', 'soon']);
    expect(running[0]?.under[0]?.isLeftBehind).toBe(true);
    expect(running[0]?.head.isLeftBehind).toBe(false);
  });

  test('a group has ended only when all of it has', () => {
    const { running, ended } = pictureOf(
      rowOf('Bea', until(300)),
      rowOf('left', until(-2, { by: 'Bea', endsWithIssuer: true })),
    );
    expect(ended).toEqual([]);
    expect(running[0]?.under).toHaveLength(1);
  });

  test('whose inviter is not known here stands alone', () => {
    const { running } = pictureOf(rowOf('Bob', until(9, { by: 'Eve', endsWithIssuer: true })));
    expect(namesIn(running)).toEqual(['Bob 29']);
  });

  test('two who were cut to each other are each drawn once', () => {
    const cut = until(9, { endsWithIssuer: true });
    const { running } = pictureOf(
      rowOf('Bob', { ...cut, by: 'Carol' }),
      rowOf('Carol', { ...cut, by: 'Bob' }),
    );
    expect(namesIn(running)).toEqual(['Bob 29 / Carol 29']);
  });

  test.each([3, 300, 5000])('nobody of %i is lost', (count) => {
    const { running, ended } = endPictureOf(madeUpRows(count), TODAY);
    const all = [...running, ...ended].flatMap(({ head, under }) => [head, ...under]);
    expect(new Set(all.map(({ row }) => row.keyHash)).size).toBe(count);
    expect(all).toHaveLength(count);
  });
});
