/** Records that ended long ago: they go, but for memberships by which others are judged. */

import { decodeMembership } from '../../core/record/membership.ts';
import { decodeRecord, RECORD_TYPE, timeOf, type SignedRecord } from '../../core/record/record.ts';
import type { StoredRecord } from '../../core/stored-group.ts';
import { allInGroup, inGroup, sortableTime, type Change } from '../../core/stores.ts';
import { DAY } from '../../core/validity.ts';
import { readAll, type Context } from '../context.ts';
import { idOf } from '../../core/certificate/hashes.ts';
import { findKnown } from './many-keys.ts';

/** How long a record is kept behind its end. */
const KEPT_ENDED = 90 * DAY;

/** What becomes of a group's records as its time goes on. */
export interface Ageing {
  /** Those of the new ones that are kept. */
  readonly kept: readonly SignedRecord[];
  /** The changes that delete what is kept no longer. */
  readonly forgetting: readonly Change[];
}

/** By what things age, in milliseconds since 1970 UTC. */
export interface Age {
  /** Records that are about to be written. */
  readonly fresh: readonly SignedRecord[];
  /** The highest time ever seen in the group. */
  readonly latest: number;
  /** The moment by which things are forgotten, see {@link settledNow}. */
  readonly settled: number;
}

/** Whether something has ended so long ago that it is not kept. */
export function isLongOver(expires: number, latest: number): boolean {
  return expires + KEPT_ENDED < latest;
}

/**
 * What ended long ago goes. A membership stays while another record bears a credential in it: an
 * administrator may have prolonged that record beyond the membership of its creator, and whoever
 * joins later could not judge it without.
 *
 * What is here goes by a moment that is settled, what is new by the latest one: that can come again.
 */
export async function ageing(context: Context, group: string, age: Age): Promise<Ageing> {
  const { fresh, latest, settled } = age;
  const held = await endedLongAgo(context, group, settled);
  const isOver = ({ expires }: SignedRecord) => isLongOver(timeOf(expires), latest);
  const over = [...held, ...fresh.filter(isOver)].filter(isMembership);
  const borne = over.length === 0 ? [] : await borneIn(context, group, { fresh, settled });
  const needed = fewestWith(borne, await endedIn(context, over, latest));
  return {
    kept: fresh.filter((record) => !isOver(record) || needed.has(record)),
    forgetting: held
      .filter((record) => !needed.has(record))
      .map(({ slot }) => ({ delete: 'records', key: inGroup(group, slot) })),
  };
}

async function endedLongAgo(
  { store }: Context,
  group: string,
  latest: number,
): Promise<readonly StoredRecord[]> {
  const { from } = allInGroup(group);
  const to = inGroup(group, sortableTime(latest - KEPT_ENDED - 1));
  return store.listStretch('records', { by: 'ending', from, to });
}

/** The credentials that the records of applications bear, as far as they have not ended long ago. */
async function borneIn(
  { store }: Context,
  group: string,
  { fresh, settled }: Omit<Age, 'latest'>,
): Promise<readonly string[]> {
  const memberships = inGroup(group, RECORD_TYPE.membership);
  const keys = await store.listKeys('records', allInGroup(group));
  const others = keys.filter((key) => !key.startsWith(memberships));
  const held = await findKnown(store, { kind: 'records', group }, others);
  const read = await readAll(held, async ({ bytes }) => decodeRecord(bytes));
  const bearing = [...read, ...fresh.filter((record) => !isMembership(record))];
  return bearing
    .filter(({ expires }) => !isLongOver(timeOf(expires), settled))
    .flatMap((record) => [record.creatorCredential, record.toucherCredential]);
}

/** A membership record, with the ids of the credentials in it that have ended as well. */
interface Ended {
  readonly record: SignedRecord | StoredRecord;
  readonly ids: readonly string[];
}

/** Those that have not ended stand in records that stay anyhow. */
async function endedIn(
  { certificates }: Context,
  over: readonly Ended['record'][],
  latest: number,
): Promise<readonly Ended[]> {
  return readAll(over, async (record) => {
    const ders = decodeMembership(decodeRecord(record.bytes).payload);
    const all = await Promise.all(ders.map((der) => certificates.decode(der)));
    const ended = all.filter(({ validity }) => isLongOver(validity.end, latest));
    return { record, ids: await Promise.all(ended.map(idOf)) };
  });
}

/** Records that hold all of some credentials, as far as there are any. */
function fewestWith(
  borne: readonly string[],
  over: readonly Ended[],
): ReadonlySet<Ended['record']> {
  const missing = new Set(borne);
  const needed = new Set<Ended['record']>();
  for (const { record, ids } of over) {
    if (ids.some((id) => missing.has(id))) needed.add(record);
    for (const id of ids) missing.delete(id);
  }
  return needed;
}

function isMembership({ type }: { readonly type: string }): boolean {
  return type === RECORD_TYPE.membership;
}
