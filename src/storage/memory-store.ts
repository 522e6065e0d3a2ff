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
  type KeyStretch,
  type Kind,
  KINDS,
  type Store,
  type Stretch,
} from '../core/stores.ts';
import { changedKeyOf, kindOf, verifyChanges, withOwnBytes } from './changes.ts';
import { atTheDoor } from './failures.ts';
import { type Entry, damagedIn, soundValueOf, soundValuesOf } from './shapes.ts';
import type { Listener } from './tidings.ts';
import { Turns } from './turns.ts';

type Shelf = ReadonlyMap<string, unknown>;

/** What outlives a memory store that is closed. Shelves are replaced, never changed. */
export interface Memory {
  shelves: Readonly<Record<Kind, Shelf>>;
}

/** Who listens on a memory, with the store that each of them has it from. */
const listening = new WeakMap<Memory, Map<Listener, Store>>();

/** A memory with nothing in it. */
export function emptyMemory(): Memory {
  const shelves = KINDS.map((kind): [Kind, Shelf] => [kind, new Map()]);
  return { shelves: Object.fromEntries(shelves) as Memory['shelves'] };
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

  async findAll<K extends Kind>(
    kind: K,
    keys: readonly string[],
  ): Promise<readonly (Kept[K] | undefined)[]> {
    return this.#atTheDoor((shelves) =>
      keys.map((key) => {
        const value = structuredClone(shelves[kind].get(key));
        return soundValuesOf(kind, [[key, value]])[0];
      }),
    );
  }

  async listStretch<K extends Kind>(
    kind: K,
    { by, from, to, limit, descending }: Stretch<K>,
  ): Promise<readonly Kept[K][]> {
    return this.#atTheDoor((shelves) => {
      const places = [...shelves[kind]].map((entry) => [placeOf(entry, by), entry] as const);
      const found = places
        .filter(([place]) => place !== undefined && from <= place && place <= to)
        .sort(([a = '', { 0: first }], [b = '', { 0: second }]) =>
          a === b ? compareText(first, second) : compareText(a, b),
        );
      const wanted = (descending ? found.reverse() : found).slice(0, limit);
      return soundValuesOf(
        kind,
        wanted.map(([, entry]) => structuredClone(entry)),
      );
    });
  }

  async listKeys(kind: Kind, { from, to }: KeyStretch): Promise<readonly string[]> {
    return this.#atTheDoor((shelves) => {
      const keys = [...shelves[kind].keys()].filter((key) => from <= key && key <= to);
      return keys.sort(compareText);
    });
  }

  async listDamaged(kinds = KINDS): Promise<readonly Damaged[]> {
    return this.#atTheDoor((shelves) =>
      kinds.flatMap((kind) => damagedIn(kind, entriesOf(shelves[kind]))),
    );
  }

  async write(changes: readonly Change[]): Promise<void> {
    verifyChanges(changes);
    await this.#atTheDoor((shelves) => {
      this.#memory.shelves = changed(
        shelves,
        withOwnBytes(changes).map((change) => structuredClone(change)),
      );
    });
    if (changes.length > 0) this.#tell([...new Set(changes.map(kindOf))]);
  }

  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take(name, work);
  }

  listen(listener: Listener): () => void {
    const listeners = listening.get(this.#memory) ?? new Map<Listener, Store>();
    listening.set(this.#memory, listeners.set(listener, this));
    return () => listeners.delete(listener);
  }

  wasTakenAway(): boolean {
    return false;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Later, as a channel between pages does. */
  #tell(kinds: readonly Kind[]): void {
    for (const [listener, store] of listening.get(this.#memory) ?? []) {
      if (store !== this) queueMicrotask(() => listener(kinds));
    }
  }

  #atTheDoor<T>(work: (shelves: Memory['shelves']) => T): Promise<T> {
    return atTheDoor(() => {
      if (this.#isClosed) fail('storage.refused', 'this store was closed');
      return Promise.resolve(work(this.#memory.shelves));
    });
  }
}

/** The shelves after some changes; those before them stay as they are, should one be refused. */
function changed(shelves: Memory['shelves'], changes: readonly Change[]): Memory['shelves'] {
  const kinds = new Set(changes.map(kindOf));
  const copies = new Map([...kinds].map((kind) => [kind, new Map(shelves[kind])]));
  for (const change of changes) {
    const shelf = copies.get(kindOf(change));
    if (shelf !== undefined) changeIn(shelf, change);
  }
  return { ...shelves, ...Object.fromEntries(copies) };
}

function changeIn(shelf: Map<string, unknown>, change: Change): void {
  const key = changedKeyOf(change);
  if ('delete' in change) {
    shelf.delete(key);
    return;
  }
  const isThere = 'add' in change && shelf.has(key);
  if (isThere) fail('storage.exists', `${kindOf(change)} ${JSON.stringify(key)}`);
  shelf.set(key, change.value);
}

/** In the order of IndexedDB: by UTF-16 code units. */
function entriesOf(shelf: Shelf): Entry[] {
  const entries = structuredClone([...shelf]);
  return entries.sort(([a], [b]) => compareText(a, b));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where something stands in an order; as in IndexedDB, what has no text there stands nowhere. */
function placeOf([key, value]: Entry, by: string | undefined): string | undefined {
  if (by === undefined) return key;
  const place = (value as Readonly<Record<string, unknown>> | null)?.[by];
  return typeof place === 'string' ? place : undefined;
}
