import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FirstVisit } from '../../src/app/first-visit.svelte.ts';
import { GroupPage } from '../../src/app/group-page.svelte.ts';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import { IssuedPage } from '../../src/app/issued-page.svelte.ts';
import { NewGroup } from '../../src/app/new-group.svelte.ts';
import { Preview } from '../../src/app/preview.svelte.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group } from '../../src/peer.ts';
import { Browser, groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  // A browser without a say in storage; Node has no navigator at all.
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
  bob = await somebody('Bob');
  chess = await groupOf(alice, 'Chess');
});

/** What an address bar shows in the end of an act. */
function idIn({ router }: Session, name: 'preview' | 'issued'): string {
  expect(router.route.name).toBe(name);
  return 'id' in router.route ? router.route.id : '';
}

async function openDraft(session: Session): Promise<InviteDraft> {
  const draft = new InviteDraft(session, chess);
  await draft.restore.run();
  return draft;
}

async function openReceived(session: Session): Promise<ReceivedDocument> {
  const received = new ReceivedDocument(session);
  await received.restore.run();
  return received;
}

/** Bob's window, with an invitation of Alice's opened in it. */
async function openPreview(text: string): Promise<{ session: Session; preview: Preview }> {
  const session = await openWindow(bob);
  await (await openReceived(session)).received.read.run(text);
  const preview = new Preview(session, idIn(session, 'preview'));
  await preview.load.run();
  return { session, preview };
}

describe('the first visit', () => {
  test('makes an identity and shows its card', async () => {
    const session = await openWindow(new Browser());
    const visit = new FirstVisit(session);
    await visit.restore.run();
    visit.name = ' Carol ';
    await visit.goOn.run();
    expect(visit).toMatchObject({ name: 'Carol', isSealing: true });
    expect(session.identities).toEqual([]);
    await visit.create.run();
    expect(session.identity?.friendlyName).toBe('Carol');
    expect(session.identity?.hasRecoveryFile).toBe(false);
    expect(session.router.route).toEqual({ name: 'card', identity: session.identity?.peerName });
  });

  test('keeps the name that was typed', async () => {
    vi.useFakeTimers();
    const browser = new Browser();
    const visit = new FirstVisit(await openWindow(browser));
    await visit.restore.run();
    visit.name = 'Carol';
    visit.keep();
    await vi.advanceTimersByTimeAsync(500);
    vi.useRealTimers();
    browser.close();
    const again = new FirstVisit(await openWindow(browser));
    await again.restore.run();
    expect(again.name).toBe('Carol');
  });

  test('makes a recovery file where there is a password, which is kept nowhere', async () => {
    const browser = new Browser();
    const session = await openWindow(browser);
    const visit = new FirstVisit(session);
    await visit.restore.run();
    visit.name = 'Carol';
    await visit.goOn.run();
    await visit.create.run('seven quiet harbours sing');
    expect(session.identity).toMatchObject({ hasRecoveryFile: true, recoverySaved: undefined });
    const kept = JSON.stringify([...browser.kept('steps'), ...browser.kept('choices')]);
    expect(kept).not.toContain('harbours');
  });

  test('shows what is wrong with a name where it was typed', async () => {
    const visit = new FirstVisit(await openWindow(new Browser()));
    visit.name = 'Ca\u202erol';
    await visit.goOn.run();
    expect(visit.goOn.error?.reason).toBe('friendly-name.characters');
    expect(visit.isSealing).toBe(false);
  });
});

test('a group is founded and opened', async () => {
  const session = await openWindow(alice);
  const draft = new NewGroup(session);
  await draft.restore.run();
  draft.name = 'Choir';
  await draft.goOn.run();
  expect(draft.isSealing).toBe(true);
  await draft.create.run();
  expect(session.groups.map(({ friendlyName }) => friendlyName)).toEqual(['Chess', 'Choir']);
  expect(session.router.route.name).toBe('group');
});

describe('inviting', () => {
  test('a card is read out of a mail, signed, and stands among what was issued', async () => {
    const session = await openWindow(alice);
    const draft = await openDraft(session);
    await draft.read(`Hello!\n${await bob.card()}\nBob`);
    expect(draft.received.card?.friendlyName).toBe('Bob');
    expect(draft.canSign).toBe(true);
    await draft.sign.run();
    const page = new IssuedPage(session, idIn(session, 'issued'));
    await page.load.run();
    expect(page.issued).toMatchObject({ role: 'member', invitee: { friendlyName: 'Bob' } });
    expect(page.way.map(({ friendlyName }) => friendlyName)).toEqual(['Chess', 'Alice', 'Bob']);
  });

  test('the draft survives a reload with its card and its choices', async () => {
    const draft = await openDraft(await openWindow(alice));
    await draft.read(await bob.card());
    draft.role = 'admin';
    draft.choice = 'month';
    draft.keep();
    draft.leave();
    alice.close();
    const again = await openDraft(await openWindow(alice));
    expect(again).toMatchObject({ role: 'admin', choice: 'month' });
    expect(again.received.card?.friendlyName).toBe('Bob');
  });

  test('is for a year, or as long as my own membership where that is shorter', async () => {
    expect((await openDraft(await openWindow(alice))).choice).toBe('year');
    const group = await groupOf(alice, 'Choir');
    const until = alice.now + 30 * DAY;
    await bob.join((await alice.invite(bob, group, { role: 'inviting member', until })).text);
    const session = await openWindow(bob);
    const draft = new InviteDraft(session, await bob.open(group));
    await draft.restore.run();
    expect(draft.choice).toBe('mine');
    expect(draft.until).toMatchObject({ end: until, isClamped: false, isMine: true });
  });

  test('my own card is named as such and not signed', async () => {
    const draft = await openDraft(await openWindow(alice));
    await draft.read(await alice.card());
    expect(draft.received.card?.mine?.friendlyName).toBe('Alice');
    expect(draft.canSign).toBe(false);
  });

  test('an invitation where a card is wanted is led to where it belongs', async () => {
    const session = await openWindow(alice);
    const draft = await openDraft(session);
    await draft.read((await alice.invite(bob, chess)).text);
    expect(draft.isInvitation).toBe(true);
    draft.openAsInvitation();
    await openReceived(session);
    expect(session.router.route.name).toBe('preview');
  });

  test('an inviting member can give all but administrator', async () => {
    const invitation = await alice.invite(bob, chess, { role: 'inviting member' });
    const group = await bob.join(invitation.text);
    const draft = new InviteDraft(await openWindow(bob), group);
    expect(draft.roles.filter(({ canGive }) => canGive).map(({ role }) => role)).toEqual([
      'member',
      'inviting member',
    ]);
  });
});

