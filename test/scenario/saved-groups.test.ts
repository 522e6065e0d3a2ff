import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { issueIdc } from '../../src/core/certificate/issue.ts';
import { packArchive } from '../../src/core/document/archive.ts';
import { formatIdentityCard } from '../../src/core/document/identity-card.ts';
import { RECORD_TYPE } from '../../src/core/record/record.ts';
import type { Group, Identity, Peer } from '../../src/peer.ts';
import { createMemoryStore, type Memory } from '../../src/storage/memory-store.ts';
import { Browser, contentsOf, Somebody, somebody } from '../support/browsers.ts';
import { gate } from '../support/gate.ts';
import { DAY, NOON } from '../support/people.ts';
import { reasonOf, refusalOf } from '../support/refusals.ts';
import { leaksIn } from '../support/stored-keys.ts';

const PASSWORD = 'correct horse battery';

let alices: { readonly me: Identity; readonly shelves: Memory['shelves'] };
let founded: Memory['shelves'];
let chess: Group;
let saved: string;

let alice: Somebody;
let bob: Somebody;

beforeAll(async () => {
  const beginning = new Browser();
  const me = await beginning.peer.createIdentity({ friendlyName: 'Alice' });
  alices = { me, shelves: beginning.memory.shelves };
  alice = new Somebody(alices);
  const wishes = { friendlyName: 'Chess', comment: 'On Tuesdays', password: PASSWORD };
  chess = await alice.peer.createGroup({ identity: me.peerName, ...wishes });
  founded = alice.memory.shelves;
  saved = await (await alice.peer.keeping()).groupConfiguration(chess);
});

/** Alice as she founded the group, Bob as he is without any, and a browser in which Alice has nothing but her identity. */
beforeEach(async () => {
  alice = new Somebody({ ...alices, shelves: founded });
  chess = await alice.open(chess);
  bob = await somebody('Bob');
});

/** Alice is leaving her group, and is not done before somebody else waits for its turn. */
function leavingWhileBroughtBack(): { readonly peer: Peer; readonly leaving: Promise<void> } {
  const store = createMemoryStore(alice.memory);
  const inTurn = store.inTurn.bind(store);
  const write = store.write.bind(store);
  const waiting = gate();
  let asked = 0;
  store.inTurn = (name, work) => {
    if (name === chess.peerName && ++asked === 2) waiting.open();
    return inTurn(name, work);
  };
  vi.spyOn(store, 'write').mockImplementationOnce(async (changes) => {
    await waiting.opened;
    await write(changes);
  });
  const peer = alice.peerOn(store);
  return { peer, leaving: peer.leaveGroup(alice.me.peerName, chess.peerName) };
}

