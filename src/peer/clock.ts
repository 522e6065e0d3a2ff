/**
 * The clock of this device beside the latest time that it has ever shown. A clock that was set is
 * pointed out, and one that has jumped far ahead makes nothing be forgotten before somebody has said
 * that it is right. Nor does any other jump before it has lasted until another day: what is forgotten,
 * is forgotten by the last moment of an earlier day on which this browser was used.
 */

import type { Change, Store } from '../core/stores.ts';
import { DAY, MINUTE } from '../core/validity.ts';
import type { Context } from './context.ts';
import type { ClockReading } from './keeping-types.ts';

/** How far the time may go on between two uses of this browser without being asked about. */
export const MAX_AHEAD = 400 * DAY;

/** How far a clock may be set back, as it is when it is put right by the network. */
const MAX_BEHIND = 5 * MINUTE;

/** How far the time goes on before it is written down again. */
const NOTED_EVERY = MINUTE;

const LATEST = 'latest';
const SETTLED = 'settled';

/** What the clock says, and what to make of it. */
export async function readClock(context: Pick<Context, 'store' | 'now'>): Promise<ClockReading> {
  return readingBeside(context, await markOf(context.store));
}

async function readingBeside(
  { store, now: clock }: Pick<Context, 'store' | 'now'>,
  mark: number | undefined,
): Promise<ClockReading> {
  const now = clock();
  const latest = mark ?? (await latestWithoutMark(store));
  if (latest === undefined) return { now, latest: now, state: 'fine' };
  const isAhead = now > latest + MAX_AHEAD;
  return { now, latest, state: isAhead ? 'ahead' : now < latest - MAX_BEHIND ? 'behind' : 'fine' };
}

/**
 * The moment by which things may be judged, and which may be written down as having been: that of
 * the clock, or, while that has jumped far ahead, the latest time before it.
 */
export async function trustedNow(context: Pick<Context, 'store' | 'now'>): Promise<number> {
  const { now, latest, state } = await readClock(context);
  return state === 'ahead' ? latest : now;
}

/** The moment by which things are forgotten: no later than the last one of an earlier day of use. */
export async function settledNow({ store, now }: Pick<Context, 'store' | 'now'>): Promise<number> {
  const [mark] = await store.findAll('marks', [SETTLED]);
  return Math.min(now(), mark?.at ?? 0);
}

/**
 * The changes that note how late it is, where it is later than noted, and is believed. To be used, and
 * written, in the turn of a group or of identities: else what somebody has just said of the clock could
 * be overwritten by what it was before.
 */
export async function notingTime(
  context: Pick<Context, 'store' | 'now'>,
): Promise<readonly Change[]> {
  const mark = await markOf(context.store);
  const { now, state } = await readingBeside(context, mark);
  const isNoted = mark !== undefined && now < mark + NOTED_EVERY;
  if (state === 'ahead' || isNoted) return [];
  const isAnotherDay = mark !== undefined && dayOf(now) > dayOf(mark);
  return isAnotherDay ? [noted(LATEST, now), noted(SETTLED, mark)] : [noted(LATEST, now)];
}

/**
 * The changes after which what the person says is right holds from now on, be it earlier or far later:
 * no mark lies ahead of it.
 */
export async function acceptingTime(store: Store, now: number): Promise<readonly Change[]> {
  const ahead = (await store.list('marks')).filter(({ id, at }) => id !== LATEST && at > now);
  return [...ahead.map(({ id }) => noted(id, now)), noted(LATEST, now)];
}

/** A moment that something from elsewhere names, as it can be written down: not to come, nor before 1970. */
export function pastMoment(at: number, now: number): number {
  return Math.max(0, Math.min(now, at));
}

function noted(id: string, at: number): Change {
  return { put: 'marks', value: { id, at } };
}

function dayOf(at: number): number {
  return Math.floor(at / DAY);
}

/** A browser of earlier days has noted it with its groups and identities alone. */
async function latestWithoutMark(store: Store): Promise<number | undefined> {
  const moments = [
    ...(await store.list('databases')).map(({ latest }) => latest),
    ...(await store.list('identities')).map(({ created }) => created),
  ];
  return moments.length === 0 ? undefined : Math.max(...moments);
}

async function markOf(store: Store): Promise<number | undefined> {
  const [mark] = await store.findAll('marks', [LATEST]);
  return mark?.at;
}
