import { expect } from '@playwright/test';
import type { Person } from './person.ts';

// How people go, and each of them ends on the first screen.

/** Leaves a group. */
export async function leaveGroup(who: Person, group: string): Promise<void> {
  const { details, deleting, group: words, home } = who.text;
  await who.enterGroup(group);
  await who.link(words.tabs.details).click();
  await who.button(details.leave).click();
  await who.button(deleting.goOn).click();
  await who.button(details.leaveYes).click();
  await expect(who.heading(home.title)).toBeVisible();
}

/** Deletes the identity whose card is shown. */
export async function deleteIdentity(who: Person): Promise<void> {
  const { card, deleting, home, parts } = who.text;
  await who.page.getByText(parts.details, { exact: true }).click();
  await who.button(card.delete).click();
  await who.button(deleting.goOn).click();
  await who.button(card.deleteYes).click();
  await expect(who.heading(home.title)).toBeVisible();
}
