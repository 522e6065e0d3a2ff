/** Updates from hand to hand: what goes into one, and what opening one does. */

import { beforeEach, describe, expect, test } from 'vitest';
import { joinRecords } from '../../src/core/document/framed-records.ts';
import { formatGroupUpdate, parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { RECORD_TYPE } from '../../src/core/record/record.ts';
import type { Group, UpdateWishes } from '../../src/peer.ts';
import { contentsOf, groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
  group = await groupOf(alice, 'Chess', [bob, 'inviting member'], [carol, 'member']);
});

const make = async (who: Somebody, wishes: UpdateWishes = {}) =>
  who.peer.groupUpdate(await who.open(group), wishes);

const open = (who: Somebody, text: string) => who.peer.openGroupUpdate(text);

const pass = async (from: Somebody, to: Somebody, wishes?: UpdateWishes) =>
  open(to, (await make(from, wishes)).text);

const write = async (who: Somebody) =>
  (await who.peer.records()).addRecord(await who.open(group), {
    type: TYPE,
    payload: Uint8Array.of(1),
    expires: NOON + 50 * DAY,
  });

const typesIn = (who: Somebody) =>
  who
    .kept('records')
    .map(({ type }) => type)
    .toSorted();

const actsOf = (who: Somebody) => who.kept('acts').map(({ what, count }) => [what, count]);

describe('An update', () => {
  test('holds all that is here, and says how much', async () => {
    const made = await make(alice);
    expect(made).toMatchObject({ records: 2, group: { peerName: group.peerName } });
    const { group: named, records } = await parseGroupUpdate(made.text);
    expect([named, records.length]).toEqual([group.peerName, 2]);
    expect(made.compact?.text).toMatch(/^peer:.+\.$/);
    expect(actsOf(alice).at(-1)).toEqual(['update-made', 2]);
    const status = await alice.peer.groupStatus(await alice.open(group));
    expect(status).toEqual({
      ...{ stage: 'fresh', records: 2, setAside: 0, members: 3 },
      ...{ opened: undefined, made: NOON },
    });
  });

  test('of nothing is one without records', async () => {
    const dave = await somebody('Dave');
    await dave.join((await alice.invite(dave, group, { until: NOON + DAY })).text);
    dave.now = NOON + 2 * DAY;
    const made = await make(dave);
    expect(made).toMatchObject({ records: 0, compact: undefined });
    expect(dave.kept('records')).toEqual([]);
    expect(await open(carol, made.text)).toMatchObject({ new: 0, known: 0, refused: [] });
  });

  test.each([
    ['everything', {}],
    ['what is new', { since: NOON }],
  ])('of %s holds my own membership, published in it where it was not', async (_, wishes) => {
    await pass(alice, bob);
    const made = await make(bob, wishes);
    expect(made.records).toBe(3);
    expect(typesIn(bob)).toContain(RECORD_TYPE.membership);
    expect((await make(bob)).records).toBe(3);
    expect(await open(carol, made.text)).toMatchObject({ new: 3, refused: [], newMembers: 1 });
    const status = await bob.peer.groupStatus(await bob.open(group));
    expect(status).toMatchObject({ records: 3, made: NOON });
  });

  test('is not signed by a clock that was set back behind my end', async () => {
    const dave = await somebody('Dave');
    await dave.join((await alice.invite(dave, group, { until: NOON + DAY })).text);
    dave.now = NOON + 2 * DAY;
    await pass(alice, dave);
    dave.now = NOON;
    expect((await make(dave)).records).toBe(2);
  });

  test('of what is new is empty where nothing came but what every update holds', async () => {
    await pass(bob, alice);
    expect((await make(alice, { since: NOON + 1 })).records).toBe(0);
    alice.now = NOON + DAY;
    const updates = await alice.peer.updates();
    await updates.changeGroupProperties(await alice.open(group), { friendlyName: 'Chess 2' });
    expect((await make(alice, { since: NOON + DAY })).records).toBe(1);
  });

  test('of my own membership publishes it first, once', async () => {
    const made = await make(bob, { onlyMine: true });
    expect(made.records).toBe(1);
    expect(typesIn(bob)).toEqual([RECORD_TYPE.membership]);
    expect((await make(bob, { onlyMine: true })).text).toBe(made.text);
    const status = await bob.peer.groupStatus(await bob.open(group));
    expect(status.made).toBeUndefined();
    expect(await open(alice, made.text)).toMatchObject({ new: 1, newMembers: 0 });
    const row = alice.kept('members').find(({ friendlyName }) => friendlyName === 'Bob');
    expect(row).toMatchObject({ source: 'issued', joined: NOON });
  });

  test('of what is new holds what is needed to judge it as well', async () => {
    await pass(alice, bob);
    await write(bob);
    bob.now = NOON + DAY;
    await write(bob);
    const made = await make(bob, { since: NOON + DAY });
    // The new record, its author’s membership, and the properties of the group.
    expect(made.records).toBe(3);
    expect(await open(carol, made.text)).toMatchObject({ new: 3, setAside: 0, refused: [] });
  });

  test('leaves out what has ended', async () => {
    await write(bob);
    bob.now = NOON + 51 * DAY;
    expect((await make(bob)).records).toBe(1);
  });

  test('is passed on by somebody whose own membership has ended', async () => {
    const { text } = await alice.invite(bob, group, { until: NOON + DAY });
    const other = await somebody('Dave');
    await other.join((await alice.invite(other, group, { until: NOON + DAY })).text);
    await pass(alice, other);
    other.now = NOON + 2 * DAY;
    expect((await make(other)).records).toBe(2);
    await expect(make(other, { onlyMine: true })).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'publish.ended'),
    );
    expect(text).not.toBe('');
  });

  test('that is too large for a code has no compact form', async () => {
    for (let count = 0; count < 2; count++) {
      await (
        await alice.peer.records()
      ).addRecord(await alice.open(group), {
        type: TYPE,
        payload: crypto.getRandomValues(new Uint8Array(40_000)),
        expires: NOON + DAY,
      });
    }
    expect((await make(alice)).compact).toBeUndefined();
  });
});

