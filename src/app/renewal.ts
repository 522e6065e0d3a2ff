/** Whom one may renew, who ends with whom, and what becomes of each: what the screen of renewals is about. */

import { canIssue, ROLES, type Role } from '../core/role.ts';
import type { Group, MemberRow } from '../peer.ts';
import { groupedBy } from './grouped.ts';
import type { Until } from './until.ts';

/** Whom the screen is opened for, as its address says it: see {@link parseWhom}. */
export type Whom =
  /** All whose membership should be renewed. */
  | { readonly kind: 'due' }
  /** Those whom the step of this group names. */
  | { readonly kind: 'chosen' }
  /** One person. */
  | { readonly kind: 'person'; readonly keyHash: string }
  /** Those who came through somebody and end with him. */
  | { readonly kind: 'branch'; readonly keyHash: string };

const BRANCH = 'branch ';

/** Reads whom an address means: empty, `chosen`, the hash of a key, or that behind `branch `. */
export function parseWhom(whom: string): Whom {
  if (whom === '' || whom === 'chosen') return { kind: whom === '' ? 'due' : whom };
  if (whom.startsWith(BRANCH)) return { kind: 'branch', keyHash: whom.slice(BRANCH.length) };
  return { kind: 'person', keyHash: whom };
}

/** The address of a branch, for the route. */
export function whomOfBranch(keyHash: string): string {
  return `${BRANCH}${keyHash}`;
}

/** Why I cannot renew somebody: it is myself, he stands on the way to me, or his role is more than I can give. */
export type Obstacle = 'me' | 'way' | 'role';

/** Somebody who could be renewed. */
export interface Candidate {
  readonly row: MemberRow;
  readonly obstacle: Obstacle | undefined;
  /** Whoever it was cut to the end of. */
  readonly endsWith: MemberRow | undefined;
}

/** What a candidate is judged by. */
export interface Standpoint {
  readonly group: Group;
  /** Hashes of the keys on the way from the group to me. */
  readonly way: readonly string[];
}

/** Everybody in a group as a candidate, whatever ends first on top. */
export function candidatesOf(rows: readonly MemberRow[], from: Standpoint): readonly Candidate[] {
  const known = new Map(rows.map((row) => [row.keyHash, row]));
  return rows
    .toSorted((a, b) => a.end - b.end)
    .map((row) => ({
      row,
      obstacle: obstacleOf(row, from),
      endsWith: row.endsWithIssuer ? known.get(row.issuerKeyHash) : undefined,
    }));
}

function obstacleOf(row: MemberRow, { group, way }: Standpoint): Obstacle | undefined {
  if (row.keyHash === group.identity.keyHash) return 'me';
  if (way.includes(row.keyHash)) return 'way';
  return canIssue(group.roles, row.role) ? undefined : 'role';
}

/** Whether somebody's membership should be renewed, whether or not it shall end. */
export function isDue({ stage, isEndless }: MemberRow): boolean {
  return !isEndless && (stage === 'soon' || stage === 'urgent' || stage === 'ended');
}

/** Those who came through somebody, step by step, and end with him. */
export function branchOf(rows: readonly MemberRow[], keyHash: string): readonly MemberRow[] {
  const ending = rows.filter((row) => row.endsWithIssuer && row.keyHash !== keyHash);
  const cut = groupedBy(ending, ({ issuerKeyHash }) => issuerKeyHash);
  const found = new Set([keyHash]);
  // A set that grows while it is gone through is gone through to its new end.
  for (const inviter of found) {
    for (const row of cut.get(inviter) ?? []) found.add(row.keyHash);
  }
  return ending.filter((row) => found.has(row.keyHash));
}

/** Of a branch, those who still end with an older membership of the one whom they came through. */
export function leftBehind(rows: readonly MemberRow[], keyHash: string): readonly MemberRow[] {
  const root = rows.find((row) => row.keyHash === keyHash);
  return root ? branchOf(rows, keyHash).filter(({ end }) => end < root.end) : [];
}

