import { readFileSync } from 'node:fs';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import {
  copyUpdate,
  namesShown,
  openMember,
  openTab,
  openUpdate,
  passOn,
  rowOf,
} from './support/group-life.ts';
import { meetMember, meetThree } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOON = Date.UTC(2026, 10, 22, 12);
const ALL = ['Alice Moreno', 'Bob Tanaka', 'Carol Ødegård'];

test('whoever has joined tells it, and is no longer only invited', async ({ people }) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await openTab(bob, GROUP, 'people');
  await expect(rowOf(bob, carol.name)).toContainText(text.people.invitedOnly);

  const told = await tell(carol, bob);
  await openUpdate(bob, told, GROUP);
  const joined = bob.page.getByRole('heading', { name: text.openedUpdate.joined(1) });
  await expect(joined.locator('..')).toContainText(carol.name);
  await openTab(bob, GROUP, 'people');
  await expect(rowOf(bob, carol.name)).toBeVisible();
  await expect(rowOf(bob, carol.name)).not.toContainText(text.people.invitedOnly);
});

test('the offer to tell goes when it is put away, and stays under the updates', async ({
  people,
}) => {
  const { bob } = await meetMember(people, GROUP, { at: NOON });
  const title = bob.page.getByRole('heading', { name: plain(text.tell.title('Alice Moreno')) });
  await expect(title).toBeVisible();
  await bob.page.reload();
  await expect(title).toBeVisible();
  await bob.button(text.tell.later).click();
  await expect(title).toHaveCount(0);
  await openTab(bob, GROUP, 'updates');
  await expect(title).toHaveCount(0);
  await bob.page.getByText(text.updates.tellAll, { exact: true }).click();
  await bob.button(text.updates.tellAllButton).click();
  await expect(bob.button(text.parts.copyText)).toBeVisible();
});

test('updates from hand to hand bring everybody to the same people', async ({ people }) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON });
  expect(await listOf(alice)).toEqual(['Alice Moreno', 'Bob Tanaka']);
  await openUpdate(bob, await tell(carol, bob), GROUP);
  await bob.enterGroup(GROUP);
  await tell(bob, alice);

  await passOn(bob, alice, GROUP);
  const { newcomers, joined } = text.openedUpdate;
  await expect(alice.page.getByRole('heading', { name: newcomers(1) })).toBeVisible();
  await expect(alice.page.getByRole('heading', { name: joined(1) })).toBeVisible();

  const update = await copyUpdate(alice, GROUP);
  for (const member of [bob, carol]) await openUpdate(member, update, GROUP);
  for (const member of [alice, bob, carol]) {
    expect(await listOf(member)).toEqual([
      member.name,
      ...ALL.filter((name) => name !== member.name),
    ]);
    for (const name of ALL) {
      await expect(rowOf(member, name)).not.toContainText(text.people.invitedOnly);
    }
  }
  // She has the description of the group from nobody but the update.
  await openTab(carol, GROUP, 'people');
  await expect(rowOf(carol, bob.name)).toContainText(alice.name);
});

test('whoever should go is left out of renewals once that is said, and can be taken in again', async ({
  people,
}) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON });
  await openMember(alice, GROUP, bob.name);
  await alice.button(text.member.letEnd).click();
  const question = alice.page.getByRole('dialog');
  await expect(question).toContainText(plain(text.member.letEndTitle(bob.name)));
  await expect(question).toContainText(text.member.letEndElse);
  await question.getByRole('button', { name: text.member.letEndYes }).click();
  await expect(alice.page.getByText(text.member.letEndOn)).toBeVisible();
  await openTab(alice, GROUP, 'people');
  await expect(rowOf(alice, bob.name)).toContainText(text.people.letEnd);
  await openMember(alice, GROUP, bob.name);
  await alice.button(text.member.notLetEnd).click();
  await expect(alice.page.getByText(text.member.letEndOn)).toHaveCount(0);
});

test('what happened in a group is told in words, and can be saved', async ({ people }) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await openUpdate(bob, await tell(carol, bob), GROUP);
  await passOn(bob, alice, GROUP);
  await openTab(bob, GROUP, 'updates');
  const told = bob.page.getByRole('listitem');
  const sentences = [
    /You joined this group as an inviting member, until 22 November 2027, invited by Alice Moreno\./,
    /You invited Carol Ødegård as a member, until 22 November 2027\./,
    /An update told you that Carol [^.]* joined\./,
    /You made an update\./,
  ];
  for (const sentence of sentences) await expect(told.filter({ hasText: sentence })).toBeVisible();
  const saved = await bob.save(text.activity.save);
  expect(saved.name).toMatch(/^Harbour Radio Club.*\.txt$/);
  // Names are kept apart by marks that nobody sees.
  const lines = readFileSync(saved.path, 'utf8').replace(/[\u2066-\u2069]/g, '');
  for (const sentence of sentences) expect(lines).toMatch(sentence);
  expect(lines).toContain('2026-11-22T12:00:00.000Z');

  await openTab(alice, GROUP, 'updates');
  const hers = alice.page.getByRole('listitem');
  for (const sentence of [
    'You founded this group.',
    'You invited Bob Tanaka as an inviting member, until 22 November 2027.',
    'An update told you of Carol Ødegård.',
  ]) {
    await expect(hers.filter({ hasText: sentence })).toBeVisible();
  }
});

/** Whoever has just joined makes the small update for whoever invited him. */
async function tell(newcomer: Person, inviter: Person): Promise<string> {
  await newcomer.button(text.tell.make(inviter.name)).click();
  const told = await newcomer.copyInvitation();
  await expect(newcomer.page.getByText(plain(text.tell.told(inviter.name)))).toBeVisible();
  return told;
}

async function listOf(who: Person): Promise<readonly string[]> {
  await openTab(who, GROUP, 'people');
  return namesShown(who);
}
