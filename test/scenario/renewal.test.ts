import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parsePeerName } from '../../src/core/peer-name.ts';
import type { Group, MemberRow } from '../../src/peer.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { publicPerson } from '../support/public-people.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { throwing } from '../support/throwing.ts';

const MINUTE = 60 * SECOND;
const MONTH = 30 * DAY;

let alice: Somebody;
let bob: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Alice’s group, in which Bob is for a month. */
async function withBob(role: Group['role'] = 'member'): Promise<Group> {
  group = await alice.found('Chess');
  const invitation = await alice.invite(bob, group, { role, until: NOON + MONTH });
  return bob.join(invitation.text);
}

/** Everybody’s clock. */
function waitUntil(now: number): void {
  alice.now = bob.now = now;
}

const issue = async (wishes?: object, subject = bob.me.peerName) =>
  (await alice.peer.credentials()).issueCredential(group, subject, wishes);

const renew = async (...keyHashes: readonly string[]) =>
  (await alice.peer.credentials()).renewMembers(group, {
    keyHashes,
    validityEnd: alice.now + MONTH,
  });

const openUpdate = async (who: Somebody, text: string) =>
  (await who.peer.updates()).openGroupUpdate(text);

const rowOf = async (who: Somebody, of: Somebody): Promise<MemberRow | undefined> => {
  const rows = await (await who.peer.people()).rows(group);
  return rows.find(({ keyHash }) => keyHash === of.me.keyHash);
};

describe('A credential issued without credential info', () => {
  test('keeps duration, role and key, from now on', async () => {
    await withBob('inviting member');
    waitUntil(NOON + 20 * DAY);
    const issued = await issue();
    expect(issued).toMatchObject({
      invitee: { keyHash: bob.me.keyHash, friendlyName: 'Bob' },
      role: 'inviting member',
      isClamped: false,
      term: { start: alice.now - 5 * MINUTE, end: alice.now + MONTH },
    });
    expect(alice.kept('invitations')).toHaveLength(2);
    await expect(bob.join(issued.text)).resolves.toMatchObject({
      term: { end: alice.now + MONTH },
    });
  });

  test('is cut to my own end, and says so', async () => {
    const bobs = await withBob('admin');
    const carol = await somebody('Carol');
    await carol.join((await bob.invite(carol, bobs)).text);
    waitUntil(NOON + 20 * DAY);
    const credentials = await bob.peer.credentials();
    const issued = await credentials.issueCredential(await bob.open(group), carol.me.peerName);
    expect(issued).toMatchObject({ isClamped: true, term: { end: NOON + MONTH } });
    expect(issued.term.endsWith?.friendlyName).toBe('Bob');
  });

  test('is refused for somebody who is not known', async () => {
    await withBob();
    const stranger = await somebody('Mallory');
    const before = alice.memory.shelves;
    await expect(issue({}, stranger.me.peerName)).rejects.toThrow(
      throwing('PEER_E_IDENTITY_NOT_FOUND', 'issue.unknown'),
    );
    expect(alice.memory.shelves).toBe(before);
  });

  test('goes to nobody on my own way: not to me, not to who invited me', async () => {
    await withBob('admin');
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    for (const who of [alice, bob]) {
      await expect(credentials.issueCredential(bobs, who.me.peerName)).rejects.toThrow(
        throwing('PEER_E_CIRCULAR_CHAIN_DETECTED', 'issue.circular'),
      );
    }
  });

  test('comes back with a way through whoever renews, not through who invited', async () => {
    const bobs = await withBob('inviting member');
    const carol = await somebody('Carol');
    const carols = await carol.join((await bob.invite(carol, bobs)).text);
    const published = await (await carol.peer.updates()).groupUpdate(carols, { onlyMine: true });
    await openUpdate(alice, published.text);
    const issued = await issue({}, carol.me.peerName);
    expect(issued.chain.map(({ subject }) => subject.friendlyName)).toEqual([
      'Chess',
      'Alice',
      'Carol',
    ]);
  });
});

