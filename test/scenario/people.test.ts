import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { CertificateMemory } from '../../src/core/certificate/certificate-memory.ts';
import { issueCredential, subjectNamed } from '../../src/core/credential.ts';
import { formatGroupUpdate, parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { inGroup, type Kept } from '../../src/core/stores.ts';
import type { Group, MemberRow } from '../../src/peer.ts';
import { mergedRows, type Sighting } from '../../src/peer/people/member-rows.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { publicPerson } from '../support/public-people.ts';
import { throwing } from '../support/throwing.ts';

const MONTH = 30 * DAY;

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const people = async (who: Somebody) => who.peer.people();

const rows = async (who: Somebody, of: Group = group): Promise<readonly MemberRow[]> =>
  (await people(who)).rows(await who.open(of));

const names = (all: readonly { readonly friendlyName: string }[]) =>
  all.map(({ friendlyName }) => friendlyName);

/** Changes what is kept of somebody in Alice’s browser, behind the back of the app. */
function tamper(change: (row: Kept['members']) => Kept['members']): void {
  const { shelves } = alice.memory;
  const members = new Map(shelves.members);
  const key = inGroup(group.peerName, bob.me.keyHash);
  members.set(key, change(members.get(key) as Kept['members']));
  alice.memory.shelves = { ...shelves, members };
}

describe('The list of people', () => {
  test('has myself first, then all others by name, without case and marks', async () => {
    group = await groupOf(alice, 'Chess', [carol, 'member'], [bob, 'member']);
    for (const friendlyName of ['éva', 'Emil', 'zoe', 'Ewa', 'Ａdam']) {
      await alice.invite(await somebody(friendlyName), group);
    }
    const order = ['Alice', 'Ａdam', 'Bob', 'Carol', 'Emil', 'éva', 'Ewa', 'zoe'];
    expect(names(await rows(alice))).toEqual(order);
    expect(names(await alice.peer.listMembers(group))).toEqual(order);
    expect(names(await (await people(alice)).first(group, 3))).toEqual(order.slice(0, 3));
  });

  test('says who signed, until when, and with whom somebody ends', async () => {
    group = await alice.found('Chess');
    const until = NOON + MONTH;
    await bob.join((await alice.invite(bob, group, { role: 'admin', until })).text);
    await carol.join((await bob.invite(carol, await bob.open(group))).text);
    expect(await rows(carol)).toMatchObject([
      { friendlyName: 'Carol', source: 'me', issuerKeyHash: bob.me.keyHash, endsWithIssuer: true },
      { friendlyName: 'Alice', source: 'chain', issuerKeyHash: group.keyHash, isEndless: true },
      {
        friendlyName: 'Bob',
        role: 'admin',
        source: 'chain',
        issuerKeyHash: alice.me.keyHash,
        end: until,
        stage: 'fresh',
        isEndless: false,
        endsWithIssuer: false,
        hasJoined: true,
        letEnd: false,
      },
    ]);
  });

  test('counts somebody as joined once his own membership record was seen', async () => {
    group = await alice.found('Chess');
    const bobs = await bob.join((await alice.invite(bob, group)).text);
    const joined = async () => (await rows(alice)).map(({ hasJoined }) => hasJoined);
    expect(await joined()).toEqual([true, false]);
    const { text } = await (await bob.peer.updates()).groupUpdate(bobs, { onlyMine: true });
    await (await alice.peer.updates()).openGroupUpdate(text);
    expect(await joined()).toEqual([true, true]);
    await (await alice.peer.credentials()).issueCredential(group, bob.me.peerName);
    expect(await joined()).toEqual([true, true]);
  });

  test.each(['first', 'last'])(
    'counts him as joined whose own record comes %s, beside one that his issuer has published',
    async (place) => {
      group = await groupOf(alice, 'Chess', [bob, 'member'], [carol, 'member']);
      const wishes = { publish: true };
      const credentials = await alice.peer.credentials();
      const { text } = await credentials.issueCredential(group, bob.me.peerName, wishes);
      const bobs = await bob.join(text);
      const updates = [
        await (await bob.peer.updates()).groupUpdate(bobs, { onlyMine: true }),
        await alice.peer.groupUpdate(group),
      ];
      const read = await Promise.all(updates.map((made) => parseGroupUpdate(made.text)));
      const inOrder = place === 'first' ? read : read.toReversed();
      const records = inOrder.flatMap((update) => update.records);
      await carol.peer.openGroupUpdate(await formatGroupUpdate(group.peerName, records));
      const seen = (await rows(carol)).find(({ friendlyName }) => friendlyName === 'Bob');
      expect(seen?.hasJoined).toBe(true);
    },
  );

  test('shows names that mislead the eye made harmless', async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member']);
    tamper((row) => ({ ...row, friendlyName: 'Bob\u202e' }));
    expect(names(await rows(alice))).toEqual(['Alice', 'Bob\ufffd']);
  });

  test('has one row a key, also where two identities of mine are in the group', async () => {
    group = await groupOf(alice, 'Chess', [bob, 'inviting member']);
    const second = await bob.peer.createIdentity({ friendlyName: 'Bobby' });
    const bobs = await bob.open(group);
    const card = await bob.peer.identityCard(second.peerName);
    const invitation = await bob.peer.createInvitation(bobs, card, { roles: ['member'] });
    await bob.peer.joinGroup(second.peerName, invitation.text);
    const seen = (await rows(bob)).map(({ friendlyName, source }) => [friendlyName, source]);
    expect(seen).toEqual([
      ['Bob', 'me'],
      ['Alice', 'chain'],
      ['Bobby', 'me'],
    ]);
    const theOther = await bob.peer.openGroup(second.peerName, group.peerName);
    expect(names(await (await people(bob)).rows(theOther))).toEqual(['Bobby', 'Alice', 'Bob']);
  });
});

