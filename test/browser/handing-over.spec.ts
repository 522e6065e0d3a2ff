import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { copyFrom, pasteAnywhere, pastePicture } from './support/handing.ts';
import { PUBLIC_ADDRESS } from './support/hosts.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOON = Date.UTC(2026, 10, 22, 12);
const PURPOSE = 'for the radio club';

/** Under the public address there is no service worker in these tests. */
const TOLERATED = [/[Ss]ervice ?[Ww]orker/];

test('each way in which a card leaves opens where it arrives', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka', {
    url: PUBLIC_ADDRESS,
    tolerated: TOLERATED,
    before: rememberShared,
  });
  await bob.createIdentity();
  const message = await copyFrom(bob.button(text.parts.copyText));
  const link = await copyFrom(bob.button(text.handover.copyLink));
  const file = await bob.saveCard();
  await bob.button(text.parts.share).click();
  const shared = await lastShared(bob);
  await bob.button(text.parts.larger).click();
  const code = await bob.page.getByRole('dialog').screenshot();

  expect(message).toContain(PUBLIC_ADDRESS);
  expect(message).toMatch(/^peer:[\w-]+\.$/m);
  expect(link).toMatch(/^https:\/\/conclave\.example\/#\/open\/[\w-]+$/);
  expect(file.name).toBe('Bob Tanaka.identity.xml');
  expect(shared).toEqual({
    text: message,
    files: [['Bob Tanaka.identity.txt', 'text/plain', readFileSync(file.path, 'utf8')]],
  });
  await alice.visit('#/open');
  for (const given of [message, link, file, shared.files[0]![2]]) {
    await alice.giveIn(given);
    await expect(alice.heading(text.open.cardOf(bob.name))).toBeVisible();
    await alice.button(text.open.another).click();
  }
  await pastePicture(alice.page, code);
  await expect(alice.heading(text.open.cardOf(bob.name))).toBeVisible();
});

test('closing the share sheet gives nothing, and one that does not open is said', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { before: refuseSharing });
  await bob.createIdentity();
  await bob.button(text.parts.share).click();
  await expect(bob.refusal).toContainText(text.parts.notShared);
  await bob.button(text.parts.share).click();
  await expect(bob.refusal).toHaveCount(0);
  // As it is kept, and not only as it stood at that moment.
  await bob.page.reload();
  await expect(bob.button(text.handover.cardScanned)).toBeVisible();
  await expect(bob.page.getByLabel(text.handover.purpose)).toHaveCount(0);
});

test('a card that was scanned off the page is given as soon as somebody says so', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { at: NOON });
  await bob.createIdentity();
  const ready = bob.page.getByText(text.card.readyNext);
  await expect(ready).toBeVisible();
  await bob.button(text.handover.cardScanned).click();
  await expect(bob.page.getByText(plain(text.handover.card(NOON)))).toBeVisible();
  await expect(bob.button(text.handover.cardScanned)).toHaveCount(0);
  await expect(ready).toHaveCount(0);
  // What comes next stands before what is only noted.
  await expect(bob.page.getByRole('heading', { level: 2 })).toHaveText([
    text.issued.nextTitle,
    text.handover.awaited,
  ]);
  await expect(awaited(bob).getByRole('link')).toHaveCount(0);

  // Somebody else scans it, for something else.
  await bob.page.getByLabel(text.handover.purpose).fill(PURPOSE);
  await bob.page.getByLabel(text.handover.anew).check();
  await bob.button(text.handover.cardScanned).click();
  await expect(bob.page.getByText(plain(text.handover.cardFor(NOON, PURPOSE)))).toBeVisible();
  await expect(bob.page.getByText(plain(text.handover.card(NOON)))).toBeVisible();
  await expect(bob.button(text.handover.cardScanned)).toHaveCount(0);
});

test('a printed card has nothing else of the app on it', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka', { before: rememberPrinting });
  await bob.createIdentity();
  const says = bob.page.getByText(text.handover.sheetSays);
  await expect(says).toBeHidden();
  await bob.button(text.handover.print).click();
  expect(await bob.page.evaluate(() => Reflect.get(globalThis, 'printed') as unknown)).toBe(1);
  await bob.page.emulateMedia({ media: 'print' });
  await expect(says).toBeVisible();
  await expect(bob.page.getByText(bob.name).filter({ visible: true })).toHaveCount(1);
  await expect(bob.page.getByRole('button')).toHaveCount(0);
  await expect(bob.page.getByRole('navigation')).toHaveCount(0);
});