describe('Opening an update', () => {
  test('tells what the group is for, and whose membership is confirmed', async () => {
    alice.now += DAY;
    const updates = await alice.peer.updates();
    await updates.changeGroupProperties(await alice.open(group), { comment: 'Wednesdays' });
    const report = await pass(alice, bob);
    expect(report).toMatchObject({
      ...{ newMembers: 0, joinedMembers: 0, renewedMembers: 0, confirmedMembers: 1, others: 0 },
      described: { before: '', after: 'Wednesdays' },
    });
    expect(report.confirmed.map(({ friendlyName }) => friendlyName)).toEqual(['Alice']);
    expect(report.passingOn).toBeUndefined();
  });

  test('tells whoever invited somebody that the others do not know of it yet', async () => {
    const dan = await somebody('Dan');
    await dan.join((await bob.invite(dan, await bob.open(group))).text);
    const { passingOn } = await pass(dan, bob, { onlyMine: true });
    expect(passingOn).toMatchObject({ inviter: { friendlyName: 'Alice' }, hasOthers: true });
    expect(passingOn?.guests.map(({ friendlyName }) => friendlyName)).toEqual(['Dan']);
    expect(actsOf(bob).at(-1)).toEqual(['members-joined', 1]);
    expect((await pass(dan, alice, { onlyMine: true })).passingOn).toBeUndefined();
  });

  test('tells who came, and notes it', async () => {
    await write(carol);
    await pass(carol, alice);
    const report = await pass(alice, bob);
    expect(report).toMatchObject({ new: 4, known: 0, setAside: 0, newMembers: 1, own: [] });
    expect(report.newcomers.map(({ friendlyName }) => friendlyName)).toEqual(['Carol']);
    expect(actsOf(bob)).toEqual([
      ['joined', 1],
      ['members-came', 1],
      ['properties-came', 1],
    ]);
    expect(bob.kept('databases')).toMatchObject([{ opened: NOON }]);
  });

  test('again changes nothing', async () => {
    const { text } = await make(alice);
    await open(bob, text);
    const before = bob.memory.shelves;
    expect(await open(bob, text)).toMatchObject({ new: 0, known: 2, newMembers: 0 });
    expect({ ...bob.memory.shelves, acts: 0 }).toEqual({ ...before, acts: 0 });
  });

  test('looked at first, judges and keeps nothing', async () => {
    const { text } = await make(alice);
    const before = contentsOf(bob);
    const preview = await (await bob.peer.updates()).previewUpdate(text);
    expect(preview).toMatchObject({ records: 2, group: { peerName: group.peerName } });
    expect(contentsOf(bob)).toEqual(before);
  });

  test('of a group that I am not in offers nothing and says so', async () => {
    const dave = await somebody('Dave');
    const { text } = await make(alice);
    await expect(open(dave, text)).rejects.toThrow(
      throwing('PEER_E_INVALID_GROUP', 'update.group'),
    );
    expect(dave.kept('records')).toEqual([]);
  });

  test('with one bad record among good ones keeps the good ones and names the bad one', async () => {
    await write(carol);
    await pass(alice, carol);
    const { records } = await parseGroupUpdate((await make(carol)).text);
    const bad = records.findIndex((bytes) => bytes[0] === 0x6f);
    records[bad]!.fill(0xff, records[bad]!.length - 5, records[bad]!.length - 4);
    const report = await open(bob, await formatGroupUpdate(group.peerName, records));
    expect(report).toMatchObject({ new: 3, setAside: 0 });
    expect(report.refused).toMatchObject([
      { at: bad, kind: 'application', by: 'Carol', error: { reason: 'record.signature' } },
    ]);
    expect(actsOf(bob)).toContainEqual(['refused', 1]);
    expect(joinRecords(records).length).toBeGreaterThan(0);
  });

  test('sets aside what nobody can judge yet, and takes it when its author comes', async () => {
    await write(carol);
    const { records } = await parseGroupUpdate((await make(carol)).text);
    const [note] = records.filter((bytes) => bytes[0] === 0x6f);
    const [membership] = records.filter((bytes) => bytes[0] === 0x01);
    const early = await formatGroupUpdate(group.peerName, [note!]);
    expect(await open(bob, early)).toMatchObject({ new: 0, setAside: 1 });
    expect(await open(bob, early)).toMatchObject({ new: 0, setAside: 1 });
    expect(bob.kept('aside')).toHaveLength(1);
    const late = await formatGroupUpdate(group.peerName, [membership!]);
    expect(await open(bob, late)).toMatchObject({ new: 2, setAside: 0, refused: [] });
    expect(bob.kept('aside')).toEqual([]);
  });

  test('sets aside at most a thousand, the oldest out first', async () => {
    await write(carol);
    const { records } = await parseGroupUpdate((await make(carol)).text);
    const [note] = records.filter((bytes) => bytes[0] === 0x6f);
    const forgeries = Array.from({ length: 1_000 }, (_, count) => {
      const bytes = note!.slice();
      new DataView(bytes.buffer).setUint32(16, count);
      return bytes;
    });
    await open(bob, await formatGroupUpdate(group.peerName, [note!]));
    bob.now += 1;
    await open(bob, await formatGroupUpdate(group.peerName, forgeries));
    const kept = bob.kept('aside');
    expect(kept).toHaveLength(1_000);
    expect(new Set(kept.map(({ since }) => since))).toEqual(new Set([NOON + 1]));
  });

  test('reaches all of my identities in the group at once', async () => {
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    const card = await bob.peer.identityCard(work.peerName);
    const { text } = await alice.peer.createInvitation(group, card, { roles: ['member'] });
    await bob.peer.joinGroup(work.peerName, text);
    await bob.peer.chooseDefaultIdentity(bob.me.peerName);
    const updates = await alice.peer.updates();
    await updates.changeGroupProperties(await alice.open(group), { friendlyName: 'Chess 2' });
    const report = await pass(alice, bob);
    expect(report.renamed).toEqual({ before: 'Chess', after: 'Chess 2' });
    const names = (await bob.peer.listGroups()).map(({ friendlyName }) => friendlyName);
    expect(names).toEqual(['Chess 2', 'Chess 2']);
    expect(report.group.identity.peerName).toBe(bob.me.peerName);
  });

  test('and another one at the same moment loses nothing of either', async () => {
    await write(bob);
    await write(carol);
    const texts = [await make(bob), await make(carol)].map(({ text }) => text);
    await Promise.all(texts.map((text) => open(alice, text)));
    expect(typesIn(alice).filter((type) => type === TYPE)).toHaveLength(2);
    expect(await alice.peer.groupStatus(await alice.open(group))).toMatchObject({ records: 6 });
  });
});

