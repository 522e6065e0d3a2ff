/** The time line of endings: how far each membership reaches from today on, and who ends with whom. */

import type { MemberRow } from '../peer.ts';
import { groupedBy } from './grouped.ts';

const DAY = 86_400_000;

/** Shorter lines than this would make a day look like a year. */
const SHORTEST = 30 * DAY;

/** Longer ones would make a year look like a day: what ends later reaches to the edge. */
const LONGEST = 5 * 366 * DAY;

/** The life that is left of one membership. */
export interface EndLine {
  readonly row: MemberRow;
  /** How many stand between him and the head of his group; 0 for the head. */
  readonly step: number;
  /** Of the whole line, 0 to 100; endless ones fill it. */
  readonly percent: number;
  /** It was cut to an older membership of whoever invited him, who was renewed since. */
  readonly isLeftBehind: boolean;
}

/** Somebody, and all who end with him. */
export interface EndGroup {
  readonly head: EndLine;
  /** Each behind whom he came through. */
  readonly under: readonly EndLine[];
}

/** The whole picture. */
export interface EndPicture {
  /** Whatever ends first on top. */
  readonly running: readonly EndGroup[];
  /** Where all have ended, the last one on top. */
  readonly ended: readonly EndGroup[];
  /** The moment at the far edge, milliseconds since 1970 UTC. */
  readonly reach: number;
}

/** How many of those under somebody end when he does; the others end earlier, with an older membership. */
export function endingWith({ head, under }: EndGroup): number {
  return under.filter(({ row }) => row.end >= head.row.end).length;
}

/** One group for each whose end is his own. */
export function endPictureOf(rows: readonly MemberRow[], now: number): EndPicture {
  const lengths = rows.filter(({ isEndless }) => !isEndless).map(({ end }) => end - now);
  // A little beyond the last one: "no end" shall reach further than any date.
  const longest = lengths.reduce((most, length) => Math.max(most, length), SHORTEST);
  const reach = now + Math.min(longest, LONGEST) * 1.05;
  const groups = groupsOf(rows, { now, reach });
  return {
    running: groups.filter((group) => !hasEnded(group)).toSorted(compareEnds),
    ended: groups.filter(hasEnded).toSorted((a, b) => compareEnds(b, a)),
    reach,
  };
}

/** What the lines are drawn between. */
interface Span {
  readonly now: number;
  readonly reach: number;
}

function groupsOf(rows: readonly MemberRow[], span: Span): readonly EndGroup[] {
  const known = new Map(rows.map((row) => [row.keyHash, row]));
  const isCut = ({ endsWithIssuer, issuerKeyHash }: MemberRow): boolean =>
    endsWithIssuer && known.has(issuerKeyHash);
  const cut = groupedBy(rows.filter(isCut), ({ issuerKeyHash }) => issuerKeyHash);
  const seen = new Set<string>();
  const follow = (row: MemberRow, step: number): readonly EndLine[] => {
    seen.add(row.keyHash);
    const next = (cut.get(row.keyHash) ?? []).filter(({ keyHash }) => !seen.has(keyHash));
    const isLeftBehind = step > 0 && row.end < (known.get(row.issuerKeyHash)?.end ?? 0);
    const own = { row, step, percent: percentOf(row, span), isLeftBehind };
    return [own, ...next.flatMap((other) => follow(other, step + 1))];
  };
  const gather = (row: MemberRow): readonly EndGroup[] => {
    const [head, ...under] = seen.has(row.keyHash) ? [] : follow(row, 0);
    return head ? [{ head, under }] : [];
  };
  // Whoever was cut to somebody who was cut to him is left over, and begins a group of his own.
  return [...rows.filter((row) => !isCut(row)), ...rows].flatMap(gather);
}

function percentOf({ end, isEndless }: MemberRow, { now, reach }: Span): number {
  const share = isEndless ? 1 : (end - now) / (reach - now);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

function hasEnded({ head, under }: EndGroup): boolean {
  return [head, ...under].every(({ row }) => row.stage === 'ended');
}

function compareEnds(a: EndGroup, b: EndGroup): number {
  return firstEndOf(a) - firstEndOf(b);
}

/** Whoever was left behind ends before the one whom he came through. */
function firstEndOf({ head, under }: EndGroup): number {
  return under.reduce((first, { row }) => Math.min(first, row.end), head.row.end);
}