/** How many are left behind by each of several people; nobody of whom it is none. One pass, however many they are. */
export function leftBehindBy(
  rows: readonly MemberRow[],
  keyHashes: readonly string[],
): readonly { readonly row: MemberRow; readonly count: number }[] {
  const wanted = new Set(keyHashes);
  const cut = groupedBy(
    rows.filter(({ endsWithIssuer }) => endsWithIssuer),
    ({ issuerKeyHash }) => issuerKeyHash,
  );
  return rows
    .filter(({ keyHash }) => wanted.has(keyHash) && cut.has(keyHash))
    .map((row) => ({ row, count: countBehind(row, cut) }))
    .filter(({ count }) => count > 0);
}

function countBehind(root: MemberRow, cut: ReadonlyMap<string, readonly MemberRow[]>): number {
  const found = new Set([root.keyHash]);
  const behind = new Set<string>();
  // A set that grows while it is gone through is gone through to its new end.
  for (const keyHash of found) {
    const next = (cut.get(keyHash) ?? []).filter((row) => !found.has(row.keyHash));
    for (const row of next) found.add(row.keyHash);
    for (const row of next.filter(({ end }) => end < root.end)) behind.add(row.keyHash);
  }
  return behind.size;
}

/** The candidates that the screen shows first. */
export function shownFirst(
  candidates: readonly Candidate[],
  whom: Whom,
  chosen: readonly string[],
): readonly Candidate[] {
  const others = candidates.filter(({ obstacle }) => obstacle !== 'me');
  const rows = candidates.map(({ row }) => row);
  const wanted = new Set(wantedOf(whom, { rows, chosen }));
  return others.filter(({ row }) => wanted.has(row.keyHash));
}

/** Those who are shown first, and then all others whom one could think of. */
export function withOthers(
  first: readonly Candidate[],
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const shown = new Set(first.map(({ row }) => row.keyHash));
  const others = candidates.filter(
    ({ row, obstacle }) => obstacle !== 'me' && !shown.has(row.keyHash),
  );
  return [...first, ...others];
}

function wantedOf(
  whom: Whom,
  { rows, chosen }: { readonly rows: readonly MemberRow[]; readonly chosen: readonly string[] },
): readonly string[] {
  if (whom.kind === 'chosen') return chosen;
  if (whom.kind === 'person') return [whom.keyHash];
  const found = whom.kind === 'due' ? rows.filter(isDue) : branchOf(rows, whom.keyHash);
  return found.map(({ keyHash }) => keyHash);
}

/** Of those shown, the ones that are ticked unless somebody says otherwise: whom I let end only if he is meant in person. */
export function tickedFirst(shown: readonly Candidate[], whom: Whom): readonly string[] {
  return shown
    .filter(({ row, obstacle }) => !obstacle && (whom.kind === 'person' || !row.letEnd))
    .map(({ row }) => row.keyHash);
}

/** What somebody shall be allowed to do: what he is, or something else. */
export type RoleWish = 'same' | Role;

/** What a membership becomes. */
export interface Outcome {
  readonly role: Role;
  /** Milliseconds since 1970 UTC. */
  readonly end: number;
  readonly isEndless: boolean;
  /** Whether the role is a lower one than before. */
  readonly isLower: boolean;
  /** Whether it gives less than the present one: then it is offered to him, and not taken by itself. */
  readonly isWeaker: boolean;
  /** Whether nothing is different from the present one: there is nothing to be signed. */
  readonly isSame: boolean;
}

/** What the membership of somebody becomes; `undefined` while no end is chosen. */
export function outcomeOf(
  row: MemberRow,
  { wish, until, group }: { wish: RoleWish; until: Until; group: Group },
): Outcome | undefined {
  const { end } = until;
  if (end === undefined) return undefined;
  const role = wish === 'same' ? row.role : wish;
  const isEndless = until.isMine && group.term.isEndless;
  const isLower = ROLES.indexOf(role) < ROLES.indexOf(row.role);
  const isSame = role === row.role && end === row.end;
  return { role, end, isEndless, isLower, isWeaker: isLower || end < row.end, isSame };
}

/**
 * What a credential with this role says: all that it takes in too. So whoever rises has every role
 * that he had, and the new credential is taken by itself.
 */
export function rolesUpTo(role: Role): readonly [Role, ...Role[]] {
  const below = ROLES.slice(0, ROLES.indexOf(role));
  return [role, ...below];
}
