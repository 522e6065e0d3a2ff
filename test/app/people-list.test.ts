import { describe, expect, test } from 'vitest';
import {
  calledName,
  EVERYBODY,
  linesFor,
  linesOf,
  type PeopleFilter,
} from '../../src/app/people-list.ts';
import type { MemberRow } from '../../src/peer.ts';
import { GROUP_KEY, keyOf, rowOf, TODAY } from '../support/made-up-people.ts';

const DAY = 86_400_000;

const ROWS: readonly MemberRow[] = [
  rowOf('Mira', { source: 'me', role: 'admin', since: TODAY - 50 * DAY }),
  rowOf('Ángel', { by: 'Mira', since: TODAY - DAY, end: TODAY + 10 * DAY, stage: 'urgent' }),
  rowOf('Bob Tanaka', { by: 'Mira', since: TODAY - 9 * DAY, hasJoined: false }),
  rowOf('bob tanaka', { by: 'Ángel', keyHash: keyOf('another Bob'), letEnd: true }),
  rowOf('Carol', { by: 'nobody here', end: TODAY - DAY, stage: 'ended', since: TODAY - 99 * DAY }),
  rowOf('Zoë', { petname: 'Aunt Zoe', role: 'inviting member', stage: 'soon', letEnd: true }),
];

function found(filter: Partial<PeopleFilter> = {}): readonly string[] {
  const lines = linesFor(linesOf(ROWS, GROUP_KEY), { ...EVERYBODY, ...filter });
  return lines.map(({ row }) => row.friendlyName);
}

describe('looking for somebody', () => {
  test.each([
    ['part of a name', 'anak', ['Bob Tanaka', 'bob tanaka']],
    ['no marks and no capitals', 'ANGEL', ['Ángel']],
    ['marks that the name does not have', 'cárol', ['Carol']],
    ['several words in any order', 'tanaka  bob', ['Bob Tanaka', 'bob tanaka']],
    ['the name that I gave', 'aunt', ['Zoë']],
    ['his own name, where I gave another', 'zoë', ['Zoë']],
    ['nobody', 'quentin', []],
    ['one word of his and one of nobody', 'tanaka quentin', []],
  ])('%s', (_how, search, names) => {
    expect(found({ search })).toEqual(names);
  });

  test.each([
    ['due', ['Ángel']],
    ['ended', ['Carol']],
    ['invited', ['Bob Tanaka']],
    ['let-end', ['Zoë', 'bob tanaka']],
  ] as const)('by state: %s', (state, names) => {
    expect(found({ state })).toEqual(names);
  });

  test('by role and state together', () => {
    expect(found({ role: 'inviting member', state: 'let-end' })).toEqual(['Zoë']);
  });
});

describe('the order, with me first', () => {
  test.each([
    ['name', ['Mira', 'Ángel', 'Zoë', 'Bob Tanaka', 'bob tanaka', 'Carol']],
    ['end', ['Mira', 'Carol', 'Ángel', 'Zoë', 'Bob Tanaka', 'bob tanaka']],
    ['newest', ['Mira', 'Ángel', 'Bob Tanaka', 'Carol', 'Zoë', 'bob tanaka']],
    ['inviter', ['Mira', 'Zoë', 'bob tanaka', 'Ángel', 'Bob Tanaka', 'Carol']],
  ] as const)('%s', (order, names) => {
    expect(found({ order })).toEqual(names);
  });
});

test('the same name with another key is marked on both', () => {
  const marked = linesOf(ROWS, GROUP_KEY).filter(({ hasNamesake }) => hasNamesake);
  expect(marked.map(({ row }) => row.friendlyName)).toEqual(['Bob Tanaka', 'bob tanaka']);
});

test('who invited somebody is the group, somebody known, or not known here', () => {
  const inviters = linesOf(ROWS, GROUP_KEY).map(({ invitedBy }) =>
    typeof invitedBy === 'object' ? calledName(invitedBy) : invitedBy,
  );
  expect(inviters).toEqual(['group', 'Mira', 'Mira', 'Ángel', undefined, 'group']);
});
