/** What is kept of a group when its time goes on, when some of it was damaged or lost, and when the clock goes wrong. */

import { beforeEach, describe, expect, test } from 'vitest';
import { decodeRecord, RECORD_TYPE } from '../../src/core/record/record.ts';
import type { Kind } from '../../src/core/stores.ts';
import type { Group, GroupRecord } from '../../src/peer.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';

let alice: Somebody;
let bob: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  group = await alice.found('Chess');
});

const add = async (who: Somebody, expires: number): Promise<GroupRecord> =>
  (await who.peer.records()).addRecord(await who.open(group), {
    ...{ type: TYPE, payload: Uint8Array.of(1), expires },
  });

const list = async (who: Somebody) =>
  (await who.peer.records()).listRecords(await who.open(group), TYPE);

async function pass(from: Somebody, to: Somebody) {
  const { text } = await from.peer.groupUpdate(await from.open(group));
  return to.peer.openGroupUpdate(text);
}

/** What of a kind is kept becomes something else, behind the back of everybody. */
function change<T>(who: Somebody, kind: Kind, to: (value: T) => unknown): void {
  const entries = [...who.memory.shelves[kind]].map(
    ([key, value]) => [key, to(value as T)] as const,
  );
  who.memory.shelves = { ...who.memory.shelves, [kind]: new Map(entries) };
  who.close();
}

interface Raw {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const damaging = (type: string) => (record: Raw) =>
  record.type === type ? { ...record, bytes: record.bytes.slice(0, 60) } : record;

/** A record of properties that is one, but for what stands in it. */
function withOtherPayload(record: Raw): Raw {
  if (record.type !== RECORD_TYPE.properties) return record;
  const bytes = Uint8Array.from(record.bytes);
  decodeRecord(bytes).payload.fill(0xff);
  return { ...record, bytes };
}

describe('A membership that ended long ago', () => {
  const LATE = NOON + 200 * DAY;
  let record: GroupRecord;

  const membershipsOf = (who: Somebody) =>
    who
      .kept('records')
      .filter(({ slot }) => slot.includes(bob.me.peerName) && !slot.includes(TYPE));

  beforeEach(async () => {
    await bob.join((await alice.invite(bob, group, { until: NOON + 30 * DAY })).text);
    record = await add(bob, NOON + 20 * DAY);
    await pass(bob, alice);
  });

  test('goes', async () => {
    await alice.settleAt(LATE - DAY);
    await add(alice, LATE + DAY);
    expect(membershipsOf(alice)).toEqual([]);
  });

  test('stays while a record needs it, so that whoever comes later can judge that, and pass it on', async () => {
    const records = await alice.peer.records();
    await records.updateRecord(await alice.open(group), record, { expires: LATE + 100 * DAY });
    await alice.settleAt(LATE - DAY);
    await add(alice, LATE + DAY);
    expect(membershipsOf(alice)).toHaveLength(1);
    const [carol, dave] = await Promise.all([somebody('Carol'), somebody('Dave')]);
    carol.now = dave.now = LATE;
    for (const who of [carol, dave]) await who.join((await alice.invite(who, group)).text);
    expect(await pass(alice, carol)).toMatchObject({ setAside: 0, refused: [] });
    expect(await list(carol)).toHaveLength(2);
    expect(membershipsOf(carol)).toHaveLength(1);
    expect(await pass(carol, dave)).toMatchObject({ setAside: 0, refused: [] });
    expect(await list(dave)).toHaveLength(2);
    // Once that record has ended as well, both go.
    await alice.settleAt(LATE + 191 * DAY);
    await add(alice, alice.now + DAY);
    expect(membershipsOf(alice)).toEqual([]);
  });
});

describe('One damaged record', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Go', [bob, 'member']);
  });

  test('of a membership does not keep an update from being made', async () => {
    await add(bob, NOON + DAY);
    await pass(bob, alice);
    change(alice, 'records', damaging(RECORD_TYPE.membership));
    alice.now = bob.now = NOON + 1;
    const opened = await alice.open(group);
    const made = await alice.peer.groupUpdate(opened, { since: NOON });
    expect(made.records).toBeGreaterThan(0);
  });

  test('of the properties does not keep an update from being opened, and is replaced', async () => {
    await pass(alice, bob);
    change(bob, 'records', withOtherPayload);
    expect(await pass(alice, bob)).toMatchObject({ new: 1, refused: [] });
    expect(await pass(alice, bob)).toMatchObject({ new: 0 });
  });

  test('of the properties does not keep them from being changed', async () => {
    change(alice, 'records', withOtherPayload);
    const wishes = { friendlyName: 'Baduk' };
    const renamed = await alice.peer.changeGroupProperties(await alice.open(group), wishes);
    expect(renamed.friendlyName).toBe('Baduk');
  });
});

test('what is kept of a group as a whole is written anew where it was lost, beside later properties', async () => {
  await alice.peer.changeGroupProperties(await alice.open(group), { friendlyName: 'Go' });
  alice.memory.shelves = { ...alice.memory.shelves, databases: new Map() };
  alice.close();
  expect(await alice.open(group)).toMatchObject({ friendlyName: 'Go' });
  expect(alice.kept('databases')).toMatchObject([{ own: [{ identity: alice.me.peerName }] }]);
  const { shelves } = alice.memory;
  await alice.open(group);
  expect(alice.memory.shelves).toBe(shelves);
});

test('what comes while the clock is set back is new for an update since the moment before', async () => {
  await bob.join((await alice.invite(bob, group)).text);
  await add(bob, NOON + 50 * DAY);
  bob.now = NOON + 10 * DAY;
  const before = await bob.peer.groupUpdate(await bob.open(group), { since: NOON + 10 * DAY });
  expect(before.records).toBe(0);
  alice.now = bob.now = NOON + DAY;
  await add(bob, NOON + 60 * DAY);
  const since = await bob.peer.groupUpdate(await bob.open(group), { since: NOON + 10 * DAY });
  expect(since.records).toBeGreaterThan(0);
});

test.each([
  ['in the future', NOON + DAY, 0],
  ['before all times', -1, 3],
])('an update since a moment %s is one like others', async (_when, since, records) => {
  await bob.join((await alice.invite(bob, group)).text);
  await pass(bob, alice);
  expect((await alice.peer.groupUpdate(await alice.open(group), { since })).records).toBe(records);
});
