import { readFileSync } from 'node:fs';
import { english as text } from '../../src/text/en.ts';
import { day } from '../../src/text/en/moments.ts';
import { plain } from '../../src/text/phrase.ts';
import type { Person } from './support/person.ts';
import { keptCounts } from './support/kept.ts';
import { ownServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOON = Date.UTC(2026, 10, 22, 12);
const IN_A_YEAR = Date.UTC(2027, 10, 22, 12);

test('a group is founded and somebody joins it by copied text alone', async ({ people }) => {
  const alice = await people.meet('Alice Moreno', { at: NOON });
  const bob = await people.meet('Bob Tanaka', { at: NOON });
  await alice.createIdentity();
  await alice.createGroup(GROUP, 'Thursdays at eight');
  await bob.createIdentity();

  const card = await bob.copyCard();
  expect(card).toMatch(/^peer:[\w-]+\.$/m);
  await alice.startInviting(GROUP);
  await alice.giveIn(`Hi Alice,\n\nhere is my card:\n> ${card}\n\nBob`);
  await expect(alice.heading(text.invite.titleOf(bob.name))).toBeVisible();
  await expect(alice.page.getByRole('group', { name: text.parts.fingerprint })).toBeVisible();
  await alice.choose({ role: 'member', until: 'year' });
  await alice.sign();
  await expect(alice.heading(text.issued.title(bob.name))).toBeVisible();
  const invitation = await alice.copyInvitation();

  await bob.open(invitation);
  await expectPreview(bob, alice);
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 0 });
  await bob.join(GROUP);
  await expectMembership(bob);
});

test('a group is founded and somebody joins it by saved files alone', async ({ people }) => {
  const alice = await people.meet('Alice Moreno', { at: NOON });
  const bob = await people.meet('Bob Tanaka', { at: NOON });
  await alice.createIdentity();
  await alice.createGroup(GROUP);
  await bob.createIdentity();

  const card = await bob.saveCard();
  expect(card.name).toBe('Bob Tanaka.identity.xml');
  await alice.invite(card, GROUP);
  const invitation = await alice.saveInvitation();
  expect(invitation.name).toBe('Harbour Radio Club for Bob Tanaka.invitation.xml');

  await bob.visit('#/open');
  await bob.drop(invitation);
  await expectPreview(bob, alice);
  await bob.join(GROUP);
  await expectMembership(bob);
});

test('a card dropped into the box is taken like a pasted one', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const bob = await people.meet('Bob Tanaka');
  await alice.createIdentity();
  await alice.createGroup(GROUP);
  await bob.createIdentity();
  const card = await bob.saveCard();
  await alice.startInviting(GROUP);
  await alice.drop(card);
  await expect(alice.heading(text.invite.titleOf(bob.name))).toBeVisible();
});

test('both close the browser, the server stops, and offline everything is there', async ({
  people,
}, info) => {
  test.slow();
  const server = await ownServer();
  const { url } = server;
  const homes = { alice: info.outputPath('alice'), bob: info.outputPath('bob') };
  const alice = await people.meet('Alice Moreno', { url, profile: homes.alice });
  const bob = await people.meet('Bob Tanaka', { url, profile: homes.bob });
  await alice.createIdentity();
  await alice.createGroup(GROUP);
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  await bob.open(await alice.copyInvitation());
  await bob.join(GROUP);
  await Promise.all([alice.isReadyOffline(), bob.isReadyOffline()]);
  const carol = await people.meet('Carol Ødegård', { url });
  await carol.createIdentity();
  const cardOfCarol = await carol.copyCard();
  await people.part();
  await server.close();

  const bobAgain = await people.meet('Bob Tanaka', { url, profile: homes.bob });
  await bobAgain.enterGroup(GROUP);
  await expectMembership(bobAgain);
  const aliceAgain = await people.meet('Alice Moreno', { url, profile: homes.alice });
  await aliceAgain.enterGroup(GROUP);
  await aliceAgain.link(text.group.tabs.people).click();
  await expect(aliceAgain.page.getByRole('row').filter({ hasText: 'Bob Tanaka' })).toBeVisible();
  await aliceAgain.invite(cardOfCarol, GROUP, { role: 'inviting member' });
  await expect(aliceAgain.heading(text.issued.title('Carol Ødegård'))).toBeVisible();
});

