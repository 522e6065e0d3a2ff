import { beforeEach, describe, expect, test, vi } from 'vitest';
import { askedFirst } from '../../src/app/asked-first.ts';
import { CardRequest } from '../../src/app/card-request.svelte.ts';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import { IssuedPage } from '../../src/app/issued-page.svelte.ts';
import { MyCard } from '../../src/app/my-card.svelte.ts';
import { Preview } from '../../src/app/preview.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { stillAwaited } from '../../src/app/handovers.ts';
import { StillToCome } from '../../src/app/still-to-come.svelte.ts';
import { findDocument } from '../../src/exchange/find-document.ts';
import type { Group } from '../../src/peer.ts';
import { plain } from '../../src/text/phrase.ts';
import { Browser, groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { AddressBar, openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
  bob = await somebody('Bob');
  chess = await groupOf(alice, 'Chess');
});

/** My card on the screen of a window of its own. */
async function showCard(who: Somebody): Promise<{ session: Session; card: MyCard }> {
  const session = await openWindow(who);
  const card = new MyCard(session, who.me);
  await card.load.run();
  return { session, card };
}

/** An invitation that was signed just now, on its screen. */
async function showIssued(session: Session): Promise<IssuedPage> {
  const draft = new InviteDraft(session, chess);
  await draft.restore.run();
  await draft.read(await bob.card());
  await draft.sign.run();
  const { route } = session.router;
  const page = new IssuedPage(session, route.name === 'issued' ? route.id : '');
  await page.load.run();
  return page;
}

/** An invitation on the screen of its receiver. */
async function showPreview(who: Browser, text: string): Promise<Preview> {
  const preview = await who.peer.previewInvitation(text);
  await who.peer.kept.keep(preview);
  const page = new Preview(await openWindow(who), preview.id);
  await page.load.run();
  return page;
}

/** What a screen says is still to come. */
function comingOn(session: Session): StillToCome {
  return new StillToCome(session, () => stillAwaited(session));
}

function saysOf({ all }: StillToCome): readonly string[] {
  return all.map(({ says }) => plain(says));
}

