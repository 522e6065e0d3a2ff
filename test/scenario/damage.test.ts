/** What is damaged is named and set apart, and all the rest goes on. */

import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Kept, Kind } from '../../src/core/stores.ts';
import type { Damage, Group } from '../../src/peer.ts';
import { createMemoryStore, type Memory } from '../../src/storage/memory-store.ts';
import { contentsOf, groupOf, Somebody, somebody } from '../support/browsers.ts';
import { reasonOf } from '../support/refusals.ts';

let shelves: Memory['shelves'];
let me: Somebody['me'];
let chess: Group;
let alice: Somebody;
let bob: Somebody;

beforeAll(async () => {
  const beginning = await somebody('Alice');
  bob = await somebody('Bob');
  chess = await groupOf(beginning, 'Chess', [bob, 'member']);
  await beginning.join((await bob.found('Go').then((go) => bob.invite(beginning, go))).text);
  ({ me } = beginning);
  ({ shelves } = beginning.memory);
});

beforeEach(() => {
  alice = new Somebody({ me, shelves });
});

/** Something kept becomes something else, behind the back of everybody. */
function change<K extends Kind>(kind: K, key: string, to: (value: Kept[K]) => unknown): void {
  const shelf = new Map(alice.memory.shelves[kind]);
  shelf.set(key, to(shelf.get(key) as Kept[K]));
  alice.memory.shelves = { ...alice.memory.shelves, [kind]: shelf };
  alice.close();
}

const health = async (): Promise<readonly Damage[]> => (await alice.peer.keeping()).health();
const chessKey = () => `${me.peerName}\0${chess.peerName}`;

async function bobsKey(): Promise<CryptoKey> {
  const [stored] = bob.kept('identities');
  if (stored === undefined) throw new TypeError('nothing kept');
  return Promise.resolve(stored.privateKey);
}

