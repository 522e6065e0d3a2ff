import { beforeEach, describe, expect, test, vi } from 'vitest';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import { MAX_OFFERED, offeredText } from '../../src/app/offered-documents.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import type { ReceivedText } from '../../src/app/received-text.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let chess: Group;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
  chess = await groupOf(alice, 'Chess');
});

const quoted = (text: string) => text.replace(/^/gm, '> ');

const names = ({ offered }: ReceivedText) => offered.map((one) => plain(offeredText(one, english)));

/** The screen for opening, with a mail in it. */
async function opened(who: Somebody, mail: string, isUnasked = false): Promise<Opened> {
  const session = await openWindow(who, '#/open');
  session.inbox.put({ given: mail, isUnasked });
  const screen = new ReceivedDocument(session);
  await screen.restore.run();
  return { session, received: screen.received, screen };
}

interface Opened {
  readonly session: Session;
  readonly received: ReceivedText;
  readonly screen: ReceivedDocument;
}

/** The screen for inviting to Chess, with a mail in it. */
async function invitedWith(mail: string): Promise<InviteDraft> {
  const draft = new InviteDraft(await openWindow(alice), chess);
  await draft.restore.run();
  await draft.read(mail);
  return draft;
}

describe('where something is opened', () => {
  test('an answer that quotes my own card is the invitation in it', async () => {
    const { compact } = await alice.invite(bob, chess);
    const mail = `Here it is!\n${compact.text}\nBob wrote:\n${quoted(await bob.card())}`;
    const { session, received } = await opened(bob, mail);
    expect(received.read.error).toBeUndefined();
    expect(session.router.route.name).toBe('preview');
  });

  test('so it is with the card of any identity of this browser', async () => {
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    const mine = await bob.peer.identityCard(work.peerName);
    const { received } = await opened(bob, `${await alice.card()}\n${quoted(mine)}`);
    expect(received.card?.friendlyName).toBe('Alice');
  });

  test('my own card by itself, or beside another of my own, is opened like any other', async () => {
    const card = await bob.card();
    const { received } = await opened(bob, `${card}\n${quoted(card)}`);
    expect(received.card?.friendlyName).toBe('Bob');
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    const both = `${card}\n${await bob.peer.identityCard(work.peerName)}`;
    expect(names((await opened(bob, both)).received)).toEqual([
      'The identity card of Bob',
      'The identity card of Bob at work',
    ]);
  });

  test('what comes from others is offered by name, and none of it is opened', async () => {
    const until = alice.now + 10 * DAY;
    const { text } = await alice.invite(bob, chess, { until });
    const endless = await alice.invite(carol, chess);
    const mail = [text, endless.text, await carol.card(), quoted(await bob.card())].join('\n');
    const { session, received } = await opened(bob, mail);
    expect(names(received)).toEqual([
      'Invitation to Chess for Bob, until 3 December 2026',
      'Invitation to Chess for Carol',
      'The identity card of Carol',
    ]);
    expect(received.card).toBeUndefined();
    expect(session.kept).toEqual([]);
    expect(session.router.route.name).toBe('open');
  });

  test('the one that is chosen is opened, and is as unasked as the mail', async () => {
    const mail = `${(await alice.invite(bob, chess)).text}\n${await alice.card()}`;
    const { session, received } = await opened(bob, mail, true);
    expect(names(received)).toHaveLength(2);
    received.choose(received.offered[0]!);
    await vi.waitFor(() => expect(session.router.route.name).toBe('preview'));
    const other = await opened(
      bob,
      (await alice.invite(bob, await groupOf(alice, 'Go'))).text,
      true,
    );
    expect(other.session.kept.map(({ group }) => group.friendlyName)).toEqual(['Go']);
  });

  test('a choice is offered again after a reload', async () => {
    const mail = `${await alice.card()}\n${await carol.card()}`;
    const { screen } = await opened(bob, mail);
    screen.keep();
    screen.leave();
    bob.close();
    const again = new ReceivedDocument(await openWindow(bob, '#/open'));
    await again.restore.run();
    expect(names(again.received)).toHaveLength(2);
  });

  test('one that cannot be read is offered as what it is, says why when it is chosen, and leaves the choice', async () => {
    const update = '<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>';
    const broken = '<PEERINVITATION VERSION="1.0"></PEERINVITATION>';
    const { received } = await opened(bob, `${update}${broken}`);
    expect(names(received)).toEqual(['Group update', 'Invitation']);
    received.choose(received.offered.at(-1)!);
    await vi.waitFor(() => expect(received.read.error?.reason).toMatch(/^xml\./));
    expect(names(received)).toEqual(['Group update', 'Invitation']);
  });

  test('more than can be offered are refused in words', async () => {
    const root = '<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>';
    const many = (count: number) =>
      Array.from({ length: count }, (_, place) => root.replace('1.0', `${place}.0`)).join('\n');
    expect(names((await opened(bob, many(MAX_OFFERED))).received)).toHaveLength(MAX_OFFERED);
    const { received } = await opened(bob, many(MAX_OFFERED + 1));
    expect(received.read.error?.reason).toBe('document.several');
  });
});

describe('where somebody is invited', () => {
  test('a card is taken in beside an invitation, whoever the invitation is for', async () => {
    const { compact } = await alice.invite(bob, chess);
    const draft = await invitedWith(`${await bob.card()}\nYou wrote:\n${quoted(compact.text)}`);
    expect(draft.received.card?.friendlyName).toBe('Bob');
    expect(draft.isInvitation).toBe(false);
  });

  test('a card is taken in beside my own', async () => {
    const draft = await invitedWith(`${await carol.card()}\n${quoted(await alice.card())}`);
    expect(draft.received.card?.friendlyName).toBe('Carol');
  });

  test('of several cards one is chosen, and nothing else is offered', async () => {
    const { text } = await alice.invite(bob, chess);
    const draft = await invitedWith(`${text}\n${await bob.card()}\n${await carol.card()}`);
    expect(names(draft.received)).toEqual([
      'The identity card of Bob',
      'The identity card of Carol',
    ]);
    draft.received.choose(draft.received.offered[1]!);
    await vi.waitFor(() => expect(draft.received.card?.friendlyName).toBe('Carol'));
  });

  test('an invitation beside my own card is said to be none', async () => {
    const choir = await groupOf(bob, 'Choir');
    const { text } = await bob.invite(alice, choir);
    const draft = await invitedWith(`${text}\n${quoted(await alice.card())}`);
    expect(draft.received.card).toBeUndefined();
    expect(draft.isInvitation).toBe(true);
  });
});
