import { expect, type Locator } from '@playwright/test';
import type { Tab } from '../../../src/app/router.svelte.ts';
import type { Role } from '../../../src/core/role.ts';
import type { Phrase } from '../../../src/text/phrase.ts';
import type { Grant, Handed, Person } from './person.ts';

// What people do in a group of theirs after they have joined.

/** The same time for everybody from now on: each opens the app anew. */
export async function setTime(time: number, ...everybody: readonly Person[]): Promise<void> {
  for (const { page } of everybody) await page.clock.setFixedTime(time);
  for (const person of everybody) await person.openApp();
}

/** From the first screen to a page of a group. */
export async function openTab(who: Person, group: string, tab: Tab): Promise<void> {
  await who.enterGroup(group);
  const link = who.link(who.text.group.tabs[tab]);
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** Makes an update of all that somebody knows of a group, and copies it. */
export async function copyUpdate(who: Person, group: string): Promise<string> {
  await openTab(who, group, 'updates');
  await who.button(who.text.updates.make).click();
  return who.copyInvitation();
}

/** Opens an update of this group, and stays on the screen that says what it did. */
export async function openUpdate(who: Person, update: Handed, group: string): Promise<void> {
  await who.visit('#/');
  await expect(who.heading(who.text.home.title)).toBeVisible();
  await who.open(update);
  await expect(who.heading(who.text.openedUpdate.title(group))).toBeVisible();
}

/** Opens the update that somebody else makes of all that he knows. */
export async function passOn(from: Person, to: Person, group: string): Promise<void> {
  await openUpdate(to, await copyUpdate(from, group), group);
}

/** The line of somebody in the list of people that is shown. */
export function rowOf(who: Person, name: string): Locator {
  const rows = who.page.getByRole('table', { name: who.text.people.title }).getByRole('row');
  return rows.filter({ has: who.link(name) });
}

/** The names in the list of people that is shown, from top to bottom. */
export async function namesShown(who: Person): Promise<readonly string[]> {
  const table = who.page.getByRole('table', { name: who.text.people.title });
  await expect(table).toBeVisible();
  return table.getByRole('link').allTextContents();
}

/** From the first screen to all that is known of somebody in a group. */
export async function openMember(who: Person, group: string, name: string): Promise<void> {
  await openTab(who, group, 'people');
  await who.link(name).click();
  await expect(who.heading(name)).toBeVisible();
}

/** From the list of people to the screen on which somebody is renewed. */
export async function startRenewing(who: Person, group: string, name: string): Promise<void> {
  await openMember(who, group, name);
  await who.link(who.text.member.renew).click();
  await expect(who.heading(who.text.renew.titleOf(name))).toBeVisible();
}

/** What a renewal shall give: another role only where one is said. */
export interface Change {
  readonly role?: Role;
  readonly until?: NonNullable<Grant['until']>;
}

/** Signs for those who are ticked, and stays on the screen that this leads to. */
export async function signRenewal(
  who: Person,
  title: string | Phrase,
  { role, until = 'year' }: Change = {},
): Promise<void> {
  const { text, page } = who;
  if (role !== undefined) {
    await page.getByText(text.renew.change, { exact: true }).click();
    await who.roleRadio(role).check();
  }
  await page.getByText(text.invite.untils[until], { exact: true }).click();
  await page.getByRole('button', { name: /^Sign / }).click();
  await expect(who.heading(title)).toBeVisible();
}

/** Renews somebody from the list of people. @returns the update that holds it */
export async function renew(
  who: Person,
  group: string,
  { name, ...change }: Change & { readonly name: string },
): Promise<string> {
  await startRenewing(who, group, name);
  const { doneOf, offeredTo } = who.text.renew;
  // Who becomes a member was more than that: he decides himself.
  const title = change.role === 'member' ? offeredTo(name) : doneOf(name);
  await signRenewal(who, title, change);
  return who.copyInvitation();
}