describe('A credential issued with credential info', () => {
  const info = (who: Somebody, change: object = {}) => ({
    credentialInfo: {
      friendlyName: who.me.friendlyName,
      publicKey: who.me.spki,
      roles: ['member'],
      ...change,
    },
  });

  test('lets somebody in who is known by his public key alone', async () => {
    group = await alice.found('Chess');
    const issued = await issue(info(bob, { friendlyName: 'Robert', validityEnd: NOON + MONTH }));
    expect(issued).toMatchObject({
      invitee: { friendlyName: 'Robert', peerName: bob.me.peerName },
      isClamped: false,
    });
    await expect(bob.join(issued.text)).resolves.toMatchObject({ role: 'member' });
  });

  test('is refused with another key than the subject’s', async () => {
    await withBob();
    const { spki } = (await somebody('Mallory')).me;
    await expect(issue(info(bob, { publicKey: spki }))).rejects.toThrow(
      throwing('PEER_E_INVALID_CREDENTIAL', 'issue.key'),
    );
  });

  test('is refused where it begins before the one that is known, or ends after mine', async () => {
    await withBob();
    for (const change of [{ validityStart: NOON - DAY }, { validityStart: NOON + DAY }]) {
      await expect(issue(info(bob, change))).rejects.toThrow(
        throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.start'),
      );
    }
    const never = Date.UTC(9000, 0);
    await expect(issue(info(bob, { validityEnd: never }))).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
    );
  });

  test('begins a second after the one that is known under another classifier of the same key', async () => {
    await withBob();
    const [known] = alice.kept('members').filter(({ keyHash }) => keyHash === bob.me.keyHash);
    const other = parsePeerName(`${bob.me.peerName}night`);
    const { term, invitee } = await issue(info(bob), other);
    expect(invitee.peerName).toBe(other);
    expect(term.start).toBe(known!.start + SECOND);
  });

  test('is refused where it is malformed', async () => {
    group = await alice.found('Chess');
    for (const change of [{ friendlyName: '' }, { publicKey: new Uint8Array(3) }, { roles: [] }]) {
      await expect(issue(info(bob, change))).rejects.toThrow(
        expect.objectContaining({ code: 'PEER_E_INVALID_CREDENTIAL_INFO' }),
      );
    }
  });
});

describe('Publishing what is issued', () => {
  test('writes the membership record, by which Bob is renewed when he opens an update', async () => {
    await withBob();
    waitUntil(NOON + 20 * DAY);
    await issue({ publish: true });
    const update = await (await alice.peer.updates()).groupUpdate(group);
    const report = await openUpdate(bob, update.text);
    expect(report.own).toMatchObject([{ outcome: 'taken' }]);
    expect((await bob.open(group)).term.end).toBe(NOON + 20 * DAY + MONTH);
  });

  test('needs no giving; what is not published is still to be given', async () => {
    await withBob();
    const awaited = async () =>
      (await alice.peer.handovers.list()).filter(({ isAwaited }) => isAwaited).length;
    const before = await awaited();
    await issue({ publish: true });
    expect(await awaited()).toBe(before);
    const { id } = await issue();
    const handovers = await alice.peer.handovers.list();
    expect(handovers.map(({ invitation }) => invitation)).toContain(id);
  });

  test('leaves nothing half done: one transaction with the act', async () => {
    await withBob();
    const writing = vi.spyOn(Object.getPrototypeOf(createMemoryStore()), 'write');
    await issue({ publish: true });
    expect(writing).toHaveBeenCalledTimes(1);
  });
});

