import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ActivityList } from '../../src/app/activity-list.svelte.ts';
import { EditGroup } from '../../src/app/edit-group.svelte.ts';
import { IssuedPage } from '../../src/app/issued-page.svelte.ts';
import { offeredTexts } from '../../src/app/offered-documents.ts';
import { OwnNews } from '../../src/app/own-news.svelte.ts';
import { Preview } from '../../src/app/preview.svelte.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { UpdatesPage } from '../../src/app/updates-page.svelte.ts';
import { splitFrames } from '../../src/core/document/frame.ts';
import { CodeCollector } from '../../src/exchange/code-collector.ts';
import type { Group, GroupUpdate, UpdateWishes } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, SECOND } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let chess: Group;
/** The same group in Bob's browser. */
let bobs: Group;
let session: Session;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
  bob = await somebody('Bob');
  carol = await somebody('Carol');
  chess = await groupOf(alice, 'Chess', [bob, 'inviting member'], [carol, 'member']);
  bobs = await bob.open(chess);
  session = await openWindow(bob);
});

async function updateOf(who: Somebody, wishes?: UpdateWishes): Promise<GroupUpdate> {
  const group = await who.open(chess);
  return (await who.peer.updates()).groupUpdate(group, wishes);
}

async function openUpdate(who: Somebody, { text }: GroupUpdate) {
  return (await who.peer.updates()).openGroupUpdate(text);
}

/** Bob's screen for opening, with what has come in, or with what stood there before. */
async function openScreen(): Promise<ReceivedDocument> {
  const screen = new ReceivedDocument(session);
  await screen.restore.run();
  return screen;
}

async function openPage(): Promise<UpdatesPage> {
  const page = new UpdatesPage(session, bobs);
  await page.load.run();
  return page;
}

/** Somebody's screen for the name and the description of the group. */
async function openEditor(who: Somebody): Promise<{ editor: EditGroup; window: Session }> {
  const window = await openWindow(who);
  const editor = new EditGroup(window, await who.open(chess));
  await editor.restore.run();
  return { editor, window };
}

/** Carol has told Alice that she is in. */
async function carolTells(): Promise<void> {
  await openUpdate(alice, await updateOf(carol, { onlyMine: true }));
}

const peopleOf = async (who: Somebody) => {
  const members = await who.peer.listMembers(await who.open(chess));
  return members.map(({ friendlyName }) => friendlyName);
};

describe('an update that somebody asked to be opened', () => {
  test('is opened at once, says what it brought, and leaves nothing in the box', async () => {
    await carolTells();
    const screen = await openScreen();
    screen.read((await updateOf(alice)).text);
    await vi.waitFor(() => expect(screen.received.read.running).toBe(false));
    const { report } = screen.update;
    expect(report?.group.friendlyName).toBe('Chess');
    expect(report?.newcomers.map(({ friendlyName }) => friendlyName)).toEqual(['Carol']);
    expect(report?.refused).toEqual([]);
    expect(screen.received.box.pasted).toBe('');
    expect(await peopleOf(bob)).toContain('Carol');
  });

  test('as text of a chat does the same, and a second time there is nothing new', async () => {
    await carolTells();
    const { compact } = await updateOf(alice);
    const message = `Hello Bob!\n\n${compact?.text}\n\nAlice`;
    await (await openScreen()).received.read.run(message);
    const again = await openScreen();
    await again.received.read.run(message);
    expect(again.update.report?.new).toBe(0);
    expect(again.update.report?.known).toBeGreaterThan(0);
  });

  test('read off a moving code does the same', async () => {
    await carolTells();
    const { compact } = await updateOf(alice);
    const sequence = (await splitFrames(compact!.bytes))!;
    const collector = new CodeCollector();
    let seen = await collector.add(sequence.frameText(0));
    for (let frame = 1; seen.kind !== 'text'; frame += 1) {
      seen = await collector.add(sequence.frameText(frame));
    }
    const { received, update } = await openScreen();
    await received.read.run(seen.text);
    expect(update.report?.newMembers).toBe(1);
  });

  test('of a group that Bob is not in is refused, and nothing is offered', async () => {
    const choir = await groupOf(alice, 'Choir');
    const { text } = await (await alice.peer.updates()).groupUpdate(choir);
    const screen = await openScreen();
    await screen.received.read.run(text);
    expect(screen.received.read.error?.code).toBe('PEER_E_INVALID_GROUP');
    expect(screen.update.report).toBeUndefined();
    expect(screen.reply).toBeUndefined();
  });

  test('stands beside an invitation as what it is, and is opened when it is chosen', async () => {
    const invitation = await alice.invite(bob, await groupOf(alice, 'Choir'));
    const update = await updateOf(alice);
    const { received, update: opened } = await openScreen();
    await received.read.run(`${invitation.text}\n${update.text}`);
    const { documents } = received.box.offer!;
    expect(offeredTexts(documents, english).map(plain)).toContain(
      `Group update for Chess, ${update.records} parts`,
    );
    received.choose(documents.find((offered) => offered.update)!);
    await vi.waitFor(() => expect(opened.report).toBeDefined());
  });

  test('is put away for something else', async () => {
    const screen = await openScreen();
    await screen.received.read.run((await updateOf(alice)).text);
    screen.clear();
    expect(screen.update.report).toBeUndefined();
  });
});

