import { expect } from '@playwright/test';
import { manifest, readVectorText } from '../../support/manifest.ts';
import { drawCode } from './camera.ts';
import { meetFounder, meetMember } from './meetings.ts';
import type { Expectation } from './looking.ts';
import type { People, Wishes } from './people.ts';
import type { Person } from './person.ts';

const GROUP = 'Harbour Radio Club';
const NOW = Date.parse(manifest.now);
const DAY = 86_400_000;
const CARD = readVectorText('identities/valid/bob.xml');
const INVITATION = readVectorText('invitations/valid/from-admin.xml');
/** Of a moving code. */
const PART = manifest.frames.find(({ name }) => name === 'invitation-all')!.frames[0]!;
const DAMAGED = readVectorText('invitations/refused/signature-leaf.xml');

// Ways through the app that stop at every screen which somebody in that situation can see.

/** From the first visit to an empty home. */
export async function tourAsNewcomer(
  people: People,
  look: Expectation,
  wishes: Wishes = {},
): Promise<void> {
  const camera = await people.camera();
  const eve = await people.meet('Eve', { at: NOW, camera, allowsCamera: false, ...wishes });
  const { text, page } = eve;
  await look(eve, 'the first visit');
  camera.show(await drawCode(await people.easel(), PART));
  await lookAtScanner(eve, look);
  await lookAtInspecting(eve, look);
  await eve.open(DAMAGED);
  await expect(eve.refusal).toBeVisible();
  await look(eve, 'something damaged that was received');
  await eve.box.fill('');
  await eve.giveIn(INVITATION);
  await expect(eve.refusal).toContainText(text.preview.nobodyTitle);
  await look(eve, 'an invitation before there is an identity');
  await lookAtSettings(eve, look);
  await lookAtSealing(eve, look);
  await look(eve, 'the card of somebody new');
  await eve.button(text.parts.larger).click();
  await look(eve, 'the code, larger');
  await eve.button(text.parts.close).click();
  await page.locator('summary').first().click();
  await look(eve, 'the card with its details');
  await eve.button(text.parts.saveFile).click();
  await page.getByLabel(text.handover.purpose).fill('for the radio club');
  await look(eve, 'the card when it was given');
  await eve.button(text.card.delete).click();
  await look(eve, 'the question before an identity is deleted');
  await eve.button(text.parts.cancel).click();
  await eve.visit('#/');
  await expect(eve.heading(text.home.title)).toBeVisible();
  await look(eve, 'home without a group');
  await eve.visit('#/new-group');
  await expect(eve.heading(text.newGroup.title)).toBeVisible();
  await look(eve, 'a new group');
  await eve.open(INVITATION);
  await expect(eve.refusal).toContainText(text.preview.otherTitle);
  await look(eve, 'an invitation for somebody else');
}

/** From a group of one's own to an invitation given away. */
export async function tourAsFounder(
  people: People,
  look: Expectation,
  wishes: Wishes = {},
): Promise<void> {
  const alice = await meetFounder(people, GROUP, { at: NOW, ...wishes });
  const { text, page } = alice;
  await lookAtGroup(alice, look, 'a new group of mine');
  await page.locator('summary').first().click();
  await look(alice, 'a certificate of mine');
  await alice.button(text.details.leave).click();
  await look(alice, 'the question before leaving');
  await alice.button(text.deleting.goOn).click();
  await look(alice, 'the second question before leaving');
  await alice.button(text.parts.cancel).click();
  await alice.startInviting(GROUP);
  await page.getByText(text.handover.ask, { exact: true }).click();
  await alice.button(text.handover.copyMessage).click();
  await look(alice, 'inviting, and asking for a card');
  await lookAtHome(alice, look, 'home with a card still to come');
  await expect(page.getByRole('heading', { name: text.handover.awaited })).toBeVisible();
  await alice.startInviting(GROUP);
  await alice.giveIn(INVITATION);
  await expect(alice.refusal).toBeVisible();
  await look(alice, 'inviting with an invitation');
  await alice.box.fill('');
  await alice.giveIn(CARD);
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
  await page.getByText(text.invite.untils.date, { exact: true }).click();
  await look(alice, 'inviting until a date');
  await alice.choose({ role: 'admin', until: 'mine' });
  await look(alice, 'inviting as long as possible');
  await alice.choose({});
  await alice.sign();
  await openDetails(alice);
  await look(alice, 'an invitation of mine');
  await alice.button(text.parts.larger).click();
  await look(alice, 'a moving code, larger');
  await alice.button(text.parts.close).click();
  await lookAtGroup(alice, look, 'a group with somebody invited');
  await alice.open(CARD);
  await expect(alice.button(text.alreadyMember.anew)).toBeVisible();
  await look(alice, 'a card received');
  await alice.visit('#/new-identity');
  await expect(alice.heading(text.firstVisit.another)).toBeVisible();
  await look(alice, 'another identity');
  await page.getByLabel(text.firstVisit.name, { exact: true }).fill('Alice at work');
  await alice.button(text.firstVisit.create).click();
  await alice.seal('identity');
  await expect(alice.heading('Alice at work')).toBeVisible();
  await look(alice, 'one card of two');
  await lookAtSettings(alice, look);
  await alice.visit('#/new-group');
  await expect(alice.heading(text.newGroup.title)).toBeVisible();
  await look(alice, 'a new group with one identity of two');
}

