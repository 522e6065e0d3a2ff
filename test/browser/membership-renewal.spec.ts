import { english as text } from '../../src/text/en.ts';
import { day, moment } from '../../src/text/en/moments.ts';
import { plain } from '../../src/text/phrase.ts';
import {
  copyUpdate,
  openTab,
  openUpdate,
  passOn,
  renew,
  setTime,
  signRenewal,
} from './support/group-life.ts';
import { meetFounder, meetMember, meetThree } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const IN_A_MONTH = Date.UTC(2026, 11, 22, 12);
/** Two thirds of the month are over. */
const SOON = NOON + 21 * DAY;
const A_YEAR_ON = Date.UTC(2027, 11, 13, 12);
const LATE = NOON + 40 * DAY;
const A_YEAR_AFTER_LATE = Date.UTC(2028, 0, 1, 12);

test('somebody asks for renewal with his card, and takes what comes back', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON, until: 'month' });
  await setTime(SOON, alice, bob);
  await bob.enterGroup(GROUP);
  await expect(bob.page.getByText(text.own.soonTitle)).toBeVisible();
  await bob.link(text.own.ask).first().click();
  await expect(bob.page.getByText(plain(text.own.cardFor(GROUP)))).toBeVisible();
  const asked = await bob.copyInvitation();
  expect(asked).toContain(`renew my membership in ${GROUP}`);

  await alice.open(asked);
  await expect(
    alice.page.getByText(plain(text.alreadyMember.invited(bob.name, GROUP))),
  ).toBeVisible();
  await alice.link(text.alreadyMember.renew).click();
  await expect(alice.heading(text.renew.titleOf(bob.name))).toBeVisible();
  await signRenewal(alice, text.renew.doneOf(bob.name));
  const update = await alice.copyInvitation();

  await openUpdate(bob, update, GROUP);
  await expectTaken(bob, { before: IN_A_MONTH, after: A_YEAR_ON });
  await bob.enterGroup(GROUP);
  await expect(bob.page.getByText(plain(text.group.until(A_YEAR_ON)))).toBeVisible();
  await expect(bob.page.getByText(text.own.soonTitle)).toHaveCount(0);
  await bob.visit('#/');
  await expect(bob.page.getByRole('heading', { name: text.handover.awaited })).toHaveCount(0);
});

test('all who are due are renewed in one act, each an invitation too', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON, until: 'month' });
  await setTime(SOON, alice, bob);
  const needs = alice.page.getByRole('region', { name: text.home.attention });
  await expect(needs).toContainText(plain(text.attention.dueIn(1, false, GROUP)));
  await openTab(alice, GROUP, 'people');
  await alice.link(text.people.renewDue(1)).click();
  await expect(alice.heading(text.renew.title)).toBeVisible();
  await signRenewal(alice, text.renew.doneOf(bob.name), { until: 'half' });
  await alice.page.getByRole('link', { name: bob.name }).click();
  await expect(alice.heading(text.issued.title(bob.name))).toBeVisible();
  await bob.open(await alice.copyInvitation());
  await bob.button(text.preview.renew).click();
  await expect(
    bob.page.getByText(plain(text.group.until(Date.UTC(2027, 5, 13, 11)))),
  ).toBeVisible();
  await setTime(SOON, alice);
  await expect(alice.heading(text.home.title)).toBeVisible();
  await expect(needs).toHaveCount(0);
});

test('a renewal that was published is picked up from whoever has it', async ({ people }) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await setTime(NOON + DAY, alice, bob, carol);
  await renew(alice, GROUP, { name: bob.name, until: 'year' });
  await passOn(alice, carol, GROUP);
  const byHand = await copyUpdate(carol, GROUP);
  await openUpdate(bob, byHand, GROUP);
  await expectTaken(bob, { before: NOON + 365 * DAY, after: NOON + 366 * DAY });
});

test('a membership that has ended opens read-only, and an update revives it', async ({
  people,
}) => {
  const { alice, bob } = await meetMember(people, GROUP, {
    at: NOON,
    role: 'inviting member',
    until: 'month',
  });
  await setTime(LATE, alice, bob);
  const needs = bob.page.getByRole('region', { name: text.home.attention });
  await expect(needs).toContainText(text.attention.ended(IN_A_MONTH));
  await bob.enterGroup(GROUP);
  await expectEnded(bob);

  const update = await renew(alice, GROUP, { name: bob.name });
  await openUpdate(bob, update, GROUP);
  await expectTaken(bob, { before: IN_A_MONTH, after: A_YEAR_AFTER_LATE, hadEnded: true });
  await bob.enterGroup(GROUP);
  await expect(bob.page.getByText(plain(text.own.endedTitle(IN_A_MONTH)))).toHaveCount(0);
  await expect(bob.link(text.group.invite)).toBeVisible();
  await bob.visit('#/');
  await expect(bob.heading(text.home.title)).toBeVisible();
  await expect(needs).toHaveCount(0);
});

