import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import {
  copyUpdate,
  openTab,
  openUpdate,
  renew,
  setTime,
  signRenewal,
  startRenewing,
} from './support/group-life.ts';
import { meetThree } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const IN_A_YEAR = Date.UTC(2027, 10, 22, 12);
const CAROL = 'Carol Ødegård';

test('whoever is made an inviting member can invite once the update is opened', async ({
  people,
}) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await expect(carol.page.getByText(text.group.noInvite.role)).toBeVisible();
  await startRenewing(bob, GROUP, CAROL);
  await bob.page.getByText(text.renew.change, { exact: true }).click();
  await expect(bob.roleRadio('admin')).toBeDisabled();
  await expect(bob.page.getByText(text.renew.older(1))).toBeVisible();
  await signRenewal(bob, text.renew.doneOf(CAROL), { role: 'inviting member', until: 'mine' });
  await openUpdate(carol, await bob.copyInvitation(), GROUP);
  await expect(carol.page.getByText(text.openedUpdate.own.taken)).toBeVisible();

  const dan = await people.meet('Dan Wójcik', { at: NOON });
  await dan.createIdentity();
  await carol.invite(await dan.copyCard(), GROUP);
  await dan.open(await carol.copyInvitation());
  await dan.join(GROUP);
});

test('a weaker membership is offered, and taken only when somebody says so', async ({ people }) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await makeInviting(bob, carol);
  await setTime(NOON + DAY, bob, carol);
  await startRenewing(bob, GROUP, CAROL);
  await bob.page.getByText(text.renew.change, { exact: true }).click();
  await bob.roleRadio('member').check();
  const { loses, losesSays } = text.renew;
  await expect(bob.refusal).toContainText(plain(loses(CAROL, 'inviting member', IN_A_YEAR)));
  await expect(bob.refusal).toContainText(plain(losesSays(CAROL)));
  await signRenewal(bob, text.renew.offeredTo(CAROL), { until: 'mine' });

  await openUpdate(carol, await bob.copyInvitation(), GROUP);
  await expect(carol.page.getByText(text.openedUpdate.own.offered)).toBeVisible();
  await carol.enterGroup(GROUP);
  await expect(carol.page.getByText(text.group.youAre('inviting member'))).toBeVisible();
  await expect(carol.link(text.group.invite)).toBeVisible();

  await carol.visit('#/');
  const needs = carol.page.getByRole('region', { name: text.home.attention });
  await expect(needs).toContainText(plain(text.attention.offer(bob.name)));
  await carol.page.reload();
  await needs.getByRole('link', { name: text.attention.look }).click();
  await expect(carol.button(text.openedUpdate.take)).toBeDisabled();
  await carol.page.getByLabel(text.openedUpdate.tick).check();
  await carol.button(text.openedUpdate.take).click();
  await expect(carol.page.getByText(text.group.youAre('member'))).toBeVisible();
  await expect(carol.link(text.group.invite)).toHaveCount(0);
  await expect(carol.page.getByText(text.openedUpdate.own.offered)).toHaveCount(0);
});

test('a weaker membership that is not wanted is not offered again', async ({ people }) => {
  const { bob, carol } = await meetThree(people, GROUP, { at: NOON });
  await makeInviting(bob, carol);
  await setTime(NOON + DAY, bob, carol);
  const weaker = await renew(bob, GROUP, { name: CAROL, role: 'member', until: 'mine' });
  await openUpdate(carol, weaker, GROUP);
  await carol.button(text.openedUpdate.keep).click();
  await expect(carol.page.getByText(text.openedUpdate.kept).first()).toBeVisible();
  await openUpdate(carol, weaker, GROUP);
  await expect(carol.page.getByText(text.openedUpdate.own.offered)).toHaveCount(0);
  await carol.enterGroup(GROUP);
  await expect(carol.page.getByText(text.group.youAre('inviting member'))).toBeVisible();
  await expect(carol.page.getByText(text.openedUpdate.own.offered)).toHaveCount(0);
});

