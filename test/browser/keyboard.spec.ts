import type { Locator } from '@playwright/test';
import { english as text } from '../../src/text/en.ts';
import { keptCounts } from './support/kept.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';

/** No screen has more stops than this. */
const MOST_STOPS = 60;

test('somebody is invited and joins without a mouse', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const bob = await people.meet('Bob Tanaka');
  for (const person of [alice, bob]) {
    await typeInto(person, person.page.getByLabel(text.firstVisit.name), person.name);
    await person.page.keyboard.press('Enter');
    await expect(person.heading(person.name)).toBeFocused();
  }
  const card = await copyByKeys(bob);

  await press(alice, alice.link(text.card.founded));
  await expect(alice.heading(text.newGroup.title)).toBeFocused();
  await typeInto(alice, alice.page.getByLabel(text.newGroup.name), GROUP);
  await press(alice, alice.button(text.newGroup.create));
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

async function copyByKeys(person: Person): Promise<string> {
  await person.page.evaluate(() => navigator.clipboard.writeText(''));
  await press(person, person.button(text.parts.copyText));
  await expect.poll(() => person.clipboard()).toMatch(/^peer:/);
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