describe('a saved group', () => {
  test('needs its identity first, and says so', async () => {
    const keeping = await new Browser().peer.keeping();
    expect(await refusalOf(() => keeping.importGroupConfiguration(saved, PASSWORD))).toEqual({
      code: 'PEER_E_IDENTITY_NOT_FOUND',
      reason: 'configuration.identity',
    });
  });

  test('brings its creator back with the key of the group', async () => {
    const elsewhere = new Somebody(alices);
    const keeping = await elsewhere.peer.keeping();
    const group = await keeping.importGroupConfiguration(saved, PASSWORD);
    expect(group).toMatchObject({ isCreator: true, hasSealedKey: true, role: 'admin' });
    expect(leaksIn(elsewhere.memory)).toEqual([]);
    expect(await keeping.groupConfiguration(group)).toBe(saved);
    const renamed = await elsewhere.peer.changeGroupProperties(group, { friendlyName: 'Go' });
    expect(renamed.friendlyName).toBe('Go');
  });

  test('without the password leaves the key sealed, until it is unlocked', async () => {
    const elsewhere = new Somebody(alices);
    const keeping = await elsewhere.peer.keeping();
    const locked = await keeping.importGroupConfiguration(saved);
    expect(locked).toMatchObject({ isCreator: false, hasSealedKey: true });
    expect(elsewhere.kept('memberships')[0]).not.toHaveProperty('groupKey');
    const before = contentsOf(elsewhere);
    const wrong = await reasonOf(() => keeping.unlockGroupKey(locked, 'correct horse'));
    expect(wrong).toBe('recovery.unclear');
    expect(contentsOf(elsewhere)).toEqual(before);
    expect((await keeping.unlockGroupKey(locked, PASSWORD)).isCreator).toBe(true);
    expect(await keeping.health()).toEqual([]);
    expect(leaksIn(elsewhere.memory)).toEqual([]);
  });

  test('under another password changes nothing', async () => {
    const elsewhere = new Somebody(alices);
    const before = contentsOf(elsewhere);
    const keeping = await elsewhere.peer.keeping();
    const reason = await reasonOf(() => keeping.importGroupConfiguration(saved, 'correct horse'));
    expect(reason).toBe('recovery.unclear');
    expect(contentsOf(elsewhere)).toEqual(before);
  });

  test('does not found the group anew: what was laid down comes with an update', async () => {
    const { text } = await alice.peer.groupUpdate(chess);
    const elsewhere = new Somebody(alices);
    await (await elsewhere.peer.keeping()).importGroupConfiguration(saved, PASSWORD);
    const opened = await elsewhere.open(chess);
    expect(opened.comment).toBe('');
    const ofGroup = () => elsewhere.kept('records').map(({ type }) => type);
    expect(ofGroup()).not.toContain(RECORD_TYPE.properties);
    const { refusedRecords } = await elsewhere.peer.openGroupUpdate(text);
    expect(refusedRecords).toBe(0);
    expect((await elsewhere.open(chess)).comment).toBe('On Tuesdays');
    expect(ofGroup()).toContain(RECORD_TYPE.properties);
  });

  test('holds no key but that of its creator', async () => {
    const { text } = await alice.invite(bob, chess);
    const joined = await bob.join(text);
    const keeping = await bob.peer.keeping();
    const configuration = await keeping.groupConfiguration(joined);
    expect(configuration).not.toContain('GROUPKEY');
    expect(saved).toContain('GROUPKEY');
    await bob.peer.leaveGroup(bob.me.peerName, chess.peerName);
    const back = await keeping.importGroupConfiguration(configuration, PASSWORD);
    expect(back).toMatchObject({ isCreator: false, hasSealedKey: false, role: 'member' });
    expect(await bob.peer.listMembers(back)).toHaveLength(2);
  });

  test('of an older membership does not replace a newer one; a newer one replaces the older (security.md 7 H 144)', async () => {
    const until = NOON + 10 * DAY;
    const first = await bob.join((await alice.invite(bob, chess, { until })).text);
    const older = await (await bob.peer.keeping()).groupConfiguration(first);
    alice.now = bob.now = NOON + DAY;
    const second = await bob.join((await alice.invite(bob, chess)).text);
    const newer = await (await bob.peer.keeping()).groupConfiguration(second);
    const keeping = await bob.peer.keeping();
    const endOf = async (text: string) => (await keeping.importGroupConfiguration(text)).term.end;
    expect(await endOf(older)).toBe(second.term.end);
    await bob.peer.leaveGroup(bob.me.peerName, chess.peerName);
    expect(await endOf(older)).toBe(until);
    expect(await endOf(newer)).toBe(second.term.end);
  });

  test('that is newer and gives less is not taken unasked, but offered', async () => {
    const first = await bob.join((await alice.invite(bob, chess)).text);
    const stronger = await (await bob.peer.keeping()).groupConfiguration(first);
    alice.now = bob.now = NOON + DAY;
    const until = NOON + 10 * DAY;
    const wishes = { acceptWeaker: true };
    const second = await bob.join((await alice.invite(bob, chess, { until })).text, wishes);
    const weaker = await (await bob.peer.keeping()).groupConfiguration(second);
    await bob.peer.leaveGroup(bob.me.peerName, chess.peerName);
    const keeping = await bob.peer.keeping();
    await keeping.importGroupConfiguration(stronger);
    const group = await keeping.importGroupConfiguration(weaker);
    expect(group.term.end).toBe(first.term.end);
    const offer = await (await bob.peer.credentials()).offeredCredential(group);
    expect(offer).toBeDefined();
  });

  test('of a membership that has ended comes back as one that has ended', async () => {
    const until = NOON + 10 * DAY;
    const joined = await bob.join((await alice.invite(bob, chess, { until })).text);
    const configuration = await (await bob.peer.keeping()).groupConfiguration(joined);
    await bob.peer.leaveGroup(bob.me.peerName, chess.peerName);
    bob.now = until + DAY;
    const keeping = await bob.peer.keeping();
    const back = await keeping.importGroupConfiguration(configuration);
    expect(back.term.stage).toBe('ended');
    expect(await keeping.health()).toEqual([]);
  });

  test('keeps the day on which its member joined, and none that is to come', async () => {
    const elsewhere = new Somebody(alices);
    const keeping = await elsewhere.peer.keeping();
    elsewhere.now = NOON + 3 * DAY;
    const group = await keeping.importGroupConfiguration(saved, PASSWORD);
    expect(group.joined).toBe(chess.joined);
    const early = new Somebody(alices);
    early.now = chess.joined - DAY / 2;
    const kept = await (await early.peer.keeping()).importGroupConfiguration(saved, PASSWORD);
    expect(kept.joined).toBe(early.now);
  });

  test('that was changed is refused, whatever in it was', async () => {
    const elsewhere = new Somebody(alices);
    const before = contentsOf(elsewhere);
    const keeping = await elsewhere.peer.keeping();
    const bobs = bob.me.peerName;
    const cases = [
      [saved.replace(alices.me.peerName, bobs), 'configuration.member'],
      [
        saved.replace(`<GROUPPEERNAME>${chess.peerName}`, `<GROUPPEERNAME>${bobs}`),
        'configuration.group',
      ],
    ] as const;
    for (const [text, reason] of cases) {
      expect(await reasonOf(() => keeping.importGroupConfiguration(text, PASSWORD))).toBe(reason);
    }
    expect(contentsOf(elsewhere)).toEqual(before);
  });

  test('of which the key is damaged brings the membership back without it, and says so (security.md 7 H 145)', async () => {
    const elsewhere = new Somebody(alices);
    const keeping = await elsewhere.peer.keeping();
    const damaged = saved.replace(/(<GROUPKEY[^>]*>)[^<]*/u, '$1MAMCAQU=');
    const refusal = { code: 'E_INVALIDARG', reason: 'configuration.damaged-key' };
    for (const password of [undefined, PASSWORD]) {
      const group = await keeping.importGroupConfiguration(damaged, password);
      expect(group).toMatchObject({ isCreator: false, hasSealedKey: false, keyRefusal: refusal });
      expect(await elsewhere.peer.listMembers(group)).toHaveLength(1);
    }
    const archive = packArchive([{ name: 'chess.config.xml', text: damaged }]);
    const { pieces } = await keeping.restoreArchive(archive, PASSWORD);
    expect(pieces).toMatchObject([{ outcome: 'already here', refusal }]);
    expect(await keeping.health()).toEqual([]);
    const whole = await keeping.importGroupConfiguration(saved, PASSWORD);
    expect(whole).toMatchObject({ isCreator: true, hasSealedKey: true, keyRefusal: undefined });
  });

  test('of a group that is just being left comes back with its key', async () => {
    const { peer, leaving } = leavingWhileBroughtBack();
    const keeping = await peer.keeping();
    const group = await keeping.importGroupConfiguration(saved, PASSWORD);
    await leaving;
    expect(group).toMatchObject({ isCreator: true, hasSealedKey: true });
  });

  test('of a group that is just being left, and with the key of another one, says so', async () => {
    const wishes = { identity: alice.me.peerName, friendlyName: 'Go', password: PASSWORD };
    const go = await alice.peer.createGroup(wishes);
    const gos = await (await alice.peer.keeping()).groupConfiguration(go);
    const [key = ''] = /<GROUPKEY[^>]*>[^<]*/u.exec(gos) ?? [];
    const { peer, leaving } = leavingWhileBroughtBack();
    const keeping = await peer.keeping();
    const mixed = saved.replace(/<GROUPKEY[^>]*>[^<]*/u, key);
    const group = await keeping.importGroupConfiguration(mixed, PASSWORD);
    await leaving;
    const refusal = { reason: 'configuration.damaged-key' };
    expect(group).toMatchObject({ isCreator: false, hasSealedKey: false, keyRefusal: refusal });
  });

  test('of a membership under another classifier of the same key comes back', async () => {
    const [own] = bob.kept('identities');
    if (own === undefined) throw new TypeError('nothing kept');
    const { spki, peerName: plain } = bob.me;
    const peerName = await bob.peer.peerNameWith(plain, 'at work');
    const validity = { start: NOON - DAY, end: NOON + 100 * DAY };
    const name = { peerName, friendlyName: 'Bob' };
    const card = await issueIdc({ privateKey: own.privateKey, spki }, { name, validity });
    const wishes = { roles: ['member'] } as const;
    const issued = await alice.peer.createInvitation(chess, formatIdentityCard(card), wishes);
    const joined = await bob.join(issued.text);
    expect(joined.chain.at(-1)?.subject.peerName).toBe(peerName);
    const keeping = await bob.peer.keeping();
    const text = await keeping.groupConfiguration(joined);
    await bob.peer.leaveGroup(plain, chess.peerName);
    expect(await keeping.importGroupConfiguration(text)).toMatchObject({ role: 'member' });
  });

  test('goes with its sealed key when the group is left', async () => {
    await (await alice.peer.keeping()).noteSaved(chess);
    expect(await alice.open(chess)).toMatchObject({ hasSealedKey: true, keySaved: NOON });
    await alice.peer.leaveGroup(alice.me.peerName, chess.peerName);
    expect(alice.kept('recoveries')).toEqual([]);
  });
});