describe('Many renewed in one act', () => {
  test('thirty at once: one transaction, thirty invitations, one update', async () => {
    group = await alice.found('Chess');
    await alice.invite(bob, group, { until: NOON + MONTH });
    const names = Array.from({ length: 29 }, (_, index) => `Member ${index}`);
    for (const name of names) {
      const subject = await publicPerson(name);
      const info = { friendlyName: name, publicKey: subject.spki, validityEnd: NOON + MONTH };
      await issue({ credentialInfo: { ...info, roles: ['member'] } }, subject.peerName);
    }
    waitUntil(NOON + 25 * DAY);
    const rows = await (await alice.peer.people()).rows(group);
    const writing = vi.spyOn(Object.getPrototypeOf(createMemoryStore()), 'write');
    const renewal = await renew(...rows.slice(1).map(({ keyHash }) => keyHash));
    expect(writing).toHaveBeenCalledTimes(1);
    expect(renewal.issued.map(({ invitee }) => invitee.friendlyName).toSorted()).toEqual(
      ['Bob', ...names].toSorted(),
    );
    expect(renewal.issued.map(({ term }) => term.end)).toEqual(
      Array.from({ length: 30 }, () => NOON + 25 * DAY + MONTH),
    );
    expect(renewal.update.records).toBe(30);
    expect(alice.kept('invitations')).toHaveLength(60);
    const [forBob] = renewal.issued.filter(({ invitee }) => invitee.friendlyName === 'Bob');
    await expect(bob.join(forBob!.text)).resolves.toMatchObject({ role: 'member' });
    expect(alice.kept('acts').filter(({ what }) => what === 'renewed')).toMatchObject([
      { count: 30, role: 'member', end: NOON + 25 * DAY + MONTH },
    ]);
  });

  test('an end beyond mine is cut to it', async () => {
    const bobs = await withBob('admin');
    const carol = await somebody('Carol');
    await carol.join((await bob.invite(carol, bobs, { until: NOON + 10 * DAY })).text);
    const credentials = await bob.peer.credentials();
    const wishes = { keyHashes: [carol.me.keyHash], validityEnd: NOON + 300 * DAY };
    const { issued } = await credentials.renewMembers(await bob.open(group), wishes);
    expect(issued).toMatchObject([{ isClamped: true, term: { end: NOON + MONTH } }]);
    const short = { ...wishes, validityEnd: NOON + 20 * DAY };
    const again = await credentials.renewMembers(await bob.open(group), short);
    expect(again.issued).toMatchObject([{ isClamped: false, term: { end: NOON + 20 * DAY } }]);
  });

  test('one who is refused refuses all, and is named', async () => {
    const bobs = await withBob('admin');
    const carol = await somebody('Carol');
    await carol.join((await bob.invite(carol, bobs)).text);
    const before = bob.memory.shelves;
    const renewing = (await bob.peer.credentials()).renewMembers(bobs, {
      keyHashes: [carol.me.keyHash, alice.me.keyHash],
      validityEnd: NOON + 20 * DAY,
    });
    await expect(renewing).rejects.toThrow(
      expect.objectContaining({
        reason: 'issue.circular',
        detail: expect.stringContaining('Alice'),
      }),
    );
    expect(bob.memory.shelves).toBe(before);
  });

  test('somebody unknown refuses all', async () => {
    await withBob();
    await expect(renew(bob.me.keyHash, '00')).rejects.toThrow(
      throwing('PEER_E_IDENTITY_NOT_FOUND', 'issue.unknown'),
    );
  });

  test('the update brings each of them his own, and is judged by itself', async () => {
    await withBob();
    const carol = await somebody('Carol');
    await carol.join((await alice.invite(carol, group, { until: NOON + MONTH })).text);
    waitUntil(NOON + MONTH + DAY);
    carol.now = bob.now;
    const { update } = await renew(bob.me.keyHash, carol.me.keyHash);
    for (const who of [bob, carol]) {
      expect((await who.open(group)).cannotInvite).toBe('role');
      expect((await who.open(group)).term.stage).toBe('ended');
      const report = await openUpdate(who, update.text);
      expect(report.refused).toEqual([]);
      expect(report.own).toMatchObject([{ outcome: 'taken' }]);
      expect((await who.open(group)).term).toMatchObject({
        stage: 'fresh',
        end: who.now + MONTH,
      });
    }
  });
});

describe('The creator', () => {
  test('renews himself with the group’s key, before and after the end', async () => {
    group = await alice.found('Chess');
    const credentials = await alice.peer.credentials();
    const short = await credentials.renewOwn(group, { validityEnd: NOON + MONTH });
    expect(short).toMatchObject({ role: 'admin', term: { end: NOON + MONTH } });
    alice.now = NOON + MONTH + DAY;
    const ended = await alice.open(group);
    expect(ended.cannotInvite).toBe('ended');
    const again = await credentials.renewOwn(ended, { validityEnd: alice.now + MONTH });
    expect(again).toMatchObject({ cannotInvite: undefined, term: { end: alice.now + MONTH } });
    await expect(alice.invite(bob, again)).resolves.toMatchObject({ role: 'member' });
    expect(await rowOf(alice, alice)).toMatchObject({ end: alice.now + MONTH, source: 'me' });
    const [kept] = alice.kept('memberships');
    expect(kept!.earlier).toHaveLength(1);
    expect(alice.kept('acts').map(({ what }) => what)).toContain('renewed-self');
  });

  test('publishes it: Bob sees the new end', async () => {
    await withBob();
    const credentials = await alice.peer.credentials();
    await credentials.renewOwn(group, { validityEnd: NOON + 400 * DAY });
    const update = await (await alice.peer.updates()).groupUpdate(await alice.open(group));
    await openUpdate(bob, update.text);
    expect(await rowOfIn(bob, alice)).toMatchObject({ end: NOON + 400 * DAY });
  });

  const rowOfIn = async (who: Somebody, of: Somebody) => {
    const rows = await (await who.peer.people()).rows(await who.open(group));
    return rows.find(({ keyHash }) => keyHash === of.me.keyHash);
  };

  test('alone can: without the group’s key nobody renews himself', async () => {
    const bobs = await withBob('admin');
    await expect((await bob.peer.credentials()).renewOwn(bobs)).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.creator'),
    );
  });

  test('is told of an end that is past, and nothing is changed', async () => {
    group = await alice.found('Chess');
    const before = alice.memory.shelves;
    const credentials = await alice.peer.credentials();
    await expect(credentials.renewOwn(group, { validityEnd: NOON - DAY })).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
    );
    expect(alice.memory.shelves).toBe(before);
  });
});