describe('The name of the group', () => {
  const rename = async (who: Somebody, change: { friendlyName?: string; comment?: string }) =>
    who.peer.changeGroupProperties(await who.open(group), change);

  test('is changed by whoever holds its key, and the certificates keep the old one', async () => {
    const renamed = await rename(alice, { friendlyName: ' Chess club ', comment: 'Tuesdays' });
    expect(renamed).toMatchObject({
      friendlyName: 'Chess club',
      foundedAs: 'Chess',
      comment: 'Tuesdays',
    });
    await pass(alice, bob);
    expect(await bob.open(group)).toMatchObject({ friendlyName: 'Chess club', foundedAs: 'Chess' });
    expect(actsOf(alice)).toContainEqual(['properties', 1]);
    // An older update does not bring the old name back.
    const [first] = carol.kept('records');
    expect(first).toBeUndefined();
  });

  test('is not set back by an older update', async () => {
    const old = await make(alice);
    await rename(alice, { friendlyName: 'Chess club' });
    await pass(alice, bob);
    expect(await open(bob, old.text)).toMatchObject({ new: 0, known: 2, renamed: undefined });
    expect(await bob.open(group)).toMatchObject({ friendlyName: 'Chess club' });
  });

  test('is changed by nobody else', async () => {
    await expect(rename(bob, { friendlyName: 'Mine' })).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'publish.key'),
    );
  });

  test('is refused where it cannot be one', async () => {
    await expect(rename(alice, { friendlyName: ' ' })).rejects.toThrow(
      throwing('PEER_E_INVALID_FRIENDLY_NAME'),
    );
    await expect(rename(alice, { comment: 'x'.repeat(256) })).rejects.toThrow(
      throwing('PEER_E_INVALID_GROUP_PROPERTIES'),
    );
    expect(await alice.open(group)).toMatchObject({ friendlyName: 'Chess', comment: '' });
  });

  test('that stays as it is makes no new record', async () => {
    const { shelves } = alice.memory;
    await rename(alice, { friendlyName: 'Chess' });
    expect(alice.memory.shelves).toBe(shelves);
  });
});