describe('What is kept of somebody', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member']);
  });

  const opened = async () => (await people(alice)).open(group, [bob.me.keyHash]);

  test('is opened verified, with all of his way', async () => {
    expect(await opened()).toMatchObject([
      {
        friendlyName: 'Bob',
        keyHash: bob.me.keyHash,
        invitedBy: { friendlyName: 'Alice', keyHash: alice.me.keyHash },
        credential: { roles: ['member'] },
        source: 'issued',
      },
    ]);
  });

  test.each<readonly [string, (row: Kept['members']) => Kept['members']]>([
    ['another name', (row) => ({ ...row, friendlyName: 'Rob' })],
    ['another peer name', (row) => ({ ...row, peerName: alice.me.peerName })],
    ['another role', (row) => ({ ...row, role: 'admin' })],
    ['a later end', (row) => ({ ...row, end: row.end + SECOND })],
    ['an earlier beginning', (row) => ({ ...row, start: row.start - SECOND })],
    ['an issuer that there is not', (row) => ({ ...row, issuer: '00' })],
    ['a changed certificate', (row) => ({ ...row, der: row.der.with(-1, ~(row.der.at(-1) ?? 0)) })],
  ])('is left out where the row has %s', async (_case, change) => {
    tamper(change);
    expect(await opened()).toEqual([]);
    expect(names(await alice.peer.listMembers(group))).toEqual(['Alice']);
  });

  test('does not hide the others where its peer name cannot be read', async () => {
    tamper((row) => ({ ...row, peerName: 'Bob' }));
    expect(names(await rows(alice))).toEqual(['Alice']);
  });
});

describe('Looking at a card', () => {
  test('finds the member of this key, and somebody of the same name with another', async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member']);
    for (const name of ['Bób', 'Bobo']) await alice.invite(await somebody(name), group);
    const preview = async (who: Somebody) => alice.peer.previewCard(await who.card(), group);
    expect(await preview(bob)).toMatchObject({
      member: { keyHash: bob.me.keyHash },
      namesake: undefined,
    });
    expect(await preview(await somebody('bob', 'the other'))).toMatchObject({
      member: undefined,
      namesake: { keyHash: bob.me.keyHash },
    });
  });
});

describe('A contact', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member']);
  });

  test('is empty at first, and goes through all groups', async () => {
    const all = await people(alice);
    const { keyHash } = bob.me;
    expect(await all.contact(keyHash)).toEqual({ petname: '', note: '', verified: undefined });
    await all.putContact(keyHash, { petname: ' Bobby ', verified: 'compared' });
    expect(await all.putContact(keyHash, { note: 'plays\r\nwell' })).toEqual({
      petname: 'Bobby',
      note: 'plays\nwell',
      verified: 'compared',
    });
    const other = await groupOf(alice, 'Go', [bob, 'member']);
    for (const each of [group, other]) {
      expect(await rows(alice, each)).toMatchObject([
        { petname: '', verified: undefined },
        { petname: 'Bobby', verified: 'compared' },
      ]);
    }
  });

  test('is kept for a note alone, and a petname of spaces is none', async () => {
    const all = await people(alice);
    await all.putContact(bob.me.keyHash, { note: 'plays well' });
    expect(alice.kept('contacts')).toMatchObject([{ note: 'plays well', changed: NOON }]);
    expect(await all.putContact(bob.me.keyHash, { petname: '  ' })).toMatchObject({ petname: '' });
  });

  test('is forgotten with the last of it', async () => {
    const all = await people(alice);
    await all.putContact(bob.me.keyHash, { petname: 'Bobby', verified: 'scanned' });
    await all.putContact(bob.me.keyHash, { petname: '' });
    expect(alice.kept('contacts')).toHaveLength(1);
    await all.putContact(bob.me.keyHash, { verified: undefined });
    expect(alice.kept('contacts')).toEqual([]);
  });

  test.each([
    [{ petname: 'Bob\u202e' }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.characters'],
    [{ petname: 'B'.repeat(256) }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.length'],
    [{ note: 'x'.repeat(2001) }, 'E_INVALIDARG', 'contact.note'],
    [{ note: 'a\u0007' }, 'E_INVALIDARG', 'contact.note'],
    [{ note: '\ud800' }, 'E_INVALIDARG', 'contact.note'],
  ] as const)('is not changed to %j', async (change, code, reason) => {
    const all = await people(alice);
    await expect(all.putContact(bob.me.keyHash, change)).rejects.toThrow(throwing(code, reason));
    expect(alice.kept('contacts')).toEqual([]);
    const note = 'x'.repeat(2000);
    expect(await all.putContact(bob.me.keyHash, { note })).toMatchObject({ note });
  });
});

