import { describe, expect, test } from 'vitest';
import { isEndless, needingAttention, usedPercent } from '../../src/app/attention.ts';
import { endLinesOf } from '../../src/app/end-lines.ts';
import type { Group, Member, Stage, Term } from '../../src/peer.ts';

const NOW = Date.UTC(2026, 4, 3);
const DAY = 86_400_000;

function termOf(stage: Stage, end: number): Term {
  return { start: NOW - 10 * DAY, end, stage, isEndless: false, endsWith: undefined };
}

function groupOf(friendlyName: string, term: Term): Group {
  return { friendlyName, term } as Group;
}

function memberOf(friendlyName: string, term: Term): Member {
  return { friendlyName, term } as Member;
}

describe('what needs attention', () => {
  test('the most pressing first, and among equals whatever ends first', () => {
    const groups = [
      groupOf('not yet', termOf('not-yet', NOW + 90 * DAY)),
      groupOf('soon, later', termOf('soon', NOW + 9 * DAY)),
      groupOf('soon', termOf('soon', NOW + 8 * DAY)),
      groupOf('fresh', termOf('fresh', NOW + 80 * DAY)),
      groupOf('urgent', termOf('urgent', NOW + 30 * DAY)),
      groupOf('ended', termOf('ended', NOW - DAY)),
    ];
    expect(needingAttention(groups).map(({ friendlyName }) => friendlyName)).toEqual([
      'ended',
      'urgent',
      'soon',
      'soon, later',
      'not yet',
    ]);
  });

  test('nothing where all are fresh', () => {
    expect(needingAttention([groupOf('fresh', termOf('fresh', NOW + DAY))])).toEqual([]);
  });
});

describe('how much of a membership is over', () => {
  const term = { ...termOf('fresh', NOW + 30 * DAY), start: NOW };

  test.each([
    ['before its beginning', NOW - DAY, 0],
    ['at its beginning', NOW, 0],
    ['a third of the way', NOW + 10 * DAY, 33],
    ['at its end', NOW + 30 * DAY, 100],
    ['after its end', NOW + 31 * DAY, 100],
  ])('%s', (_when, now, percent) => {
    expect(usedPercent(term, now)).toBe(percent);
  });
});

test('an end in more than two hundred years is none', () => {
  const year = 365.25 * DAY;
  expect(isEndless({ end: NOW + 199 * year }, NOW)).toBe(false);
  expect(isEndless({ end: NOW + 201 * year }, NOW)).toBe(true);
});

describe('who ends when', () => {
  const endless = { ...termOf('fresh', NOW + 1e6 * DAY), isEndless: true };

  test('the first to end on top, and no end reaches furthest', () => {
    const lines = endLinesOf(
      [
        memberOf('endless', endless),
        memberOf('long', termOf('fresh', NOW + 100 * DAY)),
        memberOf('half of it', termOf('fresh', NOW + 50 * DAY)),
        memberOf('ended', termOf('ended', NOW - DAY)),
      ],
      NOW,
    );
    expect(lines.map(({ member, percent }) => [member.friendlyName, percent])).toEqual([
      ['ended', 0],
      ['half of it', 43],
      ['long', 87],
      ['endless', 100],
    ]);
  });

  test('a single day does not look like a year', () => {
    const [line] = endLinesOf([memberOf('short', termOf('urgent', NOW + DAY))], NOW);
    expect(line?.percent).toBe(3);
  });
});
