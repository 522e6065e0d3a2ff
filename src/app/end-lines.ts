/** The time line of endings: how far each membership reaches, beside the others. */

import type { Member } from '../peer.ts';

/** Shorter lines than this would make a day look like a year. */
const SHORTEST = 30 * 86_400_000;

export interface EndLine {
  readonly member: Member;
  /** Of the whole line, 0 to 100; endless ones fill it. */
  readonly percent: number;
}

/** One line a member, the first to end on top. */
export function endLinesOf(members: readonly Member[], now: number): readonly EndLine[] {
  const ends = members.filter(({ term }) => !term.isEndless).map(({ term }) => term.end);
  // A little beyond the last one: "no end" shall reach further than any date.
  const reach = Math.max(...ends.map((end) => end - now), SHORTEST) * 1.15;
  return members
    .toSorted((a, b) => a.term.end - b.term.end)
    .map((member) => {
      const share = member.term.isEndless ? 1 : Math.max(0, (member.term.end - now) / reach);
      return { member, percent: Math.round(100 * share) };
    });
}
