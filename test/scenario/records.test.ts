/** Records of programs in a group: added, changed, deleted, found (records.md, "Publishing"). */

import { beforeEach, describe, expect, test } from 'vitest';
import { RECORD_TYPE } from '../../src/core/record/record.ts';
import type { Group, GroupRecord, RecordChange, RecordWishes } from '../../src/peer.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';
const OTHER_TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b912';
const END = NOON + 100 * DAY;

let alice: Somebody;
let bob: Somebody;
let ida: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob, ida] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Ida')]);
  group = await alice.found('Chess');
  const { text } = await alice.invite(bob, group, { until: END });
  await bob.join(text);
  await ida.join((await alice.invite(ida, group, { role: 'inviting member', until: END })).text);
});

const payload = (text: string) => new TextEncoder().encode(text);
const recordsOf = (who: Somebody) => who.peer.records();

async function add(who: Somebody, wishes: Partial<RecordWishes> = {}): Promise<GroupRecord> {
  const opened = await who.open(group);
  const expires = NOON + 10 * DAY;
  const all = { type: TYPE, payload: payload('hello'), expires, ...wishes };
  return (await recordsOf(who)).addRecord(opened, all);
}

async function change(who: Somebody, record: GroupRecord, to: RecordChange): Promise<GroupRecord> {
  return (await recordsOf(who)).updateRecord(await who.open(group), record, to);
}

async function remove(who: Somebody, record: GroupRecord): Promise<void> {
  await (await recordsOf(who)).deleteRecord(await who.open(group), record);
}

const list = async (who: Somebody, type?: string) =>
  (await recordsOf(who)).listRecords(await who.open(group), type);

async function pass(from: Somebody, to: Somebody) {
  const { text } = await from.peer.groupUpdate(await from.open(group));
  return to.peer.openGroupUpdate(text);
}

describe('A record', () => {
  test('that Bob adds is preceded by his membership, and reaches Alice with an update', async () => {
    const added = await add(bob, { attributes: '' });
    expect(added).toMatchObject({ type: TYPE, version: 1, creator: bob.me.peerName });
    expect(added).toMatchObject({ created: NOON, modified: NOON, expires: NOON + 10 * DAY });
    const types = bob.kept('records').map(({ type }) => type);
    expect(types.toSorted()).toEqual([RECORD_TYPE.membership, TYPE]);
    expect(await pass(bob, alice)).toMatchObject({ new: 2, refused: [], setAside: 0 });
    expect(await list(alice)).toEqual([added]);
    const row = alice.kept('members').find(({ friendlyName }) => friendlyName === 'Bob');
    expect(row?.joined).toBe(NOON);
  });

  test('that is the second one is not preceded by another membership', async () => {
    await add(bob);
    await add(bob);
    expect(bob.kept('records')).toHaveLength(3);
  });

  test('that follows a renewal is preceded by the new membership', async () => {
    await add(bob);
    bob.now = alice.now = NOON + DAY;
    await bob.join((await alice.invite(bob, group, { until: END + DAY })).text);
    await add(bob);
    const types = bob.kept('records').map(({ type }) => type);
    expect(types.filter((type) => type === RECORD_TYPE.membership)).toHaveLength(2);
    expect(await pass(bob, ida)).toMatchObject({ new: 4, refused: [], setAside: 0 });
  });

  test('is changed by its creator and, of others, by an admin alone', async () => {
    const added = await add(bob);
    const changed = await change(bob, added, { payload: payload('two') });
    expect(changed).toMatchObject({ version: 2, modifier: bob.me.peerName, id: added.id });
    await pass(bob, alice);
    await pass(bob, ida);
    await expect(change(ida, changed, { payload: payload('mine') })).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'publish.foreign'),
    );
    await expect(remove(ida, changed)).rejects.toThrow(throwing('PEER_E_NOT_AUTHORIZED'));
    const last = await change(alice, changed, { payload: payload('three') });
    expect(last).toMatchObject({ version: 3, modifier: alice.me.peerName });
    expect(await pass(alice, bob)).toMatchObject({ refused: [] });
    expect(await list(bob)).toEqual([last]);
  });

  test('that is deleted is gone here and, after an update, there', async () => {
    const added = await add(bob);
    await pass(bob, alice);
    await remove(alice, added);
    expect(await list(alice)).toEqual([]);
    await pass(alice, bob);
    expect(await list(bob)).toEqual([]);
    const again = change(bob, added, { payload: payload('back') });
    await expect(again).rejects.toThrow(throwing('PEER_E_RECORD_NOT_FOUND'));
    // Nor does an older update bring it back.
    expect(await pass(ida, bob)).toMatchObject({ refused: [] });
    expect(await list(bob)).toEqual([]);
  });

  test('that nobody has written is not found', async () => {
    const name = { type: TYPE, id: crypto.randomUUID(), creator: bob.me.peerName };
    const records = await recordsOf(alice);
    const opened = await alice.open(group);
    const refused = throwing('PEER_E_RECORD_NOT_FOUND', 'publish.unknown');
    await expect(records.record(opened, name)).rejects.toThrow(refused);
    await expect(records.updateRecord(opened, name, {})).rejects.toThrow(refused);
    await expect(records.deleteRecord(opened, name)).rejects.toThrow(refused);
  });

  test('is hidden when it ends, by the latest time that was ever seen, and deleted 90 days later', async () => {
    await add(bob, { expires: NOON + DAY });
    bob.now = NOON + DAY - 1;
    expect(await list(bob)).toHaveLength(1);
    bob.now = NOON + DAY;
    expect(await list(bob)).toEqual([]);
    await add(bob, { type: OTHER_TYPE, expires: NOON + 95 * DAY });
    bob.now = NOON;
    expect(await list(bob, TYPE)).toEqual([]);
    await bob.settleAt(NOON + 91 * DAY);
    await add(bob, { type: OTHER_TYPE, expires: NOON + 95 * DAY });
    expect(bob.kept('records').filter(({ type }) => type === TYPE)).toHaveLength(1);
    await bob.settleAt(NOON + 92 * DAY + 1);
    await add(bob, { type: OTHER_TYPE, expires: NOON + 95 * DAY });
    expect(bob.kept('records').filter(({ type }) => type === TYPE)).toHaveLength(0);
  });

  test('that ended long ago is not taken again from whoever still has it', async () => {
    await add(bob, { expires: NOON + DAY });
    const { text } = await bob.peer.groupUpdate(await bob.open(group));
    alice.now = NOON + 92 * DAY;
    expect(await alice.peer.openGroupUpdate(text)).toMatchObject({ new: 1, known: 1 });
    expect(alice.kept('records').some(({ type }) => type === TYPE)).toBe(false);
  });

  test('that was changed on the disk is left out', async () => {
    await add(bob);
    await add(bob, { type: OTHER_TYPE });
    const kept = bob.kept('records').find(({ type }) => type === TYPE)!;
    kept.bytes[kept.bytes.length - 6]! ^= 1;
    bob.close();
    expect((await list(bob)).map(({ type }) => type)).toEqual([OTHER_TYPE]);
  });
});

