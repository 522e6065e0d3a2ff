/** What the first screen puts in front: memberships that need something done. */

import type { Group } from '../peer.ts';

const URGENCY: readonly Group['term']['stage'][] = ['ended', 'urgent', 'soon', 'not-yet'];

/** Groups whose membership needs attention, the most pressing first. */
export function needingAttention(groups: readonly Group[]): readonly Group[] {
  return groups
    .filter(({ term }) => URGENCY.includes(term.stage))
    .toSorted(
      (a, b) =>
        URGENCY.indexOf(a.term.stage) - URGENCY.indexOf(b.term.stage) || a.term.end - b.term.end,
    );
}

/** How much of a membership is over, in whole percent from 0 to 100. */
export function usedPercent({ start, end }: Group['term'], now: number): number {
  const share = (now - start) / (end - start);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

/** Two hundred years: beyond it a date says nothing to anybody. */
const NO_PRACTICAL_END = 200 * 365.25 * 86_400_000;

/** Whether a certificate has no practical end. */
export function isEndless({ end }: { readonly end: number }, now: number): boolean {
  return end - now > NO_PRACTICAL_END;
}
