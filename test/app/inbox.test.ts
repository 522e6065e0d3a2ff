import { beforeEach, describe, expect, test, vi } from 'vitest';
import { receiveLaunches } from '../../src/app/launch.ts';
import { Preview } from '../../src/app/preview.svelte.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import { InviteDraft } from '../../src/app/invite-draft.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { fail } from '../../src/core/errors.ts';
import type { Given } from '../../src/exchange/given.ts';
import type { Group } from '../../src/peer.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

let alice: Somebody;
let bob: Somebody;
let chess: Group;
let session: Session;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
  bob = await somebody('Bob');
  chess = await groupOf(alice, 'Chess');
  session = await openWindow(bob);
});

/** The screen for opening, as it is built for each arrival. */
async function openScreen(): Promise<ReceivedDocument> {
  const screen = new ReceivedDocument(session);
  await screen.restore.run();
  return screen;
}

/** The link of an invitation to a group of its own. */
async function linkTo(group: string): Promise<string> {
  const { compact } = await alice.invite(bob, await groupOf(alice, group));
  return `https://groups.example/#/open/${compact.text.slice('peer:'.length, -1)}`;
}

/** Somebody makes this window follow a link. */
async function follow(link: string): Promise<void> {
  session.inbox.put({ given: link, isUnasked: true });
  session.router.go({ name: 'open' });
  await openScreen();
}

/** Something that takes its time to be fetched, until it is let in. */
function slowly(given: Given): { arrives: () => Promise<Given>; letIn: () => void } {
  let letIn: () => void = () => undefined;
  const waits = new Promise<void>((resolve) => (letIn = resolve));
  return { arrives: () => waits.then(() => given), letIn };
}

/** A file that takes its time to be read, until it is let in. */
function slowFile(text: string): { file: File; letIn: () => void } {
  const file = new File([text], 'slow.txt');
  const { arrives, letIn } = slowly(text);
  file.arrayBuffer = () => arrives().then(() => new Blob([text]).arrayBuffer());
  return { file, letIn };
}

const waiting = () => session.kept.map(({ group }) => group.friendlyName);