test('an inviting member invites on, but makes nobody an administrator', async ({ people }) => {
  const [alice, bob, carol] = [
    await people.meet('Alice Moreno'),
    await people.meet('Bob Tanaka'),
    await people.meet('Carol Ødegård'),
  ];
  for (const person of [alice, bob, carol]) await person.createIdentity();
  await alice.createGroup(GROUP);
  await alice.invite(await bob.copyCard(), GROUP, { role: 'inviting member', until: 'half' });
  await bob.open(await alice.copyInvitation());
  await bob.join(GROUP);

  await bob.startInviting(GROUP);
  await bob.giveIn(await carol.copyCard());
  await expect(bob.roleRadio('admin')).toBeDisabled();
  await expect(bob.roleRadio('inviting member')).toBeEnabled();
  await expect(bob.page.getByText(text.invite.cannotGive)).toBeVisible();
  await bob.choose({ role: 'member', until: 'year' });
  // A year is longer than Bob's own half: the screen says so before he signs.
  await expect(bob.page.getByText(/longer than your own membership/)).toBeVisible();
  await bob.sign();
  await carol.open(await bob.copyInvitation());
  await expect(carol.heading(text.preview.title(bob.name, GROUP))).toBeVisible();
  await expect(carol.page.getByText(plain(text.preview.endsWith(bob.name)))).toBeVisible();
  await carol.join(GROUP);
});

test('a member sees why he cannot invite', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const bob = await people.meet('Bob Tanaka');
  for (const person of [alice, bob]) await person.createIdentity();
  await alice.createGroup(GROUP);
  await alice.invite(await bob.copyCard(), GROUP);
  await bob.open(await alice.copyInvitation());
  await bob.join(GROUP);

  await expect(bob.page.getByText(text.group.noInvite.role)).toBeVisible();
  await expect(bob.link(text.group.invite)).toHaveCount(0);
  await bob.visit(bob.page.url().replace('/group/', '/invite/').replace('/overview', ''));
  await expect(bob.page.getByText(text.group.noInvite.role)).toBeVisible();
  await expect(bob.box).toHaveCount(0);
  expect(await keptCounts(bob.page)).toMatchObject({ invitations: 0 });
});

test('the chain of a membership can be saved for other software', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await alice.createGroup(GROUP);
  await alice.link(text.group.tabs.details).click();
  const pem = await alice.save(text.details.pem);
  expect(pem.name).toBe('Harbour Radio Club.pem');
  expect(readFileSync(pem.path, 'utf8').match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
  const bundle = await alice.save(text.details.pkcs7);
  expect(bundle.name).toBe('Harbour Radio Club.p7b');
  // A DER sequence with a length of two bytes.
  expect(readFileSync(bundle.path).subarray(0, 2).toString('hex')).toBe('3082');
});

/** Who invites to what, as what, until when, and why it can be trusted. */
async function expectPreview(reader: Person, inviter: Person): Promise<void> {
  await expect(reader.heading(text.preview.title(inviter.name, GROUP))).toBeVisible();
  const main = reader.page.getByRole('main');
  await expect(main).toContainText(`as a member, until ${day(IN_A_YEAR)}`);
  const checks = reader.page.getByRole('list', { name: text.preview.checks });
  await expect(checks.getByRole('listitem')).toHaveText([
    text.preview.signatures,
    plain(text.preview.mayInvite(inviter.name, 'member')),
    text.preview.dates,
    text.preview.forYou,
  ]);
  const way = reader.page.getByRole('list', { name: text.preview.way });
  await expect(way.getByRole('listitem')).toHaveText([
    new RegExp(GROUP),
    inviter.name,
    text.parts.you,
  ]);
}

async function expectMembership(reader: Person): Promise<void> {
  await expect(reader.heading(GROUP)).toBeVisible();
  await expect(reader.page.getByText(text.group.youAre('member'))).toBeVisible();
  await expect(reader.page.getByText(text.group.noInvite.role)).toBeVisible();
}