describe('an update that came unasked', () => {
  beforeEach(async () => {
    await carolTells();
    session.inbox.put({ given: (await updateOf(alice)).text, isUnasked: true });
  });

  test('is looked at, and nothing is done with it', async () => {
    const screen = await openScreen();
    expect(screen.update.preview?.group.friendlyName).toBe('Chess');
    expect(screen.update.preview?.records).toBeGreaterThan(0);
    expect(screen.update.report).toBeUndefined();
    expect(await peopleOf(bob)).not.toContain('Carol');
  });

  test('is opened when somebody says so', async () => {
    const screen = await openScreen();
    await screen.update.openWaiting.run();
    expect(screen.update.report?.newMembers).toBe(1);
    expect(screen.update.preview).toBeUndefined();
    expect(await peopleOf(bob)).toContain('Carol');
  });

  test('still waits after a reload, and not once it was put away', async () => {
    const screen = await openScreen();
    screen.keep();
    screen.leave();
    const again = await openScreen();
    expect(again.update.preview).toBeDefined();
    expect(again.update.report).toBeUndefined();
    again.clear();
    again.keep();
    again.leave();
    expect((await openScreen()).update.preview).toBeUndefined();
  });
});

describe('a weaker membership in an update', () => {
  /** Alice makes Bob a plain member, and tells the group. */
  beforeEach(async () => {
    alice.now += 2 * SECOND;
    bob.now = alice.now;
    const group = await alice.open(chess);
    const { keyHash } = bob.me;
    const renewal = await (
      await alice.peer.credentials()
    ).renewMembers(group, { keyHashes: [keyHash], roles: ['member'] });
    session.inbox.put({ given: renewal.update.text, isUnasked: false });
  });

  const roleNow = async () => (await bob.open(chess)).role;

  test('is offered and not taken', async () => {
    const { report } = (await openScreen()).update;
    expect(report?.own).toMatchObject([{ outcome: 'offered', role: 'member' }]);
    expect(await roleNow()).toBe('inviting member');
  });

  test('is taken when Bob says so', async () => {
    const { update } = await openScreen();
    const [offer] = update.report!.own;
    await update.take.run(offer!);
    expect(update.take.error).toBeUndefined();
    expect(update.decisionOn(offer!)).toBe('taken');
    expect(await roleNow()).toBe('member');
    expect(session.groups[0]?.role).toBe('member');
  });

  test('is declined when Bob says so, and not offered again', async () => {
    const { update } = await openScreen();
    const [offer] = update.report!.own;
    await update.keep.run(offer!);
    expect(update.keep.error).toBeUndefined();
    expect(update.decisionOn(offer!)).toBe('kept');
    expect(await roleNow()).toBe('inviting member');
    const credentials = await bob.peer.credentials();
    expect(await credentials.offeredCredential(await bob.open(chess))).toBeUndefined();
  });
});

describe('the page of updates', () => {
  test('has nothing to give but my own membership before a first update was opened', async () => {
    const page = await openPage();
    expect(page.status).toMatchObject({ records: 0, opened: undefined, made: undefined });
    await page.make.run();
    expect(page.update?.records).toBe(1);
  });

  describe('once an update was opened', () => {
    /** A day later, so that what came with it is older than what is made. */
    beforeEach(async () => {
      await openUpdate(bob, await updateOf(alice));
      bob.now += DAY;
    });

    test('says what is known, and offers what is new since the last one only after a first', async () => {
      const page = await openPage();
      expect(page.status).toMatchObject({ setAside: 0, opened: bob.now - DAY, made: undefined });
      expect(page.choices).toEqual(['all', 'date']);
      await page.make.run();
      // What came with it, and my own membership, which was not published before.
      expect(page.update?.records).toBe(page.status?.records);
      expect((await openPage()).choices).toEqual(['all', 'last', 'date']);
    });

    test('says that it was made, and what is new still counts from the one before', async () => {
      const page = await openPage();
      await page.make.run();
      expect(page.status?.made).toBe(bob.now);
      expect(page.last).toBeUndefined();
    });

    test('makes nothing of a day that is not chosen, or that is still to come', async () => {
      const page = await openPage();
      page.choose('date');
      expect(page.canMake).toBe(false);
      page.date = '2026-11-20';
      expect(page.canMake).toBe(true);
      page.date = '2026-11-27';
      expect(page.canMake).toBe(false);
    });

    test('forgets what it made when something else is chosen', async () => {
      const page = await openPage();
      await page.make.run();
      page.choose('date');
      expect(page.update).toBeUndefined();
    });

    test('what is new since the last one is less than everything', async () => {
      const first = await openPage();
      await first.make.run();
      const page = await openPage();
      page.choose('last');
      await page.make.run();
      expect(page.update?.records).toBeLessThan(first.update!.records);
    });

    test('what was done stands among what happened, as soon as it is done', async () => {
      const page = await openPage();
      await page.make.run();
      const kinds = page.happened.acts.map(({ what }) => what);
      expect(kinds[0]).toBe('update-made');
      expect(kinds).toContain('properties-came');
    });
  });
});

