import type { Locator } from '@playwright/test';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { namesShown, openMember, openTab, rowOf, setTime } from './support/group-life.ts';
import { meetLarge } from './support/large-group.ts';
import { meetThree } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);

test('people are looked for, filtered and sorted, and a filter that finds nobody says so', async ({
  people,
}) => {
  const alice = await meetLarge(people, { group: GROUP, members: 30, at: NOON });
  const { page } = alice;
  await openTab(alice, GROUP, 'people');
  await expect(page.getByRole('status').filter({ hasText: '31 people' })).toBeVisible();
  const byName = await namesShown(alice);
  expect(byName[0]).toBe('Alice Moreno');
  expect(byName.slice(1)).toEqual(byName.slice(1).toSorted(compareNames));

  await page.getByLabel(text.people.search).fill('nguyen');
  await expect(page.getByText(text.people.shown(4, 31))).toBeVisible();
  for (const name of await namesShown(alice)) expect(name).toContain('Nguyễn');
  await page.getByLabel(text.people.search).fill('nobody at all');
  await expect(page.getByRole('heading', { name: text.people.nobody })).toBeVisible();
  await alice.button(text.people.everybody).click();
  await expect(page.getByText(text.people.shown(31, 31))).toBeVisible();

  await page.getByLabel(text.people.roleIs, { exact: true }).selectOption(text.role.admin);
  expect(await namesShown(alice)).toEqual(['Alice Moreno', 'Ada Lindqvist']);
  await page.getByLabel(text.people.roleIs, { exact: true }).selectOption(text.people.anyRole);
  await page.getByLabel(text.people.stateIs).selectOption(text.people.states.ended);
  for (const name of await namesShown(alice)) {
    await expect(rowOf(alice, name)).toContainText('Ended');
  }

  // What was looked for is there again after a look at somebody.
  const [first = ''] = await namesShown(alice);
  await alice.link(first).click();
  await alice.link(text.shell.back).click();
  await expect(page.getByLabel(text.people.stateIs)).toHaveValue('ended');
});

test('whoever is chosen in the list is renewed in one act', async ({ people }) => {
  const alice = await meetLarge(people, { group: GROUP, members: 30, at: NOON });
  const { page } = alice;
  await openTab(alice, GROUP, 'people');
  await page.getByLabel(text.people.stateIs).selectOption(text.people.states.ended);
  const ended = await namesShown(alice);
  await alice.button(text.people.choose).click();
  await alice.button(text.people.chooseAll(ended.length)).click();
  await page.getByRole('checkbox', { name: ended[0]! }).uncheck();
  await alice.button(text.people.renewChosen).click();
  await expect(alice.heading(text.renew.title)).toBeVisible();
  await expect(page.getByText(text.renew.chosen(ended.length - 1))).toBeVisible();
  await alice.button(text.renew.sign(ended.length - 1)).click();
  await expect(alice.heading(text.renew.done(ended.length - 1))).toBeVisible();
  await openTab(alice, GROUP, 'people');
  await expect(rowOf(alice, ended[0]!)).toContainText('Ended');
  expect(await namesShown(alice)).toEqual(ended.slice(0, 1));
});

test('what I call somebody and what I note survives a reload, and stays mine', async ({
  people,
}) => {
  const { alice, bob } = await meetThree(people, GROUP, { at: NOON });
  await openMember(alice, GROUP, bob.name);
  const { page } = alice;
  await page.getByLabel(text.member.petname, { exact: true }).fill('Bob from next door');
  await page.getByLabel(text.member.noteOf, { exact: true }).fill('plays the trombone');
  await page.getByText(text.member.ways.compared, { exact: true }).click();
  await alice.button(text.member.save).click();
  await expect(alice.heading('Bob from next door')).toBeVisible();
  await page.reload();
  await expect(alice.heading('Bob from next door')).toBeVisible();
  await expect(page.getByText(plain(text.member.ownName(bob.name)))).toBeVisible();
  await expect(page.getByLabel(text.member.noteOf, { exact: true })).toHaveValue(
    'plays the trombone',
  );
  await openTab(alice, GROUP, 'people');
  const row = rowOf(alice, 'Bob from next door');
  await expect(row).toContainText(plain(text.people.ownName(bob.name)));
  await expect(row).toContainText(text.people.verified.compared);
});

