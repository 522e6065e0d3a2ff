/** Which credential of somebody counts, where several of his key are known: also those that were meant to mislead. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/core/bytes.ts';
import { memberOf, verifySoundChain } from '../../src/core/certificate/chain.ts';
import { issueGmc, subjectOf } from '../../src/core/certificate/issue.ts';
import { formatGroupUpdate } from '../../src/core/document/group-update.ts';
import { parsePeerName, peerNameOf } from '../../src/core/peer-name.ts';
import { membershipRecord } from '../../src/core/record/membership.ts';
import type { Group } from '../../src/peer.ts';
import type { UpdateWishes } from '../../src/peer/group-types.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let ida: Somebody;
let group: Group;

beforeEach(async () => {
  const names = ['Alice', 'Bob', 'Carol', 'Ida'] as const;
  [alice, bob, carol, ida] = (await Promise.all(names.map((name) => somebody(name)))) as [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
  ];
});

/** Some time passes for everybody. */
function later(time = SECOND): void {
  for (const who of [alice, bob, carol, ida]) who.now += time;
}

async function pass(from: Somebody, to: Somebody, wishes: UpdateWishes = {}) {
  const { text } = await from.peer.groupUpdate(await from.open(group), wishes);
  return to.peer.openGroupUpdate(text);
}

const rows = async (who: Somebody) => (await who.peer.people()).rows(await who.open(group));

const rowOf = async (who: Somebody, of: Somebody) =>
  (await rows(who)).find(({ keyHash }) => keyHash === of.me.keyHash);

const renew = async (wishes: object) => {
  const credentials = await alice.peer.credentials();
  const all = { keyHashes: [bob.me.keyHash], ...wishes };
  return credentials.renewMembers(await alice.open(group), all);
};

/** Ida publishes a credential for Bob’s key. */
async function misleadBob(info: object, classifier = ''): Promise<void> {
  const name = parsePeerName(await peerNameOf(bob.me.spki, classifier));
  const given = { friendlyName: 'Bob', publicKey: bob.me.spki, roles: ['member'] as const };
  const wishes = { publish: true, credentialInfo: { ...given, ...info } };
  await ida.peer.issueCredential(await ida.open(group), name, wishes);
}

/** An update with a credential for Bob’s key that begins when Ida likes. */
async function fromTheFuture(start: number): Promise<string> {
  const idas = await ida.open(group);
  const { privateKey } = ida.kept('identities')[0]!;
  const signer = { certificate: memberOf(idas.chain), privateKey };
  const subject = subjectOf(memberOf((await bob.open(group)).chain));
  const validity = { start, end: memberOf(idas.chain).validity.end };
  const der: Bytes = await issueGmc(signer, { subject, roles: ['member'], validity });
  const chain = await verifySoundChain([...idas.chain.map((one) => one.der), der]);
  return formatGroupUpdate(group.peerName, [await membershipRecord(chain, signer, ida.now)]);
}

describe('An inviting member who issues to an admin', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'admin'], [ida, 'inviting member']);
    await pass(alice, ida);
    later();
    await misleadBob({ friendlyName: 'Rob', validityEnd: NOON + DAY });
  });

  test('neither renames nor demotes him in the lists of others', async () => {
    await pass(ida, alice);
    expect(await rowOf(alice, bob)).toMatchObject({
      ...{ friendlyName: 'Bob', role: 'admin', isEndless: true, source: 'issued' },
      issuerKeyHash: alice.me.keyHash,
    });
  });

  test('does not make it true at the next renewal, and what is renewed is newer than hers', async () => {
    await pass(ida, alice);
    later();
    const { issued, update } = await renew({ validityEnd: NOON + 300 * DAY });
    expect(issued).toMatchObject([{ role: 'admin', invitee: { friendlyName: 'Bob' } }]);
    await pass(ida, bob);
    await bob.peer.openGroupUpdate(update.text);
    expect(await rowOf(alice, bob)).toMatchObject({
      ...{ role: 'admin', isEndless: true },
      offered: { role: 'admin', end: NOON + 300 * DAY },
    });
    const offer = await (await bob.peer.credentials()).offeredCredential(await bob.open(group));
    expect(offer).toMatchObject({ role: 'admin', signedBy: { friendlyName: 'Alice' } });
  });

  test('changes nothing of what he sees of himself, offered or declined', async () => {
    const { own } = await pass(ida, bob);
    expect(own).toMatchObject([{ outcome: 'offered', role: 'member', friendlyName: 'Rob' }]);
    const seen = async () => [
      (await rows(bob))[0],
      (await bob.peer.listMembers(await bob.open(group)))[0],
    ];
    const mine = { friendlyName: 'Bob', role: 'admin', source: 'me' };
    expect(await seen()).toMatchObject([mine, mine]);
    const credentials = await bob.peer.credentials();
    await credentials.declineOffered(await bob.open(group), own[0]!.id);
    expect(await seen()).toMatchObject([mine, mine]);
  });

  test('is listed as he says once he has taken it', async () => {
    const { own } = await pass(ida, bob);
    await (await bob.peer.credentials()).acceptOffered(await bob.open(group), own[0]!.id);
    expect((await rows(bob))[0]).toMatchObject({
      friendlyName: 'Rob',
      role: 'member',
      source: 'me',
    });
  });
});