/** From an invitation to a membership, its renewal, and its end. */
export async function tourAsMember(
  people: People,
  look: Expectation,
  wishes: Wishes = {},
): Promise<void> {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOW, ...wishes });
  const { text, page } = bob;
  await lookAtGroup(bob, look, 'a group of others');
  await bob.visit(page.url().replace('/group/', '/invite/').replace('/details', ''));
  await expect(page.getByText(text.group.noInvite.role)).toBeVisible();
  await look(bob, 'inviting without being allowed to');
  const card = await bob.copyCard();

  await setTime(NOW + DAY, alice, bob);
  await alice.invite(card, GROUP);
  const renewal = await alice.copyInvitation();
  await bob.open(renewal);
  await expect(bob.button(text.preview.renew)).toBeVisible();
  await openDetails(bob);
  await look(bob, 'a renewal');
  await alice.invite(card, GROUP, { until: 'month' });
  await bob.open(await alice.copyInvitation());
  await expect(bob.refusal).toContainText(text.preview.weakerTitle);
  await look(bob, 'an invitation that gives less');
  await bob.visit('#/');
  await expect(page.getByText(text.home.waiting)).toBeVisible();
  await look(bob, 'home with something to decide');

  await alice.createGroup(GROUP);
  await alice.inviteHere(card);
  await bob.open(await alice.copyInvitation());
  await expect(page.getByText(text.preview.namesakeTitle)).toBeVisible();
  await look(bob, 'an invitation to another group of the same name');

  await setTime(NOW + 300 * DAY, bob);
  await lookAtHome(bob, look, 'home with a membership to renew soon');
  await lookAtGroup(bob, look, 'a group to renew soon');
  await setTime(NOW + 400 * DAY, bob);
  await lookAtHome(bob, look, 'home with a membership that ended');
  await lookAtGroup(bob, look, 'a group after the end');
  await bob.open(renewal);
  await expect(bob.refusal).toBeVisible();
  await look(bob, 'an invitation that has ended');
}

/** From the first question to a card whose recovery file is still to be saved. */
async function lookAtSealing(who: Person, look: Expectation): Promise<void> {
  const { page, text } = who;
  await who.visit('#/restore');
  await expect(who.heading(text.restore.title)).toBeVisible();
  await look(who, 'bringing back what was saved');
  await who.visit('#/');
  await page.getByLabel(text.firstVisit.name, { exact: true }).fill(who.name);
  await who.button(text.firstVisit.create).click();
  await who.chooseSealing('identity', { password: '' });
  await page.getByLabel(text.password.new, { exact: true }).fill('qwertzuiop');
  await expect(page.getByText(text.password.weak(text.password.why.keys))).toBeVisible();
  await look(who, 'a password that is too weak');
  await who.chooseSealing('identity', 'code');
  await who.button(text.sealing.identity.make).click();
  await expect(page.getByText(text.recoveryCode.repeatMissing)).toBeVisible();
  await look(who, 'a recovery code');
  await who.seal('identity', 'code');
  await expect(who.heading(who.name)).toBeVisible();
}

/** From the question before the camera to a moving code half read. */
async function lookAtScanner(who: Person, look: Expectation): Promise<void> {
  const { page, text } = who;
  await who.visit('#/scan');
  await expect(page.getByText(text.scan.why)).toBeVisible();
  await look(who, 'the scanner, before the camera is asked for');
  await who.button(text.scan.use).click();
  await expect(who.refusal).toBeVisible();
  await look(who, 'the scanner without a camera');
  await page.context().grantPermissions(['camera', 'clipboard-read', 'clipboard-write']);
  await who.button(text.scan.again).click();
  await expect(page.getByText(text.scan.parts(1, 3)).first()).toBeVisible();
  await look(who, 'the scanner with a part of a moving code');
}

async function lookAtInspecting(who: Person, look: Expectation): Promise<void> {
  const { text } = who;
  await who.visit('#/inspect');
  await expect(who.heading(text.inspect.title)).toBeVisible();
  await look(who, 'inspecting');
  for (const [document, what] of [
    [CARD, 'a card'],
    [INVITATION, 'an invitation'],
    [DAMAGED, 'a forged invitation'],
  ] as const) {
    await who.giveIn(document);
    await expect(who.button(text.inspect.another)).toBeVisible();
    await openDetails(who);
    await look(who, `${what}, inspected`);
    await who.button(text.inspect.another).click();
  }
}

/** Opens all that can be opened on a screen. */
async function openDetails({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

async function setTime(time: number, ...everybody: readonly Person[]): Promise<void> {
  for (const { page } of everybody) await page.clock.setFixedTime(time);
}

async function lookAtHome(who: Person, look: Expectation, screen: string): Promise<void> {
  await who.openApp();
  await who.visit('#/');
  await expect(who.heading(who.text.home.title)).toBeVisible();
  await look(who, screen);
}

async function lookAtGroup(who: Person, look: Expectation, screen: string): Promise<void> {
  await who.enterGroup(GROUP);
  const { group, updates } = who.text;
  for (const page of Object.values(group.tabs)) {
    await who.link(page).click();
    await expect(who.link(page)).toHaveAttribute('aria-current', 'page');
    // What is known comes later than the page, which grows by it.
    const known = who.page.getByRole('heading', { name: updates.status });
    if (page === group.tabs.updates) await expect(known).toBeVisible();
    await look(who, `${screen}: ${page}`);
  }
}

async function lookAtSettings(who: Person, look: Expectation): Promise<void> {
  const { about, settings } = who.text;
  for (const [hash, title] of [
    ['#/settings', settings.title],
    ['#/about', about.title],
  ] as const) {
    await who.visit(hash);
    await expect(who.heading(title)).toBeVisible();
    await look(who, title);
  }
}
