import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_KEPT } from '../../src/peer/handover/handing.ts';
import { Peer, type Group, type Handover } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';

const HOUR = 3600 * SECOND;

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  chess = await groupOf(alice, 'Chess');
});

/** Somebody gives his card away. */
function give(who: Somebody, way: Handover['ways'][number]['way'] = 'text', anew = false) {
  return who.peer.handovers.note({ what: 'card', identity: who.me.peerName, anew }, way);
}

/** Somebody gives his card away for a purpose. */
async function giveFor(who: Somebody, about: string): Promise<Handover> {
  const given = await give(who, 'text', true);
  await who.peer.handovers.describe(given.id, about);
  return given;
}

/** Somebody asks for the card of somebody else. */
function ask(who: Somebody, group: Group, whom = ''): Promise<Handover> {
  const names = { identity: who.me.peerName, group: group.peerName, about: whom };
  return who.peer.handovers.note({ what: 'request', ...names }, 'text');
}

/** What is still awaited. */
async function openOnes(who: Somebody): Promise<readonly Handover[]> {
  return (await who.peer.handovers.list()).filter(({ isAwaited }) => isAwaited);
}

/** Another tab of somebody's browser. */
function secondTab(who: Somebody): Peer {
  return new Peer({ store: createMemoryStore(who.memory), now: () => who.now });
}

test('a card goes out, an invitation comes back, and a reload lies between any two steps', async () => {
  const given = await give(bob, 'code');
  await bob.peer.handovers.describe(given.id, 'for the chess club');
  bob.close();
  expect(await bob.peer.handovers.list()).toEqual([
    {
      id: given.id,
      what: 'card',
      identity: bob.me.peerName,
      group: '',
      invitation: '',
      person: '',
      about: 'for the chess club',
      ways: [{ way: 'code', at: NOON }],
      begun: NOON,
      isAwaited: true,
    },
  ]);
  const asked = await ask(alice, chess);
  alice.close();
  chess = await alice.open(chess);
  alice.now = NOON + DAY;
  const { text } = await alice.invite(bob, chess);
  expect(await alice.peer.handovers.list()).toContainEqual({
    ...asked,
    answered: NOON + DAY,
    isAwaited: false,
  });

  bob.now = NOON + 2 * DAY;
  const preview = await bob.peer.previewInvitation(text);
  expect((await bob.peer.handovers.listAnsweredBy(preview)).map(({ id }) => id)).toEqual([
    given.id,
  ]);
  expect(await openOnes(bob)).toHaveLength(1);
  await bob.join(text);
  bob.close();
  expect(await bob.peer.handovers.list()).toMatchObject([{ id: given.id, answered: bob.now }]);
});

describe('one errand', () => {
  test('each further way is a way of the same handover, with the time when it was last gone', async () => {
    const first = await give(bob, 'text');
    bob.now += 60 * SECOND;
    await give(bob, 'file');
    bob.now += 60 * SECOND;
    const last = await give(bob, 'text');
    expect(last.id).toBe(first.id);
    expect(last.ways).toEqual([
      { way: 'file', at: NOON + 60 * SECOND },
      { way: 'text', at: NOON + 120 * SECOND },
    ]);
    expect(await bob.peer.handovers.list()).toHaveLength(1);
  });

  test('copying a thousand times keeps one', async () => {
    for (let time = 0; time < 1000; time++) await give(bob);
    expect(bob.kept('handovers')).toHaveLength(1);
    expect(bob.kept('handovers')[0]?.ways).toHaveLength(1);
  });

  test('lasts until it is said to be another, or for an hour once it has a name', async () => {
    const radio = await give(bob);
    bob.now += 3 * DAY;
    expect((await give(bob)).id).toBe(radio.id);
    await bob.peer.handovers.describe(radio.id, 'for the radio club');
    expect((await give(bob)).id).toBe(radio.id);
    const choir = await give(bob, 'text', true);
    expect(choir.id).not.toBe(radio.id);
    expect((await give(bob)).id).toBe(choir.id);
    await bob.peer.handovers.describe(choir.id, 'for the choir');
    bob.now += HOUR;
    const later = await give(bob);
    expect([radio.id, choir.id]).not.toContain(later.id);
  });

  test('for something else is no second one as long as nobody said what the first is for', async () => {
    const unnamed = await give(bob);
    expect((await give(bob, 'file', true)).id).toBe(unnamed.id);
    await bob.peer.handovers.describe(unnamed.id, 'radio');
    const next = await give(bob, 'text', true);
    expect((await give(bob, 'text', true)).id).toBe(next.id);
    expect(bob.kept('handovers')).toHaveLength(2);
  });

  test('of two tabs at the same moment is one', async () => {
    const store = createMemoryStore(bob.memory);
    const tabs = [1, 2].map(() => new Peer({ store, now: () => bob.now }));
    const errand = { what: 'card', identity: bob.me.peerName } as const;
    const ways = ['text', 'file'] as const;
    await Promise.all(tabs.map(({ handovers }, place) => handovers.note(errand, ways[place]!)));
    const [only, ...others] = await bob.peer.handovers.list();
    expect(others).toEqual([]);
    expect(only?.ways.map(({ way }) => way)).toEqual(ways);
  });

  test('of another identity is another', async () => {
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    await give(bob);
    await bob.peer.handovers.note({ what: 'card', identity: work.peerName }, 'text');
    expect(await openOnes(bob)).toHaveLength(2);
  });
});