describe('Whoever may issue all roles of a member and gives him less', () => {
  test('has offered it, in all lists, until its owner has taken it and told them', async () => {
    group = await groupOf(alice, 'Chess', [bob, 'admin'], [carol, 'member'], [ida, 'member']);
    await pass(bob, alice, { onlyMine: true });
    const before = (await alice.peer.groupUpdate(group)).text;
    later();
    const { update } = await renew({ roles: ['member'], validityEnd: NOON + 20 * DAY });
    for (const text of [before, update.text]) await carol.peer.openGroupUpdate(text);
    for (const text of [update.text, before]) await ida.peer.openGroupUpdate(text);
    const all = [alice, carol, ida];
    const less = { role: 'member', end: NOON + 20 * DAY } as const;
    for (const who of all) {
      expect(await rowOf(who, bob)).toMatchObject({ role: 'admin', offered: less });
    }
    const { own } = await bob.peer.openGroupUpdate(update.text);
    await (await bob.peer.credentials()).acceptOffered(await bob.open(group), own[0]!.id);
    for (const who of all) {
      await pass(bob, who);
      expect(await rowOf(who, bob)).toMatchObject({ ...less, offered: undefined });
    }
  });

  test('counts for all once what he had is over', async () => {
    group = await alice.found('Chess');
    const until = NOON + 10 * DAY;
    await bob.join((await alice.invite(bob, group, { role: 'inviting member', until })).text);
    later();
    await renew({ roles: ['member'], validityEnd: NOON + 20 * DAY });
    expect(await rowOf(alice, bob)).toMatchObject({ role: 'inviting member', end: until });
    alice.now = until + DAY;
    expect(await rowOf(alice, bob)).toMatchObject({ role: 'member', end: NOON + 20 * DAY });
  });
});

describe('A credential that has not begun', () => {
  const YEARS = 300 * 365 * DAY;

  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member'], [ida, 'inviting member']);
    await alice.peer.openGroupUpdate(await fromTheFuture(NOON + YEARS));
  });

  test('does not count, and keeps nobody from renewing or inviting', async () => {
    expect(await rowOf(alice, bob)).toMatchObject({ stage: 'fresh', source: 'issued' });
    later();
    const { issued } = await renew({ validityEnd: NOON + 100 * DAY });
    expect(issued).toMatchObject([{ term: { end: NOON + 100 * DAY } }]);
    later();
    await expect(alice.invite(bob, await alice.open(group))).resolves.toMatchObject({});
    expect(await rowOf(alice, bob)).toMatchObject({
      stage: 'fresh',
      start: NOON - 300 * SECOND + 2 * SECOND,
    });
  });

  test('counts once it has begun', async () => {
    alice.now = NOON + YEARS + SECOND;
    expect(await rowOf(alice, bob)).toMatchObject({ start: NOON + YEARS, source: 'update' });
  });
});

