/** The turns of all groups and of identities at once: for what nothing else may be written beside. */

import type { Store } from '../core/stores.ts';
import { EVERY_KEY } from './every-key.ts';
import { inTurnOfIdentities } from './identity/identities.ts';

/**
 * Does some work while nobody reads, judges and writes anything of a group or an identity: what is
 * being opened just now comes before it, and not behind.
 */
export async function inTurnOfEverything(store: Store, work: () => Promise<void>): Promise<void> {
  const memberships = await store.listKeys('memberships', EVERY_KEY);
  const databases = await store.listKeys('databases', EVERY_KEY);
  const groups = memberships.map((key) => key.slice(key.indexOf('\0') + 1));
  await inTurnOfAll(store, [...new Set([...groups, ...databases])].toSorted(), work);
}

/** One turn within the other, in the order of their names: two who do this never wait for each other. */
async function inTurnOfAll(
  store: Store,
  [first, ...others]: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  await (first === undefined
    ? inTurnOfIdentities(store, work)
    : store.inTurn(first, () => inTurnOfAll(store, others, work)));
}
