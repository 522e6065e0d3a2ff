import { beforeEach, describe, expect, test, vi } from 'vitest';
import { needsOf } from '../../src/app/attention.ts';
import { KnownIn } from '../../src/app/known-in.svelte.ts';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import { MyCard } from '../../src/app/my-card.svelte.ts';
import { OpenedUpdate } from '../../src/app/opened-update.svelte.ts';
import { OwnRenewal } from '../../src/app/own-renewal.svelte.ts';
import { renewStep, RenewPage } from '../../src/app/renew-page.svelte.ts';
import { whomOfBranch } from '../../src/app/renewal.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group } from '../../src/peer.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let chess: Group;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
  chess = await alice.found('Chess');
});

/** Bob is in Alice’s group for a hundred days, and Carol by his invitation as long as he is. */
async function withBobAndCarol(): Promise<void> {
  const until = NOON + 100 * DAY;
  const invited = await alice.invite(bob, chess, { role: 'inviting member', until });
  const bobs = await bob.join(invited.text);
  const invitation = await bob.invite(carol, bobs);
  await carol.join(invitation.text);
  // Alice hears of Carol by an invitation of her own that ends with what Bob has.
  const credentials = await bob.peer.credentials();
  const { update } = await credentials.renewMembers(await bob.open(chess), {
    keyHashes: [carol.me.keyHash],
  });
  await (await alice.peer.updates()).openGroupUpdate(update.text);
}

function waitUntil(now: number): void {
  alice.now = bob.now = carol.now = now;
}

async function openPage(session: Session, whom = '', group = chess): Promise<RenewPage> {
  const page = new RenewPage(session, { group, whom });
  await page.restore.run();
  return page;
}

const namesOn = (page: RenewPage) => page.people.map(({ row }) => row.friendlyName);