describe('my card', () => {
  test('goes out in a message that works by itself, as a link and as a file', async () => {
    const { card } = await showCard(bob);
    const { message, link, document, fileName } = card.delivery!;
    expect(message).toMatch(/^This is the identity card of Bob\..*\n\npeer:[\w-]+\.$/);
    expect(message).toContain('https://groups.example/');
    expect(link).toMatch(/^https:\/\/groups\.example\/#\/open\/[\w-]+$/);
    expect(fileName).toBe('Bob.identity.xml');
    for (const form of [message, message.replaceAll(/^/gm, '> '), link!, document]) {
      expect((await findDocument(form)).text.trimEnd()).toBe(document.trimEnd());
    }
  });

  test('has a code for a sheet of paper', async () => {
    expect((await showCard(bob)).card.sheetCode?.length).toBeGreaterThan(20);
  });

  test('is asked about once it was given, and what it was for is kept as it was typed', async () => {
    const { session, card } = await showCard(bob);
    expect(card).toMatchObject({ asked: undefined, wasGiven: false });
    await card.note.run('text');
    expect(card).toMatchObject({ asked: { about: '' }, wasGiven: true });
    card.purpose = ' for the radio club ';
    await card.describe.run();
    expect(card.purpose).toBe('for the radio club');
    expect(plain(session.said)).toBe('Remembered.');
    expect(saysOf(comingOn(session))).toEqual([
      'You gave your card on 23 November 2026 (for the radio club) and wait for an invitation.',
    ]);
  });

  test('can be given another purpose, or none, as long as nothing came back', async () => {
    const { card } = await showCard(bob);
    await card.note.run('text');
    for (const about of ['radio', 'the choir', '']) {
      card.purpose = about;
      await card.describe.run();
      expect(card.asked?.about).toBe(about);
    }
  });

  test('without a word of what for it is asked again after a reload', async () => {
    await (await showCard(bob)).card.note.run('code');
    bob.close();
    const { card } = await showCard(bob);
    expect(card.asked).toMatchObject({ about: '', ways: [{ way: 'code' }] });
    await card.describe.run();
    expect(card.asked?.about).toBe('');
  });

  test('given for something else it is awaited twice', async () => {
    const { session, card } = await showCard(bob);
    await card.note.run('text');
    card.purpose = 'radio';
    await card.describe.run();
    await card.note.run('file');
    expect(session.handovers).toHaveLength(1);
    card.isAnew = true;
    await card.note.run('file');
    await card.note.run('text');
    expect(session.handovers).toHaveLength(2);
    expect(card).toMatchObject({ isAnew: false, purpose: '' });
  });

  test('for something else is that no more once nothing says what the last was for', async () => {
    const { session, card } = await showCard(bob);
    await card.note.run('text');
    card.purpose = 'radio';
    await card.describe.run();
    card.isAnew = true;
    card.purpose = '';
    await card.describe.run();
    expect(card.isAnew).toBe(false);
    await card.note.run('text');
    expect(session.handovers).toHaveLength(1);
  });

  test('of one identity says nothing of another', async () => {
    await (await showCard(bob)).card.note.run('text');
    const work = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    const session = await openWindow(bob);
    expect(new MyCard(session, work).awaited).toEqual([]);
    const [coming] = comingOn(session).all;
    expect(coming?.as).toBe('Bob');
  });
});

describe('an invitation of mine', () => {
  test('is not given until it is, and says how', async () => {
    const session = await openWindow(alice);
    const page = await showIssued(session);
    expect(page.handover?.ways).toEqual([]);
    const coming = comingOn(session);
    expect(saysOf(coming)).toEqual(['Not given yet: the invitation for Bob to Chess.']);
    expect(coming.all[0]?.next.route).toEqual({ name: 'issued', id: page.issued?.id });
    expect(page.isGiven).toBe(false);
    await page.note.run('text');
    expect(page.handover?.ways.map(({ way }) => way)).toEqual(['text']);
    expect(page.isGiven).toBe(true);
    expect(comingOn(session).all).toEqual([]);
  });

  test('of which I say that it was given is given, however that was', async () => {
    const session = await openWindow(alice);
    const page = await showIssued(session);
    const coming = comingOn(session);
    expect(coming.all[0]).toMatchObject({
      next: { label: 'Give it' },
      away: { label: 'It was given' },
    });
    await coming.giveUp.run(coming.all[0]!);
    expect(plain(session.said)).toBe('Noted as given.');
    expect(page.isGiven).toBe(true);
    expect(session.text.handover.given(page.handover!, alice.now)).toBe(
      'Given, as you have noted.',
    );
  });

  test('goes out in a message that works by itself', async () => {
    const page = await showIssued(await openWindow(alice));
    const { message, link, fileName } = page.delivery!;
    expect(message).toMatch(/^This is an invitation to Chess for Bob\..*\n\npeer:[\w-]+\.$/);
    expect(fileName).toBe('Chess for Bob.invitation.xml');
    for (const form of [message, link!]) {
      expect((await bob.peer.previewInvitation((await findDocument(form)).text)).id).toBe(
        page.preview?.id,
      );
    }
  });
});

describe('asking for a card', () => {
  test('is remembered until somebody was invited', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    expect(request.message).toContain('Please send me your identity card');
    expect(request.message).toContain('Open https://groups.example/,');
    await request.note.run('share');
    expect(request.present).toMatchObject([{ about: '', ways: [{ way: 'share' }] }]);
    const coming = comingOn(session);
    expect(saysOf(coming)).toEqual([
      'You asked for a card on 23 November 2026, to invite somebody to Chess.',
    ]);
    expect(coming.all[0]?.next.label).toBe('Take in the card');
    await showIssued(session);
    expect(request.present).toEqual([]);
  });

  test('two people are asked in one go, and the card of one leaves the other awaited', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    request.whom = ' Carol ';
    await request.note.run('text');
    await request.note.run('share');
    request.whom = 'Bob from work';
    await request.note.run('text');
    expect(saysOf(comingOn(session)).toSorted()).toEqual([
      'You asked Bob from work for a card on 23 November 2026, to invite them to Chess.',
      'You asked Carol for a card on 23 November 2026, to invite them to Chess.',
    ]);
    await showIssued(session);
    expect(request.present).toMatchObject([
      { about: 'Carol', ways: [{ way: 'text' }, { way: 'share' }] },
    ]);
  });

  test('whom can be said afterwards, and does not change who was asked before', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    await request.note.run('text');
    request.whom = 'Bob';
    await request.describe.run();
    expect(plain(session.said)).toBe('Remembered.');
    request.whom = 'Carol';
    await request.describe.run();
    expect(request.present.map(({ about }) => about)).toEqual(['Bob']);
  });

  test('of the same person a second time, and named afterwards, is the same', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    request.whom = 'Bob';
    await request.note.run('text');
    request.whom = '';
    await request.note.run('share');
    expect(request.present).toHaveLength(2);
    request.whom = 'Bob';
    await request.describe.run();
    expect(request.present).toMatchObject([{ about: 'Bob', ways: [{}, {}] }]);
    await showIssued(session);
    expect(request.present).toEqual([]);
  });

  test('with a slip in the name is put right when I say so', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    request.whom = 'Dan';
    await request.note.run('text');
    request.whom = 'Carlo';
    expect(request.mistaken).toBe('Dan');
    await request.note.run('text');
    expect(request.mistaken).toBe('');
    for (const name of ['Carol', 'Carola']) {
      request.whom = name;
      await request.correct.run();
      expect(plain(session.said)).toMatch(/^Remembered\./);
      expect(request.mistaken).toBe('');
      expect(request.present.map(({ about }) => about).toSorted()).toEqual([name, 'Dan']);
    }
    request.whom = ' ';
    expect(request.mistaken).toBe('');
    await request.correct.run();
    expect(request.present).toHaveLength(2);
  });

  test('puts the group in front when a card comes in, the oldest request on top', async () => {
    const go = await groupOf(alice, 'Go');
    await groupOf(alice, 'Bridge');
    const session = await openWindow(alice);
    await new CardRequest(session, go).note.run('text');
    alice.now += DAY;
    await new CardRequest(session, chess).note.run('text');
    const order = askedFirst(session, bob.me);
    expect(order.map(({ group, request }) => [group.friendlyName, request !== undefined])).toEqual([
      ['Go', true],
      ['Chess', true],
      ['Bridge', false],
    ]);
  });

  test('of somebody by name is announced where it is answered, and nowhere else', async () => {
    const session = await openWindow(alice);
    const request = new CardRequest(session, chess);
    request.whom = 'Carol';
    await request.note.run('text');
    expect(askedFirst(session, bob.me)).toMatchObject([{ request: undefined }]);
    expect(askedFirst(session, { friendlyName: 'Carol Diaz' })).toMatchObject([
      { request: { about: 'Carol' } },
    ]);
    await showIssued(session);
    expect(request.present).toMatchObject([{ about: 'Carol' }]);
  });
});