describe('something handed in anywhere', () => {
  test('is opened on the screen for opening, after what stood elsewhere was kept', async () => {
    const acts: string[] = [];
    session.keepDraft = () => acts.push(`kept on ${session.router.route.name}`);
    session.router.go({ name: 'new-group' });
    session.takeIn((await alice.invite(bob, chess)).text);
    expect(acts).toEqual(['kept on new-group']);
    expect(session.router.route).toEqual({ name: 'open' });
    await openScreen();
    expect(session.router.route.name).toBe('preview');
  });

  test('is for the screen that wants it', () => {
    const taken: Given[] = [];
    session.inbox.taker = (given) => taken.push(given);
    session.router.go({ name: 'settings' });
    session.takeIn('peer:AWk.');
    expect(taken).toEqual(['peer:AWk.']);
    expect(session.router.route).toEqual({ name: 'settings' });
    expect(session.inbox.take()).toBeUndefined();
  });

  test('while another one is shown is opened anew', async () => {
    session.takeIn(await alice.card());
    expect((await openScreen()).received.card?.friendlyName).toBe('Alice');
    const before = session.inbox.arrivals;
    session.takeIn(await (await somebody('Carol')).card());
    expect(session.inbox.arrivals).toBe(before + 1);
    expect((await openScreen()).received.card?.friendlyName).toBe('Carol');
  });

  test('is the last one where two come before the first is taken', async () => {
    session.takeIn(await alice.card());
    session.takeIn(await (await somebody('Carol')).card());
    expect((await openScreen()).received.card?.friendlyName).toBe('Carol');
    expect(session.inbox.take()).toBeUndefined();
  });

  test('goes before what was half read here, and stays when it is of no use', async () => {
    session.takeIn('half a document');
    const screen = await openScreen();
    screen.keep();
    screen.leave();
    session.takeIn('nothing of ours');
    const next = await openScreen();
    expect(next.received.box.pasted).toBe('nothing of ours');
    expect(next.received.read.error?.reason).toBe('document.none');
  });

  test('while something is read has a screen of its own, and the one before gives way', async () => {
    const { file, letIn } = slowFile(await linkTo('One'));
    session.takeIn([file]);
    const before = new ReceivedDocument(session);
    const reading = before.restore.run();
    await vi.waitFor(() => expect(before.received.read.running).toBe(true));
    before.read(await linkTo('Two'));
    await openScreen();
    const { route } = session.router;
    letIn();
    await reading;
    expect(waiting()).toEqual(['Two']);
    expect(session.router.route).toBe(route);
  });

  test('while a card is read to invite its owner is opened too', async () => {
    const window = await openWindow(alice);
    const draft = new InviteDraft(window, chess);
    await draft.restore.run();
    const { file, letIn } = slowFile(await bob.card());
    const reading = draft.read([file]);
    const text = await (await somebody('Carol')).card();
    await draft.read(text);
    expect(window.router.route).toEqual({ name: 'open' });
    expect(window.inbox.take()).toEqual({ given: text, isUnasked: false });
    letIn();
    await reading;
    expect(draft.received.card?.friendlyName).toBe('Bob');
  });

  test.each([
    ['an invitation', () => linkTo('One')],
    ['a certificate', async () => PEM],
  ])('is left as it stands there by a screen that was left and reads %s', async (_, textOf) => {
    const { file, letIn } = slowFile(await textOf());
    session.takeIn([file]);
    const before = new ReceivedDocument(session);
    const reading = before.restore.run();
    await vi.waitFor(() => expect(before.received.read.running).toBe(true));
    session.takeIn('nothing of ours');
    const screen = await openScreen();
    screen.keep();
    screen.leave();
    letIn();
    await reading;
    expect(session.router.route).toEqual({ name: 'open' });
    expect(JSON.stringify(bob.kept('steps'))).toContain('nothing of ours');
    expect(await bob.peer.kept.list()).toEqual([]);
  });

  test.each([
    ['an invitation', () => linkTo('One')],
    ['a certificate', async () => PEM],
  ])('is forgotten here once %s has led on', async (_, textOf) => {
    session.takeIn('half a document');
    const screen = await openScreen();
    screen.keep();
    screen.leave();
    const kept = () => bob.kept('steps').map(({ id }) => id);
    expect(kept()).toEqual(['open']);
    await screen.received.read.run(await textOf());
    expect(session.router.route.name).not.toBe('open');
    expect(kept()).not.toContain('open');
  });

  test('that is a certificate is looked at, and nothing else', async () => {
    session.takeIn(`Dear Bob,\n${PEM}`);
    await openScreen();
    expect(session.router.route).toEqual({ name: 'inspect' });
    expect(session.inbox.take()).toEqual({
      given: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----/),
      isUnasked: false,
    });
  });

  test('a file that cannot be read leaves nothing in the box of what stood there before', async () => {
    session.takeIn('nothing of ours');
    const { received } = await openScreen();
    await received.read.run([new File(['%PDF-1.7'], 'card.pdf')]);
    expect(received.read.error?.reason).toBe('document.pdf');
    expect(received.box.pasted).toBe('');
  });

  test('is read without what was refused before it', async () => {
    const refused = async () => fail('document.unreadable', 'gone');
    session.inbox.put({ given: refused, isUnasked: false });
    const screen = await openScreen();
    expect(screen.restore.error?.reason).toBe('document.unreadable');
    screen.read(await alice.card());
    expect(screen.restore.error).toBeUndefined();
    await vi.waitFor(() => expect(screen.received.card?.friendlyName).toBe('Alice'));
  });

  test('and what is refused while it is read goes away with it', async () => {
    let refuse: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (refuse = resolve));
    const refused = () => waits.then(() => fail('document.unreadable', 'gone'));
    session.inbox.put({ given: refused, isUnasked: false });
    const screen = new ReceivedDocument(session);
    const opening = screen.restore.run();
    screen.read(await alice.card());
    await vi.waitFor(() => expect(screen.received.card?.friendlyName).toBe('Alice'));
    refuse();
    await opening;
    screen.clear();
    expect(screen.restore.error).toBeUndefined();
    expect(screen.received.card).toBeUndefined();
  });

  test('whoever comes to scan does not meet what was of no use before', async () => {
    session.takeIn('nothing of ours');
    const screen = await openScreen();
    screen.keep();
    screen.leave();
    session.router.go({ name: 'scan' });
    const scanning = await openScreen();
    expect(scanning.received.box.pasted).toBe('');
    expect(scanning.received.read.error).toBeUndefined();
  });
});

