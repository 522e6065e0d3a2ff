/** What every store must do, with real keys: runs on each implementation and in each environment. */

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Store, inGroup, membershipKey, sortableTime } from '../../src/core/stores.ts';
import { type KeyPair, createKeyPair } from '../../src/core/webcrypto.ts';
import { damageContract } from './damage.contract.ts';
import { type Ground, everythingIn } from './ground.ts';
import {
  actOf,
  asideOf,
  contactOf,
  credentialOf,
  databaseOf,
  foundedBy,
  handoverOf,
  identityOf,
  invitationOf,
  memberOf,
  membershipOf,
  recordOf,
  stepOf,
} from './kept.ts';
import { privateKeysContract } from './private-keys.contract.ts';
import { stretchesContract } from './stretches.contract.ts';
import { tidingsContract } from './tidings.contract.ts';

export function storeContract(name: string, createGround: () => Ground): void {
  describe(name, () => {
    let alice: KeyPair;
    let ground: Ground;
    let store: Store;

    beforeAll(async () => {
      alice = await createKeyPair();
    });

    beforeEach(async () => {
      ground = createGround();
      store = await ground.open();
    });

    describe('keeping', () => {
      test('an empty store has nothing of any kind, and nothing damaged', async () => {
        expect(await everythingIn(store)).toEqual([]);
        expect(await store.listDamaged()).toEqual([]);
        expect(await store.find('identities', 'alice.0')).toBeUndefined();
      });

      test('what was written is found under its key', async () => {
        await store.write([
          { add: 'identities', value: identityOf(alice, 'alice.0') },
          { add: 'memberships', value: foundedBy('alice.0', alice) },
          { add: 'invitations', value: invitationOf('0a') },
          { add: 'handovers', value: handoverOf('card') },
          { add: 'handovers', value: { ...handoverOf('back'), answered: 7, givenUp: 8 } },
          { add: 'steps', value: stepOf('invite', 'half') },
          { add: 'choices', value: { id: 'default', value: 'alice.0' } },
        ]);
        expect(await store.find('identities', 'alice.0')).toMatchObject({ friendlyName: 'Alice' });
        const key = membershipKey('alice.0', 'chess.0');
        expect(await store.find('memberships', key)).toMatchObject({
          ...membershipOf('alice.0', 'chess.0'),
          properties: { friendlyName: 'Chess' },
        });
        expect(await store.find('invitations', '0a')).toEqual(invitationOf('0a'));
        expect(await store.find('handovers', 'card')).toEqual(handoverOf('card'));
        expect(await store.find('handovers', 'back')).toMatchObject({ answered: 7, givenUp: 8 });
        expect(await store.find('steps', 'invite')).toEqual(stepOf('invite', 'half'));
        expect(await store.find('choices', 'default')).toEqual({ id: 'default', value: 'alice.0' });
      });

      test('what is kept of a group is found under the keys of that group', async () => {
        await store.write([
          { add: 'records', value: recordOf('chess.0', 'a\0alice.0\0b') },
          { add: 'aside', value: asideOf('chess.0', '0a') },
          { add: 'credentials', value: credentialOf('chess.0', '0b') },
          { add: 'members', value: memberOf('chess.0', '0c') },
          { add: 'contacts', value: contactOf('0c') },
          { add: 'acts', value: actOf('chess.0', 'one') },
          { add: 'databases', value: databaseOf('chess.0') },
        ]);
        const record = await store.find('records', 'chess.0\0a\0alice.0\0b');
        expect(record).toEqual(recordOf('chess.0', 'a\0alice.0\0b'));
        expect(await store.find('aside', 'chess.0\x000a')).toEqual(asideOf('chess.0', '0a'));
        expect(await store.find('credentials', 'chess.0\x000b')).toMatchObject({ id: '0b' });
        expect(await store.find('members', 'chess.0\x000c')).toEqual(memberOf('chess.0', '0c'));
        expect(await store.find('contacts', '0c')).toEqual(contactOf('0c'));
        const act = inGroup('chess.0', 'alice.0', sortableTime(actOf('', '').at), 'one');
        expect(await store.find('acts', act)).toEqual(actOf('chess.0', 'one'));
        expect(await store.find('databases', 'chess.0')).toEqual(databaseOf('chess.0'));
        expect(await store.listDamaged()).toEqual([]);
      });

      test('one identity can be in several groups, and one group can have several of mine', async () => {
        const pairs = [
          ['alice.0', 'chess.0'],
          ['alice.0', 'music.0'],
          ['bob.0', 'chess.0'],
        ] as const;
        await store.write(
          pairs.map(([identity, group]) => ({
            add: 'memberships',
            value: membershipOf(identity, group),
          })),
        );
        const kept = await store.list('memberships');
        expect(kept.map(({ identity, group }) => [identity, group])).toEqual(pairs);
      });

      test('a list is in the order of the keys, upper case first', async () => {
        for (const id of ['b', 'a', 'é', 'B', '10', '9', '']) {
          await store.write([{ add: 'steps', value: stepOf(id) }]);
        }
        const ids = (await store.list('steps')).map(({ id }) => id);
        expect(ids).toEqual(['', '10', '9', 'B', 'a', 'b', 'é']);
      });

      test.each(['__proto__', 'constructor', 'toString', '\0', 'ünï 🔑'])(
        'the id %j is a key like any other (security.md 7 I 160)',
        async (id) => {
          expect(await store.find('steps', id)).toBeUndefined();
          await store.write([{ add: 'steps', value: stepOf(id, 'mine') }]);
          expect(await store.find('steps', id)).toEqual(stepOf(id, 'mine'));
          expect(await store.list('steps')).toHaveLength(1);
          await store.write([{ delete: 'steps', key: id }]);
          expect(await store.list('steps')).toEqual([]);
        },
      );

      test('two connections see each other’s changes', async () => {
        const other = await ground.open();
        await store.write([{ add: 'steps', value: stepOf('one') }]);
        await other.write([{ put: 'steps', value: stepOf('one', 'changed') }]);
        expect(await store.find('steps', 'one')).toEqual(stepOf('one', 'changed'));
        other.close();
        expect(await store.list('steps')).toHaveLength(1);
      });

      test('what was kept is there after closing and opening again', async () => {
        await store.write([{ add: 'invitations', value: invitationOf('0a') }]);
        store.close();
        const again = await ground.open();
        expect(await again.list('invitations')).toEqual([invitationOf('0a')]);
      });

      test('a store that was closed refuses everything', async () => {
        store.close();
        const refused: unknown = expect.objectContaining({ reason: 'storage.refused' });
        await expect(store.find('steps', 'one')).rejects.toEqual(refused);
        await expect(store.list('steps')).rejects.toEqual(refused);
        await expect(store.findAll('steps', ['one'])).rejects.toEqual(refused);
        await expect(store.listStretch('steps', { from: 'a', to: 'b' })).rejects.toEqual(refused);
        await expect(store.listKeys('steps', { from: 'a', to: 'b' })).rejects.toEqual(refused);
        await expect(store.listDamaged()).rejects.toEqual(refused);
        await expect(store.write([{ delete: 'steps', key: 'one' }])).rejects.toEqual(refused);
      });
    });

    describe('writing all of it or nothing', () => {
      beforeEach(async () => {
        await store.write([{ add: 'steps', value: stepOf('there', 'before') }]);
      });

      test('what is there already is not added again, and nothing beside it is written', async () => {
        const writing = store.write([
          { add: 'choices', value: { id: 'default', value: 'bob.0' } },
          { delete: 'steps', key: 'there' },
          { put: 'steps', value: stepOf('there', 'put back') },
          { add: 'steps', value: stepOf('there', 'after') },
          { add: 'invitations', value: invitationOf('0a') },
        ]);
        await expect(writing).rejects.toMatchObject({
          code: 'PEER_E_ALREADY_EXISTS',
          reason: 'storage.exists',
        });
        expect(await everythingIn(store)).toEqual([stepOf('there', 'before')]);
      });

      test('the same thing added twice in one writing is refused', async () => {
        const change = { add: 'steps', value: stepOf('new') } as const;
        await expect(store.write([change, change])).rejects.toMatchObject({
          reason: 'storage.exists',
        });
        expect(await everythingIn(store)).toHaveLength(1);
      });

      test('of two who add the same at the same moment, one is refused', async () => {
        const other = await ground.open();
        const outcomes = await Promise.allSettled([
          store.write([{ add: 'choices', value: { id: 'default', value: 'mine' } }]),
          other.write([{ add: 'choices', value: { id: 'default', value: 'theirs' } }]),
        ]);
        expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(await store.list('choices')).toHaveLength(1);
      });

      test('changes happen in their order', async () => {
        await store.write([
          { put: 'steps', value: stepOf('there', 'second') },
          { delete: 'steps', key: 'there' },
          { add: 'steps', value: stepOf('there', 'third') },
        ]);
        expect(await store.find('steps', 'there')).toEqual(stepOf('there', 'third'));
      });

      test('what is not there can be deleted, and nothing can be written', async () => {
        await store.write([{ delete: 'steps', key: 'elsewhere' }]);
        await store.write([]);
        expect(await everythingIn(store)).toEqual([stepOf('there', 'before')]);
      });

      test('a value of a wrong shape is a mistake of ours, and nothing beside it is written', async () => {
        const wrong = { ...stepOf('wrong'), saved: 'yesterday' as unknown as number };
        const writing = store.write([
          { add: 'steps', value: stepOf('right') },
          { add: 'steps', value: wrong },
        ]);
        await expect(writing).rejects.toBeInstanceOf(TypeError);
        expect(await everythingIn(store)).toHaveLength(1);
      });

      test('a value that cannot be cloned leaves nothing half-written', async () => {
        const unclonable = { ...identityOf(alice, 'alice.0'), more: () => undefined };
        const writing = store.write([
          { add: 'steps', value: stepOf('first') },
          { add: 'identities', value: unclonable },
          { add: 'steps', value: stepOf('last') },
        ]);
        await expect(writing).rejects.toMatchObject({ reason: 'crypto.key' });
        expect(await everythingIn(store)).toEqual([stepOf('there', 'before')]);
      });
    });

    describe('taking turns', () => {
      test('works of one name follow one another, also after one that fails', async () => {
        const order: string[] = [];
        const work = (name: string) => async () => {
          order.push(`${name} begins`);
          await store.list('steps');
          order.push(`${name} ends`);
          if (name === 'first') throw new TypeError('a work that fails');
        };
        const first = store.inTurn('chess', work('first'));
        const second = store.inTurn('chess', work('second'));
        await expect(first).rejects.toThrow('a work that fails');
        await second;
        expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
      });

      test('works of different names do not wait for each other', async () => {
        const inner = () => store.inTurn('radio', () => Promise.resolve('done'));
        expect(await store.inTurn('chess', inner)).toBe('done');
      });
    });

    describe('sharing nothing', () => {
      test('changing what was written afterwards changes nothing that is kept', async () => {
        const invitation = invitationOf('0a');
        const bytes = Uint8Array.of(1, 2, 3);
        await store.write([{ add: 'invitations', value: { ...invitation, pkcs7: bytes } }]);
        bytes.fill(0);
        const kept = await store.find('invitations', '0a');
        expect(kept?.pkcs7).toEqual(Uint8Array.of(1, 2, 3));
      });

      test('of a view of bytes nothing is kept but what it shows', async () => {
        const whole = Uint8Array.from({ length: 1_000 }, (_, index) => index);
        const chain = [whole.subarray(5, 8), whole.subarray(8, 10)];
        const membership = { ...membershipOf('alice.0', 'chess.0'), chain, earlier: [chain] };
        await store.write([{ add: 'memberships', value: membership }]);
        const [kept] = await store.list('memberships');
        const sizes = [kept!.chain, ...kept!.earlier].flat().map(({ buffer }) => buffer.byteLength);
        expect(sizes).toEqual([3, 2, 3, 2]);
        expect(kept).toEqual(membership);
      });

      test('changing what was read changes nothing that is kept', async () => {
        await store.write([{ add: 'invitations', value: invitationOf('0a') }]);
        (await store.find('invitations', '0a'))?.pkcs7.fill(0);
        (await store.list('invitations'))[0]?.pkcs7.fill(0);
        expect(await store.list('invitations')).toEqual([invitationOf('0a')]);
      });
    });

    damageContract(createGround);
    privateKeysContract(createGround);
    stretchesContract(createGround);
    tidingsContract(createGround);
  });
}