describe('A weaker credential', () => {
  /** Alice makes Bob a plain member, and he opens the update. */
  async function weaken(): Promise<void> {
    await withBob('inviting member');
    const credentials = await alice.peer.credentials();
    const wishes = { keyHashes: [bob.me.keyHash], roles: ['member'] } as const;
    const { update } = await credentials.renewMembers(group, wishes);
    const report = await openUpdate(bob, update.text);
    expect(report.own).toMatchObject([{ outcome: 'offered', role: 'member' }]);
  }

  test('is offered, and taken when Bob says so; the stronger one is kept until its end', async () => {
    await weaken();
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    expect(bobs.role).toBe('inviting member');
    const offer = await credentials.offeredCredential(bobs);
    expect(offer).toMatchObject({
      role: 'member',
      isEndless: true,
      signedBy: { friendlyName: 'Alice' },
      present: { role: 'inviting member' },
    });
    const taken = await credentials.acceptOffered(bobs, offer!.id);
    expect(taken).toMatchObject({ role: 'member', cannotInvite: 'role' });
    expect(bob.kept('memberships')[0]!.earlier).toHaveLength(1);
    expect(await credentials.offeredCredential(taken)).toBeUndefined();
    expect(bob.kept('acts')).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: 'renewed-me', people: ['Alice'] })]),
    );
  });

  test('that Bob declines is not offered again; a newer one is', async () => {
    await weaken();
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    const offer = await credentials.offeredCredential(bobs);
    await credentials.declineOffered(bobs, offer!.id);
    expect(await credentials.offeredCredential(bobs)).toBeUndefined();
    await expect(credentials.acceptOffered(bobs, offer!.id)).rejects.toThrow(
      throwing('PEER_E_NOT_FOUND', 'issue.declined'),
    );
    expect((await bob.open(group)).role).toBe('inviting member');
    const { update } = await (
      await alice.peer.credentials()
    ).renewMembers(group, { keyHashes: [bob.me.keyHash], roles: ['member'] });
    await openUpdate(bob, update.text);
    expect(await credentials.offeredCredential(bobs)).toMatchObject({ role: 'member' });
  });

  test('that Bob declined is offered again once what he kept has ended', async () => {
    await weaken();
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    const offer = await credentials.offeredCredential(bobs);
    await credentials.declineOffered(bobs, offer!.id);
    bob.now = bobs.term.end + SECOND;
    expect(await credentials.offeredCredential(bobs)).toMatchObject({ id: offer!.id });
    const taken = await credentials.acceptOffered(bobs, offer!.id);
    expect(taken).toMatchObject({ role: 'member', term: { stage: 'fresh' } });
  });

  test('is not what is newer and gives no less', async () => {
    await withBob('member');
    const { memberships } = bob.memory.shelves;
    const issuing = await alice.peer.credentials();
    const wishes = { keyHashes: [bob.me.keyHash], validityEnd: NOON + 2 * MONTH };
    const { update } = await issuing.renewMembers(group, wishes);
    await openUpdate(bob, update.text);
    // As if it were known, and not taken.
    bob.memory.shelves = { ...bob.memory.shelves, memberships };
    const bobs = await bob.open(group);
    expect(bobs.term.end).toBe(NOON + MONTH);
    expect(await (await bob.peer.credentials()).offeredCredential(bobs)).toBeUndefined();
  });

  test('that has ended is not offered', async () => {
    await withBob('inviting member');
    const issuing = await alice.peer.credentials();
    const wishes = { keyHashes: [bob.me.keyHash], validityEnd: NOON + DAY };
    const { update } = await issuing.renewMembers(group, wishes);
    await openUpdate(bob, update.text);
    const credentials = await bob.peer.credentials();
    const bobs = await bob.open(group);
    expect(await credentials.offeredCredential(bobs)).toMatchObject({ role: 'inviting member' });
    bob.now = NOON + 2 * DAY;
    expect(await credentials.offeredCredential(bobs)).toBeUndefined();
  });
});

test('a membership that is closed is renewed by nobody', async () => {
  await withBob();
  alice.peer.closeGroup(group);
  const credentials = await alice.peer.credentials();
  expect(() => credentials.issueCredential(group, bob.me.peerName)).toThrow(
    throwing('PEER_E_INVALID_GROUP', 'group.unknown'),
  );
  await expect(credentials.renewOwn(group)).rejects.toThrow(
    throwing('PEER_E_INVALID_GROUP', 'group.unknown'),
  );
});

test('who left the group meanwhile renews nobody', async () => {
  await withBob();
  await alice.peer.leaveGroup(alice.me.peerName, group.peerName);
  expect(alice.kept('memberships')).toEqual([]);
  await expect(renew(bob.me.keyHash)).rejects.toThrow(
    throwing('PEER_E_INVALID_GROUP', 'group.unknown'),
  );
});
