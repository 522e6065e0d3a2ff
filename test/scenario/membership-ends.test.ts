import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Group } from '../../src/peer.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const END = NOON + 30 * DAY;

let alice: Somebody;
let bob: Somebody;
let group: Group;

/** What Alice and Bob keep when he has just joined. */
let kept: readonly [Somebody['memory']['shelves'], Somebody['memory']['shelves']];

beforeAll(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  group = await alice.found('Chess');
  const invitation = await alice.invite(bob, group, { role: 'inviting member', until: END });
  group = await bob.join(invitation.text);
  kept = [alice.memory.shelves, bob.memory.shelves];
});

beforeEach(() => {
  [alice.memory.shelves, bob.memory.shelves] = kept;
  alice.now = bob.now = NOON;
});

describe('Bob’s membership', () => {
  test.each([
    [NOON, 'fresh', undefined],
    [NOON + 19 * DAY, 'fresh', undefined],
    [NOON + 20 * DAY, 'soon', undefined],
    [NOON + 28 * DAY, 'urgent', undefined],
    [END, 'urgent', undefined],
    [END + SECOND, 'ended', 'ended'],
    [NOON - DAY, 'not-yet', 'ended'],
  ] as const)('at %i it is %s', async (now, stage, cannotInvite) => {
    bob.now = now;
    const opened = await bob.open(group);
    expect(opened).toMatchObject({ term: { end: END, stage }, cannotInvite });
    expect(await bob.peer.listGroups()).toEqual([opened]);
  });

  test('lets him invite through its last second, and nobody after', async () => {
    const carol = await somebody('Carol');
    bob.now = END;
    await expect(bob.invite(carol, await bob.open(group))).resolves.toMatchObject({
      term: { end: END },
    });
    bob.now = END + SECOND;
    const before = bob.memory.shelves;
    await expect(bob.invite(carol, await bob.open(group))).rejects.toThrow(
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.ended'),
    );
    expect(bob.memory.shelves).toBe(before);
  });

  test('when it has ended can still be read: the group, its members, its chain', async () => {
    bob.now = END + DAY;
    bob.close();
    const opened = await bob.open(group);
    expect(opened).toMatchObject({ friendlyName: 'Chess', cannotInvite: 'ended' });
    expect(opened.chain).toHaveLength(3);
    const members = await bob.peer.listMembers(opened);
    expect(members.map(({ friendlyName, term }) => [friendlyName, term.stage])).toEqual([
      ['Bob', 'ended'],
      ['Alice', 'fresh'],
    ]);
  });

  test('comes back with a renewal, and the one that has ended is not kept', async () => {
    alice.now = bob.now = END + DAY;
    const again = await alice.open(group);
    const renewal = await alice.invite(bob, again, { role: 'inviting member' });
    expect((await bob.peer.previewInvitation(renewal.text)).standing.kind).toBe('renewal');
    await expect(bob.join(renewal.text)).resolves.toMatchObject({ cannotInvite: undefined });
    expect(bob.kept('memberships')).toMatchObject([{ earlier: [] }]);
  });
});

test('an invitation that runs out before it is opened is shown, and not joined', async () => {
  const carol = await somebody('Carol');
  const invitation = await alice.invite(carol, await alice.open(group), { until: NOON + DAY });
  carol.now = NOON + DAY + SECOND;
  const before = carol.memory.shelves;
  expect(await carol.peer.previewInvitation(invitation.text)).toMatchObject({
    term: { stage: 'ended' },
    recipient: { kind: 'me' },
  });
  await expect(carol.join(invitation.text)).rejects.toThrow(
    throwing('PEER_E_INVALID_TIME_PERIOD', 'chain.time', 2),
  );
  expect(carol.memory.shelves).toBe(before);
  carol.now = NOON + DAY;
  await expect(carol.join(invitation.text)).resolves.toMatchObject({ role: 'member' });
});

test('a clock that is five minutes late accepts it, six minutes late not yet', async () => {
  const carol = await somebody('Carol');
  const invitation = await alice.invite(carol, await alice.open(group));
  carol.now = NOON - 360 * SECOND;
  expect((await carol.peer.previewInvitation(invitation.text)).term.stage).toBe('not-yet');
  await expect(carol.join(invitation.text)).rejects.toThrow(
    throwing('PEER_E_INVALID_TIME_PERIOD', 'chain.time', 2),
  );
  carol.now = NOON - 300 * SECOND;
  await expect(carol.join(invitation.text)).resolves.toMatchObject({ role: 'member' });
});

test('a card outside its time is refused where somebody would be invited by it', async () => {
  const carol = await somebody('Carol');
  alice.now = NOON - 2 * DAY;
  await expect(alice.peer.previewCard(await carol.card())).rejects.toThrow(
    throwing('PEER_E_INVALID_TIME_PERIOD', 'idc.time'),
  );
});
