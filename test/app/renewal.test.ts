import { describe, expect, test } from 'vitest';
import {
  branchOf,
  candidatesOf,
  isDue,
  leftBehind,
  outcomeOf,
  parseWhom,
  rolesUpTo,
  shownFirst,
  tickedFirst,
  whomOfBranch,
  withOthers,
} from '../../src/app/renewal.ts';
import type { Group, MemberRow } from '../../src/peer.ts';
import { keyOf, rowOf, TODAY } from '../support/made-up-people.ts';

const DAY = 86_400_000;
const SOON = { start: TODAY - 80 * DAY, end: TODAY + 20 * DAY };
const OVER = { start: TODAY - 80 * DAY, end: TODAY - DAY };

/** My group, as Bea, an inviting member whom Alice has invited. */
const group = {
  roles: ['inviting member'],
  identity: { keyHash: keyOf('Bea') },
  term: { end: TODAY + 200 * DAY, isEndless: false },
} as unknown as Group;
const standpoint = { group, way: [keyOf('the group'), keyOf('Alice'), keyOf('Bea')] };

const alice = rowOf('Alice', { role: 'admin' });
const bea = rowOf('Bea', { by: 'Alice', source: 'me', role: 'inviting member' });
const carl = rowOf('Carl', { by: 'Bea', endsWithIssuer: true, ...SOON });
const dora = rowOf('Dora', { by: 'Carl', endsWithIssuer: true, ...SOON });
const emil = rowOf('Emil', { by: 'Carl', ...SOON, end: TODAY + 10 * DAY });
const finn = rowOf('Finn', { by: 'Alice', role: 'admin', ...SOON });
const gail = rowOf('Gail', { by: 'Bea', letEnd: true, ...OVER });
const hans = rowOf('Hans', { by: 'Bea' });
const rows = [alice, bea, carl, dora, emil, finn, gail, hans];

const namesOf = (some: readonly (MemberRow | { readonly row: MemberRow })[]) =>
  some.map((one) => ('row' in one ? one.row : one).friendlyName);
const shown = (whom: string, chosen: readonly string[] = []) =>
  shownFirst(candidatesOf(rows, standpoint), parseWhom(whom), chosen);
const ticked = (whom: string, chosen: readonly string[] = []) => {
  const hashes = tickedFirst(shown(whom, chosen), parseWhom(whom));
  return rows.filter(({ keyHash }) => hashes.includes(keyHash)).map((row) => row.friendlyName);
};

test('an address says whom it is about', () => {
  expect(parseWhom('')).toEqual({ kind: 'due' });
  expect(parseWhom('chosen')).toEqual({ kind: 'chosen' });
  expect(parseWhom(carl.keyHash)).toEqual({ kind: 'person', keyHash: carl.keyHash });
  expect(parseWhom(whomOfBranch(carl.keyHash))).toEqual({ kind: 'branch', keyHash: carl.keyHash });
});

describe('whom I may renew', () => {
  test('not myself, not those on the way to me, and nobody with a role that I cannot give', () => {
    const obstacles = candidatesOf(rows, standpoint).map(({ row, obstacle }) => [
      row.friendlyName,
      obstacle,
    ]);
    expect(Object.fromEntries(obstacles)).toEqual({
      ...{ Alice: 'way', Bea: 'me', Finn: 'role' },
      ...{ Carl: undefined, Dora: undefined, Emil: undefined, Gail: undefined, Hans: undefined },
    });
  });

  test('whoever a membership was cut to is named beside it', () => {
    const candidates = candidatesOf(rows, standpoint);
    const withWhom = new Map(candidates.map(({ row, endsWith }) => [row, endsWith]));
    expect(withWhom.get(dora)).toBe(carl);
    expect(withWhom.get(emil)).toBeUndefined();
  });
});