async function keyFrom(name: string, extractable: boolean, half: keyof CryptoKeyPair) {
  const publicExponent = Uint8Array.of(1, 0, 1);
  const algorithm = { name, hash: 'SHA-256', modulusLength: 2048, publicExponent };
  return (await crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']))[half];
}

test('nothing is named where nothing is damaged', async () => {
  expect(await health()).toEqual([]);
});

describe('an identity', () => {
  test('whose key is another one is named, and signs nothing (security.md 7 I 151)', async () => {
    const privateKey = await bobsKey();
    change('identities', me.peerName, (identity) => ({ ...identity, privateKey }));
    expect(await health()).toMatchObject([
      { what: 'identity', name: 'Alice', reason: 'crypto.key', recovery: undefined },
    ]);
    const group = await alice.open(chess);
    for (const act of [
      () => alice.peer.identityCard(me.peerName),
      () => alice.peer.renameIdentity(me.peerName, 'Al'),
      () => alice.invite(bob, group),
      async () => (await alice.peer.credentials()).renewOwn(group),
    ]) {
      expect(await reasonOf(act)).toBe('crypto.key');
    }
  });

  test.each([
    ['that can be exported', () => keyFrom('RSASSA-PKCS1-v1_5', true, 'privateKey')],
    ['of another algorithm', () => keyFrom('RSA-PSS', false, 'privateKey')],
    ['that is public', () => keyFrom('RSASSA-PKCS1-v1_5', false, 'publicKey')],
    ['that came back as null', () => Promise.resolve(null)],
  ])('with a key %s is set apart by its name (security.md 7 I 149, 152)', async (_, key) => {
    const privateKey = await key();
    change('identities', me.peerName, (identity) => ({ ...identity, privateKey }));
    const [damage] = await health();
    expect(damage).toMatchObject({ what: 'identity', name: 'Alice', reason: 'storage.damaged' });
    expect(await alice.peer.listIdentities()).toEqual([]);
    expect(await reasonOf(() => alice.peer.identityCard(me.peerName))).toBe('storage.damaged');
  });

  test('whose certificate was changed is named', async () => {
    change('identities', me.peerName, (identity) => {
      const idc = Uint8Array.from(identity.idc);
      idc[idc.length - 1] = (idc.at(-1) ?? 0) ^ 1;
      return { ...identity, idc };
    });
    const [first] = await health();
    expect(first).toMatchObject({ what: 'identity', name: 'Alice', reason: 'idc.signature' });
  });
});

describe('a membership', () => {
  test('with one changed byte is named; the other one goes on (security.md 7 I 153)', async () => {
    change('memberships', chessKey(), (stored) => {
      const chain = stored.chain.map((der) => Uint8Array.from(der));
      const own = chain.at(-1);
      if (own) own[own.length - 1] = (own.at(-1) ?? 0) ^ 1;
      return { ...stored, chain };
    });
    expect(await health()).toMatchObject([
      { what: 'membership', name: 'Chess', reason: 'chain.signature' },
    ]);
    const names = (await alice.peer.listGroups()).map(({ friendlyName }) => friendlyName);
    expect(names).toEqual(['Go']);
  });

  test('without its identity is named (security.md 7 I 150)', async () => {
    alice.memory.shelves = { ...shelves, identities: new Map() };
    const damage = await health();
    expect(damage.map(({ what, reason }) => [what, reason])).toEqual([
      ['membership', 'storage.damaged'],
      ['membership', 'storage.damaged'],
    ]);
  });

  test('whose group key is another one loses that key, and nothing else', async () => {
    const groupKey = await bobsKey();
    change('memberships', chessKey(), (stored) => ({ ...stored, groupKey }));
    const [damage] = await health();
    expect(damage).toMatchObject({ what: 'group key', name: 'Chess', reason: 'crypto.key' });
    await (await alice.peer.keeping()).forgetDamaged(damage ?? { id: '' });
    expect(await health()).toEqual([]);
    expect((await alice.open(chess)).isCreator).toBe(false);
  });
});

describe('what is forgotten', () => {
  const forget = async () => {
    const keeping = await alice.peer.keeping();
    const [damage] = await keeping.health();
    await keeping.forgetDamaged(damage ?? { id: '' });
  };
  const keysOf = (kind: Kind) => [...alice.memory.shelves[kind].keys()].map(String);

  test('takes with it the sealed key of an identity', async () => {
    const value = { identity: me.peerName, group: '', pkcs12: Uint8Array.of(1), sealed: 1 };
    change('recoveries', `${me.peerName}\0`, () => value);
    change('identities', me.peerName, () => null);
    await forget();
    expect(keysOf('identities')).toEqual([]);
    expect(keysOf('recoveries')).toEqual([]);
  });

  test.each([
    ['no membership any more', () => null],
    [
      'one of which the chain is damaged',
      (stored: object) => ({ ...stored, chain: [Uint8Array.of(1)] }),
    ],
  ])('takes with it what belongs to a membership that is %s', async (_, damaged) => {
    change('memberships', chessKey(), (stored) => damaged(stored));
    await forget();
    const kinds = [
      'memberships',
      'records',
      'members',
      'credentials',
      'acts',
      'databases',
    ] as const;
    for (const kind of kinds) {
      expect(keysOf(kind).filter((key) => key.includes(chess.peerName))).toEqual([]);
    }
    expect(keysOf('memberships')).toHaveLength(1);
  });

  test('leaves the sealed key of its group, which works once the membership is back', async () => {
    const file = await (await alice.peer.keeping()).groupConfiguration(chess);
    const pkcs12 = Uint8Array.of(1, 2, 3);
    const sealed = { identity: me.peerName, group: chess.peerName, pkcs12, sealed: 1 };
    change('recoveries', chessKey(), () => sealed);
    change('memberships', chessKey(), (stored) => ({ ...stored, chain: [Uint8Array.of(1)] }));
    const damages = await health();
    expect(damages.find(({ what }) => what === 'membership')?.groupKey).toBe('sealed');
    await (
      await alice.peer.keeping()
    ).forgetDamaged(damages.find(({ what }) => what === 'membership') ?? { id: '' });
    expect(alice.kept('recoveries')).toEqual([sealed]);
    await (await alice.peer.keeping()).importGroupConfiguration(file);
    expect((await alice.open(chess)).hasSealedKey).toBe(true);
  });

  test('says of a membership when the only key of its group goes with it', async () => {
    const damaged = (stored: object) => ({ ...stored, chain: [Uint8Array.of(1)] });
    change('memberships', chessKey(), damaged);
    expect(await health()).toMatchObject([{ what: 'membership', groupKey: 'unsealed' }]);
    const group = alice.kept('memberships').find((one) => one.groupKey === undefined)?.group ?? '';
    change('memberships', `${me.peerName}\0${group}`, damaged);
    const without = (await health()).filter(({ groupKey }) => groupKey === undefined);
    expect(without).toMatchObject([{ what: 'membership' }]);
  });

  test('of a group’s key leaves what was written meanwhile', async () => {
    const groupKey = await bobsKey();
    change('memberships', chessKey(), (stored) => ({ ...stored, groupKey }));
    const store = createMemoryStore(alice.memory);
    const keeping = await alice.peerOn(store).keeping();
    const [damage] = await keeping.health();
    // Whoever is in the turn of the group first, is done before anything is forgotten.
    void store.inTurn(chess.peerName, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const [stored] = await store.findAll('memberships', [chessKey()]);
      if (stored) await store.write([{ put: 'memberships', value: { ...stored, joined: 7 } }]);
    });
    await keeping.forgetDamaged(damage ?? { id: '' });
    const [kept] = await store.findAll('memberships', [chessKey()]);
    expect(kept).toMatchObject({ joined: 7 });
    expect(kept?.groupKey).toBeUndefined();
  });
});