describe('A credential of my key under another name', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'member'], [ida, 'inviting member']);
    await pass(alice, ida);
    later();
  });

  const publish = async (who: Somebody) => {
    const wishes = { type: TYPE, payload: Uint8Array.of(1), expires: NOON + DAY };
    return (await who.peer.records()).addRecord(await who.open(group), wishes);
  };

  test.each([
    ['classifier', {}, 'rogue'],
    ['friendly name', { friendlyName: 'Idiot' }, ''],
  ] as const)('with another %s is offered, not taken', async (_, info, classifier) => {
    await misleadBob(info, classifier);
    const { own } = await pass(ida, bob);
    expect(own).toMatchObject([{ outcome: 'offered' }]);
    expect(memberOf((await bob.open(group)).chain).subject.friendlyName).toBe('Bob');
    await expect(publish(bob)).resolves.toMatchObject({ creator: bob.me.peerName });
  });

  test('that I have taken is the name of what I publish from then on', async () => {
    await misleadBob({}, 'rogue');
    const { own } = await pass(ida, bob);
    await (await bob.peer.credentials()).acceptOffered(await bob.open(group), own[0]!.id);
    const record = await publish(bob);
    expect(record.creator).toBe(await peerNameOf(bob.me.spki, 'rogue'));
    const all = await bob.peer.records();
    const change = { payload: Uint8Array.of(2) };
    await expect(all.updateRecord(await bob.open(group), record, change)).resolves.toMatchObject({
      version: 2,
    });
    expect(await pass(bob, alice)).toMatchObject({ refused: [], setAside: 0 });
  });
});

describe('What is offered', () => {
  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'admin']);
    later();
  });

  test('is taken or declined as it was shown, and nothing else in its place', async () => {
    const { own } = await bob.peer.openGroupUpdate(
      (await renew({ validityEnd: NOON + 300 * DAY })).update.text,
    );
    later();
    await bob.peer.openGroupUpdate(
      (await renew({ roles: ['member'], validityEnd: NOON + DAY })).update.text,
    );
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    const before = bob.memory.shelves;
    const refused = throwing('PEER_E_NOT_FOUND', 'issue.another');
    await expect(credentials.acceptOffered(bobs, own[0]!.id)).rejects.toThrow(refused);
    await expect(credentials.declineOffered(bobs, own[0]!.id)).rejects.toThrow(refused);
    expect(bob.memory.shelves).toBe(before);
  });

  test('twice at once is taken once', async () => {
    const { own } = await bob.peer.openGroupUpdate(
      (await renew({ validityEnd: NOON + 300 * DAY })).update.text,
    );
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    const both = await Promise.allSettled(
      [1, 2].map(() => credentials.acceptOffered(bobs, own[0]!.id)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

test('a credential that has ended already is neither taken nor offered', async () => {
  group = await alice.found('Chess');
  await bob.join((await alice.invite(bob, group, { until: NOON + 10 * DAY })).text);
  later();
  const { update } = await renew({ validityEnd: NOON + 50 * DAY });
  bob.now = NOON + 60 * DAY;
  expect((await bob.peer.openGroupUpdate(update.text)).own).toEqual([]);
  expect((await bob.open(group)).term.end).toBe(NOON + 10 * DAY);
});

test('whoever stands on the way to a member is a member too', async () => {
  group = await groupOf(alice, 'Chess', [bob, 'inviting member']);
  const bobs = await bob.open(group);
  await carol.join((await bob.invite(carol, bobs, { role: 'inviting member' })).text);
  await ida.join((await carol.invite(ida, await carol.open(group))).text);
  await pass(ida, alice, { onlyMine: true });
  const all = await rows(alice);
  expect(all.map(({ friendlyName, hasJoined }) => [friendlyName, hasJoined])).toEqual([
    ['Alice', true],
    ['Bob', true],
    ['Carol', true],
    ['Ida', true],
  ]);
  const known = new Set([group.keyHash, ...all.map(({ keyHash }) => keyHash)]);
  expect(all.filter(({ issuerKeyHash }) => !known.has(issuerKeyHash))).toEqual([]);
});

test('an identity of mine that has left is a member like any other to those that stay', async () => {
  group = await groupOf(alice, 'Chess', [bob, 'member']);
  const { peerName: second } = await bob.peer.createIdentity({ friendlyName: 'Bobby' });
  const card = await bob.peer.identityCard(second);
  const { text } = await alice.peer.createInvitation(group, card, { roles: ['member'] });
  const theirs = await bob.peer.joinGroup(second, text);
  await bob.peer.groupUpdate(theirs);
  await bob.peer.leaveGroup(second, group.peerName);
  expect(await rows(bob)).toMatchObject([
    { friendlyName: 'Bob', source: 'me' },
    { friendlyName: 'Alice' },
    { friendlyName: 'Bobby', source: 'update' },
  ]);
  expect(bob.kept('databases')[0]!.own.map(({ identity }) => identity)).not.toContain(second);
});
