import type { Locator } from '@playwright/test';
import { english as text } from '../../src/text/en.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { keptCounts } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOW = Date.parse(manifest.now);

/** No screen has more stops than this. */
const MOST_STOPS = 60;

test('somebody is invited and joins without a mouse', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const bob = await people.meet('Bob Tanaka');
  for (const person of [alice, bob]) {
    await typeInto(person, person.page.getByLabel(text.firstVisit.name), person.name);
    await person.page.keyboard.press('Enter');
    await expect(person.heading(text.sealing.identity.title)).toBeFocused();
    await goWithout(person, person.button(text.sealing.identity.make));
    await expect(person.heading(person.name)).toBeFocused();
  }
  const card = await copyByKeys(bob);

  await press(alice, alice.link(text.card.founded));
  await expect(alice.heading(text.newGroup.title)).toBeFocused();
  await typeInto(alice, alice.page.getByLabel(text.newGroup.name), GROUP);
  await press(alice, alice.button(text.newGroup.create));
  await expect(alice.heading(text.sealing.group.title)).toBeFocused();
  await goWithout(alice, alice.button(text.sealing.group.make));
  await expect(alice.heading(GROUP)).toBeFocused();
  await press(alice, alice.link(text.group.invite));
  await expect(alice.heading(text.invite.title)).toBeFocused();
  await pasteByKeys(alice, card);
  await expect(alice.heading(text.invite.titleOf(bob.name))).toBeVisible();
  await chooseByKeys(alice);
  await press(alice, alice.button(text.invite.sign));
  await expect(alice.heading(text.issued.title(bob.name))).toBeFocused();
  const invitation = await copyByKeys(alice);

  await press(bob, bob.link(text.card.openInvitation));
  await expect(bob.heading(text.open.title)).toBeFocused();
  await pasteByKeys(bob, invitation);
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeFocused();
  await press(bob, bob.button(text.preview.join(GROUP)));
  await expect(bob.heading(GROUP)).toBeFocused();
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 1 });
});

test('the first stop on every screen leads past the navigation', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await alice.openApp();
  await alice.page.keyboard.press('Tab');
  await expect(alice.button(text.shell.skip)).toBeFocused();
  await expect(alice.button(text.shell.skip)).toBeInViewport();
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByRole('main')).toBeFocused();
});

test('a question opens on its harmless answer, and Escape takes it back', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await press(alice, alice.page.locator('summary'));
  await press(alice, alice.button(text.card.delete));
  await expect(alice.page.getByRole('dialog')).toBeVisible();
  await expect(alice.button(text.parts.cancel)).toBeFocused();
  await alice.page.keyboard.press('Escape');
  await expect(alice.page.getByRole('dialog')).toHaveCount(0);
  await expect(alice.button(text.card.delete)).toBeFocused();
  expect(await keptCounts(alice.page)).toMatchObject({ identities: 1 });
});

test('what is refused leaves the focus on the button that was pressed', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  const card = await bob.copyCard();
  await bob.visit('#/open');
  await bob.page.getByLabel(text.parts.pasteLabel).fill(card.slice(0, -9));
  await press(bob, bob.button(text.parts.read));
  await expect(bob.refusal).toContainText(text.errors['compact.end']);
  await expect(bob.button(text.parts.read)).toBeFocused();
});

test('what was given is noted without a mouse, and the focus stays near', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka', { at: NOW });
  await bob.createIdentity();
  await press(bob, bob.button(text.handover.cardScanned));
  await expect(bob.button(text.handover.cardScanned)).toHaveCount(0);
  await expect(bob.page.getByText(text.card.public).locator('..')).toBeFocused();

  const purpose = bob.page.getByLabel(text.handover.purpose);
  for (const about of ['the choir', 'the radio club', 'the chess club', 'the library']) {
    await typeInto(bob, purpose, about);
    await bob.page.keyboard.press('Enter');
    const remembered = bob.page.getByRole('status').getByText(text.handover.remembered);
    await expect(remembered).toBeAttached();
    await expect(purpose).toBeFocused();
    const anew = bob.page.getByLabel(text.handover.anew);
    await reach(bob, anew);
    await bob.page.keyboard.press('Space');
    await expect(anew).toBeChecked();
    await expect(anew).toBeFocused();
    await copyByKeys(bob);
    await expect(purpose).toHaveValue('');
  }
  await press(bob, bob.button(text.handover.more(2)));
  await expect(bob.page.getByRole('heading', { name: text.handover.awaited })).toBeFocused();
});

