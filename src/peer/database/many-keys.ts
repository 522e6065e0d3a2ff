/** Several kept things of a group, looked up by their keys, however many. */

import { allInGroup, type Kept, type Kind, type Store } from '../../core/stores.ts';

/** The most that are looked up one by one: of more it is asked first which there are at all. */
const FEW = 100;

/** Those that are there and not damaged. */
export async function findKnown<K extends Kind>(
  store: Store,
  { kind, group }: { readonly kind: K; readonly group: string },
  keys: readonly string[],
): Promise<readonly Kept[K][]> {
  const wanted = keys.length > FEW ? await keysThere(store, { kind, group }, keys) : keys;
  const kept = await store.findAll(kind, wanted);
  return kept.filter((value) => value !== undefined);
}

async function keysThere(
  store: Store,
  { kind, group }: { readonly kind: Kind; readonly group: string },
  keys: readonly string[],
): Promise<readonly string[]> {
  const there = new Set(await store.listKeys(kind, allInGroup(group)));
  return keys.filter((key) => there.has(key));
}