describe('an invitation that I issued', () => {
  test('is not given yet, until it is, and can be given again', async () => {
    const invitation = await alice.invite(bob, chess);
    expect(await alice.peer.handovers.list()).toMatchObject([
      { what: 'invitation', invitation: invitation.id, about: 'Bob', ways: [], begun: NOON },
    ]);
    expect(await openOnes(alice)).toHaveLength(1);
    alice.now += HOUR;
    await alice.peer.handovers.note({ what: 'invitation', invitation }, 'code');
    expect(await openOnes(alice)).toEqual([]);
    alice.now += 9 * DAY;
    await alice.peer.handovers.note({ what: 'invitation', invitation }, 'text');
    expect(await alice.peer.handovers.list()).toMatchObject([
      {
        ways: [
          { way: 'code', at: NOON + HOUR },
          { way: 'text', at: NOON + HOUR + 9 * DAY },
        ],
      },
    ]);
  });

  test('takes the place of one for the same person that was never given', async () => {
    await alice.invite(bob, chess);
    alice.now += DAY;
    const second = await alice.invite(bob, chess);
    await alice.invite(await somebody('Carol'), chess);
    const waiting = (await openOnes(alice)).map(({ about, invitation }) => [about, invitation]);
    expect(waiting).toHaveLength(2);
    expect(waiting).toContainEqual(['Bob', second.id]);
    expect(alice.kept('invitations')).toHaveLength(3);
  });

  test('issued before this was remembered, it is remembered from when it is given', async () => {
    const invitation = await alice.invite(bob, chess);
    alice.memory.shelves = { ...alice.memory.shelves, handovers: new Map() };
    expect(await alice.peer.handovers.list()).toEqual([]);
    await alice.peer.handovers.note({ what: 'invitation', invitation }, 'file');
    expect(await alice.peer.handovers.list()).toMatchObject([{ about: 'Bob' }]);
  });
});

describe('matching', () => {
  test('of several cards the one whose purpose names the group comes first, then one without', async () => {
    await giveFor(bob, 'for the radio people');
    bob.now += HOUR;
    await giveFor(bob, 'Chess!');
    bob.now += HOUR;
    await give(bob);
    const preview = await bob.peer.previewInvitation((await alice.invite(bob, chess)).text);
    const guesses = await bob.peer.handovers.listAnsweredBy(preview);
    expect(guesses.map(({ about }) => about)).toEqual(['Chess!', '', 'for the radio people']);
  });

  test('joining answers the one that was chosen, no other', async () => {
    const radio = await giveFor(bob, 'radio');
    const choir = await giveFor(bob, 'chess');
    await bob.join((await alice.invite(bob, chess)).text, { answers: radio.id });
    expect((await openOnes(bob)).map(({ id }) => id)).toEqual([choir.id]);
  });

  test('joining answers none where none was chosen', async () => {
    const given = await give(bob);
    await bob.join((await alice.invite(bob, chess)).text, { answers: '' });
    expect((await openOnes(bob)).map(({ id }) => id)).toEqual([given.id]);
  });

  test('a refused joining answers nothing, and neither does a refused signature', async () => {
    const given = await give(bob);
    const asked = await ask(alice, chess);
    const { text } = await alice.invite(await somebody('Carol'), chess, { until: NOON + HOUR });
    await ask(alice, chess);
    await expect(bob.join(text)).rejects.toThrow();
    expect((await openOnes(bob)).map(({ id }) => id)).toEqual([given.id]);
    const before = alice.kept('handovers');
    await expect(alice.invite(alice, chess)).rejects.toThrow();
    expect(alice.kept('handovers')).toEqual(before);
    expect(before.find(({ id }) => id === asked.id)?.answered).toBe(NOON);
  });

  test('of two requests for a group, the older is answered first; those for another group are not', async () => {
    const go = await groupOf(alice, 'Go');
    const first = await ask(alice, chess);
    alice.now += 2 * HOUR;
    const second = await ask(alice, chess);
    const other = await ask(alice, go);
    await alice.invite(bob, chess);
    const waiting = (await openOnes(alice)).filter(({ what }) => what === 'request');
    expect(waiting.map(({ id }) => id).toSorted()).toEqual([second.id, other.id].toSorted());
    expect(second.id).not.toBe(first.id);
  });
});

