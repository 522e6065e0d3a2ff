import { beforeAll, describe, expect, test } from 'vitest';
import { formatInvitation } from '../../src/core/document/invitation.ts';
import { findDocument } from '../../src/exchange/find-document.ts';
import type { IssuedInvitation } from '../../src/peer.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { encodeBundle, GUID } from '../support/forge.ts';
import { chainOf, DAY, NOON, person } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const A_YEAR_FROM_NOW = NOON + 365 * DAY;

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;

beforeAll(async () => {
  alice = await somebody('Alice');
});

/** How a document gets from one browser to another. */
const WAYS = {
  'as the text of a file': ({ text }: Sent) => text,
  'in the middle of a mail': ({ text }: Sent) => `Hello Bob!\r\n\r\n${text}\r\nAlice`,
  'as one line in a chat': ({ compact }: Sent) => compact.text,
  'as one line with words around it': ({ compact }: Sent) => `here: ${compact.text} :)`,
} as const;

type Sent = Pick<IssuedInvitation, 'text' | 'compact'>;

test.each(Object.entries(WAYS))('Alice invites Bob, and he joins: %s', async (_way, send) => {
  const group = await alice.found('Chess');
  bob = await somebody('Bob');

  const card = await bob.card();
  const compact = await bob.peer.compactIdentityCard(bob.me.peerName);
  const received = await findDocument(send({ text: card, compact }));
  expect(received.kind).toBe('identity card');
  const preview = await alice.peer.previewCard(received.text, group);
  expect(preview).toMatchObject({
    friendlyName: 'Bob',
    peerName: bob.me.peerName,
    spki: bob.me.spki,
    mine: undefined,
    member: undefined,
    namesake: undefined,
  });

  const wishes = { roles: ['member'], validityEnd: A_YEAR_FROM_NOW } as const;
  const invitation = await alice.peer.createInvitation(group, preview.text, wishes);
  expect(invitation).toMatchObject({
    invitee: { friendlyName: 'Bob', peerName: bob.me.peerName },
    group: { friendlyName: 'Chess' },
    role: 'member',
    term: { end: A_YEAR_FROM_NOW, stage: 'fresh', isEndless: false, endsWith: undefined },
  });

  const found = await findDocument(send(invitation));
  expect(found.kind).toBe('invitation');
  const before = bob.memory.shelves;
  expect(await bob.peer.previewInvitation(found.text)).toMatchObject({
    group: { friendlyName: 'Chess', peerName: group.peerName },
    inviter: { friendlyName: 'Alice', peerName: alice.me.peerName },
    invitee: { friendlyName: 'Bob' },
    role: 'member',
    term: { end: A_YEAR_FROM_NOW },
    recipient: { kind: 'me', identity: { peerName: bob.me.peerName } },
    standing: { kind: 'new' },
    namesake: undefined,
    impostor: false,
    inviterKnown: false,
  });
  expect(bob.memory.shelves).toBe(before);

  const joined = await bob.join(found.text);
  expect(joined).toMatchObject({
    friendlyName: 'Chess',
    peerName: group.peerName,
    role: 'member',
    isCreator: false,
    cannotInvite: 'role',
    joined: NOON,
  });
  expect(joined.chain.map(({ der }) => der)).toEqual(invitation.chain.map(({ der }) => der));
});