describe('whom the screen is opened for', () => {
  test('all that are due, whatever ends first on top; those who shall end are shown and not ticked', () => {
    expect(namesOf(shown(''))).toEqual(['Gail', 'Emil', 'Carl', 'Dora', 'Finn']);
    expect(ticked('')).toEqual(['Carl', 'Dora', 'Emil']);
  });

  test('without a practical end nobody is due', () => {
    expect(isDue({ ...carl, isEndless: true })).toBe(false);
  });

  test('one person, though he shall end', () => {
    expect(ticked(gail.keyHash)).toEqual(['Gail']);
  });

  test('those who were chosen elsewhere, but for those who shall end, and for me', () => {
    const chosen = [hans, gail, bea, alice].map(({ keyHash }) => keyHash);
    expect(namesOf(shown('chosen', chosen))).toEqual(['Gail', 'Alice', 'Hans']);
    expect(ticked('chosen', chosen)).toEqual(['Hans']);
  });

  test('a branch, however deep', () => {
    expect(namesOf(shown(whomOfBranch(bea.keyHash)))).toEqual(['Carl', 'Dora']);
  });

  test('and then everybody else, once each', () => {
    const candidates = candidatesOf(rows, standpoint);
    const all = withOthers(shown(''), candidates);
    expect(namesOf(all).slice(0, 5)).toEqual(['Gail', 'Emil', 'Carl', 'Dora', 'Finn']);
    expect(namesOf(all).toSorted()).toEqual([
      ...['Alice', 'Carl', 'Dora', 'Emil', 'Finn', 'Gail', 'Hans'],
    ]);
  });
});

describe('a branch', () => {
  test('is those who came through somebody and end with him, and nobody who ends earlier', () => {
    expect(namesOf(branchOf(rows, carl.keyHash))).toEqual(['Dora']);
  });

  test('is left behind once he was renewed, with all who came through it', () => {
    const renewed = rows.map((row) => (row === bea ? { ...bea, end: TODAY + 400 * DAY } : row));
    expect(namesOf(leftBehind(renewed, bea.keyHash))).toEqual(['Carl', 'Dora']);
    const level = rows.map((row) => (row === bea ? { ...bea, end: carl.end } : row));
    expect(leftBehind(level, bea.keyHash)).toEqual([]);
  });

  test('that bites its own tail is still read', () => {
    const one = rowOf('One', { by: 'Two', endsWithIssuer: true });
    const two = rowOf('Two', { by: 'One', endsWithIssuer: true });
    expect(namesOf(branchOf([one, two], one.keyHash))).toEqual(['Two']);
  });
});

describe('what a membership becomes', () => {
  const until = { end: TODAY + 100 * DAY, isClamped: false, isMine: false };

  test('with the role that it has', () => {
    expect(outcomeOf(carl, { wish: 'same', until, group })).toMatchObject({
      ...{ role: 'member', end: until.end, isEndless: false, isLower: false, isWeaker: false },
    });
  });

  test('with a lower role, and with an earlier end, it is weaker', () => {
    const lower = outcomeOf(bea, { wish: 'member', until, group });
    expect(lower).toMatchObject({ isLower: true, isWeaker: true });
    const sooner = outcomeOf(hans, { wish: 'same', until, group });
    expect(sooner).toMatchObject({ isLower: false, isWeaker: true });
  });

  test('nothing, as long as no day is chosen', () => {
    const none = { ...until, end: undefined };
    expect(outcomeOf(carl, { wish: 'same', until: none, group })).toBeUndefined();
  });

  test('without a practical end only with mine', () => {
    const endless = { ...group, term: { ...group.term, isEndless: true } };
    const mine = { ...until, isMine: true };
    expect(outcomeOf(carl, { wish: 'same', until: mine, group: endless })?.isEndless).toBe(true);
    expect(outcomeOf(carl, { wish: 'same', until, group: endless })?.isEndless).toBe(false);
  });
});

test('whoever rises keeps every role that he had', () => {
  expect(rolesUpTo('member')).toEqual(['member']);
  expect(rolesUpTo('admin')).toEqual(['admin', 'member', 'inviting member']);
});