describe('a request for the card of somebody', () => {
  test('is the same however often he is asked, and another for somebody else', async () => {
    const bobs = await ask(alice, chess, 'Bob');
    const carols = await ask(alice, chess, 'Carol');
    alice.now += 9 * DAY;
    expect((await ask(alice, chess, 'Bob')).id).toBe(bobs.id);
    expect((await ask(alice, chess)).id).not.toBe(bobs.id);
    expect(carols.id).not.toBe(bobs.id);
    expect(alice.kept('handovers')).toHaveLength(3);
  });

  test('is answered by a card of that name, else one that says no name is', async () => {
    const carols = await ask(alice, chess, 'Carol');
    const unnamed = await ask(alice, chess);
    alice.now += SECOND;
    const bobs = await ask(alice, chess, 'bob, the new one');
    await alice.invite(bob, chess);
    const waiting = async () =>
      (await openOnes(alice)).filter(({ what }) => what === 'request').map(({ id }) => id);
    expect((await waiting()).toSorted()).toEqual([carols.id, unnamed.id].toSorted());
    await alice.invite(await somebody('Dan'), chess);
    expect(await waiting()).toEqual([carols.id]);
    await alice.invite(await somebody('Eve'), chess);
    expect(await waiting()).toEqual([carols.id]);
    expect(bobs.about).toBe('bob, the new one');
  });

  test.each([
    ['Tom from the choir', 'Anna of the Choir', 'open'],
    ['my friend Anna', 'Anna of the Choir', 'open'],
    ['Anna from work', 'Anna of the Choir', 'answered'],
    ['anna CHOIR', 'Anna of the Choir', 'answered'],
    ['Anna Berg', 'Anna of the Choir', 'answered'],
    ['?', 'Anna of the Choir', 'answered'],
  ])('for “%s” is, when %s is invited, %s', async (whom, name, state) => {
    const asked = await ask(alice, chess, whom);
    await alice.invite(await somebody(name), chess);
    const isWaiting = (await openOnes(alice)).some(({ id }) => id === asked.id);
    expect(isWaiting ? 'open' : 'answered').toBe(state);
  });

  test('that may be for somebody else of that name goes on, and so does the other one', async () => {
    const work = await ask(alice, chess, 'Bob from work');
    const choir = await ask(alice, chess, 'Bob from the choir');
    await alice.invite(bob, chess);
    const waiting = async () =>
      (await openOnes(alice)).filter(({ what }) => what === 'request').map(({ id }) => id);
    expect((await waiting()).toSorted()).toEqual([work.id, choir.id].toSorted());
    await alice.peer.handovers.giveUp(work.id);
    await alice.invite(await somebody('Bob Tanaka'), chess);
    expect(await waiting()).toEqual([]);
  });

  test('that fits better is answered, however many could be meant', async () => {
    const work = await ask(alice, chess, 'Bob from work');
    await ask(alice, chess, 'Bob Tanaka');
    const short = await ask(alice, chess, 'Bob');
    await alice.invite(await somebody('Bob Tanaka'), chess);
    const waiting = (await openOnes(alice)).filter(({ what }) => what === 'request');
    expect(waiting.map(({ id }) => id).toSorted()).toEqual([work.id, short.id].toSorted());
  });

  test('named afterwards goes on in the one that is there', async () => {
    const carols = await ask(alice, chess, 'Carol');
    alice.now += HOUR;
    const errand = { what: 'request', identity: alice.me.peerName, group: chess.peerName } as const;
    const unnamed = await alice.peer.handovers.note(errand, 'share');
    await alice.peer.handovers.note(errand, 'text');
    expect(await alice.peer.handovers.describe(unnamed.id, 'Carol')).toMatchObject({
      id: carols.id,
      ways: [
        { way: 'share', at: NOON + HOUR },
        { way: 'text', at: NOON + HOUR },
      ],
      begun: NOON,
    });
    expect(alice.kept('handovers')).toHaveLength(1);
  });

  test('named like one for another group, or of another identity, stays one of its own', async () => {
    const go = await groupOf(alice, 'Go');
    const work = await alice.peer.createIdentity({ friendlyName: 'Alice at work' });
    const card = await alice.peer.identityCard(work.peerName);
    const { text } = await alice.peer.createInvitation(chess, card, { roles: ['member'] });
    await alice.peer.joinGroup(work.peerName, text);
    await ask(alice, go, 'Carol');
    const errand = { what: 'request', identity: work.peerName, group: chess.peerName } as const;
    await alice.peer.handovers.note({ ...errand, about: 'Carol' }, 'text');
    const unnamed = await ask(alice, chess);
    const named = await alice.peer.handovers.describe(unnamed.id, 'Carol');
    expect(named?.id).toBe(unnamed.id);
    const requests = alice.kept('handovers').filter(({ what }) => what === 'request');
    expect(requests).toHaveLength(3);
  });

  test('named like one that is closed stays one of its own', async () => {
    const closed = await ask(alice, chess, 'Carol');
    await alice.peer.handovers.giveUp(closed.id);
    const unnamed = await ask(alice, chess);
    const named = await alice.peer.handovers.describe(unnamed.id, 'Carol');
    expect(named).toMatchObject({ id: unnamed.id, isAwaited: true });
    expect(alice.kept('handovers')).toHaveLength(2);
  });
});

