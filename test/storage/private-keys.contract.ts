/** How a store keeps private keys: whole, proved, and never to be exported. */

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Store, membershipKey } from '../../src/core/stores.ts';
import { type KeyPair, createKeyPair, verifyKeyPair } from '../../src/core/webcrypto.ts';
import { writeWithKey } from '../../src/storage/keyed-write.ts';
import { type Ground, everythingIn } from './ground.ts';
import { foundedBy, identityOf, membershipOf } from './kept.ts';

export function privateKeysContract(createGround: () => Ground): void {
  describe('private keys', () => {
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

    const aliceProof = { kind: 'identities', key: 'alice.0' } as const;

    test('every key that is kept signs after closing and opening again', async () => {
      await writeWithKey(store, [{ add: 'identities', value: identityOf(alice, 'alice.0') }], {
        ...aliceProof,
        spki: alice.spki,
      });
      const key = membershipKey('alice.0', 'chess.0');
      await writeWithKey(store, [{ add: 'memberships', value: foundedBy('alice.0', bob) }], {
        kind: 'memberships',
        key,
        spki: bob.spki,
      });
      store.close();
      const again = await ground.open();
      const privateKey = (await again.find('identities', 'alice.0'))?.privateKey;
      const groupKey = (await again.find('memberships', key))?.groupKey;
      if (privateKey === undefined || groupKey === undefined) throw new TypeError('no key');
      await verifyKeyPair({ privateKey, spki: alice.spki });
      await verifyKeyPair({ privateKey: groupKey, spki: bob.spki });
    });

    test('no key that is kept can be exported', async () => {
      await store.write([
        { add: 'identities', value: identityOf(alice, 'alice.0') },
        { add: 'memberships', value: foundedBy('alice.0', bob) },
      ]);
      const keys = [
        ...(await store.list('identities')).map(({ privateKey }) => privateKey),
        ...(await store.list('memberships')).flatMap(({ groupKey }) => groupKey ?? []),
      ];
      expect(keys).toHaveLength(2);
      for (const key of keys) {
        expect(key.extractable).toBe(false);
        await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
        await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
      }
    });

    test('an identity with the key of somebody else is not kept', async () => {
      const writing = writeWithKey(
        store,
        [
          { add: 'identities', value: identityOf(bob, 'alice.0') },
          { put: 'choices', value: { id: 'default', value: 'alice.0' } },
        ],
        { ...aliceProof, spki: alice.spki },
      );
      await expect(writing).rejects.toMatchObject({
        code: 'PEER_E_NO_KEY_ACCESS',
        reason: 'crypto.key',
      });
      expect(await everythingIn(store)).toEqual([]);
    });

    test('where a key does not come back, everything is as it was before (security.md 7 I 149)', async () => {
      const before = { id: 'default', value: 'carol.0' };
      await store.write([{ add: 'choices', value: before }]);
      const writing = writeWithKey(
        forgettingKeys(store),
        [
          { add: 'identities', value: identityOf(alice, 'alice.0') },
          { put: 'choices', value: { id: 'default', value: 'alice.0' } },
        ],
        { ...aliceProof, spki: alice.spki },
      );
      await expect(writing).rejects.toMatchObject({ reason: 'crypto.key' });
      expect(await everythingIn(store)).toEqual([before]);
    });

    test('nor is what was damaged deleted, or the time taken back', async () => {
      await ground.plant('identities', 'alice.0', { ...identityOf(alice, 'alice.0'), idc: 7 });
      const now = { id: 'latest', at: 2 };
      const writing = writeWithKey(
        forgettingKeys(store),
        [
          { put: 'identities', value: identityOf(alice, 'alice.0') },
          { put: 'marks', value: now },
        ],
        { ...aliceProof, spki: alice.spki },
      );
      await expect(writing).rejects.toMatchObject({ reason: 'crypto.key' });
      expect(await store.listDamaged()).toMatchObject([{ kind: 'identities', key: 'alice.0' }]);
      expect(await everythingIn(store)).toEqual([now]);
    });

    test('a group without the key that was to be kept is not kept', async () => {
      const writing = writeWithKey(
        store,
        [{ add: 'memberships', value: membershipOf('alice.0', 'chess.0') }],
        {
          kind: 'memberships',
          key: membershipKey('alice.0', 'chess.0'),
          spki: bob.spki,
        },
      );
      await expect(writing).rejects.toMatchObject({ reason: 'crypto.key' });
      expect(await everythingIn(store)).toEqual([]);
    });

    /** A browser that writes `null` in the place of a key, as WebKit has done. */
    function forgettingKeys(inner: Store): Store {
      return {
        find: (kind, key) => inner.find(kind, key),
        findAll: (kind, keys) => inner.findAll(kind, keys),
        listStretch: (kind, stretch) => inner.listStretch(kind, stretch),
        listKeys: (kind, stretch) => inner.listKeys(kind, stretch),
        list: (kind) => inner.list(kind),
        listDamaged: () => inner.listDamaged(),
        inTurn: (name, work) => inner.inTurn(name, work),
        listen: (listener) => inner.listen(listener),
        wasTakenAway: () => inner.wasTakenAway(),
        close: () => inner.close(),
        async write(changes) {
          await inner.write(changes);
          for (const identity of await inner.list('identities')) {
            await ground.plant('identities', identity.peerName, {
              ...identity,
              privateKey: null,
            });
          }
        },
      };
    }
  });
}
