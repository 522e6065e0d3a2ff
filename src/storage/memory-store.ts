/**
 * The store in memory, for tests and for whoever wants nothing kept.
 *
 * Everything goes in and out as a structured clone, as it does with IndexedDB.
 */

import { fail } from '../core/errors.ts';
import {
  type Change,
  type Damaged,
  type Kept,
  type Kind,
  KINDS,
  type Store,
} from '../core/stores.ts';
import { changedKeyOf, kindOf, verifyChanges } from './changes.ts';
import { atTheDoor } from './failures.ts';
import { type Entry, damagedKeysOf, soundValueOf, soundValuesOf } from './shapes.ts';
import { Turns } from './turns.ts';

type Shelf = ReadonlyMap<string, unknown>;

/** What outlives a memory store that is closed. Shelves are replaced, never changed. */
export interface Memory {
  shelves: Readonly<Record<Kind, Shelf>>;
}

/** A memory with nothing in it. */
export function emptyMemory(): Memory {
  const nothing: Shelf = new Map();
  return {
    shelves: {
      identities: nothing,
      memberships: nothing,
      invitations: nothing,
      handovers: nothing,
      steps: nothing,
      choices: nothing,
    },
  };
}

/** Opens a store on a memory; two stores on the same one see each other's changes. */
export function createMemoryStore(memory: Memory = emptyMemory()): Store {
  return new MemoryStore(memory);
}

class MemoryStore implements Store {
  readonly #memory: Memory;
  readonly #turns = new Turns();
  #isClosed = false;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async find<K extends Kind>(kind: K, key: string): Promise<Kept[K] | undefined> {
    return this.#atTheDoor((shelves) => {
      const value = shelves[kind].get(key);
      return value === undefined ? undefined : soundValueOf(kind, [key, structuredClone(value)]);
    });
  }

  async list<K extends Kind>(kind: K): Promise<readonly Kept[K][]> {
    return this.#atTheDoor((shelves) => soundValuesOf(kind, entriesOf(shelves[kind])));
  }

  async listDamaged(): Promise<readonly Damaged[]> {
    return this.#atTheDoor((shelves) =>
      KINDS.flatMap((kind) =>
        damagedKeysOf(kind, entriesOf(shelves[kind])).map((key) => ({ kind, key })),
      ),
    );
  }

  async write(changes: readonly Change[]): Promise<void> {
    verifyChanges(changes);
    await this.#atTheDoor((shelves) => {
      this.#memory.shelves = changes
        .map((change) => structuredClone(change))
        .reduce(changed, shelves);
    });
  }

  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take(name, work);
  }

  close(): void {
    this.#isClosed = true;
  }

  #atTheDoor<T>(work: (shelves: Memory['shelves']) => T): Promise<T> {
    return atTheDoor(() => {
      if (this.#isClosed) fail('storage.refused', 'this store was closed');
      return Promise.resolve(work(this.#memory.shelves));
    });
  }
}

/** The shelves after one change; those before it stay as they are, should a later one be refused. */
function changed(shelves: Memory['shelves'], change: Change): Memory['shelves'] {
  const kind = kindOf(change);
  const key = changedKeyOf(change);
  const shelf = new Map(shelves[kind]);
  if ('delete' in change) {
    shelf.delete(key);
  } else {
    if ('add' in change && shelf.has(key)) fail('storage.exists', `${kind} ${JSON.stringify(key)}`);
    shelf.set(key, change.value);
  }
  return { ...shelves, [kind]: shelf };
}

/** In the order of IndexedDB: by UTF-16 code units. */
function entriesOf(shelf: Shelf): Entry[] {
  const entries = structuredClone([...shelf]);
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
