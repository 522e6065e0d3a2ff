/** How a store reads several things at once: by their keys, and stretch by stretch in each of its orders. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Store, allInGroup, inGroup, sortableTime } from '../../src/core/stores.ts';
import type { Ground } from './ground.ts';
import { actOf, credentialOf, memberOf, recordOf, stepOf } from './kept.ts';

export function stretchesContract(createGround: () => Ground): void {
  describe('reading several', () => {
    let ground: Ground;
    let store: Store;

    beforeEach(async () => {
      ground = createGround();
      store = await ground.open();
    });

    describe('by their keys', () => {
      test('they come in the order in which they were asked for, also twice', async () => {
        const ids = ['a', 'b', 'c'];
        await store.write(ids.map((id) => ({ add: 'steps', value: stepOf(id) }) as const));
        const found = await store.findAll('steps', ['c', 'a', 'c']);
        expect(found).toEqual([stepOf('c'), stepOf('a'), stepOf('c')]);
      });

      test('one that is missing or damaged leaves its place empty', async () => {
        await store.write([{ add: 'credentials', value: credentialOf('chess.0', '0a') }]);
        await ground.plant('credentials', inGroup('chess.0', '0b'), { der: 'MIIB' });
        await ground.plant('credentials', inGroup('chess.0', '0c'), credentialOf('go.0', '0c'));
        const keys = ['0d', '0a', '0b', '0c'].map((id) => inGroup('chess.0', id));
        const found = await store.findAll('credentials', keys);
        expect(found).toEqual([undefined, credentialOf('chess.0', '0a'), undefined, undefined]);
      });

      test('none at all are nothing', async () => {
        expect(await store.findAll('steps', [])).toEqual([]);
      });

      test('changing what was read changes nothing that is kept', async () => {
        await store.write([{ add: 'credentials', value: credentialOf('chess.0', '0a') }]);
        const [found] = await store.findAll('credentials', [inGroup('chess.0', '0a')]);
        found?.der.fill(0);
        expect(await store.list('credentials')).toEqual([credentialOf('chess.0', '0a')]);
      });
    });

    describe('a stretch', () => {
      const namesOf = (found: readonly { readonly friendlyName: string }[]) =>
        found.map(({ friendlyName }) => friendlyName);

      beforeEach(async () => {
        const members = [
          memberOf('chess.0', '0c', 'alice'),
          memberOf('chess.0', '0b', 'bob'),
          memberOf('chess.0', '0a', 'carol'),
          // Their names begin as the first group's does, or come just before and behind it.
          memberOf('chess.00', '0a', 'dave'),
          memberOf('chess.0.1', '0a', 'eve'),
          memberOf('chesr.0', '0a', 'frank'),
        ];
        await store.write(members.map((value) => ({ add: 'members', value }) as const));
      });

      test('of a group holds all of that group in the order of the keys, and nothing of another', async () => {
        const found = await store.listStretch('members', allInGroup('chess.0'));
        expect(namesOf(found)).toEqual(['carol', 'bob', 'alice']);
      });

      test('by another field comes in the order of that field', async () => {
        const found = await store.listStretch('members', { by: 'order', ...allInGroup('chess.0') });
        expect(namesOf(found)).toEqual(['alice', 'bob', 'carol']);
      });

      test('ends where it is told to, both ends included', async () => {
        const from = inGroup('chess.0', 'alice', '0c');
        const to = inGroup('chess.0', 'bob', '0b');
        const found = await store.listStretch('members', { by: 'order', from, to });
        expect(namesOf(found)).toEqual(['alice', 'bob']);
      });

      test('holds no more than is asked for', async () => {
        const all = { by: 'order', ...allInGroup('chess.0') } as const;
        expect(namesOf(await store.listStretch('members', { ...all, limit: 2 }))).toEqual([
          'alice',
          'bob',
        ]);
      });

      test('is read from its end too, and holds the last ones then', async () => {
        const all = { descending: true, ...allInGroup('chess.0') } as const;
        expect(namesOf(await store.listStretch('members', all))).toEqual(['alice', 'bob', 'carol']);
        const last = await store.listStretch('members', { ...all, by: 'order', limit: 2 });
        expect(namesOf(last)).toEqual(['carol', 'bob']);
        await ground.plant('members', inGroup('chess.0', '0d'), null);
        expect(await store.listStretch('members', { ...all, limit: 2 })).toHaveLength(1);
        expect(
          await store.listStretch('members', { descending: true, ...allInGroup('go.0') }),
        ).toEqual([]);
      });

      test('of what stands at one place in its order is in the order of the keys', async () => {
        const due = { by: 'due', ...allInGroup('chess.0') } as const;
        expect(namesOf(await store.listStretch('members', due))).toEqual(['carol', 'bob', 'alice']);
      });

      test('of nothing is empty', async () => {
        expect(await store.listStretch('members', allInGroup('go.0'))).toEqual([]);
        expect(await store.listStretch('acts', allInGroup('chess.0'))).toEqual([]);
      });

      test('leaves out what is damaged, in its own order too', async () => {
        const ends = { group: 'chess.0', keyHash: '0d', order: inGroup('chess.0', 'b', '0d') };
        await ground.plant('members', inGroup('chess.0', '0d'), ends);
        await ground.plant('members', inGroup('chess.0', '0e'), null);
        const all = allInGroup('chess.0');
        expect(await store.listStretch('members', all)).toHaveLength(3);
        expect(await store.listStretch('members', { by: 'order', ...all })).toHaveLength(3);
      });

      test('follows what is changed and deleted', async () => {
        const value = memberOf('chess.0', '0c', 'zoe');
        const key = inGroup('chess.0', '0b');
        await store.write([
          { put: 'members', value },
          { delete: 'members', key },
        ]);
        const found = await store.listStretch('members', { by: 'order', ...allInGroup('chess.0') });
        expect(namesOf(found)).toEqual(['carol', 'zoe']);
      });

      test('of records by their end reads those that have ended', async () => {
        const ends = [3, 20, 100];
        await store.write(
          ends.map(
            (end) => ({ add: 'records', value: recordOf('chess.0', `${end}`, end) }) as const,
          ),
        );
        const { from } = allInGroup('chess.0');
        const to = inGroup('chess.0', sortableTime(20));
        const found = await store.listStretch('records', { by: 'ending', from, to });
        expect(found.map(({ expires }) => expires)).toEqual([3, 20]);
      });

      test('of acts is in the order of time', async () => {
        const moments = [1_000, 20, 300];
        await store.write(
          moments.map((at) => ({ add: 'acts', value: { ...actOf('chess.0', 'x'), at } }) as const),
        );
        const found = await store.listStretch('acts', allInGroup('chess.0', 'alice.0'));
        expect(found.map(({ at }) => at)).toEqual([20, 300, 1_000]);
      });

      test('has the keys of all in it, the damaged too, and of none of its neighbours', async () => {
        await ground.plant('members', inGroup('chess.0', '09'), null);
        const keys = ['09', '0a', '0b', '0c'].map((keyHash) => inGroup('chess.0', keyHash));
        expect(await store.listKeys('members', allInGroup('chess.0'))).toEqual(keys);
        expect(await store.listKeys('members', allInGroup('go.0'))).toEqual([]);
      });

      test('changing what was read changes nothing that is kept', async () => {
        const [found] = await store.listStretch('members', allInGroup('chess.0'));
        found?.der.fill(0);
        const again = await store.listStretch('members', allInGroup('chess.0'));
        expect(again[0]).toEqual(memberOf('chess.0', '0a', 'carol'));
      });
    });

    test('thousands are written and read in one go', async () => {
      const ids = Array.from({ length: 3_000 }, (_, index) => sortableTime(index));
      const values = ids.map((id) => credentialOf('chess.0', id));
      await store.write(values.map((value) => ({ add: 'credentials', value }) as const));
      const keys = ids.map((id) => inGroup('chess.0', id));
      expect(await store.findAll('credentials', keys)).toEqual(values);
      const some = { ...allInGroup('chess.0'), limit: 50 };
      expect(await store.listStretch('credentials', some)).toEqual(values.slice(0, 50));
    });
  });
}