test('a card given for something is remembered until the invitation that answers it is joined', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOON });
  const bob = await people.meet('Bob Tanaka', { at: NOON });
  await bob.createIdentity();
  const card = await bob.copyCard();
  await bob.page.getByLabel(text.handover.purpose).fill(PURPOSE);
  await bob.page.keyboard.press('Tab');
  await expect(bob.page.getByText(plain(text.handover.cardFor(NOON, PURPOSE)))).toBeVisible();

  await alice.invite(card, GROUP);
  await expect(alice.page.getByText(text.handover.given({ ways: [] }, NOON))).toBeVisible();
  const [toGive] = text.issued.next(bob.name, false);
  const myStep = alice.page.getByText(plain(toGive!), { exact: true });
  await expect(myStep).toBeVisible();
  const given = text.handover.given({ ways: [{ way: 'text', at: NOON }] }, NOON);
  const invitation = await alice.copyInvitation();
  await expect(alice.page.getByText(given)).toBeVisible();
  await expect(myStep).toHaveCount(0);

  await bob.page.reload();
  const tab = await bob.inAnotherTab();
  await tab.visit('#/');
  await expect(awaited(tab)).toContainText(plain(text.handover.cardFor(NOON, PURPOSE)));
  await awaited(tab).getByRole('link', { name: text.handover.openAnswer }).click();
  await tab.giveIn(invitation);
  const answer = tab.page.getByText(plain(text.handover.answerFor(NOON, PURPOSE)));
  await expect(answer).toBeVisible();
  await tab.link(text.preview.notNow).click();
  // It has come: there is one thing to do, and no second one that waits for it.
  const decision = tab.page.getByRole('region', { name: text.home.waiting });
  await expect(decision.getByRole('link')).toHaveCount(1);
  await expect(awaited(tab)).toHaveCount(0);
  await decision.getByRole('link').click();
  await expect(answer).toBeVisible();
  await tab.join(GROUP);
  await tab.visit('#/');
  await expect(tab.heading(text.home.title)).toBeVisible();
  await expect(awaited(tab)).toHaveCount(0);
});

test('somebody who is asked for a card is invited to the group that it was asked for', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOON });
  const bob = await people.meet('Bob Tanaka', { at: NOON });
  await bob.createIdentity();
  await alice.startInviting(GROUP);
  await alice.page.getByText(text.handover.ask, { exact: true }).click();
  const whom = alice.page.getByLabel(text.handover.whom);
  await whom.fill('Rob');
  await copyFrom(alice.button(text.handover.copyMessage));
  await whom.fill('Bob');
  await alice.button(text.handover.notWhom('Rob')).click();
  await expect(alice.button(text.handover.notWhom('Rob'))).toHaveCount(0);
  await expect(whom.locator('xpath=ancestor::form')).toBeFocused();
  const request = await copyFrom(alice.button(text.handover.copyMessage));
  expect(request).toContain(GROUP);
  await alice.createGroup('Chess Club');
  await alice.visit('#/');
  const asked = plain(text.handover.requestTo('Bob', GROUP, NOON));
  await expect(awaited(alice)).toContainText(asked);
  await expect(awaited(alice).getByRole('listitem')).toHaveCount(1);
  // What there is to do is at hand before what only waits.
  const home = await alice.page.getByRole('main').innerText();
  expect(home.indexOf(text.shell.openReceived)).toBeLessThan(home.indexOf(text.handover.awaited));

  await pasteAnywhere(alice.page, await bob.copyCard());
  await expect(alice.page.getByText(plain(text.handover.askedOf('Bob', GROUP)))).toBeVisible();
  await alice.button(text.handover.inviteTo(GROUP)).click();
  await expect(alice.heading(text.invite.titleOf(bob.name))).toBeVisible();
  await alice.sign();
  await alice.visit('#/');
  await expect(awaited(alice)).toContainText(plain(text.handover.invitation(bob.name, GROUP)));
  await expect(awaited(alice)).not.toContainText(asked);
  await alice.button(text.handover.wasGiven).click();
  await expect(awaited(alice)).toHaveCount(0);

  // Invited once more, he is one notice, and not two that say the same.
  await alice.startInviting(GROUP);
  await alice.giveIn(await bob.copyCard());
  await expect(alice.page.getByText(plain(text.invite.member(bob.name, 'member')))).toBeVisible();
  await expect(alice.page.getByText(text.handover.signed(NOON))).toBeVisible();
  await expect(
    alice.page.getByText(plain(text.handover.invited(bob.name, GROUP, NOON))),
  ).toHaveCount(0);
});

/** What somebody still waits for, on the first screen. */
function awaited({ page }: Person): Locator {
  return page.getByRole('region', { name: text.handover.awaited });
}

interface SharedParts {
  readonly text: string;
  readonly files: readonly (readonly [name: string, type: string, content: string])[];
}

async function lastShared({ page }: Person): Promise<SharedParts> {
  const read = () => page.evaluate(() => Reflect.get(globalThis, 'shared') as SharedParts);
  await expect.poll(read).toBeDefined();
  return read();
}

/** Runs before the app: a share sheet that takes everything. */
function rememberShared(): void {
  navigator.canShare = () => true;
  navigator.share = async ({ text: said = '', files = [] } = {}) => {
    const contents = files.map(async (file) => [file.name, file.type, await file.text()]);
    Reflect.set(globalThis, 'shared', { text: said, files: await Promise.all(contents) });
  };
}

/** Runs before the app: a share sheet that does not open at first, and is closed then. */
function refuseSharing(): void {
  let opened = 0;
  navigator.share = async () => {
    opened += 1;
    throw new DOMException('no', opened === 1 ? 'NotAllowedError' : 'AbortError');
  };
}

function rememberPrinting(): void {
  let printed = 0;
  globalThis.print = () => Reflect.set(globalThis, 'printed', (printed += 1));
}