describe('Alice, Bob and Carol', () => {
  test('Bob invites as an inviting member, a member invites nobody, and all find everything again', async () => {
    [bob, carol] = await Promise.all([somebody('Bob'), somebody('Carol')]);
    const group = await groupOf(alice, 'Chess', [bob, 'inviting member']);
    const documents = [await alice.card(), await bob.card(), await carol.card()];

    const bobs = await bob.peer.openGroup(bob.me.peerName, group.peerName);
    expect(bobs).toMatchObject({ role: 'inviting member', cannotInvite: undefined });
    await expect(bob.invite(carol, bobs, { role: 'admin' })).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'),
    );
    expect(bob.kept('invitations')).toEqual([]);
    const invitation = await bob.invite(carol, bobs);
    const carols = await carol.join(invitation.text);
    expect(carols.chain).toHaveLength(4);

    expect(carols.cannotInvite).toBe('role');
    const dave = await somebody('Dave');
    await expect(carol.invite(dave, carols)).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'),
    );

    for (const who of [alice, bob, carol]) {
      who.close();
      const [again] = (await who.peer.listGroups()).filter(
        ({ peerName }) => peerName === group.peerName,
      );
      expect(again).toMatchObject({
        friendlyName: 'Chess',
        identity: { peerName: who.me.peerName },
      });
      await expect(who.open(group)).resolves.toMatchObject({ peerName: group.peerName });
    }
    const names = async (who: Somebody) =>
      (await who.peer.listMembers(await who.open(group))).map((member) => [
        member.friendlyName,
        member.role,
        member.invitedBy.friendlyName,
        member.source,
      ]);
    expect(await names(alice)).toEqual([
      ['Alice', 'admin', 'Chess', 'me'],
      ['Bob', 'inviting member', 'Alice', 'issued'],
    ]);
    expect(await names(bob)).toEqual([
      ['Bob', 'inviting member', 'Alice', 'me'],
      ['Alice', 'admin', 'Chess', 'chain'],
      ['Carol', 'member', 'Bob', 'issued'],
    ]);
    expect(await names(carol)).toEqual([
      ['Carol', 'member', 'Bob', 'me'],
      ['Alice', 'admin', 'Chess', 'chain'],
      ['Bob', 'inviting member', 'Alice', 'chain'],
    ]);

    // Nobody's documents were changed.
    expect([await alice.card(), await bob.card(), await carol.card()]).toEqual(documents);
    const reopened = await bob.peer.openIssuedInvitation(invitation.id);
    expect(reopened).toEqual(invitation);
  });

  test('after a night Alice invites a third', async () => {
    [bob, carol] = await Promise.all([somebody('Bob'), somebody('Carol')]);
    const group = await groupOf(alice, 'Go', [bob, 'member']);
    alice.close();
    alice.now = NOON + DAY;
    carol.now = alice.now;
    const again = await alice.open(group);
    expect(again).toMatchObject({ isCreator: true, role: 'admin', cannotInvite: undefined });
    await carol.join((await alice.invite(carol, again)).text);
    const issued = await alice.peer.listIssuedInvitations(again);
    expect(issued.map(({ invitee }) => invitee.friendlyName)).toEqual(['Carol', 'Bob']);
    alice.now = NOON;
  });
});

describe('Before Alice signs she is told', () => {
  test('that it is her own card, that Bob is in already, and that another has the name of a member', async () => {
    bob = await somebody('Bob');
    const group = await groupOf(alice, 'Chess', [bob, 'member']);
    const cardOf = async (who: Somebody) => alice.peer.previewCard(await who.card(), group);
    expect((await cardOf(alice)).mine?.peerName).toBe(alice.me.peerName);
    expect(await cardOf(bob)).toMatchObject({
      mine: undefined,
      member: { peerName: bob.me.peerName, role: 'member' },
      namesake: undefined,
    });
    expect(await cardOf(await somebody('Bob', 'the other'))).toMatchObject({
      mine: undefined,
      member: undefined,
      namesake: { peerName: bob.me.peerName },
    });
  });

  test('that nobody lets himself or his inviters in', async () => {
    bob = await somebody('Bob');
    const group = await groupOf(alice, 'Chess', [bob, 'admin']);
    const bobs = await bob.open(group);
    const before = bob.memory.shelves;
    for (const who of [alice, bob]) {
      await expect(bob.invite(who, bobs)).rejects.toThrow(
        throwing('PEER_E_CIRCULAR_CHAIN_DETECTED', 'issue.circular'),
      );
    }
    expect(bob.memory.shelves).toBe(before);
  });
});

describe('An end', () => {
  test('beyond the inviter’s is refused; his own end is said to be his', async () => {
    [bob, carol] = await Promise.all([somebody('Bob'), somebody('Carol')]);
    const group = await alice.found('Chess');
    const until = NOON + 30 * DAY;
    const invitation = await alice.invite(bob, group, { role: 'admin', until });
    const bobs = await bob.join(invitation.text);
    await expect(bob.invite(carol, bobs, { until: until + DAY })).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
    );
    expect(bob.kept('invitations')).toEqual([]);
    const cut = await bob.invite(carol, bobs);
    expect(cut.term).toMatchObject({ end: until, endsWith: { friendlyName: 'Bob' } });
    const own = await alice.invite(carol, group);
    expect(own.term).toMatchObject({ isEndless: true, endsWith: undefined });
  });
});

test('the 25th in a chain is told that he can invite nobody', async () => {
  [bob, carol] = await Promise.all([somebody('Bob'), somebody('Carol')]);
  const names = Array.from({ length: 24 }, (_, index) => `Member ${index}`);
  const [group, ...members] = await Promise.all(names.map(person));
  const { peerName, spki } = bob.me;
  const last = { ...group!, friendlyName: 'Bob', peerName, spki };
  const links = [...members, last].map((member) => [member, [GUID.inviting]] as const);
  const chain = await chainOf(group!, ...links);
  expect(chain).toHaveLength(25);
  const joined = await bob.join(formatInvitation(encodeBundle(...chain)));
  expect(joined).toMatchObject({ role: 'inviting member', cannotInvite: 'length' });
  await expect(bob.invite(carol, joined)).rejects.toThrow(
    throwing('PEER_E_CHAIN_TOO_LONG', 'issue.length'),
  );
  expect(bob.kept('invitations')).toEqual([]);
});
