import type { MemberRow } from '../peer.ts';
import { endPictureOf, type EndGroup, type EndLine } from './end-lines.ts';

/** How many groups are drawn at first, and how many come to them when they are asked for. */
const FIRST = 20;
const NEXT = 40;

/** Of those who end with somebody, so many are drawn at first; one more is not worth a button. */
const FEW = 4;
const NEXT_UNDER = 50;

/** The time line of endings on a screen: how much of it is drawn, however many there are. */
export class EndsView {
  readonly #rows: () => readonly MemberRow[];
  readonly #now: () => number;
  readonly picture = $derived.by(() => endPictureOf(this.#rows(), this.#now()));
  /** How many memberships have ended, with all who ended with them. */
  readonly ended = $derived.by(() =>
    this.picture.ended.reduce((count, { under }) => count + 1 + under.length, 0),
  );
  isEndedShown = $state(false);
  #limits = $state.raw({ running: FIRST, ended: FIRST });
  /** How many are drawn under somebody, by the hash of his key. */
  #under = $state.raw<Readonly<Record<string, number | undefined>>>({});
  readonly drawnRunning = $derived.by(() => this.picture.running.slice(0, this.#limits.running));
  readonly drawnEnded = $derived.by(() =>
    this.isEndedShown ? this.picture.ended.slice(0, this.#limits.ended) : [],
  );
  /** Hashes of the keys of all who are drawn. */
  readonly drawn = $derived.by(() =>
    [...this.drawnRunning, ...this.drawnEnded].flatMap((group) =>
      [group.head, ...this.under(group)].map(({ row }) => row.keyHash),
    ),
  );

  constructor(rows: () => readonly MemberRow[], now: () => number) {
    this.#rows = rows;
    this.#now = now;
  }

  hasMore(part: 'running' | 'ended'): boolean {
    return this.#limits[part] < this.picture[part].length;
  }

  showMore(part: 'running' | 'ended'): void {
    this.#limits = { ...this.#limits, [part]: this.#limits[part] + NEXT };
  }

  /** Of those who end with somebody, the ones that are drawn. */
  under({ head, under }: EndGroup): readonly EndLine[] {
    const limit = this.#under[head.row.keyHash] ?? FEW;
    return under.length <= limit + 1 ? under : under.slice(0, limit);
  }

  /** Whether more of them are drawn than at first. */
  isUnfolded({ head }: EndGroup): boolean {
    return this.#under[head.row.keyHash] !== undefined;
  }

  showMoreUnder({ head: { row } }: EndGroup): void {
    const before = this.#under[row.keyHash] ?? FEW;
    this.#under = { ...this.#under, [row.keyHash]: before + NEXT_UNDER };
  }

  showFewUnder({ head: { row } }: EndGroup): void {
    this.#under = { ...this.#under, [row.keyHash]: undefined };
  }
}