test('a recovery file that is none is named, and hides no other', async () => {
  const value = { identity: me.peerName, group: '', pkcs12: Uint8Array.of(1, 2, 3), sealed: 1 };
  change('recoveries', `${me.peerName}\0`, () => value);
  expect(await health()).toMatchObject([{ what: 'recovery file' }]);
  expect(await alice.peer.listIdentities()).toHaveLength(1);
});

test('what is damaged of a group is named as something else', async () => {
  const [key = ''] = alice.memory.shelves.members.keys();
  change('members', key, (row) => ({ ...row, role: 'king' }));
  expect(await health()).toMatchObject([{ what: 'other', reason: 'storage.damaged' }]);
  // Not at every start: groups may keep a lot.
  expect(await (await alice.peer.keeping()).health('mine')).toEqual([]);
});

test('no more is read than is asked for, at a start and when something is forgotten', async () => {
  change('memberships', chessKey(), () => null);
  const store = createMemoryStore(alice.memory);
  const read = vi.spyOn(store, 'listDamaged');
  const keeping = await alice.peerOn(store).keeping();
  const [damage] = await keeping.health('mine');
  await keeping.forgetDamaged(damage ?? { id: '' });
  const kinds = read.mock.calls.map(([asked]) => asked);
  const one = ['memberships'];
  expect(kinds).toEqual([['identities', 'memberships', 'recoveries'], one, one]);
  expect(await keeping.health()).toEqual([]);
});

test('only what is damaged is forgotten, and by nobody who merely names it', async () => {
  const key = chessKey();
  const before = contentsOf(alice);
  const keeping = await alice.peer.keeping();
  await keeping.forgetDamaged({ id: `membership\0memberships\0${key}` });
  expect(contentsOf(alice)).toEqual(before);
  change('memberships', key, () => null);
  const [damage] = await health();
  await (await alice.peer.keeping()).forgetDamaged(damage ?? { id: '' });
  expect(alice.kept('memberships')).toHaveLength(1);
  expect(await health()).toEqual([]);
});
