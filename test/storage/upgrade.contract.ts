/** Every earlier version, with what it really kept: all of it is there after the upgrade, and of use. */

import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/core/stores.ts';
import { Peer } from '../../src/peer.ts';
import { type Database, MIGRATIONS, openDatabase } from '../../src/storage/database.ts';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import { EARLIER, layDown, opened } from './fixtures.ts';
import { freshName } from './raw-database.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

export function upgradeContract(): void {
  describe('an upgrade from (security.md 7 I 156)', () => {
    test('every version has a fixture', () => {
      expect(EARLIER).toHaveLength(MIGRATIONS.length - 1);
    });

    test.each(EARLIER.map((fixture, at) => [at + 1, fixture] as const))(
      'version %i keeps everything as it was, and all of it works',
      async (version, fixture) => {
        const name = freshName();
        const shelves = await opened(fixture);
        await layDown(name, version, shelves);
        const store = await openIdbStore(name);
        for (const [kind, entries] of shelves) {
          const known = KINDS.find((one) => one === kind) ?? 'steps';
          const values = entries.map(([, value]) => value);
          const kept: readonly unknown[] = await store.list(known);
          expect(kept).toHaveLength(values.length);
          expect(kept).toEqual(expect.arrayContaining(values));
        }
        expect(await store.listDamaged()).toEqual([]);
        const peer = new Peer({ store, now: () => NOON });
        expect(await (await peer.keeping()).health()).toEqual([]);
        await expectAtHome(peer);
        store.close();
      },
    );

    test.each(EARLIER.map((fixture, at) => [at + 1, fixture] as const))(
      'version %i that breaks off half-way leaves that version as it was (security.md 7 I 158)',
      async (version, fixture) => {
        const name = freshName();
        const shelves = await opened(fixture);
        await layDown(name, version, shelves);
        const migrations = [...MIGRATIONS, breakOff];
        await expect(openDatabase(name, { migrations })).rejects.toMatchObject({
          code: 'PEER_E_DBINITIALIZATION_FAILED',
        });
        const before = await openDatabase(name, { migrations: MIGRATIONS.slice(0, version) });
        expect(before.version).toBe(version);
        expect([...before.objectStoreNames].toSorted()).toEqual(
          shelves.map(([kind]) => kind).toSorted(),
        );
        for (const [kind, entries] of shelves) {
          expect(await before.getAllKeys(kind)).toEqual(entries.map(([key]) => key).toSorted());
        }
        before.close();
      },
    );
  });
}

/** Two values under one key: the whole upgrade is undone. */
function breakOff(database: Database): void {
  const letters = database.createObjectStore('letters');
  for (const value of [1, 2]) void letters.add(value, 'same').catch(() => undefined);
}

/** Two identities, a group of the one and one that the other has joined: opened, and signed for. */
async function expectAtHome(peer: Peer): Promise<void> {
  const identities = await peer.listIdentities();
  expect(identities).toMatchObject([
    { friendlyName: 'Alice at work', isDefault: true, hasRecoveryFile: false },
    { friendlyName: 'Alice', isDefault: false, hasRecoveryFile: false },
  ]);
  const groups = await peer.listGroups();
  expect(groups).toMatchObject([
    { friendlyName: 'Chess', comment: 'On Tuesdays', isCreator: true, hasSealedKey: false },
    { friendlyName: 'Go', isCreator: false },
  ]);
  for (const { identity, peerName } of groups) {
    const group = await peer.openGroup(identity.peerName, peerName);
    expect((await peer.groupUpdate(group)).records).toBeGreaterThan(0);
  }
}
