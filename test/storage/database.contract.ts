/** How the database and its store stand up to other tabs, other versions and a disk that fails. */

import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Store, allInGroup, membershipKey } from '../../src/core/stores.ts';
import { createKeyPair } from '../../src/core/webcrypto.ts';
import { MIGRATIONS, PATIENCE, openDatabase } from '../../src/storage/database.ts';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import {
  handoverOf,
  identityOf,
  invitationOf,
  memberOf,
  membershipOf,
  recordOf,
  stepOf,
} from './kept.ts';
import { freshName } from './raw-database.ts';

/** The schema of some later day. */
const LATER = [
  ...MIGRATIONS,
  (database: { createObjectStore(name: string): unknown }) => database.createObjectStore('letters'),
];

export function databaseContract(name: string): void {
  describe(name, () => {
    afterEach(() => {
      vi.restoreAllMocks();
    });

    describe('other tabs and other versions', () => {
      test('an upgrade that another tab holds up is reported within 3.5 s, and works afterwards (security.md 7 I 157)', async () => {
        const database = freshName();
        // A tab that does not listen to `versionchange`.
        const stubborn = await openDatabaseOfVersionOne(database);
        const began = performance.now();
        await expect(openDatabase(database, { migrations: LATER })).rejects.toMatchObject({
          code: 'PEER_E_DBINITIALIZATION_FAILED',
          reason: 'storage.blocked',
        });
        expect(performance.now() - began).toBeGreaterThanOrEqual(PATIENCE - 50);
        stubborn.close();
        const upgraded = await openDatabase(database, { migrations: LATER });
        expect([...upgraded.objectStoreNames]).toContain('letters');
        upgraded.close();
      }, 10_000);

      test('an opening that waits behind a held-up deletion is reported too', async () => {
        const database = freshName();
        const stubborn = await openDatabaseOfVersionOne(database);
        const deletion = deleteDB(database);
        await expect(openIdbStore(database)).rejects.toMatchObject({ reason: 'storage.blocked' });
        stubborn.close();
        await deletion;
        (await openIdbStore(database)).close();
      }, 10_000);

      test('a store gives way to an upgrade in another tab, and then says that it is too old', async () => {
        const database = freshName();
        const store = await openIdbStore(database);
        await store.write([{ add: 'steps', value: stepOf('one') }]);
        const upgraded = await openDatabase(database, { migrations: LATER });
        await expect(store.list('steps')).rejects.toMatchObject({ reason: 'storage.newer' });
        await expect(store.write([{ delete: 'steps', key: 'one' }])).rejects.toMatchObject({
          reason: 'storage.newer',
        });
        expect(await upgraded.getAll('steps')).toEqual([stepOf('one')]);
        upgraded.close();
      });

      test('a database of a newer version is refused and left alone (security.md 7 I 155)', async () => {
        const database = freshName();
        (await openDB(database, 99)).close();
        await expect(openIdbStore(database)).rejects.toMatchObject({
          code: 'PEER_E_DBINITIALIZATION_FAILED',
          reason: 'storage.newer',
        });
        const untouched = await openDB(database);
        expect(untouched.version).toBe(99);
        untouched.close();
      });

      test('an upgrade keeps what is there', async () => {
        const database = freshName();
        const store = await openIdbStore(database);
        await store.write([{ add: 'invitations', value: invitationOf('0a') }]);
        store.close();
        const upgraded = await openDatabase(database, { migrations: LATER });
        expect(await upgraded.getAll('invitations')).toEqual([invitationOf('0a')]);
        upgraded.close();
      });

      test('all that version 1 kept is there today, with handovers beside it', async () => {
        const database = freshName();
        const first = await openDatabase(database, { migrations: MIGRATIONS.slice(0, 1) });
        expect(first.version).toBe(1);
        const membership = membershipOf('alice.0', 'chess.0');
        const key = membershipKey('alice.0', 'chess.0');
        await first.put('identities', identityOf(await createKeyPair(), 'alice.0'), 'alice.0');
        await first.put('memberships', membership, key);
        await first.put('invitations', invitationOf('0a'), '0a');
        await first.put('steps', stepOf('open', 'half'), 'open');
        await first.put('choices', { id: 'theme', value: 'dark' }, 'theme');
        first.close();
        const store = await openIdbStore(database);
        expect(await store.listDamaged()).toEqual([]);
        expect(await store.find('identities', 'alice.0')).toMatchObject({ friendlyName: 'Alice' });
        expect(await store.list('memberships')).toEqual([membership]);
        expect(await store.list('invitations')).toEqual([invitationOf('0a')]);
        expect(await store.list('steps')).toEqual([stepOf('open', 'half')]);
        expect(await store.list('choices')).toEqual([{ id: 'theme', value: 'dark' }]);
        expect(await store.list('handovers')).toEqual([]);
        await store.write([{ add: 'handovers', value: handoverOf('card') }]);
        store.close();
        const again = await openIdbStore(database);
        expect(await again.list('handovers')).toEqual([handoverOf('card')]);
        again.close();
      });

      test('all that version 2 kept is there in version 3, which keeps the databases of groups beside it', async () => {
        const database = freshName();
        const second = await openDatabase(database, { migrations: MIGRATIONS.slice(0, 2) });
        expect(second.version).toBe(2);
        const membership = membershipOf('alice.0', 'chess.0');
        await second.put('memberships', membership, membershipKey('alice.0', 'chess.0'));
        await second.put('handovers', handoverOf('card'), 'card');
        second.close();
        const store = await openIdbStore(database);
        expect(await store.listDamaged()).toEqual([]);
        expect(await store.list('memberships')).toEqual([membership]);
        expect(await store.list('handovers')).toEqual([handoverOf('card')]);
        expect(await store.list('records')).toEqual([]);
        await store.write([
          { add: 'records', value: recordOf('chess.0', 'one') },
          { add: 'members', value: memberOf('chess.0', '0a') },
        ]);
        store.close();
        const again = await openIdbStore(database);
        const inChess = allInGroup('chess.0');
        const byName = await again.listStretch('members', { by: 'order', ...inChess });
        expect(byName).toEqual([memberOf('chess.0', '0a')]);
        const byEnd = await again.listStretch('records', { by: 'ending', ...inChess });
        expect(byEnd).toEqual([recordOf('chess.0', 'one')]);
        again.close();
      });

      test('a store whose database was deleted in another tab goes on with an empty one', async () => {
        const database = freshName();
        const store = await openIdbStore(database);
        await store.write([{ add: 'steps', value: stepOf('one') }]);
        await deleteDB(database);
        expect(await store.list('steps')).toEqual([]);
      });

      test('a database that something else has made is damaged', async () => {
        const database = freshName();
        (await openDB(database, MIGRATIONS.length)).close();
        const store = await openIdbStore(database);
        await expect(store.list('steps')).rejects.toMatchObject({ reason: 'storage.damaged' });
        store.close();
      });

      test('storage that the browser has switched off is refused (security.md 7 I 166)', async () => {
        vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
          throw new DOMException('access is denied', 'SecurityError');
        });
        await expect(openIdbStore(freshName())).rejects.toMatchObject({
          code: 'PEER_E_DATABASE_ACCESSDENIED',
          reason: 'storage.refused',
          cause: expect.objectContaining({ name: 'SecurityError' }) as unknown,
        });
      });
    });

    describe('a disk that fails', () => {
      test('a full disk in the middle of a writing leaves nothing half-written (security.md 7 I 159)', async () => {
        const store = await storeWith('before');
        failAt('put', 'QuotaExceededError');
        const writing = store.write([
          { add: 'invitations', value: invitationOf('0a') },
          { put: 'steps', value: stepOf('one', 'after') },
          { add: 'invitations', value: invitationOf('0b') },
        ]);
        await expect(writing).rejects.toMatchObject({
          code: 'PEER_E_DISK_FULL',
          reason: 'storage.full',
        });
        vi.restoreAllMocks();
        expect(await store.list('steps')).toEqual([stepOf('one', 'before')]);
        expect(await store.list('invitations')).toEqual([]);
        store.close();
      });

      test('a transaction that the browser aborts leaves the old state and is reported', async () => {
        const store = await storeWith('before');
        abortWritings();
        const writing = store.write([
          { delete: 'steps', key: 'one' },
          { put: 'steps', value: stepOf('two') },
        ]);
        await expect(writing).rejects.toMatchObject({ reason: 'storage.refused' });
        vi.restoreAllMocks();
        expect(await store.list('steps')).toEqual([stepOf('one', 'before')]);
        store.close();
      });

      test('a disk that cannot be read is refused', async () => {
        const store = await storeWith('before');
        failAt('getAll', 'UnknownError');
        await expect(store.list('steps')).rejects.toMatchObject({ reason: 'storage.refused' });
        store.close();
      });

      // That nobody else hears of it is seen by the runner, which fails at any unhandled rejection.
      test('a reading that the browser aborts is reported', async () => {
        const store = await storeWith('before');
        abortReadings();
        await expect(store.list('steps')).rejects.toMatchObject({ reason: 'storage.refused' });
        vi.restoreAllMocks();
        expect(await store.list('steps')).toEqual([stepOf('one', 'before')]);
        store.close();
      });

      test('every writing asks for the disk itself', async () => {
        const store = await openIdbStore(freshName());
        const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
        await store.write([
          { add: 'steps', value: stepOf('one') },
          { put: 'choices', value: { id: 'default', value: 'alice.0' } },
        ]);
        expect(transactions).toHaveBeenCalledExactlyOnceWith(['steps', 'choices'], 'readwrite', {
          durability: 'strict',
        });
        store.close();
      });
    });
  });
}

async function storeWith(value: string): Promise<Store> {
  const store = await openIdbStore(freshName());
  await store.write([{ add: 'steps', value: stepOf('one', value) }]);
  return store;
}

function openDatabaseOfVersionOne(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new TypeError('not opened', { cause: request.error }));
    };
  });
}

function failAt(method: 'put' | 'getAll', name: string): void {
  vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
    throw new DOMException('simulated', name);
  });
}

function abortWritings(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    const request = this.add('half', 'half');
    this.transaction.abort();
    return request;
  });
}

function abortReadings(): void {
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore) {
    const request = this.count();
    this.transaction.abort();
    return request as IDBRequest;
  });
}