test('whoever was renewed refreshes those who end with him, and the time line says it', async ({
  people,
}) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON, until: 'month' });
  const ends = text.ends;
  await lookAtEndings(bob);
  await expect(bob.page.getByText(ends.under(1))).toBeVisible();
  await expect(bob.page.getByText(ends.leftBehind('fresh'))).toHaveCount(0);
  await setTime(NOON + 21 * DAY, alice, bob, carol);

  await openUpdate(bob, await renew(alice, GROUP, { name: bob.name }), GROUP);
  await lookAtEndings(bob);
  await expect(bob.page.getByText(ends.leftBehind('fresh'))).toBeVisible();
  await bob.link(text.group.tabs.overview).click();
  await expect(bob.page.getByText(text.branch.mine(1))).toBeVisible();
  await bob.link(text.branch.renewMine).click();
  await expect(bob.heading(text.renew.titleMine)).toBeVisible();
  await signRenewal(bob, text.renew.doneOf(CAROL), { until: 'mine' });
  const update = await bob.copyInvitation();

  await openUpdate(carol, update, GROUP);
  await expect(carol.page.getByText(text.openedUpdate.own.taken)).toBeVisible();
  await lookAtEndings(bob);
  await expect(bob.page.getByText(ends.under(1))).toBeVisible();
  await expect(bob.page.getByText(ends.leftBehind('fresh'))).toHaveCount(0);
  await bob.link(text.group.tabs.overview).click();
  await expect(bob.page.getByText(text.branch.mine(1))).toHaveCount(0);
});

test('whoever renews somebody is led to those who end with him', async ({ people }) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON, until: 'month' });
  await carol.button(text.tell.make(bob.name)).click();
  await openUpdate(alice, await carol.copyInvitation(), GROUP);
  await setTime(NOON + 21 * DAY, alice);
  await renew(alice, GROUP, { name: bob.name });
  await expect(alice.page.getByText(plain(text.branch.of(1, bob.name)))).toBeVisible();
  await alice.link(text.branch.renew).click();
  await expect(alice.heading(text.renew.titleBranch(bob.name))).toBeVisible();
  await signRenewal(alice, text.renew.doneOf(CAROL));
});

test('the name and the description of a group change with its key, and reach the others', async ({
  people,
}) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON });
  const renamed = 'Harbour Radio';
  const comment = 'Wednesdays at seven, channel 12';
  await openTab(alice, GROUP, 'details');
  await alice.link(text.editGroup.link).click();
  await alice.page.getByLabel(text.editGroup.name, { exact: true }).fill(renamed);
  await alice.page.getByLabel(text.editGroup.comment, { exact: true }).fill(comment);
  await alice.button(text.editGroup.save).click();
  await expect(alice.heading(renamed)).toBeVisible();
  await expect(alice.page.getByText(text.updates.due.properties)).toBeVisible();
  const update = await copyUpdate(alice, renamed);

  for (const member of [bob, carol]) {
    await openUpdate(member, update, renamed);
    const { renamed: said } = text.openedUpdate;
    await expect(member.page.getByText(plain(said(GROUP, renamed)))).toBeVisible();
    await member.enterGroup(renamed);
    await expect(member.page.getByText(comment)).toBeVisible();
    await member.link(text.group.tabs.details).click();
    await expect(member.page.getByText(plain(text.group.foundedAs(GROUP)))).toBeVisible();
    await expect(member.link(text.editGroup.link)).toHaveCount(0);
  }
  const address = bob.page.url().replace('/group/', '/edit-group/').replace('/details', '');
  await bob.visit(address);
  await expect(bob.page.getByText(text.editGroup.notYours)).toBeVisible();
  await expect(bob.page.getByLabel(text.editGroup.name)).toHaveCount(0);
  // Whoever was invited under the old name is in the same group.
  await expectSameKey(alice, carol, renamed);
});

async function makeInviting(bob: Person, carol: Person): Promise<void> {
  const wishes = { name: CAROL, role: 'inviting member', until: 'mine' } as const;
  await openUpdate(carol, await renew(bob, GROUP, wishes), GROUP);
  await expect(carol.page.getByText(text.openedUpdate.own.taken)).toBeVisible();
}

async function lookAtEndings(who: Person): Promise<void> {
  await openTab(who, GROUP, 'people');
  await who.link(text.people.views.ends).click();
  await expect(who.page.getByRole('heading', { name: text.ends.title })).toBeVisible();
}

async function expectSameKey(one: Person, other: Person, group: string): Promise<void> {
  const keys: string[] = [];
  for (const who of [one, other]) {
    await who.enterGroup(group);
    const key = who.page.getByRole('group', { name: text.parts.fingerprint });
    keys.push((await key.textContent()) ?? '');
  }
  expect(keys[1]).toBe(keys[0]);
}
