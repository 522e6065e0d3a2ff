import { describe, expect, test } from 'vitest';
import {
  countsOf,
  isCapped,
  isEndless,
  needsOf,
  usedPercent,
  type Need,
} from '../../src/app/attention.ts';
import type { CredentialOffer, Due, Group, MemberRow, Stage, Term } from '../../src/peer.ts';

const NOW = Date.UTC(2026, 4, 3);
const DAY = 86_400_000;
const NOTHING = { due: [], offers: [] };

function termOf(stage: Stage, end: number): Term {
  return { start: NOW - 10 * DAY, end, stage, isEndless: false, endsWith: undefined };
}

function groupOf(friendlyName: string, term: Term): Group {
  const identity = { peerName: 'me' };
  return { friendlyName, peerName: friendlyName, identity, term } as unknown as Group;
}

function offerIn(friendlyName: string, end: number): CredentialOffer {
  const present = groupOf(friendlyName, termOf('fresh', end));
  return { present, validity: { start: NOW, end } } as CredentialOffer;
}

function dueIn(friendlyName: string, ...terms: readonly Term[]): Due {
  const group = groupOf(friendlyName, termOf('fresh', NOW + 900 * DAY));
  return { group, rows: terms as readonly object[] as readonly MemberRow[], hasMore: false };
}

/** What is in front of somebody, in words. */
function said(need: Need): string {
  if (need.kind === 'mine') return need.group.friendlyName;
  const { friendlyName } = need.kind === 'due' ? need.due.group : need.offer.present;
  return `${need.kind} in ${friendlyName}`;
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
    expect(needsOf(groups, NOTHING).map(said)).toEqual([
      'ended',
      'urgent',
      'soon',
      'soon, later',
      'not yet',
    ]);
  });

  test('mine before those of others, as pressing as the worst of them', () => {
    const groups = [groupOf('urgent', termOf('urgent', NOW + 30 * DAY))];
    const due = [
      dueIn('Chess', termOf('soon', NOW + 5 * DAY), termOf('soon', NOW + 6 * DAY)),
      dueIn('Choir', termOf('soon', NOW + 5 * DAY), termOf('urgent', NOW + DAY)),
      dueIn('Radio', termOf('ended', NOW - DAY), termOf('soon', NOW + 5 * DAY)),
    ];
    const offers = [offerIn('Garden', NOW + 20 * DAY)];
    expect(needsOf(groups, { due, offers }).map(said)).toEqual([
      'due in Radio',
      'urgent',
      'due in Choir',
      'offer in Garden',
      'due in Chess',
    ]);
  });

  test('each thing is one, however many people it is about', () => {
    const due = [dueIn('Chess', ...Array.from({ length: 40 }, () => termOf('soon', NOW + DAY)))];
    expect(needsOf([], { due, offers: [] })).toHaveLength(1);
  });

  test('one thing of a group is told from another of the same group', () => {
    const chess = groupOf('Chess', termOf('soon', NOW + 9 * DAY));
    const outlook = {
      due: [dueIn('Chess', termOf('soon', NOW + DAY))],
      offers: [offerIn('Chess', NOW + 20 * DAY)],
    };
    expect(new Set(needsOf([chess], outlook).map(({ id }) => id)).size).toBe(3);
  });

  test('nothing where all are fresh', () => {
    expect(needsOf([groupOf('fresh', termOf('fresh', NOW + DAY))], NOTHING)).toEqual([]);
  });

  test('of others it is counted who has ended, who goes on, and when the first of those ends', () => {
    const due = dueIn(
      'Chess',
      termOf('ended', NOW - DAY),
      termOf('urgent', NOW + 3 * DAY),
      termOf('soon', NOW + 2 * DAY),
    );
    expect(countsOf(due)).toEqual({ ended: 1, ending: 2, first: NOW + 2 * DAY });
  });
});

test('whoever lasts as long as I do can be given nothing longer before I am renewed', () => {
  const mine = NOW + 900 * DAY;
  expect(isCapped(dueIn('Chess', termOf('soon', mine), termOf('soon', mine)))).toBe(true);
  expect(isCapped(dueIn('Chess', termOf('soon', mine), termOf('soon', mine - DAY)))).toBe(false);
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
