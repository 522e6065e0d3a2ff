/** The people of a group as a list: whom one looks for, in which order, and who could be mistaken for whom. */

import type { Role } from '../core/role.ts';
import type { MemberRow } from '../peer.ts';
import { groupedBy } from './grouped.ts';
import { isDue } from './renewal.ts';

/** Which of them are shown: all, those to be renewed soon, the ended, the invited, those whom I let end. */
export const PEOPLE_STATES = ['all', 'due', 'ended', 'invited', 'let-end'] as const;
export type PeopleState = (typeof PEOPLE_STATES)[number];

export const PEOPLE_ORDERS = ['name', 'end', 'newest', 'inviter'] as const;
export type PeopleOrder = (typeof PEOPLE_ORDERS)[number];

/** What somebody looks for in the list. */
export interface PeopleFilter {
  readonly search: string;
  readonly role: Role | 'any';
  readonly state: PeopleState;
  readonly order: PeopleOrder;
}

/** All of them, by name. */
export const EVERYBODY: PeopleFilter = { search: '', role: 'any', state: 'all', order: 'name' };

/** Whoever signed a membership: somebody in the list, the group itself, or nobody who is known here. */
export type Inviter = MemberRow | 'group' | undefined;

/** One line of the list. */
export interface PersonLine {
  readonly row: MemberRow;
  readonly invitedBy: Inviter;
  /** Somebody else has the same name and another key. */
  readonly hasNamesake: boolean;
  /** His names as they are searched and sorted by. */
  readonly outline: string;
}

/** What a screen calls somebody: the name that I gave him, else his own. */
export function calledName({
  petname,
  friendlyName,
}: Pick<MemberRow, 'petname' | 'friendlyName'>): string {
  return petname === '' ? friendlyName : petname;
}

/** Everybody by the hash of his key. */
export function rowsByKey(rows: readonly MemberRow[]): ReadonlyMap<string, MemberRow> {
  return new Map(rows.map((row) => [row.keyHash, row]));
}

/**
 * The lines of a list, in the order of the rows.
 *
 * @param groupKey hash of the key of the group
 */
export function linesOf(rows: readonly MemberRow[], groupKey: string): readonly PersonLine[] {
  const known = rowsByKey(rows);
  const bearers = groupedBy(rows, ({ friendlyName }) => outlineOf(friendlyName));
  return rows.map((row) => ({
    row,
    invitedBy: row.issuerKeyHash === groupKey ? 'group' : known.get(row.issuerKeyHash),
    hasNamesake: (bearers.get(outlineOf(row.friendlyName))?.length ?? 0) > 1,
    outline: outlineOf(`${row.petname} ${row.friendlyName}`),
  }));
}

/** The lines that somebody looks for, in his order; I come first wherever I am among them. */
export function linesFor(
  lines: readonly PersonLine[],
  { search, role, state, order }: PeopleFilter,
): readonly PersonLine[] {
  const words = outlineOf(search).split(' ');
  const found = lines.filter(
    ({ row, outline }) =>
      (role === 'any' || row.role === role) &&
      IS_IN_STATE[state](row) &&
      words.every((word) => outline.includes(word)),
  );
  return found.toSorted((a, b) => compareMe(a, b) || COMPARE[order](a, b));
}

const IS_IN_STATE: Readonly<Record<PeopleState, (row: MemberRow) => boolean>> = {
  all: () => true,
  due: (row) => isDue(row) && row.stage !== 'ended' && !row.letEnd,
  ended: (row) => row.stage === 'ended',
  invited: (row) => !row.hasJoined,
  'let-end': (row) => row.letEnd,
};

const COMPARE: Readonly<Record<PeopleOrder, (a: PersonLine, b: PersonLine) => number>> = {
  name: compareNames,
  end: (a, b) => a.row.end - b.row.end || compareNames(a, b),
  newest: (a, b) => b.row.since - a.row.since || compareNames(a, b),
  inviter: (a, b) => compareText(inviterOf(a), inviterOf(b)) || compareNames(a, b),
};

function compareMe(a: PersonLine, b: PersonLine): number {
  return Number(b.row.source === 'me') - Number(a.row.source === 'me');
}

function compareNames(a: PersonLine, b: PersonLine): number {
  return compareText(a.outline, b.outline);
}

/** The group before everybody, whoever is unknown behind them. */
function inviterOf({ invitedBy }: PersonLine): string {
  if (invitedBy === 'group') return '';
  return invitedBy ? outlineOf(calledName(invitedBy)) : '\uffff';
}

/** Names are cut down to what somebody types who looks for them: no marks, no capitals. */
function outlineOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}

/** By code units: a comparison by language takes too long for thousands at every keystroke. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