describe('A newer credential in an update', () => {
  const renew = async (who: Somebody, until: number) => {
    const { me } = who;
    const wishes = { keyHashes: [me.keyHash], validityEnd: until };
    const credentials = await alice.peer.credentials();
    return (await credentials.renewMembers(await alice.open(group), wishes)).update.text;
  };

  test('revives a membership that had ended, and the one before it is told', async () => {
    const dave = await somebody('Dave');
    await dave.join((await alice.invite(dave, group, { until: NOON + DAY })).text);
    alice.now = dave.now = NOON + 2 * DAY;
    expect((await dave.open(group)).term.stage).toBe('ended');
    const report = await open(dave, await renew(dave, NOON + 90 * DAY));
    expect(report.own).toMatchObject([
      {
        outcome: 'taken',
        validity: { end: NOON + 90 * DAY },
        present: { term: { end: NOON + DAY } },
      },
    ]);
    expect(report.group.term).toMatchObject({ stage: 'fresh', end: NOON + 90 * DAY });
    expect(actsOf(dave)).toContainEqual(['renewed-me', 1]);
    expect(typesIn(dave)).toContain(RECORD_TYPE.membership);
    await write(dave);
    expect(await pass(dave, bob)).toMatchObject({ refused: [], setAside: 0 });
  });

  test('that gives less is offered, and taken by nobody but me', async () => {
    const before = await bob.open(group);
    const report = await open(bob, await renew(bob, NOON + 30 * DAY));
    expect(report.own).toMatchObject([{ outcome: 'offered', validity: { end: NOON + 30 * DAY } }]);
    expect((await bob.open(group)).term).toEqual(before.term);
    const credentials = await bob.peer.credentials();
    const taken = await credentials.acceptOffered(report.group, report.own[0]!.id);
    expect(taken.term.end).toBe(NOON + 30 * DAY);
    expect(bob.kept('memberships')[0]?.earlier).toHaveLength(1);
  });

  test('in an update to somebody else changes nothing of mine', async () => {
    const report = await open(carol, await renew(bob, NOON + 30 * DAY));
    expect(report).toMatchObject({ own: [], newMembers: 1 });
  });
});
