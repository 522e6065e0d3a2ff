/** The page of one member on the screen of a real browser. */

import axe from 'axe-core';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Group, MemberRow } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import '../../src/views/app.css';
import { groupOf, keyOf, rowOf, TODAY } from '../support/made-up-people.ts';
import { MadeUpPeople } from '../support/people-session.ts';
import ShownMember from './ShownMember.svelte';

const DAY = 86_400_000;
const { member: text } = english;

/** Alice has founded; I am Bob, and may invite members. */
const ROWS: readonly MemberRow[] = [
  rowOf('Bob', { by: 'Alice', role: 'inviting member', source: 'me' }),
  rowOf('Alice', { role: 'admin', isEndless: true, end: TODAY + 1e5 * DAY }),
  rowOf('Carol', { by: 'Bob', role: 'inviting member', end: TODAY + 90 * DAY }),
  rowOf('Dan', { by: 'Carol', end: TODAY + 90 * DAY, endsWithIssuer: true }),
  rowOf('Eve', { by: 'Dan', end: TODAY + 30 * DAY }),
  rowOf('Finn', { by: 'Alice', role: 'admin' }),
];

let mounted: Record<string, unknown>;
let made: MadeUpPeople;
let group: Group;

function show(name: string, unsound: readonly string[] = []): void {
  group = groupOf(ROWS[0]!);
  made = new MadeUpPeople(ROWS, () => group);
  for (const other of unsound) made.unsound.add(keyOf(other));
  const props = { session: made.session, listed: group, key: keyOf(name) };
  mounted = mount(ShownMember, { target: document.body, props });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const link = (name: string) => page.getByRole('link', { name });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const addressOf = (name: string) => decodeURIComponent(link(name).element().getAttribute('href')!);
const words = () => document.querySelector('main')!.textContent.replace(/\s+/gu, ' ');
const rowNow = (name: string) => made.rows.find(({ friendlyName }) => friendlyName === name)!;

beforeEach(async () => page.viewport(1200, 800));
afterEach(() => unmount(mounted));

describe('somebody whom I may renew', () => {
  test('who he is, who invited him, and what ends with him', async () => {
    show('Carol');
    await expect.element(heading('Carol')).toBeVisible();
    expect(words()).toContain('An inviting member of Harbour Radio Club');
    expect(words()).toContain(plain(text.until(TODAY + 90 * DAY)));
    expect(addressOf(text.invitedByYou).endsWith(`/${keyOf('Bob')}`)).toBe(true);
    expect(addressOf('Dan').endsWith(`/${keyOf('Dan')}`)).toBe(true);
    expect(words()).toContain(text.branch(2, 1));
    const way = [...document.querySelectorAll('ol .name')].map(({ textContent }) => textContent);
    expect(way).toEqual(['Harbour Radio Club', 'Alice', 'Bob', 'Carol']);
  });

  test('is renewed, alone or with his branch', async () => {
    show('Carol');
    await expect.element(link(text.renew)).toBeVisible();
    expect(addressOf(text.renew)).toMatch(new RegExp(`^#/renew/.*/${keyOf('Carol')}$`, 'u'));
    expect(addressOf(english.ends.renewBranch)).toMatch(
      new RegExp(`/branch ${keyOf('Carol')}$`, 'u'),
    );
  });

  test('is let end after it was said what that does, and not let end again', async () => {
    show('Dan');
    await button(text.letEnd).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog).toHaveTextContent(plain(text.letEndSays(TODAY + 90 * DAY)));
    await expect.element(dialog).toHaveTextContent(text.letEndElse);
    await dialog.getByRole('button', { name: english.parts.cancel }).click();
    expect(rowNow('Dan').letEnd).toBe(false);
    await button(text.letEnd).click();
    await dialog.getByRole('button', { name: text.letEndYes }).click();
    await expect.element(page.getByText(text.letEndOn)).toBeVisible();
    expect(rowNow('Dan').letEnd).toBe(true);
    expect(made.said.map((said) => plain(said as string))).toEqual([plain(text.letEndSaid('Dan'))]);
    await button(text.notLetEnd).click();
    await expect.element(button(text.letEnd)).toBeVisible();
    expect(rowNow('Dan').letEnd).toBe(false);
    expect(made.refresh).toHaveBeenCalledTimes(2);
    expect(document.activeElement).not.toBe(document.body);
  });
});

test('what I know of him is kept when I save it', async () => {
  show('Carol');
  await page.getByText(text.ways.compared).click();
  await page.getByLabelText(text.petname).fill(' Auntie ');
  await page.getByLabelText(text.noteOf).fill('From the choir');
  expect(made.contacts.size).toBe(0);
  await button(text.save).click();
  await expect.poll(() => made.said).toEqual([text.saved]);
  expect(made.contacts.get(keyOf('Carol'))).toEqual({
    petname: 'Auntie',
    note: 'From the choir',
    verified: 'compared',
  });
});

describe('there is nothing to press', () => {
  test.each([
    ['Bob', undefined],
    ['Alice', text.obstacles.way],
    ['Finn', text.obstacles.role],
  ])('on the page of %s', async (name, why) => {
    show(name);
    await expect.element(heading(name)).toBeVisible();
    expect(link(text.renew).elements()).toEqual([]);
    expect(button(text.letEnd).elements()).toEqual([]);
    if (why !== undefined) expect(words()).toContain(why);
    expect(button(text.save).elements()).toHaveLength(name === 'Bob' ? 0 : 1);
  });
});

describe('nothing is shown', () => {
  test('of somebody whose certificate does not hold', async () => {
    show('Carol', ['Carol']);
    await expect.element(page.getByRole('alert')).toHaveTextContent(text.unsound);
    expect(words()).not.toContain('Carol');
  });

  test('of a key that nobody here has', async () => {
    show('Quentin');
    await expect.element(page.getByRole('alert')).toHaveTextContent(text.lost);
  });
});

test.each([320, 1200])(
  'at %i px there is nothing that a screen reader or weak eyes would stumble over',
  async (width) => {
    await page.viewport(width, 800);
    show('Carol');
    await expect.element(heading('Carol')).toBeVisible();
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset['theme'] = theme;
      const { violations } = await axe.run(document.querySelector('main')!);
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    delete document.documentElement.dataset['theme'];
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  },
);