describe('what is lost', () => {
  test('by deleting an identity, leaving a group, or everything, is said before', async () => {
    const keeping = await alice.peer.keeping();
    const { me } = alice;
    const group = { peerName: chess.peerName };
    expect(await keeping.whatIsLost(chess)).toMatchObject({
      ...{ identities: [], unsaved: [] },
      ...{ groups: [group], groupKeys: [group] },
    });
    for (const what of [me, 'everything'] as const) {
      expect(await keeping.whatIsLost(what)).toMatchObject({
        ...{ identities: [{ peerName: me.peerName }], unsaved: [{ peerName: me.peerName }] },
        ...{ groups: [group], groupKeys: [group] },
      });
    }
    await keeping.noteSaved(chess);
    expect((await keeping.whatIsLost(me)).groupKeys).toEqual([]);
    expect((await keeping.whatIsLost(bob.me)).groups).toEqual([]);
  });

  test('what is just being written of a group comes before everything is deleted, and not behind', async () => {
    const store = createMemoryStore(alice.memory);
    const [value] = await store.list('databases');
    if (value === undefined) throw new TypeError('nothing kept');
    const keeping = await alice.peerOn(store).keeping();
    const inTurn = store.inTurn.bind(store);
    const waiting = gate();
    const writing = store.inTurn(chess.peerName, async () => {
      await waiting.opened;
      await store.write([{ put: 'databases', value }]);
    });
    store.inTurn = (name, work) => {
      if (name === chess.peerName) waiting.open();
      return inTurn(name, work);
    };
    await keeping.deleteEverything();
    await writing;
    const left = Object.values(alice.memory.shelves).filter(({ size }) => size > 0);
    expect(left).toEqual([]);
  });

  test('after everything was deleted nothing is left, damaged things neither', async () => {
    const shelves = alice.memory.shelves;
    const members = new Map<string, unknown>([...shelves.members, ['cut', null]]);
    alice.memory.shelves = { ...shelves, members };
    await (await alice.peer.keeping()).deleteEverything();
    expect(Object.values(alice.memory.shelves).map(({ size }) => size)).toEqual(
      Object.values(shelves).map(() => 0),
    );
  });
});