describe('the name of the group', () => {
  test('is changed by whoever holds its key, who is led to the update that tells it', async () => {
    const { editor, window } = await openEditor(alice);
    expect(editor.isChanged).toBe(false);
    Object.assign(editor, { name: 'Chess and Go', comment: 'Wednesdays' });
    expect(editor.isChanged).toBe(true);
    alice.now += SECOND;
    await editor.save.run();
    expect(editor.save.error).toBeUndefined();
    expect(window.groups[0]).toMatchObject({
      friendlyName: 'Chess and Go',
      comment: 'Wednesdays',
      foundedAs: 'Chess',
    });
    expect(window.router.route).toMatchObject({ name: 'group', tab: 'updates' });
    const page = new UpdatesPage(window, await alice.open(chess));
    await page.load.run();
    expect(page.due).toBe('properties');
    alice.now += SECOND;
    await page.make.run();
    await page.load.run();
    expect(page.due).toBeUndefined();
    await (await openScreen()).received.read.run(page.update!.text);
    expect(page.update?.group.friendlyName).toBe('Chess and Go');
    expect(session.groups[0]?.friendlyName).toBe('Chess and Go');
  });

  test('half changed survives a reload', async () => {
    const { editor } = await openEditor(alice);
    editor.name = 'Go';
    editor.keep();
    editor.leave();
    await vi.waitFor(async () => expect((await openEditor(alice)).editor.name).toBe('Go'));
  });

  test('is not changed by a member', async () => {
    const { editor, window } = await openEditor(bob);
    editor.name = 'Go';
    await editor.save.run();
    expect(editor.save.error?.code).toBe('PEER_E_NOT_AUTHORIZED');
    expect(window.groups[0]?.friendlyName).toBe('Chess');
  });
});

describe('somebody who has just joined', () => {
  let dan: Somebody;
  let window: Session;

  beforeEach(async () => {
    dan = await somebody('Dan');
    window = await openWindow(dan);
    const { text } = await alice.invite(dan, await alice.open(chess));
    await new ReceivedDocument(window).received.read.run(text);
    const { route } = window.router;
    const preview = new Preview(window, 'id' in route ? route.id : '');
    await preview.load.run();
    await preview.join.run();
  });

  async function openNews(): Promise<OwnNews> {
    const news = new OwnNews(window, await dan.open(chess));
    await news.restore.run();
    return news;
  }

  test('is offered to tell whoever invited him, who sees it', async () => {
    const news = await openNews();
    expect(news.isDue).toBe(true);
    await news.make.run();
    expect(news.update).toMatchObject({ records: 1 });
    expect(news.update?.compact).toBeDefined();
    const report = await openUpdate(alice, news.update!);
    expect(report.joined.map(({ friendlyName }) => friendlyName)).toEqual(['Dan']);
    expect(report.newMembers).toBe(0);
    const members = await alice.peer.listMembers(await alice.open(chess));
    expect(members.find(({ friendlyName }) => friendlyName === 'Dan')?.hasJoined).toBe(true);
  });

  test('is reminded after a reload, until it is told', async () => {
    expect((await openNews()).isDue).toBe(true);
    const news = await openNews();
    news.handed('text');
    expect(news.isFolded).toBe(true);
    expect(news.isDue).toBe(true);
    await vi.waitFor(async () => expect((await openNews()).isDue).toBe(false));
  });

  test('need not, and finds it again at any time', async () => {
    await (await openNews()).putAway.run();
    const news = await openNews();
    expect(news.isDue).toBe(false);
    await news.make.run();
    expect(news.update).toBeDefined();
  });
});

test('beside an invitation goes the update of the group, made when it is asked for', async () => {
  const issued = await bob.invite(await somebody('Dan'), bobs);
  const page = new IssuedPage(session, issued.id);
  await page.load.run();
  expect(page.update).toBeUndefined();
  await page.makeUpdate.run();
  expect(page.update?.group.friendlyName).toBe('Chess');
});

test('all that happened is listed, part by part, also where much happened at one moment', async () => {
  const people = await bob.peer.people();
  for (let turn = 0; turn < 60; turn += 1) {
    await people.letEnd(bobs, bob.me.keyHash, turn % 2 === 0);
  }
  const list = new ActivityList(session, bobs);
  await list.load.run();
  expect(list.acts).toHaveLength(50);
  expect(list.hasMore).toBe(true);
  await list.more.run();
  expect(list.hasMore).toBe(false);
  expect(new Set(list.acts.map(({ id }) => id)).size).toBe(list.acts.length);
  expect(list.acts.filter(({ what }) => what.endsWith('let-end'))).toHaveLength(60);
});
