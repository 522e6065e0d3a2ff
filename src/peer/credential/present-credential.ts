/**
 * Which credential of somebody counts as his present one, of all that are known of his key: the same
 * in whatever order they came.
 */

import { bytesEqual } from '../../core/bytes.ts';
import { compareCredentials } from '../../core/credential.ts';
import { canIssue, ROLES } from '../../core/role.ts';
import type { KnownCredential, StoredMember } from '../../core/stored-group.ts';
import { DAY } from '../../core/validity.ts';

/** How long a credential counts behind its end. */
export const COUNTS_ENDED = 90 * DAY;

/** The most that are kept of somebody besides the present one. */
const MAX_OTHERS = 15;

/** Some credentials of one key, and one more: each once, the oldest first. */
export function withCredential(
  known: readonly KnownCredential[],
  met: KnownCredential,
): readonly KnownCredential[] {
  const before = known.find(({ der }) => bytesEqual(der, met.der));
  if (before === undefined) return [...known, met].toSorted(compareKnown);
  const kept = ofSame(before, met);
  return known.map((one) => (one === before ? kept : one));
}

/**
 * The present one. Mine is the one that I hold. Of somebody else it is looked at from the oldest to
 * the newest, without those that have not begun: the next one takes the place of the one before it
 * if whoever signed it may issue all roles of that one and it gives no less, or its owner was seen to
 * hold it; or if that one has ended and the name stays. So nobody is given less against his will, or
 * renamed by a member who could not have given him what he has.
 *
 * @param known the oldest first, one at least
 * @param now milliseconds since 1970 UTC
 */
export function presentOf<T extends KnownCredential>(known: readonly T[], now: number): T {
  const mine = known.findLast(({ source }) => source === 'me');
  if (mine !== undefined) return mine;
  const begun = known.filter(({ start }) => start <= now);
  const fresh = begun.filter(({ end }) => now - end <= COUNTS_ENDED);
  const counting = [fresh, begun].find(({ length }) => length > 0) ?? known;
  return counting.reduce((present, next) => (isReplacing(next, present, now) ? next : present));
}

/** Of those that are not the present one, whichever can still count: the newest, and those last that have not begun. */
export function othersOf(
  known: readonly KnownCredential[],
  present: KnownCredential,
  now: number,
): readonly KnownCredential[] {
  const others = known.filter((one) => one !== present && now - one.end <= COUNTS_ENDED);
  const begun = others.filter(({ start }) => start <= now);
  const toCome = others.filter(({ start }) => start > now);
  return [...toCome, ...begun].slice(-MAX_OTHERS).toSorted(compareKnown);
}

/** The newest of somebody that has begun, whether it counts or not: what is issued next has to be newer. */
export function newestOf(row: StoredMember, now: number): KnownCredential | undefined {
  const begun = [row, ...row.others].filter(({ start }) => start <= now);
  return begun.toSorted(compareKnown).at(-1);
}

/** The newest that is on offer: signed, in time, and as far as is known not taken by its owner. */
export function offeredIn(row: StoredMember, now: number): KnownCredential | undefined {
  const offered = row.others.filter(
    (one) => one.start <= now && now <= one.end && compareKnown(one, row) > 0,
  );
  return offered.toSorted(compareKnown).at(-1);
}

/** Which of two is the newer: above 0 if the first. */
export function compareKnown(a: KnownCredential, b: KnownCredential): number {
  return compareCredentials({ validity: a, der: a.der }, { validity: b, der: b.der });
}

function isReplacing(next: KnownCredential, present: KnownCredential, now: number): boolean {
  const { roles, peerName, friendlyName, end } = present;
  const isIssuable = roles.every((role) => canIssue([next.issuerRole], role));
  if (isIssuable && (next.isHeld === true || givesNoLess(next, present))) return true;
  const isRenamed = next.peerName !== peerName || next.friendlyName !== friendlyName;
  return !isRenamed && end < now;
}

/** What its owner takes unasked, as far as the two say it. */
function givesNoLess(next: KnownCredential, present: KnownCredential): boolean {
  return next.end >= present.end && present.roles.every((role) => next.roles.includes(role));
}

/** The same certificate on two ways: mine, or else the one through whoever may issue more. Held once, it stays so. */
function ofSame(before: KnownCredential, met: KnownCredential): KnownCredential {
  const { source, since } = before;
  if (source === 'me') return before;
  if (met.source === 'me') return { ...met, since };
  const kept = compareWays(met, before) > 0 ? { ...met, source, since } : before;
  const isNew = met.isHeld === true && before.isHeld !== true;
  return isNew || kept !== before ? withHolding(kept, before, met) : before;
}

function withHolding(kept: KnownCredential, ...all: readonly KnownCredential[]): KnownCredential {
  return all.some(({ isHeld }) => isHeld === true) ? { ...kept, isHeld: true } : kept;
}

function compareWays(a: KnownCredential, b: KnownCredential): number {
  const rank = ROLES.indexOf(a.issuerRole) - ROLES.indexOf(b.issuerRole);
  if (rank !== 0 || a.issuer === b.issuer) return rank;
  return a.issuer > b.issuer ? 1 : -1;
}