describe('opening what was received', () => {
  test('a file is read like text, and the failure of one goes with the other', async () => {
    const draft = await openDraft(await openWindow(alice));
    await draft.read('nothing of ours');
    expect(draft.received.read.error?.reason).toBe('document.none');
    await draft.read([new File([new Uint8Array(3_000_000)], 'large.xml')]);
    expect(draft.received.read.error?.reason).toBe('size.file');
    await draft.read([new File([await bob.card()], 'bob.xml')]);
    expect(draft.received.read.error).toBeUndefined();
    expect(draft.received.card?.friendlyName).toBe('Bob');
    draft.dropCard();
    expect(draft.received.card).toBeUndefined();
    expect(draft.canSign).toBe(false);
  });

  test('a card leads to the groups, and on to the invitation with the card in it', async () => {
    const session = await openWindow(alice);
    const received = await openReceived(session);
    await received.received.read.run(await bob.card());
    expect(received.received.card?.friendlyName).toBe('Bob');
    await received.invite.run(chess);
    expect(session.router.route.name).toBe('invite');
    expect((await openDraft(session)).received.card?.friendlyName).toBe('Bob');
  });

  test('what came in a link is opened by itself', async () => {
    const { compact } = await alice.invite(bob, chess);
    const session = await openWindow(bob, `#/open/${compact.text.slice('peer:'.length, -1)}`);
    await openReceived(session);
    expect(session.router.route.name).toBe('preview');
  });

  test('a damaged one has its sentence and a message to send back', async () => {
    const session = await openWindow(bob);
    const received = await openReceived(session);
    const { compact } = await alice.invite(bob, chess);
    await received.received.read.run(compact.text.slice(0, 200));
    expect(received.received.read.error?.reason).toBe('compact.end');
    expect(received.reply).toBe(session.text.reply.damaged);
    expect(session.kept).toEqual([]);
  });
});

describe('the preview', () => {
  test('joins, and opens the group', async () => {
    const { session, preview } = await openPreview((await alice.invite(bob, chess)).text);
    expect(preview.verdict).toBe('join');
    await preview.join.run();
    expect(session.groups).toHaveLength(1);
    expect(session.kept).toEqual([]);
    const [group] = session.groups;
    if (!group) throw new TypeError('no group');
    const page = new GroupPage(session, group);
    await page.load.run();
    expect(page.way.map(({ friendlyName }) => friendlyName)).toEqual(['Chess', 'Alice', 'Bob']);
    expect(page.isAlone).toBe(false);
  });

  test('waits where it was put aside, and goes where it is discarded', async () => {
    const { preview } = await openPreview((await alice.invite(bob, chess)).text);
    bob.close();
    const session = await openWindow(bob);
    expect(session.kept.map(({ id }) => id)).toEqual([preview.id]);
    await new Preview(session, preview.id).discard.run();
    expect(session.kept).toEqual([]);
  });

  test('of somebody else, of one that ended: no joining, and a message with my card', async () => {
    const forCarol = await alice.invite(await somebody('Carol'), chess);
    const other = (await openPreview(forCarol.text)).preview;
    expect(other.verdict).toBe('not for me');
    expect(other.canJoin).toBe(false);
    expect(other.reply).toContain('peer:');
    const { text } = await alice.invite(bob, chess, { until: alice.now + DAY });
    bob.now = alice.now + 2 * DAY;
    const ended = (await openPreview(text)).preview;
    expect(ended.verdict).toBe('ended');
    expect(ended.reply).toContain('ended');
  });

  test('a namesake with another root is joined only after a word of mine', async () => {
    await bob.join((await alice.invite(bob, chess)).text);
    const mallory = await somebody('Mallory');
    const copy = await groupOf(mallory, 'Chess');
    const { preview } = await openPreview((await mallory.invite(bob, copy)).text);
    expect(preview.canJoin).toBe(false);
    preview.acceptsNamesake = true;
    expect(preview.canJoin).toBe(true);
  });
});

test('leaving a group takes it off the list', async () => {
  const session = await openWindow(alice);
  const page = new GroupPage(session, chess);
  await page.load.run();
  await page.leave.run();
  expect(session.groups).toEqual([]);
  expect(session.router.route).toEqual({ name: 'home' });
});
