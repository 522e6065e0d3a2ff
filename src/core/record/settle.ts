/** Which of several versions of a record stays: the same one, in whatever order they come. */

import { errorOf } from '../errors.ts';
import type { Reason } from '../reasons.ts';
import type { RefusedRecord, Right } from './inquiry.ts';
import { compareTouches, compareVersions, slotOf, type SignedRecord } from './record.ts';
import { decodeSecurityProperties, isSameFounding } from './security-properties.ts';

/** What became of records that are right in themselves. */
export interface Settled {
  /** One in each slot where what is held was beaten. */
  readonly stored: readonly Right[];
  readonly known: number;
  readonly refused: readonly RefusedRecord[];
}

/**
 * Settles which of the versions stay, those that are held included.
 *
 * Security properties never change the founding that is held. So of two foundings that one key has
 * signed, each member keeps the one that came to him first: no rule could take it from him again.
 */
export function settle(right: readonly Right[], held: ReadonlyMap<string, SignedRecord>): Settled {
  const inOrder = right.toSorted((a, b) => a.at - b.at);
  const allowed = inOrder.filter((one) => !isRefounded(one, held));
  const winners = new Map<string, Right>();
  for (const one of allowed) {
    const slot = slotOf(one.record);
    const best = winners.get(slot)?.record ?? held.get(slot);
    if (best === undefined || compareVersions(one.record, best) > 0) winners.set(slot, one);
  }
  const stored = [...winners.values()];
  const refused = inOrder.flatMap((one) => refusalOf(one, { winners, held }));
  return { stored, known: right.length - stored.length - refused.length, refused };
}

interface Field {
  readonly winners: ReadonlyMap<string, Right>;
  readonly held: ReadonlyMap<string, SignedRecord>;
}

function refusalOf(one: Right, { winners, held }: Field): readonly RefusedRecord[] {
  const { at, record } = one;
  const refused = (reason: Reason, detail: string) => [
    { at, record, error: errorOf(reason, detail) },
  ];
  if (isRefounded(one, held)) return refused('record.fixed', 'other fixed properties');
  const stays = winners.get(slotOf(record))?.record ?? held.get(slotOf(record));
  const isLater = stays !== undefined && compareTouches(record, stays) > 0;
  return isLater ? refused('record.expiration', 'ends before the version that is here') : [];
}

/** Whether security properties change what never changes. */
function isRefounded(
  { record, properties }: Right,
  held: ReadonlyMap<string, SignedRecord>,
): boolean {
  const before = held.get(slotOf(record));
  if (properties === undefined || before === undefined) return false;
  return !isSameFounding(properties, decodeSecurityProperties(before.payload));
}
