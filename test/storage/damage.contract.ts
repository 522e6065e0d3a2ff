/** What a store does with values that are not as they were written. */

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Kind, type Store, keyOf, membershipKey } from '../../src/core/stores.ts';
import { type KeyPair, createKeyPair } from '../../src/core/webcrypto.ts';
import type { Ground } from './ground.ts';
import {
  actOf,
  asideOf,
  contactOf,
  credentialOf,
  databaseOf,
  handoverOf,
  identityOf,
  memberOf,
  membershipOf,
  recordOf,
  recoveryOf,
  stepOf,
} from './kept.ts';

export function damageContract(createGround: () => Ground): void {
  describe('damage', () => {
    let alice: KeyPair;
    let bob: KeyPair;
    let ground: Ground;
    let store: Store;

    beforeAll(async () => {
      [alice, bob] = await Promise.all([createKeyPair(), createKeyPair()]);
    });

    beforeEach(async () => {
      ground = createGround();
      store = await ground.open();
    });

    beforeEach(async () => {
      await store.write([
        { add: 'identities', value: identityOf(alice, 'alice.0') },
        { add: 'identities', value: identityOf(bob, 'carol.0') },
      ]);
    });

    async function expectDamaged(value: unknown): Promise<void> {
      await ground.plant('identities', 'bob.0', value);
      await expect(store.find('identities', 'bob.0')).rejects.toMatchObject({
        code: 'PEER_E_CERT_STORE_CORRUPTED',
        reason: 'storage.damaged',
        detail: expect.stringContaining('identities "bob.0"') as unknown,
      });
      expect(await store.listDamaged()).toMatchObject([{ kind: 'identities', key: 'bob.0' }]);
      const sound = (await store.list('identities')).map(({ peerName }) => peerName);
      expect(sound).toEqual(['alice.0', 'carol.0']);
    }

    test.each([
      ['null', null],
      ['a text', 'bob.0'],
      ['nothing in it', {}],
      ['an empty certificate', { idc: new Uint8Array() }],
      ['a certificate as text', { idc: 'MIIB' }],
      ['a name that is a number', { friendlyName: 7 }],
      ['no time', { created: undefined }],
      ['a time that is none', { created: NaN }],
      ['a key that came back as null', { privateKey: null }],
      ['a key that is a plain object', { privateKey: { type: 'private', extractable: false } }],
      ['the name of somebody else', { peerName: 'alice.0' }],
    ])('an identity with %s is named, and the others are listed', async (_, fault) => {
      const isPart = typeof fault === 'object' && fault !== null && Object.keys(fault).length > 0;
      await expectDamaged(isPart ? { ...identityOf(bob, 'bob.0'), ...fault } : fault);
    });

    test('a key that can be exported is damage, and is never written (security.md 7 I 152)', async () => {
      const privateKey = await keyFrom({ extractable: true });
      const identity = { ...identityOf(bob, 'bob.0'), privateKey };
      await expect(store.write([{ add: 'identities', value: identity }])).rejects.toThrow(
        TypeError,
      );
      await expectDamaged(identity);
    });

    test('a public key in the place of the private one is damage (security.md 7 I 152)', async () => {
      await expectDamaged({
        ...identityOf(bob, 'bob.0'),
        privateKey: await keyFrom({ half: 'publicKey' }),
      });
    });

    test('a key of another algorithm is damage (security.md 7 I 152)', async () => {
      await expectDamaged({
        ...identityOf(bob, 'bob.0'),
        privateKey: await keyFrom({ name: 'RSA-PSS' }),
      });
    });

    test.each([
      ['chain', []],
      ['chain', [Uint8Array.of(1), 'MIIB']],
      ['earlier', [[]]],
      ['earlier', undefined],
      ['properties', { friendlyName: 'Chess' }],
      ['groupKey', 'secret'],
      ['joined', -1],
    ])('a membership whose %s is %j is damage', async (field, fault) => {
      const key = membershipKey('alice.0', 'chess.0');
      const membership = { ...membershipOf('alice.0', 'chess.0'), [field]: fault };
      await ground.plant('memberships', key, membership);
      await expect(store.find('memberships', key)).rejects.toMatchObject({
        detail: expect.stringContaining(field) as unknown,
      });
      expect(await store.listDamaged()).toMatchObject([{ kind: 'memberships', key }]);
    });

    test.each([
      ['what', 'key'],
      ['ways', undefined],
      ['ways', [{ way: 'pigeon', at: 1 }]],
      ['ways', [{ way: 'text', at: 'noon' }]],
      ['about', undefined],
      ['answered', 'yes'],
      ['givenUp', null],
    ])('a handover whose %s is %j is damage', async (field, fault) => {
      await ground.plant('handovers', 'one', { ...handoverOf('one'), [field]: fault });
      await expect(store.find('handovers', 'one')).rejects.toMatchObject({
        detail: expect.stringContaining(field) as unknown,
      });
      expect(await store.listDamaged()).toMatchObject([{ kind: 'handovers', key: 'one' }]);
    });

    const ofAGroup: readonly (readonly [Kind, object, field: string, fault: unknown])[] = [
      ['records', recordOf('chess.0', 'a'), 'bytes', new Uint8Array()],
      ['records', recordOf('chess.0', 'a'), 'ending', 7],
      ['records', recordOf('chess.0', 'a'), 'expires', Infinity],
      ['aside', asideOf('chess.0', 'a'), 'bytes', 'MIIB'],
      ['aside', asideOf('chess.0', 'a'), 'since', undefined],
      ['credentials', credentialOf('chess.0', 'a'), 'der', null],
      ['credentials', credentialOf('chess.0', 'a'), 'issuer', undefined],
      ['members', memberOf('chess.0', 'a'), 'role', 'king'],
      ['members', memberOf('chess.0', 'a'), 'source', 'hearsay'],
      ['members', memberOf('chess.0', 'a'), 'endsWithIssuer', 'no'],
      ['members', memberOf('chess.0', 'a'), 'joined', null],
      ['members', memberOf('chess.0', 'a'), 'due', undefined],
      ['contacts', contactOf('a'), 'verified', true],
      ['contacts', contactOf('a'), 'petname', undefined],
      ['acts', actOf('chess.0', 'a'), 'what', 'danced'],
      ['acts', actOf('chess.0', 'a'), 'people', ['Bob', 7]],
      ['acts', actOf('chess.0', 'a'), 'about', 7],
      ['recoveries', recoveryOf('alice.0', 'chess.0'), 'pkcs12', new Uint8Array()],
      ['recoveries', recoveryOf('alice.0', 'chess.0'), 'sealed', 'noon'],
      ['recoveries', recoveryOf('alice.0', 'chess.0'), 'saved', null],
      ['marks', { id: 'latest', at: 1 }, 'at', NaN],
      ['databases', databaseOf('chess.0'), 'latest', -1],
      ['databases', databaseOf('chess.0'), 'opened', undefined],
      ['databases', databaseOf('chess.0'), 'own', [{ identity: 'alice.0' }]],
    ];

    test.each(ofAGroup)(
      '%s: %o with the wrong %s is damage (security.md 7 I 154)',
      async (kind, value, field, fault) => {
        const key = (keyOf[kind] as (value: object) => string)(value);
        await ground.plant(kind, key, { ...value, [field]: fault });
        await expect(store.find(kind, key)).rejects.toMatchObject({
          detail: expect.stringContaining(field) as unknown,
        });
        expect(await store.listDamaged()).toMatchObject([{ kind, key }]);
      },
    );

    test.each(ofAGroup.filter(([kind]) => kind !== 'contacts'))(
      '%s: %o is damage in the place of another group',
      async (kind, value) => {
        await ground.plant(kind, 'go.0', { ...value });
        await expect(store.find(kind, 'go.0')).rejects.toMatchObject({ reason: 'storage.damaged' });
      },
    );

    test('what a polluted prototype lends to a value is no part of it (security.md 7 I 160)', async () => {
      const { saved: value, ...rest } = stepOf('polluted');
      Object.defineProperty(Object.prototype, 'saved', { value, configurable: true });
      try {
        await ground.plant('steps', 'polluted', rest);
        expect(await store.list('steps')).toEqual([]);
        expect(await store.listDamaged()).toMatchObject([{ kind: 'steps', key: 'polluted' }]);
      } finally {
        Reflect.deleteProperty(Object.prototype, 'saved');
      }
    });

    test('a field that nobody knows yet is no damage (security.md 7 I 154)', async () => {
      await ground.plant('steps', 'later', { ...stepOf('later'), colour: 'blue' });
      expect(await store.list('steps')).toHaveLength(1);
      expect(await store.listDamaged()).toEqual([]);
    });

    test.each([
      ['its own', { friendlyName: 'Bob' }, 'Bob'],
      ['that of its group', { properties: { friendlyName: 'Chess' } }, 'Chess'],
      ['none that is text', { friendlyName: 7, properties: { friendlyName: 'Chess' } }, ''],
      ['none in a value that is null', null, ''],
    ])('what is damaged is called by the name that is left in it: %s', async (_, value, name) => {
      await ground.plant('identities', 'bob.0', value);
      expect(await store.listDamaged()).toEqual([{ kind: 'identities', key: 'bob.0', name }]);
    });

    test('what is damaged can be deleted', async () => {
      await ground.plant('identities', 'bob.0', {});
      await store.write([{ delete: 'identities', key: 'bob.0' }]);
      expect(await store.listDamaged()).toEqual([]);
    });
  });
}

/** One half of a key pair that storage must not take. */
async function keyFrom({
  name = 'RSASSA-PKCS1-v1_5',
  extractable = false,
  half = 'privateKey',
}: {
  name?: string;
  extractable?: boolean;
  half?: keyof CryptoKeyPair;
}): Promise<CryptoKey> {
  const publicExponent = Uint8Array.of(1, 0, 1);
  const algorithm = { name, hash: 'SHA-256', modulusLength: 2048, publicExponent };
  const pair = await crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']);
  return pair[half];
}
