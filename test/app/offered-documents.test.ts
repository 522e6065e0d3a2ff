import { beforeEach, describe, expect, test, vi } from 'vitest';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import {
  MAX_OFFERED,
  keyHashOf,
  offeredTexts,
  type Offer,
} from '../../src/app/offered-documents.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import { Inspect } from '../../src/app/inspect.svelte.ts';
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

const names = ({ offer }: { offer: Offer | undefined }) =>
  offeredTexts(offer?.documents ?? [], english).map(plain);

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
async function invitedWith(mail: string, session?: Session): Promise<InviteDraft> {
  const draft = new InviteDraft(session ?? (await openWindow(alice)), chess);
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
    expect(names((await opened(bob, both)).received.box)).toEqual([
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
    expect(names(received.box)).toEqual([
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
    expect(names(received.box)).toHaveLength(2);
    received.choose(received.box.offer!.documents[0]!);
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
    expect(names(again.received.box)).toHaveLength(2);
  });

  test('one that cannot be read is offered as what it is, says why when it is chosen, and leaves the choice', async () => {
    const update = '<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>';
    const broken = '<PEERINVITATION VERSION="1.0"></PEERINVITATION>';
    const { received } = await opened(bob, `${update}${broken}`);
    expect(names(received.box)).toEqual(['Group update', 'Invitation']);
    received.choose(received.box.offer!.documents.at(-1)!);
    await vi.waitFor(() => expect(received.read.error?.reason).toMatch(/^xml\./));
    expect(names(received.box)).toEqual(['Group update', 'Invitation']);
  });

  test('those of one name are counted, and each has the picture of its key', async () => {
    const another = await somebody('Carol', 'another');
    const both = [await carol.card(), await another.card()];
    const { received } = await opened(bob, [...both, await alice.card()].join('\n'));
    expect(names(received.box)).toEqual([
      'The identity card of Carol (1)',
      'The identity card of Carol (2)',
      'The identity card of Alice',
    ]);
    const [first, second] = received.box.offer!.documents.map(keyHashOf);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).not.toBe(first);
    const { text } = await alice.invite(carol, chess);
    const beside = await opened(bob, `${text}\n${await carol.card()}`);
    expect(beside.received.box.offer!.documents.map(keyHashOf)).toEqual([chess.keyHash, first]);
  });

  test('more than can be offered are refused in words', async () => {
    const root = '<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>';
    const many = (count: number) =>
      Array.from({ length: count }, (_, place) => root.replace('1.0', `${place}.0`)).join('\n');
    expect(names((await opened(bob, many(MAX_OFFERED))).received.box)).toHaveLength(MAX_OFFERED);
    const { received } = await opened(bob, many(MAX_OFFERED + 1));
    expect(received.read.error?.reason).toBe('document.several');
  });
});

