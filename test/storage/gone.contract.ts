/** What a page says that is told nonsense, or whose database is taken away while it is open. */

import { deleteDB } from 'idb';
import { describe, expect, test, vi } from 'vitest';
import { KINDS } from '../../src/core/stores.ts';
import { Peer } from '../../src/peer.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import { MIGRATIONS } from '../../src/storage/database.ts';
import { stepOf } from './kept.ts';
import { freshName } from './raw-database.ts';

export function goneContract(): void {
  describe('other scripts of this origin', () => {
    test('cannot make a page believe anything: what does not look like tidings is passed over (security.md 7 I 170)', async () => {
      const name = freshName();
      const [store, sender] = [await openIdbStore(name), await openIdbStore(name)];
      const channel = new BroadcastChannel(name);
      const heard: unknown[] = [];
      const end = new Promise<void>((resolve) => {
        store.listen((kinds) => {
          heard.push(kinds);
          if (kinds.includes('choices')) resolve();
        });
      });
      const forged = [null, 'steps', [], ['gold'], ['steps', 'gold'], { 0: 'steps', length: 1 }];
      for (const message of [...forged, [['steps']], { identities: [] }]) {
        channel.postMessage(message);
      }
      channel.postMessage(['identities']);
      channel.postMessage(['choices']);
      await end;
      expect(heard).toEqual([['identities'], ['choices']]);
      expect(await store.list('identities')).toEqual([]);
      channel.close();
      for (const one of [store, sender]) one.close();
    });
  });

  describe('a database that is taken away while a page is open', () => {
    test('is noticed by the next reading, and not taken for a newcomer’s (security.md 7 I 164)', async () => {
      const name = freshName();
      const store = await openIdbStore(name);
      const peer = new Peer({ store, now: () => Date.UTC(2026, 10, 23, 12) });
      await peer.createIdentity({ friendlyName: 'Alice' });
      expect(await peer.wasCleared()).toBe(false);
      const told = vi.fn();
      peer.onchange(told);
      await deleteDB(name);
      // Nobody need ask again and again.
      expect(told).toHaveBeenCalledExactlyOnceWith(KINDS);
      expect(await peer.listIdentities()).toEqual([]);
      expect(store.wasTakenAway()).toBe(true);
      expect(await peer.wasCleared()).toBe(true);
      await peer.createIdentity({ friendlyName: 'Alice' });
      expect(await peer.wasCleared()).toBe(false);
      store.close();
    });

    test('is not one that was only upgraded', async () => {
      const name = freshName();
      const store = await openIdbStore(name);
      await store.write([{ add: 'steps', value: stepOf('one') }]);
      const migrations = [...MIGRATIONS, () => undefined];
      (await openDatabase(name, { migrations })).close();
      await expect(store.list('steps')).rejects.toMatchObject({ reason: 'storage.newer' });
      expect(store.wasTakenAway()).toBe(false);
      store.close();
    });
  });
}