test('the scanner is put on and off without a mouse, and the focus stays with it', async ({
  people,
}) => {
  const eve = await people.meet('Eve', { camera: await people.camera() });
  await eve.visit('#/open');
  await press(eve, eve.button(text.parts.scan));
  await press(eve, eve.button(text.scan.stop));
  const scanner = eve.page.getByRole('region', { name: text.scan.heading });
  await expect(scanner).toBeFocused();
  await press(eve, eve.button(text.scan.use));
  await expect(eve.page.getByLabel(text.scan.picture)).toBeVisible();
  await expect(scanner).toBeFocused();
});

test('a moving code is stopped, led by hand and enlarged without a mouse', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.invite(readVectorText('identities/valid/bob.xml'), GROUP);
  await press(alice, alice.button(text.code.pause));
  await expect(alice.button(text.code.play)).toBeFocused();
  const shown = await partShown(alice);
  await reach(alice, alice.button(text.code.next));
  await expect(async () => {
    // However often it is pressed, no code stands shorter than it must.
    await alice.page.keyboard.press('Enter');
    expect(await partShown(alice)).toBeGreaterThan(shown);
  }).toPass();
  await press(alice, alice.button(text.code.faster));
  await press(alice, alice.button(text.code.slower));

  await press(alice, alice.button(text.parts.larger));
  await expect(alice.page.getByRole('dialog', { name: text.issued.codeName })).toBeVisible();
  await alice.page.keyboard.press('Escape');
  await expect(alice.button(text.parts.larger)).toBeFocused();
});

test('a moving code stands still for whoever asks for less motion', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.page.emulateMedia({ reducedMotion: 'reduce' });
  await alice.invite(readVectorText('identities/valid/bob.xml'), GROUP);
  await expect(alice.button(text.code.play)).toBeVisible();
  expect(await partShown(alice)).toBe(1);
  // Longer than any code stands that moves.
  await alice.page.waitForTimeout(1200);
  expect(await partShown(alice)).toBe(1);

  const scanned = alice.button(text.handover.scanned('Bob Tanaka'));
  await press(alice, scanned);
  await expect(scanned).toHaveCount(0);
  const given = text.handover.given({ ways: [{ way: 'code', at: NOW }] }, NOW);
  await expect(alice.page.getByText(given).locator('..')).toBeFocused();
});

/** Which part of a moving code stands there. */
async function partShown({ page }: Person): Promise<number> {
  const said = await page
    .getByText(/^Part \d/)
    .first()
    .textContent();
  return Number(/\d+/.exec(said ?? '')?.[0]);
}

/** Goes there with the tab key alone, as far as it takes. */
async function reach({ page }: Person, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with the tab key: ${String(target)}`);
}

async function press(person: Person, target: Locator): Promise<void> {
  await reach(person, target);
  await person.page.keyboard.press('Enter');
}

async function typeInto(person: Person, field: Locator, said: string): Promise<void> {
  await reach(person, field);
  await person.page.keyboard.type(said);
}

/** Without a recovery file: two steps of an arrow from the code, which is chosen at first. */
async function goWithout(person: Person, make: Locator): Promise<void> {
  await reach(person, person.page.locator('input[type="radio"][value="code"]'));
  for (const _ of ['password', 'without']) await person.page.keyboard.press('ArrowDown');
  await press(person, make);
}

async function copyByKeys(person: Person): Promise<string> {
  await person.page.evaluate(() => navigator.clipboard.writeText(''));
  await press(person, person.button(text.parts.copyText));
  await expect.poll(() => person.clipboard()).toMatch(/^peer:/m);
  return person.clipboard();
}

async function pasteByKeys(person: Person, document: string): Promise<void> {
  await person.page.evaluate((copied) => navigator.clipboard.writeText(copied), document);
  await reach(person, person.box);
  await person.page.keyboard.press('ControlOrMeta+V');
}

/** Inviting member, for half a year: both one step of an arrow from what is chosen at first. */
async function chooseByKeys(person: Person): Promise<void> {
  await reach(person, person.roleRadio('member'));
  await person.page.keyboard.press('ArrowDown');
  await expect(person.roleRadio('inviting member')).toBeChecked();
  await reach(person, person.page.getByLabel(text.invite.untils.year, { exact: true }));
  await person.page.keyboard.press('ArrowUp');
  await expect(person.page.getByLabel(text.invite.untils.half, { exact: true })).toBeChecked();
}