test('the same name with another key is marked on both', async ({ people }) => {
  const { alice, bob } = await meetThree(people, GROUP, { at: NOON });
  const other = await people.meet('Bob Tanaka', { at: NOON });
  await other.createIdentity();
  await alice.startInviting(GROUP);
  await alice.giveIn(await other.copyCard());
  await expect(alice.page.getByText(plain(text.invite.namesake(bob.name)))).toBeVisible();
  await alice.sign();
  await openTab(alice, GROUP, 'people');
  await expect(alice.link('Bob Tanaka')).toHaveCount(2);
  await expect(alice.page.getByText(text.people.namesake)).toHaveCount(2);
  await alice.link('Bob Tanaka').first().click();
  await expect(alice.page.getByText(text.member.namesakeSays)).toBeVisible();
});

test('the tree is walked with the keys, and its words say the same', async ({ people }) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await openTab(bob, GROUP, 'people');
  await bob.link(text.people.views.tree).click();
  const { page } = bob;
  const tree = page.getByRole('tree', { name: text.tree.title });
  const place = (name: string): Locator => tree.getByRole('treeitem', { name, exact: true });
  await place(GROUP).focus();
  for (const name of ['Alice Moreno', bob.name, carol.name]) {
    await page.keyboard.press('ArrowRight');
    await expect(place(name)).toBeFocused();
  }
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(place(bob.name)).toHaveAttribute('aria-expanded', 'false');
  await expect(place(carol.name)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(bob.heading(carol.name)).toBeFocused();

  await bob.link(text.shell.back).click();
  await expect(tree).toBeVisible();
  await page.getByText(text.tree.words, { exact: true }).click();
  const words = page.getByRole('listitem').filter({ hasText: GROUP });
  await expect(words.last()).toContainText(text.tree.group(3));
  await expect(words.last()).toContainText(`${carol.name} a member, until 22 November 2027`);
});

test('the time line leads to the branch of whoever others end with, without a mouse', async ({
  people,
}) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON, until: 'month' });
  await setTime(NOON + 21 * DAY, bob);
  await openTab(bob, GROUP, 'people');
  await bob.link(text.people.views.ends).click();
  await expect(bob.page.getByRole('heading', { name: text.ends.title })).toBeVisible();
  const branch = bob.link(text.ends.renewBranch);
  await expect(branch).toHaveAccessibleDescription(text.people.you);
  await branch.focus();
  await bob.page.keyboard.press('Enter');
  await expect(bob.heading(text.renew.titleMine)).toBeFocused();
  await expect(bob.page.getByRole('checkbox', { name: carol.name })).toBeChecked();
});

test('three hundred people are looked for, drawn and walked without delay', async ({ people }) => {
  test.slow();
  const alice = await meetLarge(people, { group: GROUP, members: 300, at: NOON });
  const { page } = alice;
  await openTab(alice, GROUP, 'people');
  await expect(page.getByText(text.people.shown(301, 301))).toBeVisible();
  expect((await namesShown(alice)).length).toBeLessThan(200);
  await page.getByLabel(text.people.search).fill('hana');
  await expect(page.getByText(text.people.shown(27, 301))).toBeVisible();
  await page.getByLabel(text.people.search).fill('');
  await scrollToEnd(alice);
  await expect.poll(async () => (await namesShown(alice)).length).toBe(301);
  await expect(page.getByText(text.people.unsound)).toHaveCount(0);

  await alice.link(text.people.views.tree).click();
  const places = page.getByRole('treeitem');
  const first = await places.count();
  expect(first).toBeGreaterThan(20);
  expect(first).toBeLessThan(80);
  await places
    .filter({ hasText: /and \d+ more/ })
    .first()
    .click();
  await expect.poll(() => places.count()).toBeGreaterThan(first);

  await alice.link(text.people.views.ends).click();
  await expect(page.getByText(text.ends.renewBranch).first()).toBeVisible();
  await page.getByRole('button', { name: text.ends.moreGroups }).click();
  await page.getByText(/memberships have ended/).click();
  await expect(page.getByText(/^Ended /).first()).toBeVisible();
});

/** The next lines come before the end is reached: as often as there are some. */
async function scrollToEnd({ page }: Person): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    await page.mouse.move(640, 600);
    await page.mouse.wheel(0, 6000);
    await page.waitForTimeout(100);
  }
}

/** As people look names up: no marks, no capitals. */
function compareNames(a: string, b: string): number {
  const [one, other] = [a, b].map((name) =>
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
  );
  return one! < other! ? -1 : 1;
}
