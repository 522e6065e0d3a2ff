/** How long a membership shall last: what may be chosen, and what comes of it. */

import type { Term } from '../peer.ts';

export const UNTIL_CHOICES = ['month', 'half', 'year', 'mine', 'date'] as const;
export type UntilChoice = (typeof UNTIL_CHOICES)[number];

const MONTHS = { month: 1, half: 6, year: 12 } as const;

/** What comes of a choice. */
export interface Until {
  /** Milliseconds since 1970 UTC; `undefined` where no day is chosen yet, or one that is over. */
  readonly end: number | undefined;
  /** Whether it was cut to the end of my own membership. */
  readonly isClamped: boolean;
  /** Whether it ends with mine, wished so or not. */
  readonly isMine: boolean;
}

/**
 * The end of a membership, never beyond that of the issuer's.
 *
 * @param date the day of the choice `date`, as an input of that type writes it: `2027-05-03`
 */
export function untilOf(
  choice: UntilChoice,
  date: string,
  { now, mine }: { now: number; mine: Pick<Term, 'end'> },
): Until {
  const wished = wishedEnd(choice, date, now);
  const none = { end: undefined, isClamped: false, isMine: false };
  if (wished === undefined || Number.isNaN(wished)) return none;
  if (wished >= mine.end) return { end: mine.end, isClamped: choice !== 'mine', isMine: true };
  return { end: wished > now ? wished : undefined, isClamped: false, isMine: false };
}

function wishedEnd(choice: UntilChoice, date: string, now: number): number | undefined {
  if (choice === 'mine') return Number.POSITIVE_INFINITY;
  if (choice === 'date') return date === '' ? undefined : endOfDay(date);
  const end = new Date(now);
  const day = end.getDate();
  end.setMonth(end.getMonth() + MONTHS[choice]);
  // A month after 31 January is the last of February, not a day in March.
  if (end.getDate() !== day) end.setDate(0);
  return Math.floor(end.getTime() / 1000) * 1000;
}

/** The last second of a day in the zone of the person. */
function endOfDay(date: string): number {
  return new Date(`${date}T23:59:59`).getTime();
}

/** The first moment of a day in the zone of the person; `undefined` where no day is chosen. */
export function startOfDay(date: string): number | undefined {
  return date === '' ? undefined : new Date(`${date}T00:00:00`).getTime();
}

/** A moment as an input of the type `date` writes it, in the zone of the person. */
export function dateOf(time: number): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
