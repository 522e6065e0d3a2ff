import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { keptCounts, keptNotes } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOW = Date.parse(manifest.now);

test('a name typed on the first visit is there after a reload', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const field = alice.page.getByLabel(text.firstVisit.name, { exact: true });
  await field.fill('Alice Mor');
  await reloadOnceKept(alice, 'Alice Mor');
  await expect(field).toHaveValue('Alice Mor');
  await alice.createIdentity();
  await alice.visit('#/new-identity');
  await expect(field).toHaveValue('');
});

test('a group half founded is there after a reload', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await alice.visit('#/new-group');
  await alice.page.getByLabel(text.newGroup.name, { exact: true }).fill(GROUP);
  await alice.page.getByLabel(text.newGroup.comment, { exact: true }).fill('Thursdays at eight');
  await reloadOnceKept(alice, 'Thursdays at eight');
  await expect(alice.page.getByLabel(text.newGroup.name, { exact: true })).toHaveValue(GROUP);
  await alice.button(text.newGroup.create).click();
  await alice.seal('group');
  await expect(alice.heading(GROUP)).toBeVisible();
  await expect(alice.page.getByText('Thursdays at eight')).toBeVisible();
});

test('a card pasted and the choices made for it are there after a reload', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.startInviting(GROUP);
  await alice.giveIn(readVectorText('identities/valid/bob.xml'));
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
  await alice.choose({ role: 'inviting member', until: 'half' });
  await reloadOnceKept(alice, 'half');
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
  await expect(alice.roleRadio('inviting member')).toBeChecked();
  await expect(alice.page.getByLabel(text.invite.untils.half, { exact: true })).toBeChecked();
  await alice.sign();
  expect(await keptCounts(alice.page)).toMatchObject({ invitations: 1 });
});

test('a card half pasted is there after a reload', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.startInviting(GROUP);
  await alice.box.fill('peer:AQEB');
  await reloadOnceKept(alice, 'peer:AQEB');
  await expect(alice.box).toHaveValue('peer:AQEB');
});

test('text half opened is there after a reload, in another window too', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await bob.visit('#/open');
  await bob.box.fill('Hello Bob, it comes tomorrow.');
  await reloadOnceKept(bob, 'it comes tomorrow');
  await expect(bob.box).toHaveValue('Hello Bob, it comes tomorrow.');
  const tab = await bob.inAnotherTab();
  await tab.visit('#/open');
  await expect(tab.box).toHaveValue('Hello Bob, it comes tomorrow.');
});

test('an invitation not yet decided survives a reload, and Not now keeps it', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  await bob.open(await alice.copyInvitation());
  const title = text.preview.title(alice.name, GROUP);
  await expect(bob.heading(title)).toBeVisible();
  // Whom Bob asks for the words of the group has them before him.
  const [asked, mine] = [alice, bob].map(({ page }) =>
    page.getByRole('group', { name: text.parts.fingerprint }),
  );
  await expect(mine!).toHaveText((await asked!.textContent())!);
  await bob.page.reload();
  await expect(bob.heading(title)).toBeVisible();
  await bob.link(text.preview.notNow).click();
  const waiting = bob.page.getByRole('region', { name: text.home.waiting });
  await expect(waiting).toBeVisible();
  await expect(bob.page.getByText(text.home.empty)).toHaveCount(0);
  await waiting.getByRole('link', { name: plain(text.home.waitingSays(alice.name)) }).click();
  await expect(bob.heading(title)).toBeVisible();
  await bob.page.reload();
  await bob.join(GROUP);
  await bob.visit('#/');
  await expect(bob.heading(text.home.title)).toBeVisible();
  await expect(waiting).toHaveCount(0);
});

test('a signed invitation is there after a reload, and can be given again', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.invite(readVectorText('identities/valid/bob.xml'), GROUP);
  const invitation = await alice.copyInvitation();
  await alice.page.reload();
  await expect(alice.heading(text.issued.title('Bob Tanaka'))).toBeVisible();
  expect(await alice.copyInvitation()).toBe(invitation);
  await alice.link(text.issued.toGroup).click();
  await alice.page.getByRole('link', { name: /Bob Tanaka/ }).click();
  expect(await alice.copyInvitation()).toBe(invitation);
});

test('a group with all of its pages is there after a reload', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  for (const page of Object.values(text.group.tabs)) {
    await alice.link(page).click();
    await alice.page.reload();
    await expect(alice.heading(GROUP)).toBeVisible();
    await expect(alice.link(page)).toHaveAttribute('aria-current', 'page');
  }
});

/** Screens write down what they have a little later; from then on a reload may come. */
async function reloadOnceKept({ page }: Person, part: string): Promise<void> {
  await expect.poll(() => keptNotes(page, 'steps')).toContain(part);
  await page.reload();
}