describe('Nothing is published', () => {
  test.each<readonly [string, Partial<RecordWishes>, Parameters<typeof throwing>]>([
    ['of a reserved type', { type: RECORD_TYPE.membership }, ['PEER_E_NOT_AUTHORIZED']],
    ['of no type', { type: 'note' }, ['PEER_E_INVALID_RECORD', 'record.type']],
    [
      'with a payload over 64 KiB',
      { payload: new Uint8Array(64 * 1024 + 1) },
      ['PEER_E_MAX_RECORD_SIZE_EXCEEDED'],
    ],
    ['with broken attributes', { attributes: '<attributes>' }, ['PEER_E_INVALID_ATTRIBUTES']],
    ['that has ended', { expires: NOON }, ['PEER_E_INVALID_RECORD_EXPIRATION']],
    ['beyond my membership', { expires: END + 1 }, ['PEER_E_INVALID_RECORD_EXPIRATION']],
    ['with no end that is one', { expires: NaN }, ['PEER_E_INVALID_RECORD_EXPIRATION']],
  ])('%s', async (_title, wishes, [code, reason]) => {
    await expect(add(bob, wishes)).rejects.toThrow(throwing(code, reason));
    expect(bob.kept('records')).toEqual([]);
  });

  test('whose end comes before the present one', async () => {
    const added = await add(bob);
    await expect(change(bob, added, { expires: added.expires - 1 })).rejects.toThrow(
      throwing('PEER_E_INVALID_RECORD_EXPIRATION', 'publish.expiration'),
    );
    const longer = await change(bob, added, { expires: added.expires + 1 });
    expect(longer.expires).toBe(added.expires + 1);
  });

  test('while my membership has ended', async () => {
    bob.now = END + 1;
    await expect(add(bob)).rejects.toThrow(throwing('PEER_E_NOT_AUTHORIZED', 'publish.ended'));
  });

  test('in a group that was closed', async () => {
    const opened = await bob.open(group);
    bob.peer.closeGroup(opened);
    const records = await recordsOf(bob);
    await expect(async () => records.listRecords(opened)).rejects.toThrow(
      throwing('PEER_E_INVALID_GROUP'),
    );
  });
});

describe('Records are found', () => {
  const search = async (who: Somebody, condition: string) => {
    const query = `<peersearch>${condition}</peersearch>`;
    return (await recordsOf(who)).searchRecords(await who.open(group), query);
  };

  test('by their type, those of the group itself not among them', async () => {
    const one = await add(bob);
    const other = await add(bob, { type: OTHER_TYPE });
    expect(new Set(await list(bob))).toEqual(new Set([one, other]));
    expect(await list(bob, OTHER_TYPE)).toEqual([other]);
    expect(await list(bob, RECORD_TYPE.membership)).toEqual([]);
  });

  test('by a query on who wrote them, or on what stands beside them', async () => {
    const colour =
      '<attributes><attribute name="colour" type="string">blue</attribute></attributes>';
    const one = await add(bob, { attributes: colour });
    await pass(bob, alice);
    const two = await add(alice);
    const clause = (name: string, value: string) =>
      `<clause attrib="${name}" type="string" compare="equal">${value}</clause>`;
    expect(await search(alice, clause('peercreatorid', bob.me.peerName))).toEqual([one]);
    expect(await search(alice, clause('peercreatorid', alice.me.peerName))).toEqual([two]);
    expect(await search(alice, clause('colour', 'b*'))).toEqual([one]);
    expect(await search(alice, clause('colour', 'r*'))).toEqual([]);
    await remove(alice, one);
    expect(await search(alice, clause('colour', 'b*'))).toEqual([]);
  });

  test('by no query that breaks its schema', async () => {
    await expect(search(bob, '')).rejects.toThrow(throwing('PEER_E_INVALID_SEARCH'));
    const escape = '<clause attrib="colour" type="string">\\x</clause>';
    await expect(search(bob, escape)).rejects.toThrow(throwing('E_INVALIDARG', 'search.escape'));
  });
});
