/** The store on IndexedDB. */

import { type IDBPObjectStore, unwrap } from 'idb';
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
import { DATABASE_NAME, type Database, openDatabase } from './database.ts';
import { atTheDoor } from './failures.ts';
import { type Entry, damagedIn, soundValueOf, soundValuesOf } from './shapes.ts';
import { type Listener, Tidings } from './tidings.ts';
import { Turns } from './turns.ts';

/**
 * Opens the store of this browser.
 *
 * A connection that ends by itself is opened anew when the store is next used.
 *
 * @throws {PeerError} `storage.refused`, `storage.blocked`, `storage.newer`, `storage.open`
 */
export async function openIdbStore(name = DATABASE_NAME): Promise<Store> {
  const store = new IdbStore(name);
  await store.connect();
  return store;
}

type Reading = IDBPObjectStore<unknown, [Kind], Kind>;

/** What is read in the order of its keys, or of a field. */
interface Ordered {
  openCursor(range: IDBKeyRange, direction: 'prev'): Promise<Cursor | null>;
}

interface Cursor {
  readonly primaryKey: IDBValidKey;
  readonly value: unknown;
  continue(): Promise<Cursor | null>;
}

class IdbStore implements Store {
  readonly #name: string;
  readonly #turns: Turns;
  readonly #tidings: Tidings;
  #connection: Promise<Database> | undefined;
  #mayBeGone = false;
  #isClosed = false;

  constructor(name: string) {
    this.#name = name;
    this.#turns = new Turns(name);
    this.#tidings = new Tidings(name);
  }

  async connect(): Promise<Database> {
    if (this.#isClosed) fail('storage.refused', 'this store was closed');
    const forget = () => {
      if (this.#connection === connection) this.#connection = undefined;
    };
    const onended = (mayBeGone: boolean) => {
      this.#mayBeGone ||= mayBeGone;
      forget();
      this.#tidings.hear(KINDS);
    };
    const connection = (this.#connection ??= openDatabase(this.#name, { onended }));
    try {
      return await connection;
    } catch (cause) {
      forget();
      throw cause;
    }
  }

  async find<K extends Kind>(kind: K, key: string): Promise<Kept[K] | undefined> {
    const value: unknown = await this.#read(kind, (store) => store.get(key));
    return value === undefined ? undefined : soundValueOf(kind, [key, value]);
  }

  async list<K extends Kind>(kind: K): Promise<readonly Kept[K][]> {
    return soundValuesOf(kind, await this.#entriesOf(kind));
  }

  async findAll<K extends Kind>(
    kind: K,
    keys: readonly string[],
  ): Promise<readonly (Kept[K] | undefined)[]> {
    const values: readonly unknown[] = await this.#read(kind, (store) =>
      Promise.all(keys.map((key) => store.get(key))),
    );
    return keys.map((key, index) => soundValuesOf(kind, [[key, values[index]]])[0]);
  }

  async listStretch<K extends Kind>(
    kind: K,
    { by, from, to, limit, descending }: Stretch<K>,
  ): Promise<readonly Kept[K][]> {
    const range = IDBKeyRange.bound(from, to);
    const entries = await this.#read(kind, async (store) => {
      const ordered = by === undefined ? store : store.index(by);
      if (descending) return lastOf(ordered, range, limit);
      const reading = [ordered.getAllKeys(range, limit), ordered.getAll(range, limit)] as const;
      const [keys, values] = await Promise.all(reading);
      return entriesFrom(keys, values);
    });
    return soundValuesOf(kind, entries);
  }

  async listKeys(kind: Kind, { from, to }: KeyStretch): Promise<readonly string[]> {
    const keys = await this.#read(kind, (store) => store.getAllKeys(IDBKeyRange.bound(from, to)));
    return keys as string[];
  }

  async listDamaged(kinds = KINDS): Promise<readonly Damaged[]> {
    const damaged: Damaged[] = [];
    // One kind after the other: what large groups keep need not all be in memory at once.
    for (const kind of kinds) {
      damaged.push(...damagedIn(kind, await this.#entriesOf(kind)));
    }
    return damaged;
  }

  async write(changes: readonly Change[]): Promise<void> {
    verifyChanges(changes);
    if (changes.length === 0) return;
    const kinds = [...new Set(changes.map(kindOf))];
    const database = await this.connect();
    await atTheDoor(async () => {
      // A browser's own default may say "written" before anything has reached the disk.
      const writing = unwrap(database).transaction(kinds, 'readwrite', { durability: 'strict' });
      await writeAll(writing, withOwnBytes(changes));
    });
    // What is brought back, and deleted later, was not taken away.
    if (changes.some((change) => !('delete' in change) && kindOf(change) === 'identities')) {
      this.#mayBeGone = false;
    }
    if (!this.#isClosed) this.#tidings.tell(kinds);
  }

  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take(name, work);
  }

  listen(listener: Listener): () => void {
    return this.#tidings.listen(listener);
  }

  wasTakenAway(): boolean {
    return this.#mayBeGone;
  }

  close(): void {
    this.#isClosed = true;
    this.#tidings.close();
    void this.#connection?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  async #entriesOf(kind: Kind): Promise<Entry[]> {
    const [keys, values] = await this.#read(kind, (store) =>
      Promise.all([store.getAllKeys(), store.getAll()]),
    );
    return entriesFrom(keys, values);
  }

  /** Reads in a transaction of its own, and waits for its end too: nobody else would hear that it was aborted. */
  async #read<T>(kind: Kind, read: (store: Reading) => Promise<T>): Promise<T> {
    const database = await this.connect();
    return atTheDoor(async () => {
      const { store, done } = database.transaction(kind);
      const [result] = await Promise.all([read(store), done]);
      return result;
    });
  }
}

/** The last ones of a range, backwards: only a cursor reads no more than those. */
async function lastOf(
  ordered: Ordered,
  range: IDBKeyRange,
  limit = Infinity,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let cursor = limit > 0 ? await ordered.openCursor(range, 'prev') : null;
  while (cursor) {
    entries.push([cursor.primaryKey as string, cursor.value]);
    cursor = entries.length < limit ? await cursor.continue() : null;
  }
  return entries;
}

function entriesFrom(keys: readonly IDBValidKey[], values: readonly unknown[]): Entry[] {
  return keys.map((key, index): Entry => [key as string, values[index]]);
}

/** Puts every change into one transaction and waits for its end; the first failure undoes it all. */
async function writeAll(writing: IDBTransaction, changes: readonly Change[]): Promise<void> {
  const end = endOf(writing);
  try {
    for (const change of changes) put(writing, change);
  } catch (cause) {
    // A value that cannot be cloned is refused before there is a request: the earlier ones would stay.
    writing.abort();
    await end.catch(() => undefined);
    throw cause;
  }
  await end;
}

/** Without a promise for each: an update may bring thousands, and the transaction says what failed first. */
function put(writing: IDBTransaction, change: Change): void {
  const store = writing.objectStore(kindOf(change));
  const key = changedKeyOf(change);
  if ('delete' in change) store.delete(key);
  else if ('add' in change) store.add(change.value, key);
  else store.put(change.value, key);
}

/** Resolves when a transaction is on disk; rejects with what has undone it. */
function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => {
      reject(transaction.error ?? new DOMException('undone', 'AbortError'));
    });
  });
}