describe('a text with something damaged in it', () => {
  const cut = (text: string) => quoted(text.slice(0, 300));

  test('is the invitation that stands above a quote which was cut off', async () => {
    const { compact } = await alice.invite(bob, chess);
    const { session, received } = await opened(bob, `${compact.text}\n${cut(await bob.card())}`);
    expect(received.read.error).toBeUndefined();
    expect(session.router.route.name).toBe('preview');
  });

  test('offers what is sound where the other one may be meant, and says so', async () => {
    const invitation = await alice.invite(bob, chess);
    const { received } = await opened(bob, `${await alice.card()}\n${cut(invitation.text)}`);
    expect(names(received.box)).toEqual(['The identity card of Alice']);
    expect(received.box.offer?.hasDamaged).toBe(true);
    const both = `${await alice.card()}\n${await carol.card()}`;
    expect((await opened(bob, both)).received.box.offer?.hasDamaged).toBe(false);
  });

  test('is refused for the damage where all that is sound is my own card', async () => {
    const { compact } = await alice.invite(bob, chess);
    const mail = `${compact.text.slice(0, 300)}\nBob wrote:\n${quoted(await bob.card())}`;
    const { received, screen } = await opened(bob, mail);
    expect(received.card).toBeUndefined();
    expect(received.read.error?.reason).toBe('compact.end');
    expect(screen.reply).toBe(english.reply.damaged);
  });

  test('is the card in it, where a card is wanted', async () => {
    const { text } = await alice.invite(bob, chess);
    const draft = await invitedWith(`${await bob.card()}\n${cut(text)}`);
    expect(draft.received.card?.friendlyName).toBe('Bob');
    const other = await invitedWith(`${text}\n${cut(await bob.card())}`);
    expect(other.isInvitation).toBe(false);
    expect(other.received.box.offer?.hasDamaged).toBe(true);
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
    expect(names(draft.received.box)).toEqual([
      'The identity card of Bob',
      'The identity card of Carol',
    ]);
    draft.choose(draft.received.box.offer!.documents[1]!);
    await vi.waitFor(() => expect(draft.received.card?.friendlyName).toBe('Carol'));
  });

  test('an invitation beside my own card is said to be none', async () => {
    const choir = await groupOf(bob, 'Choir');
    const { text } = await bob.invite(alice, choir);
    const draft = await invitedWith(`${text}\n${quoted(await alice.card())}`);
    expect(draft.received.card).toBeUndefined();
    expect(draft.isInvitation).toBe(true);
  });

  test('an invitation that was chosen among several is led on by itself', async () => {
    const choir = await groupOf(bob, 'Choir');
    const one = (await bob.invite(alice, choir)).text;
    const session = await openWindow(alice);
    const mail = `${one}\n${(await alice.invite(bob, chess)).text}`;
    const draft = await invitedWith(mail, session);
    draft.choose(draft.received.box.offer!.documents[0]!);
    await vi.waitFor(() => expect(draft.isInvitation).toBe(true));
    draft.openAsInvitation();
    await new ReceivedDocument(session).restore.run();
    expect(session.router.route.name).toBe('preview');
    expect(session.kept.map(({ group }) => group.friendlyName)).toEqual(['Choir']);
  });

  test('of one chosen after an invitation it is said why it is of no use', async () => {
    const update = '<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>';
    const draft = await invitedWith(`${(await alice.invite(bob, chess)).text}\n${update}`);
    const [invitation, other] = draft.received.box.offer!.documents;
    draft.choose(invitation!);
    await vi.waitFor(() => expect(draft.isInvitation).toBe(true));
    await vi.waitFor(() => expect(draft.received.read.running).toBe(false));
    draft.choose(other!);
    await vi.waitFor(() =>
      expect(draft.received.read.error?.reason).toBe('document.update-instead'),
    );
    expect(draft.isInvitation).toBe(false);
  });
});

describe('where something is looked into', () => {
  async function inspected(mail: string): Promise<Inspect> {
    const page = new Inspect(await openWindow(bob, '#/inspect'));
    await page.restore.run();
    await page.look.run(mail);
    return page;
  }

  test('my own card is passed over', async () => {
    const { text } = await alice.invite(bob, chess);
    const page = await inspected(`${text}\n${quoted(await bob.card())}`);
    expect(page.inspection?.kind).toBe('invitation');
  });

  test('one of several is chosen', async () => {
    const page = await inspected(`${await alice.card()}\n${await carol.card()}`);
    expect(page.inspection).toBeUndefined();
    expect(names(page.box)).toEqual(['The identity card of Alice', 'The identity card of Carol']);
    page.choose(page.box.offer!.documents[1]!);
    await vi.waitFor(() => expect(page.inspection?.owner?.friendlyName).toBe('Carol'));
    expect(page.box.offer).toBeUndefined();
    await page.look.run(`${await alice.card()}\n${await carol.card()}`);
    page.clear();
    expect(page.box.offer).toBeUndefined();
  });
});