describe('What is due', () => {
  const due = async (who: Somebody) => {
    const found = await (await people(who)).listDue(await who.peer.listGroups());
    return found.map((one) => [one.group.friendlyName, ...names(one.rows)]);
  };

  beforeEach(async () => {
    group = await alice.found('Chess');
    for (const [who, end] of [
      [bob, NOON + 2 * MONTH],
      [carol, NOON + MONTH],
    ] as const) {
      await who.join((await alice.invite(who, group, { until: end })).text);
    }
  });

  test('comes in by two thirds of the life, the soonest end first, and stays after the end', async () => {
    expect(await due(alice)).toEqual([]);
    const ofCarol = NOON - 300 * SECOND + 0.66 * (MONTH + 300 * SECOND);
    alice.now = Math.floor(ofCarol) - 1;
    expect(await due(alice)).toEqual([]);
    alice.now = Math.ceil(ofCarol);
    expect(await due(alice)).toEqual([['Chess', 'Carol']]);
    alice.now = NOON + 2 * MONTH + DAY;
    expect(await due(alice)).toEqual([['Chess', 'Carol', 'Bob']]);
  });

  test('is no longer who was renewed', async () => {
    alice.now = NOON + MONTH;
    const wishes = { keyHashes: [carol.me.keyHash], validityEnd: NOON + 10 * MONTH };
    await (await alice.peer.credentials()).renewMembers(group, wishes);
    expect(await due(alice)).toEqual([]);
  });

  test('is not whom I let end, until I take it back or renew him after all', async () => {
    alice.now = NOON + 2 * MONTH;
    const all = await people(alice);
    await all.letEnd(group, carol.me.keyHash, true);
    expect(await due(alice)).toEqual([['Chess', 'Bob']]);
    expect(await rows(alice)).toMatchObject([{}, { letEnd: false }, { letEnd: true }]);
    await all.letEnd(group, carol.me.keyHash, false);
    expect(await due(alice)).toEqual([['Chess', 'Carol', 'Bob']]);
    await all.letEnd(group, carol.me.keyHash, true);
    const wishes = { keyHashes: [carol.me.keyHash], validityEnd: NOON + 10 * MONTH };
    await (await alice.peer.credentials()).renewMembers(group, wishes);
    expect((await rows(alice)).some(({ letEnd }) => letEnd)).toBe(false);
    expect(alice.kept('acts').map(({ what }) => what)).toEqual(
      expect.arrayContaining(['let-end', 'not-let-end']),
    );
    await expect(all.letEnd(group, '00', true)).rejects.toThrow(
      throwing('PEER_E_NOT_FOUND', 'member.unknown'),
    );
  });

  test('is not whom I let end and somebody else has renewed', async () => {
    const dave = await somebody('Dave');
    const daves = await dave.join((await alice.invite(dave, group, { role: 'admin' })).text);
    await (await people(alice)).letEnd(group, carol.me.keyHash, true);
    const { text } = await alice.peer.groupUpdate(group);
    await dave.peer.openGroupUpdate(text);
    const card = await carol.peer.identityCard(carol.me.peerName);
    const wishes = { roles: ['member'], validityEnd: NOON + 10 * MONTH } as const;
    await dave.peer.createInvitation(daves, card, wishes);
    const credentials = await dave.peer.credentials();
    await credentials.issueCredential(daves, carol.me.peerName, { publish: true });
    await alice.peer.openGroupUpdate((await dave.peer.groupUpdate(daves)).text);
    const row = (await rows(alice)).find(({ keyHash }) => keyHash === carol.me.keyHash);
    expect(row).toMatchObject({ letEnd: true, source: 'update' });
    expect(row?.end).toBeGreaterThan(NOON + MONTH);
    alice.now = NOON + 11 * MONTH;
    expect((await due(alice)).flat()).not.toContain('Carol');
  });

  test('stands by its end, whoever was due before', async () => {
    const [dave, erin] = await Promise.all([somebody('Dave'), somebody('Erin')]);
    await alice.invite(erin, group, { until: NOON + 10 * MONTH });
    alice.now = NOON + 6 * MONTH;
    await alice.invite(dave, group, { until: NOON + 8 * MONTH });
    alice.now = NOON + 7.5 * MONTH;
    // Carol and Bob ended more than 90 days ago.
    expect(await due(alice)).toEqual([['Chess', 'Dave', 'Erin']]);
  });

  test('twice let end is noted once', async () => {
    const all = await people(alice);
    await all.letEnd(group, carol.me.keyHash, true);
    const before = alice.memory.shelves;
    await all.letEnd(group, carol.me.keyHash, true);
    expect(alice.memory.shelves).toBe(before);
  });

  test('is nothing for who may issue nothing', async () => {
    bob.now = NOON + 50 * DAY;
    expect(await due(bob)).toEqual([]);
  });

  test('is neither my own nor on my own way, nor of a role that I may not give', async () => {
    const dave = await somebody('Dave');
    const erin = await somebody('Erin');
    const credentials = await alice.peer.credentials();
    await credentials.renewOwn(group, { validityEnd: NOON + 20 * MONTH });
    const wishes = { role: 'inviting member', until: NOON + 10 * MONTH } as const;
    const daves = await dave.join((await alice.invite(dave, group, wishes)).text);
    await dave.invite(erin, daves, { until: NOON + 8 * MONTH });
    dave.now = NOON + 9 * MONTH;
    expect(await due(dave)).toEqual([['Chess', 'Erin']]);
    await (await dave.peer.credentials()).issueCredential(daves, erin.me.peerName);
    const { text } = await (await alice.peer.updates()).groupUpdate(await alice.open(group));
    await (await dave.peer.updates()).openGroupUpdate(text);
    expect(await due(dave)).toEqual([]);
  });
});

