/** A clock that was set: it is pointed out, and nothing is forgotten by it before somebody says that it is right. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Group } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { contentsOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';
const MINUTE = 60 * SECOND;
const YEARS = 10 * 365 * DAY;

let alice: Somebody;

beforeEach(async () => {
  alice = await somebody('Alice');
});

const clock = async () => (await alice.peer.keeping()).clock();
const accept = async () => (await alice.peer.keeping()).acceptClock();

async function at(now: number) {
  alice.now = now;
  return clock();
}

describe('the clock', () => {
  test('is fine in a browser that nobody has used', async () => {
    alice.memory.shelves = { ...alice.memory.shelves, identities: new Map(), marks: new Map() };
    expect(await clock()).toEqual({ now: NOON, latest: NOON, state: 'fine' });
  });

  test('is fine as time goes on, and a little back', async () => {
    for (const now of [NOON, NOON + DAY, NOON + DAY - 5 * MINUTE, NOON + 401 * DAY]) {
      expect((await at(now)).state).toBe('fine');
    }
  });

  test('is behind once it was set back by more than five minutes, until it is right again (security.md 7 I 167)', async () => {
    await at(NOON + DAY);
    const behind = { now: NOON, latest: NOON + DAY, state: 'behind' };
    expect(await at(NOON)).toEqual(behind);
    expect(await at(NOON)).toEqual(behind);
    expect((await at(NOON + DAY)).state).toBe('fine');
  });

  test('is ahead after more than 400 days, at every start, until somebody says that it is right', async () => {
    await at(NOON);
    const ahead = { latest: NOON, state: 'ahead' };
    expect(await at(NOON + 400 * DAY + 1)).toMatchObject(ahead);
    expect(await at(NOON + YEARS)).toMatchObject(ahead);
    await accept();
    expect(await clock()).toMatchObject({ latest: NOON + YEARS, state: 'fine' });
    expect((await at(NOON)).state).toBe('behind');
    await accept();
    expect(await clock()).toMatchObject({ latest: NOON, state: 'fine' });
  });

  test('is measured by what a browser of earlier days has noted', async () => {
    alice.memory.shelves = { ...alice.memory.shelves, marks: new Map() };
    expect((await at(NOON + YEARS)).state).toBe('ahead');
    expect((await at(NOON - DAY)).state).toBe('behind');
  });

  test('is noted once a minute at the most, so that windows do not set each other off', async () => {
    await at(NOON);
    await at(NOON + MINUTE - 1);
    expect(alice.kept('marks')).toEqual([{ id: 'latest', at: NOON }]);
    await at(NOON + MINUTE);
    expect(alice.kept('marks')).toEqual([{ id: 'latest', at: NOON + MINUTE }]);
  });
});

test('what is just being noted by a wrong clock does not come behind the right one', async () => {
  await at(NOON + YEARS);
  await accept();
  const store = createMemoryStore(alice.memory);
  const peer = alice.peerOn(store);
  const write = store.write.bind(store);
  let begin: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  vi.spyOn(store, 'write').mockImplementationOnce(async (changes) => {
    begin?.();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await write(changes);
  });
  alice.now += DAY;
  const creating = peer.createIdentity({ friendlyName: 'Work' });
  await begun;
  alice.now = NOON;
  await Promise.all([creating, (await peer.keeping()).acceptClock()]);
  expect(await clock()).toEqual({ now: NOON, latest: NOON, state: 'fine' });
});

describe('a clock that jumps ten years ahead (security.md 7 I 167)', () => {
  let group: Group;
  let bob: Somebody;

  beforeEach(async () => {
    bob = await somebody('Bob');
    group = await alice.found('Chess');
    await bob.join((await alice.invite(bob, group, { until: NOON + 30 * DAY })).text);
    await write(NOON + DAY);
    alice.now = NOON + YEARS;
  });

  const write = async (expires: number) =>
    (await alice.peer.records()).addRecord(await alice.open(group), {
      ...{ type: TYPE, payload: Uint8Array.of(1), expires },
    });

  /** What would be lost if something were. */
  const kept = () =>
    (['records', 'credentials', 'members', 'memberships', 'invitations'] as const).flatMap((kind) =>
      [...alice.memory.shelves[kind].keys()].map((key) => `${kind} ${key}`),
    );

  test('makes nothing be forgotten, whatever is done meanwhile, and poisons no group', async () => {
    const before = kept();
    await clock();
    await write(NOON + YEARS + DAY);
    await alice.peer.groupUpdate(await alice.open(group));
    const update = await bob.peer.groupUpdate(await bob.open(group));
    await alice.peer.openGroupUpdate(update.text);
    expect(kept()).toEqual(expect.arrayContaining(before));
    const [database] = alice.kept('databases');
    expect(database).toMatchObject({ latest: NOON, made: NOON });
    alice.now = NOON + 2 * DAY;
    expect((await clock()).state).toBe('fine');
    await write(NOON + 3 * DAY);
    expect(kept()).toEqual(expect.arrayContaining(before));
  });

  test('makes what ended long ago be forgotten once somebody has said that it is right', async () => {
    const before = kept();
    await accept();
    await write(NOON + YEARS + DAY);
    expect(kept()).toEqual(expect.arrayContaining(before));
    // It has to last until another day.
    await at(NOON + YEARS + 2 * DAY);
    await write(NOON + YEARS + 3 * DAY);
    expect(kept()).not.toEqual(expect.arrayContaining(before));
  });

  test('and that somebody has wrongly said to be right, stops no group once it is put right', async () => {
    const before = kept();
    await accept();
    await write(NOON + YEARS + DAY);
    expect((await at(NOON + DAY)).state).toBe('behind');
    await accept();
    expect(alice.kept('databases')).toMatchObject([{ latest: NOON + DAY }]);
    await write(NOON + 2 * DAY);
    expect(kept()).toEqual(expect.arrayContaining(before));
  });

  test('or less, makes nothing be forgotten before another day', async () => {
    const before = kept();
    expect((await at(NOON + 350 * DAY)).state).toBe('fine');
    await write(NOON + 351 * DAY);
    expect(kept()).toEqual(expect.arrayContaining(before));
    expect((await at(NOON + DAY)).state).toBe('behind');
    await accept();
    await write(NOON + 2 * DAY);
    expect((await at(NOON + 2 * DAY)).state).toBe('fine');
    await write(NOON + 3 * DAY);
    expect(kept()).toEqual(expect.arrayContaining(before));
  });

  test('changes nothing by being looked at', async () => {
    const before = contentsOf(alice);
    await clock();
    expect(contentsOf(alice)).toEqual(before);
  });
});
