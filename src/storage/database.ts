/**
 * The database of this project: its versions and the opening of it.
 *
 * One object store for each kind, under explicit keys; what stands in a value is no business of
 * the schema, {@link ./shapes.ts} judges it at every reading.
 */

import { type IDBPDatabase, openDB } from 'idb';
import { fail } from '../core/errors.ts';
import { atTheDoor } from './failures.ts';

/** Name of the database in a browser. */
export const DATABASE_NAME = 'conclave';

/** How long an opening may take, in milliseconds. */
export const PATIENCE = 2500;

/** An open connection. */
export type Database = IDBPDatabase;

/** What brings the database from one version to the next. */
export type Migration = (database: Database) => void;

/**
 * The migration at place n leads from version n to n + 1. It names the object stores of its own
 * time, not those of today; one that was published is never changed again.
 */
export const MIGRATIONS: readonly Migration[] = [
  createFirstStores,
  addHandovers,
  addGroupDatabases,
  addRecoveries,
];

function createFirstStores(database: Database): void {
  for (const kind of ['identities', 'memberships', 'invitations', 'steps', 'choices']) {
    database.createObjectStore(kind);
  }
}

/** What was handed out is remembered from here on. */
function addHandovers(database: Database): void {
  database.createObjectStore('handovers');
}

/** Groups have records from here on, and members that are found without reading all of them. */
function addGroupDatabases(database: Database): void {
  for (const kind of ['aside', 'credentials', 'contacts', 'acts', 'databases']) {
    database.createObjectStore(kind);
  }
  database.createObjectStore('records').createIndex('ending', 'ending');
  const members = database.createObjectStore('members');
  for (const order of ['order', 'due']) members.createIndex(order, order);
}

/** Keys that were sealed under a password are kept from here on, and moments of this device. */
function addRecoveries(database: Database): void {
  for (const kind of ['recoveries', 'marks']) database.createObjectStore(kind);
}

export interface OpeningOptions {
  /** Another schema, for tests of an upgrade. */
  readonly migrations?: readonly Migration[];
  /**
   * Told when the connection ended by itself: given up for an upgrade in another tab, or cut by the
   * browser; and whether the database may be gone with it.
   */
  readonly onended?: (mayBeGone: boolean) => void;
}

/**
 * Opens the database, which it creates or brings to the present version first.
 *
 * The connection is given up as soon as another tab wants to upgrade or to delete the database:
 * a connection that stays would make every later opening wait for ever, without an event.
 *
 * @throws {PeerError} `storage.blocked` if it takes longer than {@link PATIENCE}, as it does while
 *   another tab holds an earlier version; `storage.newer`, `storage.refused`, `storage.full`,
 *   `storage.open`
 */
export async function openDatabase(name: string, options: OpeningOptions = {}): Promise<Database> {
  const { migrations = MIGRATIONS, onended } = options;
  return atTheDoor(async () => {
    if (!hasIndexedDB()) fail('storage.refused', 'no IndexedDB in this context');
    const opening = openDB(name, migrations.length, {
      upgrade(database, from, _to, { done }) {
        // The opening says what went wrong; nobody else would hear of it here.
        done.catch(() => undefined);
        for (const migrate of migrations.slice(from)) migrate(database);
      },
      blocking(_from, to, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        onended?.(to === null);
      },
      terminated: () => onended?.(true),
    });
    return inTime(opening);
  }, 'storage.open');
}

function hasIndexedDB(): boolean {
  return Boolean(globalThis.indexedDB as IDBFactory | null | undefined);
}

/** The connection, if it comes in time. One that comes later is closed, so that it stands in nobody's way. */
async function inTime(opening: Promise<Database>): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchdog = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  }).then(() => fail('storage.blocked', `not open after ${PATIENCE} ms`));
  try {
    return await Promise.race([opening, watchdog]);
  } catch (cause) {
    void opening.then(
      (database) => database.close(),
      () => undefined,
    );
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}
