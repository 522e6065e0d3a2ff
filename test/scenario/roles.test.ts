import { beforeEach, describe, expect, test } from 'vitest';
import type { Group, Renewal } from '../../src/peer.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

type Role = Group['role'];

/** A higher role that comes without the lower ones would take something away. */
const WITH_THOSE_BELOW = {
  admin: ['admin', 'inviting member', 'member'],
  'inviting member': ['inviting member', 'member'],
  member: ['member'],
} as const;

let alice: Somebody;
let bob: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
});

async function withBob(role: Role): Promise<void> {
  group = await alice.found('Chess');
  await bob.join((await alice.invite(bob, group, { role, until: NOON + 30 * DAY })).text);
}

/** Alice gives Bob another role, until the same day or another. */
const change = async (role: Role, validityEnd = NOON + 30 * DAY): Promise<Renewal> =>
  (await alice.peer.credentials()).renewMembers(group, {
    keyHashes: [bob.me.keyHash],
    roles: WITH_THOSE_BELOW[role],
    validityEnd,
  });

describe('A role is changed by issuing anew', () => {
  test('up: Bob may invite once he has joined with it, and is one person as before', async () => {
    await withBob('member');
    const { issued } = await change('inviting member');
    expect(issued).toMatchObject([{ role: 'inviting member' }]);
    const people = await alice.peer.people();
    expect(await people.rows(group)).toMatchObject([
      { friendlyName: 'Alice' },
      { friendlyName: 'Bob', role: 'inviting member' },
    ]);
    const [invitation] = issued;
    await expect(bob.join(invitation!.text)).resolves.toMatchObject({
      role: 'inviting member',
      cannotInvite: undefined,
    });
  });

  test('down: the older credential stays valid until its date', async () => {
    await withBob('inviting member');
    await change('member');
    const carol = await somebody('Carol');
    const invited = await bob.invite(carol, await bob.open(group), { until: NOON + 10 * DAY });
    await expect(carol.join(invited.text)).resolves.toMatchObject({ role: 'member' });
    bob.now = NOON + 31 * DAY;
    await expect(bob.invite(carol, await bob.open(group))).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.ended'),
    );
  });

  test('is noted with the name and the role', async () => {
    await withBob('member');
    await change('admin');
    expect(alice.kept('acts').filter(({ what }) => what === 'role')).toMatchObject([
      { people: ['Bob'], count: 1, role: 'admin', end: NOON + 30 * DAY },
    ]);
  });

  test('never beyond what the issuer may give', async () => {
    await withBob('inviting member');
    const carol = await somebody('Carol');
    await carol.join((await bob.invite(carol, await bob.open(group))).text);
    const credentials = await bob.peer.credentials();
    const wishes = { keyHashes: [carol.me.keyHash], roles: ['admin'] } as const;
    await expect(credentials.renewMembers(await bob.open(group), wishes)).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'),
    );
  });

  test('by the issuer’s present role: who became a plain member gives nothing any more', async () => {
    await withBob('inviting member');
    const { issued } = await change('member');
    await bob.join(issued[0]!.text, { acceptWeaker: true });
    const bobs = await bob.open(group);
    const carol = await somebody('Carol');
    await expect(bob.invite(carol, bobs)).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'),
    );
  });
});
