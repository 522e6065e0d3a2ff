import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Reason } from '../../src/core/reasons.ts';
import { english as text } from '../../src/text/en.ts';
import { plain, type Phrase } from '../../src/text/phrase.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { install, postFromElsewhere, type Posted } from './support/arrivals.ts';
import {
  base64Of,
  dropFile,
  dropFiles,
  pasteAnywhere,
  type FilePayload,
  type SavedFile,
} from './support/handing.ts';
import { ELSEWHERE } from './support/hosts.ts';
import { keptCounts, NOTHING_KEPT } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const CARD = compactVector('card');
const BOB = text.open.cardOf('Bob Tanaka');

/** A document in each of the forms in which it can be on its way. */
interface Arriving {
  /** Copied: words, and the document on a line of its own. */
  readonly message: string;
  readonly file: SavedFile;
}

/** The ways in, but for the scanner and the installed app. */
const ENTRANCES: Readonly<Record<string, (who: Person, what: Arriving) => Promise<void>>> = {
  'pasted where nothing is asked for': async (who, { message }) => {
    await openSettings(who);
    await pasteAnywhere(who.page, message);
  },
  'dropped where nothing is asked for': async (who, { file }) => {
    await openSettings(who);
    await dropFile(who.page.getByRole('main'), file);
  },
  'chosen as a file': (who, { file }) => who.open(file),
  'in the link that opens the app': async (who, { message }) => {
    await who.page.goto('about:blank');
    await who.visit(`#/open/${base64Of(message)}`);
  },
  'in a link while the app is open': (who, { message }) => who.visit(`#/open/${base64Of(message)}`),
  'as an address of our own kind': (who, { message }) =>
    who.visit(`#/open/${encodeURIComponent(`web+peer:${base64Of(message)}.`)}`),
  'shared by another app as text': (who, { message }) => share(who, { text: message }),
  'shared by another app as a file': (who, { file }) =>
    share(who, {
      title: 'From Alice',
      files: [{ name: 'invitation.txt', mimeType: 'text/plain', buffer: readFileSync(file.path) }],
    }),
};

test('an invitation is previewed by whatever way it comes, and only Join joins', async ({
  people,
}) => {
  test.slow();
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka', { tolerated: [ELSEWHERE] });
  await bob.createIdentity();
  await bob.isReadyOffline();
  await alice.invite(await bob.copyCard(), GROUP);
  const invitation = { message: await alice.copyInvitation(), file: await alice.saveInvitation() };
  const title = text.preview.title(alice.name, GROUP);

  for (const [way, enter] of Object.entries(ENTRANCES)) {
    await test.step(way, async () => {
      await enter(bob, invitation);
      await expect(bob.heading(title)).toBeVisible();
      expect(await visitedAddresses(bob.page)).not.toContain(base64Of(invitation.message));
      expect(await keptCounts(bob.page)).toMatchObject({ memberships: 0, received: 1 });
      await bob.button(text.preview.discard).click();
      await expect(bob.heading(text.home.title)).toBeVisible();
    });
  }
  await bob.visit(`#/open/${base64Of(invitation.message)}`);
  await bob.join(GROUP);
});

test('a card leads to inviting by whatever way it comes', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { tolerated: [ELSEWHERE] });
  await alice.isReadyOffline();
  await openSettings(alice);
  await pasteAnywhere(alice.page, CARD);
  await expect(alice.heading(BOB)).toBeVisible();
  await share(alice, { text: CARD });
  await expect(alice.heading(BOB)).toBeVisible();
  await alice.visit(`#/open/${base64Of(CARD)}`);
  await expect(alice.heading(BOB)).toBeVisible();
  await alice.button(GROUP).click();
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
  await alice.button(text.invite.another).click();
  await pasteAnywhere(alice.page, CARD);
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
  expect(await keptCounts(alice.page)).toMatchObject({ invitations: 0 });
});

test('of what comes unasked only the last one is kept, beside all that was opened', async ({
  people,
}) => {
  const eve = await people.meet('Eve', { tolerated: [ELSEWHERE] });
  await eve.isReadyOffline();
  await eve.open(readVectorText('invitations/valid/from-admin.xml'));
  await expect(eve.heading(invitedBy('Alice Moreno'))).toBeVisible();
  await share(eve, { text: readVectorText('invitations/valid/from-inviting.xml') });
  await expect(eve.heading(invitedBy('Carol Ødegård'))).toBeVisible();
  await share(eve, { text: readVectorText('invitations/valid/longest.xml') });
  await expect(eve.heading(invitedBy('Admin 23'))).toBeVisible();
  expect(await keptCounts(eve.page)).toEqual({ ...NOTHING_KEPT, received: 2 });
  await eve.page.reload();
  await expect(eve.heading(invitedBy('Admin 23'))).toBeVisible();
});