test('whoever founded a group renews himself with its key, after his end too', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOON });
  await alice.enterGroup(GROUP);
  await alice.page.getByText(text.own.self, { exact: true }).click();
  await alice.page.getByText(text.invite.untils.month, { exact: true }).click();
  await expect(alice.refusal).toContainText(text.own.selfSooner);
  await alice.button(text.own.selfSign).click();
  await expect(alice.page.getByText(plain(text.group.until(IN_A_MONTH)))).toBeVisible();

  const late = NOON + 4000 * DAY;
  await setTime(late, alice);
  const needs = alice.page.getByRole('region', { name: text.home.attention });
  await expect(needs).toContainText(text.attention.ended(IN_A_MONTH));
  await needs.getByRole('link', { name: text.attention.self }).click();
  await expect(alice.page.getByText(plain(text.group.wasUntil(IN_A_MONTH)))).toBeVisible();
  await alice.page.getByText(text.own.endlessChoice, { exact: true }).click();
  await alice.button(text.own.selfSign).click();
  await expect(alice.page.getByText(text.group.youAreEndless('admin'))).toBeVisible();
  await expect(alice.link(text.group.invite)).toBeVisible();
  await alice.visit('#/');
  await expect(needs).toHaveCount(0);
});

test('an end beyond mine is cut to mine, and mine comes first', async ({ people }) => {
  const { bob } = await meetThree(people, GROUP, { at: NOON });
  await openTab(bob, GROUP, 'people');
  await bob.link('Carol Ødegård').click();
  await bob.link(text.member.renew).click();
  await bob.page.getByText(text.invite.untils.mine, { exact: true }).click();
  await expect(bob.page.getByText(text.renew.mineFirst.says)).toHaveCount(0);
  await setTime(NOON + 100 * DAY, bob);
  await openTab(bob, GROUP, 'people');
  await bob.link('Carol Ødegård').click();
  await bob.link(text.member.renew).click();
  await bob.page.getByText(text.invite.untils.year, { exact: true }).click();
  const end = NOON + 365 * DAY;
  await expect(bob.page.getByText(plain(text.renew.mineFirst.title(end)))).toBeVisible();
  await expect(bob.page.getByText(plain(text.invite.clamped(end)))).toBeVisible();
  await expect(bob.link(text.renew.mineFirst.ask)).toBeVisible();
});

/** The ends of a membership before an update and after it. */
interface Taken {
  readonly before: number;
  readonly after: number;
  readonly hadEnded?: boolean;
}

/** The screen of an opened update says what became of the reader's own membership. */
async function expectTaken(reader: Person, { before, after, hadEnded }: Taken): Promise<void> {
  const { page } = reader;
  await expect(page.getByText(text.openedUpdate.own.taken)).toBeVisible();
  const said = page.locator('dl').getByRole('definition');
  await expect(said.first()).toContainText(`${hadEnded ? 'ended on' : 'until'} ${day(before)}`);
  await expect(said.last()).toContainText(`until ${day(after)}`);
}

/** All of it can be looked at, nothing can be done. */
async function expectEnded(reader: Person): Promise<void> {
  const { page } = reader;
  await expect(page.getByText(`Your membership ended on ${moment(IN_A_MONTH)}.`)).toBeVisible();
  await expect(page.getByText(text.own.endedSays)).toBeVisible();
  await expect(reader.link(text.group.invite)).toHaveCount(0);
  await expect(reader.link(text.own.ask)).toBeVisible();
  const address = page.url();
  await reader.link(text.group.tabs.people).click();
  await reader.link('Alice Moreno').click();
  await expect(reader.heading('Alice Moreno')).toBeVisible();
  await expect(reader.link(text.member.renew)).toHaveCount(0);
  await reader.visit(address.replace('/group/', '/invite/').replace('/overview', ''));
  await expect(page.getByText(text.group.noInvite.ended)).toBeVisible();
  await expect(reader.box).toHaveCount(0);
}