describe('what is over', () => {
  test('I wait no longer: it is closed, here and in another tab, and not opened by the next copy', async () => {
    const given = await give(bob);
    const other = secondTab(bob);
    await bob.peer.handovers.giveUp(given.id);
    expect(await other.handovers.list()).toMatchObject([{ id: given.id, givenUp: NOON }]);
    expect((await give(bob)).id).not.toBe(given.id);
  });

  test('what went with an identity in another tab is not brought back', async () => {
    const given = await give(bob);
    await secondTab(bob).deleteIdentity(bob.me.peerName);
    expect(await bob.peer.handovers.describe(given.id, 'for nobody')).toBeUndefined();
    await bob.peer.handovers.giveUp(given.id);
    expect(await bob.peer.handovers.list()).toEqual([]);
  });

  test('leaving a group forgets what belongs to it, and nothing else', async () => {
    const go = await groupOf(alice, 'Go');
    const card = await give(alice);
    await ask(alice, chess);
    await alice.invite(bob, chess);
    const asked = await ask(alice, go);
    await alice.peer.leaveGroup(alice.me.peerName, chess.peerName);
    const left = (await alice.peer.handovers.list()).map(({ id }) => id);
    expect(left.toSorted()).toEqual([card.id, asked.id].toSorted());
  });

  test('deleting an identity forgets what it gave away', async () => {
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    await bob.peer.handovers.note({ what: 'card', identity: work.peerName }, 'print');
    const mine = await give(bob);
    await bob.peer.deleteIdentity(work.peerName);
    expect((await bob.peer.handovers.list()).map(({ id }) => id)).toEqual([mine.id]);
  });

  test('no more are kept than can be read: those that are closed go first, then the oldest', async () => {
    const old = await giveFor(bob, 'the oldest');
    const closed = await giveFor(bob, 'closed');
    await bob.peer.handovers.giveUp(closed.id);
    for (let place = 2; place < MAX_KEPT; place++) {
      bob.now += SECOND;
      await giveFor(bob, `errand ${place}`);
    }
    expect(bob.kept('handovers')).toHaveLength(MAX_KEPT);
    await giveFor(bob, 'one more');
    expect(bob.kept('handovers').map(({ id }) => id)).not.toContain(closed.id);
    expect(bob.kept('handovers').map(({ id }) => id)).toContain(old.id);
    await giveFor(bob, 'and another');
    expect(bob.kept('handovers')).toHaveLength(MAX_KEPT);
    expect(bob.kept('handovers').map(({ id }) => id)).not.toContain(old.id);
  });

  test('a purpose that misleads the eye is harmless when it is read', async () => {
    await giveFor(bob, 'for \u202eeve');
    expect((await bob.peer.handovers.list())[0]?.about).toBe('for \ufffdeve');
  });
});
