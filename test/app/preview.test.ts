import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checksOf } from '../../src/app/checks.ts';
import { Preview } from '../../src/app/preview.svelte.ts';
import type { Group, InvitationPreview } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
  bob = await somebody('Bob');
  chess = await groupOf(alice, 'Chess');
});

/** The preview of an invitation that somebody keeps. */
async function previewFor(who: Somebody, text: string): Promise<Preview> {
  const preview = await who.peer.previewInvitation(text);
  await who.peer.kept.keep(preview);
  const page = new Preview(await openWindow(who), preview.id);
  await page.load.run();
  return page;
}

describe('an invitation that gives less than I have', () => {
  test('can be joined after a word of mine alone', async () => {
    await bob.join((await alice.invite(bob, chess, { role: 'admin' })).text);
    alice.now += DAY;
    bob.now = alice.now;
    const page = await previewFor(bob, (await alice.invite(bob, chess)).text);
    expect(page.verdict).toBe('weaker');
    expect(page.isJoinable).toBe(true);
    expect(page.canJoin).toBe(false);
    page.acceptsWeaker = true;
    expect(page.canJoin).toBe(true);
    await page.join.run();
    expect(page.join.error).toBeUndefined();
    expect((await bob.open(chess)).role).toBe('member');
  });
});

describe('an invitation that I signed for somebody else', () => {
  test('is said to be mine, and leads to where I give it', async () => {
    await alice.invite(bob, await groupOf(alice, 'Choir'));
    const issued = await alice.invite(bob, chess);
    const page = await previewFor(alice, issued.text);
    expect(page.load.error).toBeUndefined();
    expect(page.verdict).toBe('signed by me');
    expect(page.signed?.id).toBe(issued.id);
    expect(page.isJoinable).toBe(false);
    expect(page.reply).toBeUndefined();
  });

  test('is mine even where what I gave is no longer kept', async () => {
    const issued = await alice.invite(bob, chess);
    await alice.peer.leaveGroup(alice.me.peerName, chess.peerName);
    const page = await previewFor(alice, issued.text);
    expect(page.verdict).toBe('signed by me');
    expect(page.signed).toBeUndefined();
  });

  test('and by somebody else is not for me', async () => {
    const issued = await alice.invite(bob, chess);
    const page = await previewFor(await somebody('Carol'), issued.text);
    expect(page.verdict).toBe('not for me');
    expect(page.reply).toContain('peer:');
    expect(page.signed).toBeUndefined();
  });
});

test('joining does not call back whoever went elsewhere meanwhile', async () => {
  const { text } = await alice.invite(bob, chess);
  const preview = await bob.peer.previewInvitation(text);
  await bob.peer.kept.keep(preview);
  const session = await openWindow(bob);
  const page = new Preview(session, preview.id);
  await page.load.run();
  const joining = page.join.run();
  session.router.go({ name: 'settings' });
  await joining;
  expect(session.groups).toHaveLength(1);
  expect(session.router.route).toEqual({ name: 'settings' });
});

describe('what was checked', () => {
  const saysOf = (
    preview: InvitationPreview,
    who: Somebody,
    asSeenByThem = false,
  ): readonly string[] =>
    checksOf(preview, { identities: [who.me], asSeenByThem }, english.preview).map(
      ({ isGood, says }) => `${isGood ? 'good' : 'bad'}: ${plain(says)}`,
    );

  test('all is well', async () => {
    const preview = await bob.peer.previewInvitation((await alice.invite(bob, chess)).text);
    expect(saysOf(preview, bob)).toEqual([
      'good: Every signature is intact',
      'good: Alice may make somebody a member',
      'good: The dates fit, today and along the whole way',
      'good: It was made for your key',
    ]);
  });

  test('not mine: said as a fault, but not to whoever signed it', async () => {
    const carol = await somebody('Carol');
    const { text } = await alice.invite(bob, chess);
    expect(saysOf(await carol.peer.previewInvitation(text), carol)).toContain(
      'bad: It was made for the key of Bob, which is not in this browser',
    );
    const preview = await alice.peer.previewInvitation(text);
    expect(saysOf(preview, alice)).toContain('good: It was made for the key of Bob');
    expect(saysOf(preview, alice, true)).toContain('good: It was made for your key');
  });

  test('ended: the dates alone do not fit', async () => {
    const { text } = await alice.invite(bob, chess, { until: alice.now + DAY });
    bob.now = alice.now + 2 * DAY;
    const says = saysOf(await bob.peer.previewInvitation(text), bob);
    expect(says.filter((said) => said.startsWith('bad'))).toEqual([
      expect.stringMatching(/^bad: It ended on /),
    ]);
  });

  test('an inviter whom I know by this key', async () => {
    await bob.join((await alice.invite(bob, chess)).text);
    const choir = await groupOf(alice, 'Choir');
    const preview = await bob.peer.previewInvitation((await alice.invite(bob, choir)).text);
    expect(saysOf(preview, bob)).toContain('good: You know Alice by this key already');
  });
});
