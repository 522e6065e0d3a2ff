/** What every group has from its beginning, what older groups get, and what goes when a group is left. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RECORD_TYPE } from '../../src/core/record/record.ts';
import type { Group } from '../../src/peer.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DATABASE_KINDS, withoutDatabases } from '../support/older-days.ts';
import { DAY } from '../support/people.ts';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;

beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
});

const typesIn = (who: Somebody) =>
  who
    .kept('records')
    .map(({ type }) => type)
    .toSorted();

const FIRST = [RECORD_TYPE.membership, RECORD_TYPE.properties];

const rowsOf = (who: Somebody) =>
  Object.fromEntries(
    who
      .kept('members')
      .map(({ friendlyName, source, joined }) => [
        friendlyName,
        joined === undefined ? `${source}, not joined` : source,
      ]),
  );

const update = async (from: Somebody, group: Group, wishes = {}) =>
  (await from.peer.groupUpdate(await from.open(group), wishes)).text;

describe('A group that is founded', () => {
  test('has its security properties and its creator’s membership from the start', async () => {
    const group = await alice.found('Chess');
    expect(typesIn(alice)).toEqual(FIRST);
    expect(rowsOf(alice)).toEqual({ Alice: 'me' });
    expect(alice.kept('databases')).toMatchObject([{ group: group.peerName }]);
    expect(alice.kept('acts')).toMatchObject([{ what: 'founded', about: 'Chess' }]);
  });

  test('is not founded at all where one of them cannot be kept', async () => {
    const { peer, memory } = alice;
    const before = memory.shelves;
    const uuid = vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
      throw new TypeError('no act can be noted');
    });
    await expect(alice.found('Chess')).rejects.toThrow('no act can be noted');
    uuid.mockRestore();
    expect(memory.shelves).toBe(before);
    expect(await peer.listGroups()).toEqual([]);
  });

  test('is opened by another member with what its creator laid down', async () => {
    const { peer, me } = alice;
    const wishes = { friendlyName: 'Chess', comment: 'on Tuesdays', flags: 2 };
    const group = await peer.createGroup({ identity: me.peerName, ...wishes });
    await bob.join((await alice.invite(bob, group)).text);
    await bob.peer.openGroupUpdate(await update(alice, group));
    expect(await bob.open(group)).toMatchObject({ comment: 'on Tuesdays', isCreator: false });
    expect(await bob.peer.groupProperties(await bob.open(group))).toMatchObject({
      comment: 'on Tuesdays',
      memberDataLifetime: 0,
      flags: 2,
    });
  });
});

describe('A group that is joined', () => {
  test('has me and those on the way to me, and no record', async () => {
    const group = await groupOf(alice, 'Chess', [bob, 'inviting member']);
    await carol.join((await bob.invite(carol, await bob.open(group))).text);
    expect(rowsOf(carol)).toEqual({ Alice: 'chain', Bob: 'chain', Carol: 'me' });
    expect(typesIn(carol)).toEqual([]);
    expect(carol.kept('credentials')).toHaveLength(3);
    expect(carol.kept('acts')).toMatchObject([{ what: 'joined', people: ['Bob'], role: 'member' }]);
  });
});

describe('A group from before there were records', () => {
  let group: Group;

  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member']);
    await alice.invite(carol, group);
    withoutDatabases(alice);
    withoutDatabases(bob);
  });

  test('gets its first records when its creator next opens it, and only then', async () => {
    await alice.peer.listGroups();
    expect(typesIn(alice)).toEqual([]);
    await alice.open(group);
    expect(typesIn(alice)).toEqual(FIRST);
    expect(rowsOf(alice)).toEqual({
      Alice: 'me',
      Bob: 'issued, not joined',
      Carol: 'issued, not joined',
    });
    expect(alice.kept('members').find(({ source }) => source === 'me')?.since).toBe(group.joined);
  });

  test('gets them once, however often and wherever it is opened', async () => {
    const tab = await somebody('Alice');
    tab.memory.shelves = alice.memory.shelves;
    await Promise.all([alice.open(group), alice.open(group), alice.open(group)]);
    const { shelves } = alice.memory;
    alice.close();
    await alice.open(group);
    expect(alice.memory.shelves).toBe(shelves);
    expect(typesIn(alice)).toEqual(FIRST);
  });

  test('is opened for reading while the clock lies outside its creator’s membership', async () => {
    alice.now -= 30 * DAY;
    expect(await alice.open(group)).toMatchObject({ friendlyName: 'Chess' });
    expect(typesIn(alice)).toEqual([]);
    alice.now += 30 * DAY;
    await alice.open(group);
    expect(typesIn(alice)).toEqual(FIRST);
  });

  test('gets of another member’s what he knows himself', async () => {
    await bob.open(group);
    expect(typesIn(bob)).toEqual([]);
    expect(rowsOf(bob)).toEqual({ Alice: 'chain', Bob: 'me' });
    const { shelves } = bob.memory;
    await bob.open(group);
    expect(bob.memory.shelves).toBe(shelves);
  });

  test('takes an update before it is ever opened', async () => {
    const text = await update(alice, group);
    const report = await bob.peer.openGroupUpdate(text);
    expect(report).toMatchObject({ new: 2, known: 0, setAside: 0, refused: [] });
    expect(rowsOf(bob)).toEqual({ Alice: 'chain', Bob: 'me' });
  });
});

describe('A group that is left', () => {
  test('takes its database with it, and no other group’s', async () => {
    const group = await groupOf(alice, 'Chess', [bob, 'member']);
    const other = await groupOf(alice, 'Go', [bob, 'member']);
    for (const each of [group, other]) await bob.peer.openGroupUpdate(await update(alice, each));
    const people = await bob.peer.people();
    await people.putContact(alice.me.keyHash, { petname: 'Al' });
    await bob.peer.leaveGroup(bob.me.peerName, group.peerName);
    for (const kind of DATABASE_KINDS.filter((each) => each !== 'aside')) {
      const groups = bob.kept(kind).map((kept) => (kept as { group: string }).group);
      expect([...new Set(groups)], kind).toEqual([other.peerName]);
    }
    expect(bob.kept('contacts')).toMatchObject([{ petname: 'Al' }]);
  });

  test('takes it when the last of my identities leaves', async () => {
    const group = await alice.found('Chess');
    const work = await alice.peer.createIdentity({ friendlyName: 'Alice at work' });
    const card = await alice.peer.identityCard(work.peerName);
    const { text } = await alice.peer.createInvitation(group, card, { roles: ['member'] });
    await alice.peer.joinGroup(work.peerName, text);
    await alice.peer.leaveGroup(alice.me.peerName, group.peerName);
    expect(typesIn(alice)).toEqual(FIRST);
    expect(alice.kept('acts').map(({ identity }) => identity)).toEqual([work.peerName]);
    await alice.peer.leaveGroup(work.peerName, group.peerName);
    for (const kind of DATABASE_KINDS) expect(alice.kept(kind), kind).toEqual([]);
  });
});
