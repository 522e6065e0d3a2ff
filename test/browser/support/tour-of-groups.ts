import { expect } from '@playwright/test';
import { plain } from '../../../src/text/phrase.ts';
import { openMember, openTab, openUpdate, setTime, startRenewing } from './group-life.ts';
import { base64Of } from './handing.ts';
import type { Expectation } from './looking.ts';
import { meetThree } from './meetings.ts';
import type { People, Wishes } from './people.ts';
import type { Person } from './person.ts';

const GROUP = 'Harbour Radio Club';
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);

/** Through a group that lives: its people, its updates, renewals from both sides, and its name. */
export async function tourAsInviter(
  people: People,
  look: Expectation,
  wishes: Wishes = {},
): Promise<void> {
  const { alice, bob, carol } = await meetThree(people, GROUP, {
    at: NOW,
    until: 'month',
    ...wishes,
  });
  const { text } = alice;
  await lookAtTelling(carol, look);
  await openUpdate(bob, await carol.copyInvitation(), GROUP);
  await look(bob, 'an update with somebody who has joined');
  await openUpdate(alice, await tellAlice(bob), GROUP);
  await lookAtPeople(bob, look);
  await openMember(alice, GROUP, bob.name);
  await look(alice, 'a person');
  await alice.button(text.member.letEnd).click();
  await look(alice, 'the question before a membership is let end');
  await alice.button(text.parts.cancel).click();

  await setTime(NOW + 21 * DAY, alice, bob, carol);
  await look(alice, 'home with somebody to be renewed');
  await bob.enterGroup(GROUP);
  await look(bob, 'a membership to be renewed soon');
  await bob.link(text.own.ask).first().click();
  await expect(bob.page.getByText(plain(text.own.cardFor(GROUP)))).toBeVisible();
  await expect(bob.button(text.parts.larger)).toBeVisible();
  await look(bob, 'a card for a renewal');
  await lookAtRenewing(alice, bob.name, look);
  const renewal = await alice.copyInvitation();
  await bob.visit(`#/open/${base64Of(renewal)}`);
  await expect(bob.heading(text.openedUpdate.question(GROUP))).toBeVisible();
  await look(bob, 'an update that nobody asked for');
  await openUpdate(bob, renewal, GROUP);
  await look(bob, 'an update with a membership of mine');
  await bob.enterGroup(GROUP);
  await expect(bob.page.getByText(text.branch.mine(1))).toBeVisible();
  await look(bob, 'a group of which somebody was left behind');

  await alice.link(text.renew.toPeople).click();
  await startRenewing(alice, GROUP, bob.name);
  await alice.page.getByText(text.renew.change, { exact: true }).click();
  await alice.roleRadio('member').check();
  await look(alice, 'a renewal with another role');
  await alice.page.getByRole('button', { name: text.renew.sign(1) }).click();
  await expect(alice.heading(text.renew.offeredTo(bob.name))).toBeVisible();
  await openUpdate(bob, await alice.copyInvitation(), GROUP);
  await look(bob, 'an update with an offer');
  await lookAtUpdates(alice, look);
}

async function lookAtTelling(who: Person, look: Expectation): Promise<void> {
  await look(who, 'the offer to tell the inviter');
  await who.button(who.text.tell.make('Bob Tanaka')).click();
  await expect(who.button(who.text.parts.copyText)).toBeVisible();
  await look(who, 'a small update for the inviter');
}

async function tellAlice(bob: Person): Promise<string> {
  await bob.enterGroup(GROUP);
  await bob.button(bob.text.tell.make('Alice Moreno')).click();
  return bob.copyInvitation();
}

async function lookAtPeople(who: Person, look: Expectation): Promise<void> {
  const { people, tree, ends } = who.text;
  await openTab(who, GROUP, 'people');
  await who.button(people.choose).click();
  await look(who, 'people, to be chosen');
  await who.page.getByLabel(people.search).fill('nobody');
  await look(who, 'people, of whom nobody was found');
  await who.page.getByLabel(people.search).fill('');
  await who.link(people.views.tree).click();
  await expect(who.page.getByRole('tree')).toBeVisible();
  await look(who, 'the tree of people');
  await who.page.getByText(tree.words, { exact: true }).click();
  await look(who, 'the tree in words');
  await who.link(people.views.ends).click();
  await expect(who.page.getByRole('heading', { name: ends.title })).toBeVisible();
  await look(who, 'the time line of endings');
}

async function lookAtRenewing(who: Person, name: string, look: Expectation): Promise<void> {
  const { text, page } = who;
  await openTab(who, GROUP, 'people');
  await who.link(text.people.renewDue(1)).click();
  await expect(who.heading(text.renew.title)).toBeVisible();
  await look(who, 'renewing all who are due');
  await page.getByRole('button', { name: text.renew.sign(1) }).click();
  await expect(who.heading(text.renew.doneOf(name))).toBeVisible();
  await look(who, 'what was renewed');
}

async function lookAtUpdates(who: Person, look: Expectation): Promise<void> {
  const { text, page } = who;
  await openTab(who, GROUP, 'details');
  await who.link(text.editGroup.link).click();
  await expect(who.heading(text.editGroup.title)).toBeVisible();
  await look(who, 'changing a group');
  await page.getByLabel(text.editGroup.comment, { exact: true }).fill('Wednesdays');
  await who.button(text.editGroup.save).click();
  await expect(page.getByText(text.updates.due.properties)).toBeVisible();
  await look(who, 'updates, with one to be given');
  await page.getByText(text.updates.choices.date, { exact: true }).click();
  await look(who, 'an update since a date');
  await page.getByText(text.updates.choices.all, { exact: true }).click();
  await who.button(text.updates.make).click();
  await page.getByText(text.updates.showCode, { exact: true }).click();
  await expect(who.button(text.parts.larger)).toBeVisible();
  await look(who, 'an update as a code');
}
