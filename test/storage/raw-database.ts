/** The hand of another program on the same database. */

import { openDB } from 'idb';
import type { Kind } from '../../src/core/stores.ts';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import type { Ground } from './ground.ts';

let grounds = 0;

/** A name that no other test of this page uses. */
export function freshName(): string {
  return `test-${Date.now()}-${grounds++}`;
}

/** A database of its own for each test. */
export function idbGround(name = freshName()): Ground {
  return {
    open: () => openIdbStore(name),
    plant: (kind, key, value) => plantIn(name, [kind, key, value]),
  };
}

async function plantIn(
  name: string,
  [kind, key, value]: readonly [Kind, string, unknown],
): Promise<void> {
  const database = await openDB(name);
  await database.put(kind, value, key);
  database.close();
}