describe('renewing', () => {
  test('shows nobody while nobody is due', async () => {
    await alice.invite(bob, chess, { until: NOON + 100 * DAY });
    const page = await openPage(await openWindow(alice));
    expect(page.candidates).toEqual([]);
    expect(page.canSign).toBe(false);
    expect(page.others).toBe(1);
    page.showsAll = true;
    page.tickAll();
    expect(namesOn(page)).toEqual(['Bob']);
  });

  test('signs for all who are chosen, and gives an update and an invitation for each', async () => {
    for (const who of [bob, carol]) await alice.invite(who, chess, { until: NOON + 100 * DAY });
    waitUntil(NOON + 70 * DAY);
    const session = await openWindow(alice);
    const page = await openPage(session);
    expect(namesOn(page)).toEqual(['Bob', 'Carol']);
    page.choice = 'half';
    await page.sign.run();
    expect(page.sign.error).toBeUndefined();
    expect(page.issued.map(({ invitee }) => invitee.friendlyName)).toEqual(['Bob', 'Carol']);
    expect(page.renewal?.update.records).toBeGreaterThan(1);
    expect(page.rows.every(({ stage }) => stage === 'fresh')).toBe(true);
    const [first] = page.issued;
    const { text } = await alice.peer.openIssuedInvitation(first?.id ?? '');
    await expect(bob.join(text)).resolves.toMatchObject({ role: 'member' });
  });

  test('changes a role, and whoever rises takes it without being asked', async () => {
    const invitation = await alice.invite(bob, chess, { until: NOON + 100 * DAY });
    await bob.join(invitation.text);
    waitUntil(NOON + DAY);
    const page = await openPage(await openWindow(alice), bob.me.keyHash);
    page.wish = 'inviting member';
    await page.sign.run();
    const [issued] = page.issued;
    const preview = await bob.peer.previewInvitation(issued?.text ?? '');
    expect(preview).toMatchObject({ role: 'inviting member', standing: { kind: 'renewal' } });
  });

  test('is cut to my own end, and knows it', async () => {
    const until = NOON + 100 * DAY;
    const invited = await alice.invite(bob, chess, { role: 'inviting member', until });
    const bobs = await bob.join(invited.text);
    await bob.invite(carol, bobs, { until: NOON + 20 * DAY });
    const page = await openPage(await openWindow(bob), carol.me.keyHash, bobs);
    page.choice = 'year';
    expect(page.until).toMatchObject({ end: until, isClamped: true });
    await page.sign.run();
    expect(page.issued.map(({ term }) => term.end)).toEqual([until]);
  });

  test('takes those who were chosen among the people', async () => {
    for (const who of [bob, carol]) await alice.invite(who, chess);
    const session = await openWindow(alice);
    await renewStep(session, chess).keepNow({ chosen: carol.me.keyHash });
    expect(namesOn(await openPage(session, 'chosen'))).toEqual(['Carol']);
  });

  test('leaves out whom I let end, unless he is meant in person', async () => {
    await alice.invite(bob, chess, { until: NOON + 100 * DAY });
    await (await alice.peer.people()).letEnd(chess, bob.me.keyHash, true);
    waitUntil(NOON + 70 * DAY);
    const session = await openWindow(alice);
    const page = await openPage(session);
    expect(page.shown.map(({ row }) => row.friendlyName)).toEqual(['Bob']);
    expect(namesOn(page)).toEqual([]);
    expect(namesOn(await openPage(session, bob.me.keyHash))).toEqual(['Bob']);
  });

  test('signs nothing for whom nothing would change', async () => {
    await withBobAndCarol();
    const page = await openPage(await openWindow(bob), carol.me.keyHash, await bob.open(chess));
    page.choice = 'mine';
    expect(page.people).toHaveLength(1);
    expect(page.canSign).toBe(false);
    page.wish = 'inviting member';
    expect(page.canSign).toBe(true);
  });

  test('chooses all but whom I let end', async () => {
    for (const who of [bob, carol]) await alice.invite(who, chess, { until: NOON + 100 * DAY });
    await (await alice.peer.people()).letEnd(chess, bob.me.keyHash, true);
    waitUntil(NOON + 70 * DAY);
    const page = await openPage(await openWindow(alice));
    page.tickNone();
    page.tickAll();
    expect(namesOn(page)).toEqual(['Carol']);
  });

  test('survives a reload with what was chosen, for the same people alone', async () => {
    for (const who of [bob, carol]) await alice.invite(who, chess, { until: NOON + 100 * DAY });
    waitUntil(NOON + 70 * DAY);
    const page = await openPage(await openWindow(alice));
    page.tick(bob.me.keyHash, false);
    page.choice = 'month';
    page.wish = 'admin';
    page.keep();
    page.leave();
    alice.close();
    const session = await openWindow(alice);
    const again = await openPage(session);
    expect(again).toMatchObject({ choice: 'month', wish: 'admin' });
    expect(namesOn(again)).toEqual(['Carol']);
    const other = await openPage(session, bob.me.keyHash);
    expect(other).toMatchObject({ choice: 'year', wish: 'same' });
    expect(namesOn(other)).toEqual(['Bob']);
  });

  test('of somebody with a branch offers to renew that too', async () => {
    await withBobAndCarol();
    waitUntil(NOON + 70 * DAY);
    const session = await openWindow(alice);
    const page = await openPage(session, bob.me.keyHash);
    await page.sign.run();
    expect(page.leftBehind.map(({ row, count }) => [row.friendlyName, count])).toEqual([
      ['Bob', 1],
    ]);
    const branch = await openPage(session, whomOfBranch(bob.me.keyHash));
    expect(namesOn(branch)).toEqual(['Carol']);
    await branch.sign.run();
    expect(branch.leftBehind).toEqual([]);
    expect((await openPage(session, whomOfBranch(bob.me.keyHash))).candidates).toEqual([]);
  });
});