describe('In a group of 300', () => {
  let kept: Somebody['memory']['shelves'];
  let large: Group;

  beforeAll(async () => {
    const founder = await somebody('Alice');
    const inviter = await somebody('Bob');
    large = await groupOf(founder, 'Many', [inviter, 'inviting member']);
    const { chain } = await inviter.open(large);
    const [mine] = inviter.kept('identities');
    const wishes = { roles: ['member'], validityEnd: NOON + MONTH } as const;
    const sightings: Sighting[] = [];
    for (let number = 0; number < 298; number++) {
      const { peerName, ...info } = await publicPerson(`Member ${String(number).padStart(3, '0')}`);
      const named = { ...info, publicKey: info.spki, roles: wishes.roles };
      const subject = await subjectNamed(peerName, named);
      const issuer = { chain, privateKey: mine!.privateKey };
      const issued = await issueCredential({ inviter: issuer, subject }, wishes, NOON);
      sightings.push({ chain: issued, source: 'update', hasJoined: true });
    }
    const store = createMemoryStore(founder.memory);
    const context = { store, now: () => NOON, certificates: new CertificateMemory() };
    await store.write(await mergedRows(context, large.peerName, sightings));
    kept = founder.memory.shelves;
  }, 120_000);

  beforeEach(() => {
    alice.memory.shelves = kept;
    group = large;
  });

  test('all rows are there without a single signature verified for them', async () => {
    const opened = await alice.open(large);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const all = await (await people(alice)).rows(opened);
    expect(all).toHaveLength(300);
    expect(names(all.slice(0, 4))).toEqual(['Alice', 'Bob', 'Member 000', 'Member 001']);
    expect(verify).not.toHaveBeenCalled();
  });

  test('fifty cost fifty signatures and those above them, and the same fifty none', async () => {
    const opened = await alice.open(large);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const all = await people(alice);
    const first = await all.first(opened, 50);
    expect(first).toHaveLength(50);
    // Bob’s own stands among them; the group’s root and Alice’s were verified when it was opened.
    expect(verify).toHaveBeenCalledTimes(49);
    expect(await all.first(opened, 50)).toEqual(first);
    const keyHashes = first.map(({ keyHash }) => keyHash);
    expect(await all.open(opened, keyHashes)).toEqual(first);
    expect(verify).toHaveBeenCalledTimes(49);
  });

  test('at most a hundred are due at once, and it is said that there are more', async () => {
    alice.now = NOON + MONTH;
    const [found] = await (await people(alice)).listDue(await alice.peer.listGroups());
    expect(found?.rows).toHaveLength(100);
    expect(found?.hasMore).toBe(true);
  });
});