test('what cannot be opened is said in words, whoever posts it', async ({ people }) => {
  const eve = await people.meet('Eve', { tolerated: [ELSEWHERE] });
  await eve.isReadyOffline();
  const shared: readonly (readonly [what: Posted, reason: Reason])[] = [
    [{}, 'document.empty'],
    [{ text: 'Hello Eve, see you on Thursday!' }, 'document.none'],
    [{ text: CARD.slice(0, -9) }, 'compact.end'],
    [{ files: [fileOf(1), fileOf(1)] }, 'document.several'],
    [{ files: [fileOf(2 * MEGABYTE)] }, 'size.file'],
  ];
  for (const [what, reason] of shared) {
    await share(eve, what);
    await expect(eve.refusal).toContainText(text.errors[reason]);
  }
  await share(eve, { text: `${CARD}\n${compactVector('invitation')}` });
  await expect(eve.refusal).toContainText(text.open.several);
  await dropFiles(eve.page.getByRole('main'), [fileOf(1), fileOf(2)]);
  await expect(eve.refusal).toContainText(text.errors['document.several']);
  await eve.visit(`#/open/${base64Of(CARD).slice(0, -9)}`);
  await expect(eve.refusal).toContainText(text.errors['compact.end']);
  expect(await keptCounts(eve.page)).toEqual(NOTHING_KEPT);
});

test('a card that is opened before there is an identity leads to making one', async ({
  people,
}) => {
  const eve = await people.meet('Eve');
  await eve.open(CARD);
  await expect(eve.heading(BOB)).toBeVisible();
  await expect(eve.page.getByText(text.open.cardNoIdentity)).toBeVisible();
  await expect(eve.page.getByText(text.open.noIdentity)).toHaveCount(0);
  await eve.link(text.preview.nobodyCreate).click();
  await expect(eve.page.getByLabel(text.firstVisit.name, { exact: true })).toBeVisible();
});

test('of several documents in one mail mine is passed over, and others are a choice', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  const card = await bob.copyCard();
  await alice.invite(card, GROUP);
  const invitation = await alice.copyInvitation();
  const quoted = card.replace(/^/gm, '> ');

  await bob.open(`${invitation}\n\nBob wrote:\n${quoted}`);
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
  await bob.open(`${invitation}\n\nBob wrote:\n${quoted.slice(0, 300)}`);
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
  await bob.open(`${invitation}\n${CARD}`);
  await expect(bob.refusal).toContainText(text.open.several);
  await bob.button(text.open.cardOf('Bob Tanaka')).click();
  await expect(bob.heading(BOB)).toBeVisible();
  // Whoever signed it is told so, and led to where it is given.
  await alice.open(invitation);
  await expect(alice.page.getByText(plain(text.preview.signedTitle(bob.name)))).toBeVisible();
  await expect(alice.page.getByText(text.open.reply)).toHaveCount(0);
  await alice.link(text.handover.seeInvitation).click();
  await expect(alice.heading(text.issued.title(bob.name))).toBeVisible();
});

test('the installed app opens the files and the addresses that the device hands it', async ({
  people,
}, info) => {
  const eve = await people.meet('Eve', { profile: info.outputPath('eve') });
  await eve.isReadyOffline();
  const app = await install(eve.page);
  const card = info.outputPath('card.xml');
  writeFileSync(card, readVectorText('identities/valid/bob.xml'));
  await app.openFiles(card);
  await expect(eve.heading(BOB)).toBeVisible();
  await app.openAddress(`#/open/${encodeURIComponent(`web+${compactVector('invitation')}`)}`);
  await expect(eve.heading(invitedBy('Alice Moreno'))).toBeVisible();
  await app.openFiles(card, card);
  await expect(eve.refusal).toContainText(text.errors['document.several']);
  expect(await keptCounts(eve.page)).toEqual({ ...NOTHING_KEPT, received: 1 });
});
const MEGABYTE = 1024 * 1024;

function compactVector(name: string): string {
  return manifest.compact.find((vector) => vector.name === name)!.text;
}

function invitedBy(inviter: string): Phrase {
  return text.preview.titleOther(inviter, 'Bob Tanaka', GROUP);
}

function fileOf(bytes: number): FilePayload {
  return { name: 'file.txt', mimeType: 'text/plain', buffer: Buffer.alloc(bytes, 'x') };
}

async function openSettings(who: Person): Promise<void> {
  await who.visit('#/settings');
  await expect(who.heading(text.settings.title)).toBeVisible();
}

function share({ page, address }: Person, what: Posted): Promise<void> {
  return postFromElsewhere(page, new URL('share', address).href, what);
}

/** All that the back button leads to, in one text. */
async function visitedAddresses(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url).join('\n');
}