describe('my own membership', () => {
  test('of the creator is signed with the key of the group', async () => {
    const session = await openWindow(alice);
    const own = new OwnRenewal(session, await alice.open(chess));
    await own.load.run();
    own.choice = 'month';
    expect(own.isSooner).toBe(true);
    waitUntil(NOON + DAY);
    await own.renew.run();
    expect(own.renew.error).toBeUndefined();
    expect(session.groups[0]?.term).toMatchObject({ isEndless: false, stage: 'fresh' });
    const again = new OwnRenewal(session, await alice.open(chess));
    waitUntil(NOON + 20 * DAY);
    await again.renew.run();
    expect(session.groups[0]?.term.isEndless).toBe(true);
  });

  test('that gives less waits until I say so, and needs attention until then', async () => {
    const invitation = await alice.invite(bob, chess, { role: 'admin' });
    await bob.join(invitation.text);
    waitUntil(NOON + DAY);
    const page = await openPage(await openWindow(alice), bob.me.keyHash);
    page.wish = 'member';
    await page.sign.run();
    await (await bob.peer.updates()).openGroupUpdate(page.renewal?.update.text ?? '');
    const session = await openWindow(bob);
    await vi.waitFor(() =>
      expect(needsOf(session.groups, session.outlook).map(({ kind }) => kind)).toEqual(['offer']),
    );
    const own = new OwnRenewal(session, await bob.open(chess));
    await own.load.run();
    expect(own.offer).toMatchObject({ role: 'member', signedBy: { friendlyName: 'Alice' } });
    await own.keepMine.run();
    expect(own.offer).toBeUndefined();
    await vi.waitFor(() => expect(needsOf(session.groups, session.outlook)).toEqual([]));
    expect(session.groups[0]?.role).toBe('admin');
  });

  test('is asked for with my card, which knows what for', async () => {
    const invitation = await alice.invite(bob, chess, { until: NOON + 100 * DAY });
    const group = await bob.join(invitation.text);
    const session = await openWindow(bob);
    const card = new MyCard(session, bob.me, group);
    await card.load.run();
    expect(card.inviter?.friendlyName).toBe('Alice');
    expect(card.delivery?.message).toContain('renew my membership in Chess');
    await card.note.run('text');
    await card.note.run('share');
    expect(session.handovers.map(({ about, ways }) => [about, ways.length])).toEqual([
      ['Renewal in Chess', 2],
    ]);
  });
});

test('what my card was given for waits no longer once an update has brought it', async () => {
  const invitation = await alice.invite(bob, chess, { until: NOON + 100 * DAY });
  const group = await bob.join(invitation.text);
  waitUntil(NOON + 70 * DAY);
  const session = await openWindow(bob);
  const awaited = () =>
    session.handovers.filter(({ isAwaited }) => isAwaited).map(({ about }) => about);
  // One that is out for something else is neither taken for it nor closed with it.
  await new MyCard(session, bob.me).note.run('text');
  await new MyCard(session, bob.me, group).note.run('text');
  expect(awaited().toSorted()).toEqual(['', 'Renewal in Chess']);
  const renewed = session.handovers.find(({ about }) => about !== '');
  await bob.peer.handovers.describe(renewed!.id, 'Called otherwise');
  await session.recall();
  const page = await openPage(await openWindow(alice), bob.me.keyHash);
  await page.sign.run();
  await new OpenedUpdate(session).open(page.renewal?.update.text ?? '');
  expect(session.groups[0]?.term.stage).toBe('fresh');
  expect(awaited()).toEqual(['']);
});

describe('what needs attention', () => {
  test('is mine, and those whom I may renew; the sign of the app shows as many', async () => {
    const setAppBadge = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { setAppBadge });
    await withBobAndCarol();
    waitUntil(NOON + 70 * DAY);
    const session = await openWindow(bob);
    await vi.waitFor(() => expect(setAppBadge.mock.lastCall).toEqual([2]));
    expect(needsOf(session.groups, session.outlook).map(({ kind }) => kind)).toEqual([
      'mine',
      'due',
    ]);
  });
});

describe('the card of somebody who is in the group already', () => {
  test('is known wherever it comes in', async () => {
    await alice.invite(bob, chess);
    await alice.found('Choir');
    const session = await openWindow(alice);
    const known = new KnownIn(session, await alice.peer.previewCard(await bob.card()));
    await known.look.run();
    expect(known.groups.map(({ group }) => group.friendlyName)).toEqual(['Chess']);
    expect(session.groups.map((group) => known.has(group))).toEqual([true, false]);
  });

  test('does not wait for the next invitation, unless one was wanted all the same', async () => {
    await alice.invite(bob, chess);
    const session = await openWindow(alice);
    const openDraft = async () => {
      const draft = new InviteDraft(session, chess);
      await draft.restore.run();
      return draft;
    };
    const first = await openDraft();
    await first.read(await bob.card());
    first.keep();
    first.leave();
    first.left();
    await vi.waitFor(async () => expect((await openDraft()).received.card).toBeUndefined());
    const second = await openDraft();
    await second.read(await bob.card());
    second.isAnew = true;
    second.keep();
    second.leave();
    second.left();
    const third = await openDraft();
    expect(third.received.card?.friendlyName).toBe('Bob');
    expect(third.isAnew).toBe(true);
  });
});