describe('what any page could have sent', () => {
  test('waits in one place, where the next of its kind replaces it', async () => {
    await follow(await linkTo('One'));
    expect(session.router.route.name).toBe('preview');
    expect(waiting()).toEqual(['One']);
    await follow(await linkTo('Two'));
    await follow(await linkTo('Three'));
    expect(waiting()).toEqual(['Three']);
  });

  test('is unasked, whatever was given in while it was read', async () => {
    const { arrives, letIn } = slowly(await linkTo('One'));
    session.inbox.put({ given: arrives, isUnasked: true });
    const screen = new ReceivedDocument(session);
    const opening = screen.restore.run();
    await vi.waitFor(() => expect(bob.kept('steps')).toEqual([]));
    screen.read('nothing of ours');
    await vi.waitFor(() => expect(screen.received.read.running).toBe(false));
    letIn();
    await opening;
    await follow(await linkTo('Two'));
    expect(waiting()).toEqual(['Two']);
  });

  test('and was left before it was read is not kept', async () => {
    const { arrives, letIn } = slowly(await linkTo('One'));
    session.inbox.put({ given: arrives, isUnasked: true });
    const reading = new ReceivedDocument(session).restore.run();
    session.router.go({ name: 'settings' });
    letIn();
    await reading;
    expect(session.router.route).toEqual({ name: 'settings' });
    expect(await bob.peer.kept.list()).toEqual([]);
  });

  test('stays once it was put aside', async () => {
    await follow(await linkTo('One'));
    const [kept] = session.kept;
    const page = new Preview(session, kept!.id);
    await page.load.run();
    await page.putAside.run();
    await follow(await linkTo('Two'));
    expect(waiting().toSorted()).toEqual(['One', 'Two']);
  });

  test('takes no place of what was opened on purpose', async () => {
    session.takeIn(await linkTo('One'));
    await openScreen();
    await follow(await linkTo('Two'));
    expect(waiting().toSorted()).toEqual(['One', 'Two']);
  });

  test('is still unasked when it is read again after a reload', async () => {
    session.inbox.put({ given: 'nothing of ours', isUnasked: true });
    const screen = await openScreen();
    screen.received.box.pasted = await linkTo('One');
    screen.keep();
    screen.leave();
    session.router.go({ name: 'home' });
    session.router.go({ name: 'open' });
    await openScreen();
    await follow(await linkTo('Two'));
    expect(waiting()).toEqual(['Two']);
  });

  test('what is handed in afterwards on the same screen is not', async () => {
    session.inbox.put({ given: 'nothing of ours', isUnasked: true });
    const screen = await openScreen();
    screen.read(await linkTo('One'));
    await vi.waitFor(() => expect(waiting()).toEqual(['One']));
    await follow(await linkTo('Two'));
    expect(waiting().toSorted()).toEqual(['One', 'Two']);
  });

  test('a share that cannot be taken out of its slot is said in words', async () => {
    session.inbox.put({ given: async () => fail('document.several', '2'), isUnasked: true });
    const screen = await openScreen();
    expect(screen.restore.error?.reason).toBe('document.several');
    expect(screen.restored).toBe(true);
  });
});

describe('files that the installed app is asked to open', () => {
  type Launch = (launch: { files: { getFile(): Promise<File> }[] }) => void;

  /** The system launches the app. */
  function launchOf(): (...files: (() => Promise<File>)[]) => void {
    let consumer: Launch = () => undefined;
    receiveLaunches(session, { launchQueue: { setConsumer: (given) => (consumer = given) } });
    return (...files) => consumer({ files: files.map((getFile) => ({ getFile })) });
  }

  test('are opened', async () => {
    const card = await alice.card();
    launchOf()(async () => new File([card], 'alice.xml'));
    expect((await openScreen()).received.card?.friendlyName).toBe('Alice');
  });

  test('several, or one that has gone, are said in words', async () => {
    const launch = launchOf();
    const file = async () => new File(['x'], 'x');
    launch(file, file);
    expect((await openScreen()).received.read.error?.reason).toBe('document.several');
    launch(async () => Promise.reject(new DOMException('gone', 'NotFoundError')));
    expect((await openScreen()).restore.error?.reason).toBe('document.unreadable');
  });

  test('a launch without files opens nothing, and a browser without launches is left alone', () => {
    launchOf()();
    receiveLaunches(session, {});
    expect(session.inbox.take()).toBeUndefined();
    expect(session.router.route).toEqual({ name: 'home' });
  });
});
