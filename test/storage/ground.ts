/** A place where a store can be opened, several times. */

import { type Kind, type Store, KINDS } from '../../src/core/stores.ts';

export interface Ground {
  open(): Promise<Store>;
  /** Puts anything at all where the store keeps its values. */
  plant(kind: Kind, key: string, value: unknown): Promise<void>;
}

/** What is kept of every kind, as far as it is sound. */
export async function everythingIn(store: Store): Promise<readonly unknown[]> {
  return (await Promise.all(KINDS.map((kind) => store.list(kind)))).flat();
}