describe('an invitation that comes back', () => {
  test('is taken for the answer to my card, and joining says so', async () => {
    const { card } = await showCard(bob);
    await card.note.run('text');
    bob.close();
    const page = await showPreview(bob, (await alice.invite(bob, chess)).text);
    expect(page.awaited).toHaveLength(1);
    expect(page.answers).toBe(page.awaited[0]?.id);
    await page.join.run();
    expect((await bob.peer.handovers.list())[0]).toMatchObject({
      isAwaited: false,
      answered: bob.now,
    });
  });

  test('is all there is to do: the card is awaited no more while it waits for a decision', async () => {
    const { card } = await showCard(bob);
    for (const about of ['radio', 'chess club']) {
      card.isAnew = true;
      await card.note.run('text');
      card.purpose = about;
      await card.describe.run();
    }
    const invitation = await alice.invite(bob, chess);
    const page = await showPreview(bob, invitation.text);
    const session = await openWindow(bob);
    expect(stillAwaited(session).map(({ about }) => about)).toEqual(['radio']);
    expect(new MyCard(session, bob.me).awaited).toHaveLength(1);
    await page.discard.run();
    await session.refresh();
    expect(stillAwaited(session)).toHaveLength(2);
  });

  test('of several cards the best guess is chosen, and another one can be, or none', async () => {
    const { card } = await showCard(bob);
    for (const about of ['chess club', 'radio']) {
      card.isAnew = true;
      await card.note.run('text');
      card.purpose = about;
      await card.describe.run();
    }
    const page = await showPreview(bob, (await alice.invite(bob, chess)).text);
    expect(page.awaited.map(({ about }) => about)).toEqual(['chess club', 'radio']);
    page.answers = '';
    await page.join.run();
    expect((await bob.peer.handovers.list()).filter(({ isAwaited }) => isAwaited)).toHaveLength(2);
  });

  test('where no identity lives it goes on as a message, to be opened where one does', async () => {
    const page = await showPreview(new Browser(), (await alice.invite(bob, chess)).text);
    expect(page.verdict).toBe('no identity');
    expect(page.passedOn).toMatch(/^This is an invitation to Chess for Bob\./);
    expect((await showPreview(bob, (await findDocument(page.passedOn)).text)).id).toBe(page.id);
  });
});

describe('what is still to come', () => {
  test('is shown three at a time, and all of it when asked for', async () => {
    const { session, card } = await showCard(bob);
    for (const about of ['a', 'b', 'c', 'd', 'e']) {
      card.isAnew = true;
      await card.note.run('text');
      card.purpose = about;
      await card.describe.run();
    }
    const coming = comingOn(session);
    expect(coming.shown).toHaveLength(3);
    expect(coming.rest).toBe(2);
    coming.showsAll = true;
    expect(coming.shown).toHaveLength(5);
    expect(coming.rest).toBe(0);
  });

  test('can be put away, and stays away in another tab', async () => {
    const { session, card } = await showCard(bob);
    await card.note.run('text');
    const coming = comingOn(session);
    await coming.giveUp.run(coming.all[0]!);
    expect(coming.all).toEqual([]);
    expect(comingOn(await openWindow(bob)).all).toEqual([]);
  });

  test('is seen by another tab as soon as that is looked at', async () => {
    const other = await openWindow(bob);
    await (await showCard(bob)).card.note.run('text');
    expect(other.handovers).toEqual([]);
    await other.lookAgain.run();
    expect(other.handovers).toHaveLength(1);
  });
});

test('where the app is served to nobody else there is no link, and no address in a message', async () => {
  const bar = new AddressBar();
  bar.location.href = 'http://localhost:4173/#/card';
  const session = await openWindow(bob);
  vi.spyOn(session.router, 'address', 'get').mockReturnValue(bar.location.href);
  const card = new MyCard(session, bob.me);
  await card.load.run();
  expect(card.delivery?.link).toBeUndefined();
  expect(card.delivery?.message).not.toContain('localhost');
});
