import { readFileSync } from 'node:fs';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { keptCounts, keptNotes } from './support/kept.ts';
import { type SavedFile } from './support/handing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const PASSWORD = 'walrus copper evening lantern';
const { recoveryFile, recoveryCode, restore, savedGroup, saveAll, sealing } = text;

test.slow();

test('an identity made with a code comes back in an empty browser, and signs', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  const code = await alice.createIdentity('code');
  expect(code).toMatch(/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$/u);
  const file = await alice.save(recoveryFile.save);
  expect(file.name).toBe('Alice Moreno.recovery.xml');
  await alice.button(recoveryFile.haveIt).click();
  await expect(alice.page.getByText(recoveryFile.doneSays)).toBeVisible();
  expect(readFileSync(file.path, 'utf8')).toContain('<PEERIDENTITYEXPORT');
  const fingerprint = await wordsOf(alice);

  const elsewhere = await people.meet('Alice Moreno');
  await elsewhere.link(text.firstVisit.recover).click();
  await elsewhere.chooseFile(file.path);
  await expect(elsewhere.heading(restore.identity)).toBeVisible();
  // As somebody types it from paper.
  await openWith(elsewhere, code.toLowerCase().replaceAll('-', ' '));
  await expect(elsewhere.page.getByText(text.password.isCode)).toBeVisible();
  await elsewhere.button(restore.bring).click();
  await expect(elsewhere.heading(text.home.title)).toBeVisible();
  await expect(elsewhere.page.getByText(plain(restore.back(alice.name)))).toBeVisible();
  await expect(elsewhere.page.getByText(plain(recoveryFile.unsaved(alice.name)))).toHaveCount(0);
  await elsewhere.showCard();
  expect(await wordsOf(elsewhere)).toBe(fingerprint);
  await elsewhere.createGroup(GROUP);
});

test('a recovery file is tried without a change, with the right password and a wrong one', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity({ password: PASSWORD });
  const file = await alice.save(recoveryFile.save);
  await alice.link(recoveryFile.test).click();
  await alice.chooseFile(file.path);
  await expect(alice.page.getByText(restore.isHere)).toBeVisible();
  await alice.button(restore.test).click();
  await expect(alice.page.getByText(restore.missing)).toBeVisible();
  await openWith(alice, 'walrus copper evening');
  await alice.button(restore.test).click();
  await expect(alice.refusal).toContainText(text.errors['recovery.password']);
  await openWith(alice, PASSWORD);
  await alice.button(restore.test).click();
  await expect(alice.page.getByText(plain(restore.tested(alice.name)))).toBeVisible();
  await expect(alice.refusal).toHaveCount(0);

  const eve = await people.meet('Eve');
  await eve.open(file);
  await expect(eve.heading(restore.identity)).toBeVisible();
  await openWith(eve, PASSWORD);
  await eve.button(restore.test).click();
  await expect(eve.page.getByText(plain(restore.tested(alice.name)))).toBeVisible();
  expect(await keptCounts(eve.page)).toMatchObject({ identities: 0 });
});

test('nobody goes on with a code that was not written down, or a password that is guessed', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await startIdentity(alice);
  const code = await alice.chooseSealing('identity', 'code');
  const make = alice.button(sealing.identity.make);
  await make.click();
  await expect(alice.page.getByText(recoveryCode.repeatMissing)).toBeVisible();
  await alice.page.getByLabel(recoveryCode.repeat).fill(code.slice(0, 5));
  await expect(alice.page.getByText(recoveryCode.repeatWrong)).toBeVisible();
  await make.click();
  await alice.chooseSealing('identity', { password: '' });
  const field = alice.page.getByLabel(text.password.new, { exact: true });
  for (const [typed, why] of [
    ['password1', 'common'],
    ['Alice Moreno', 'own'],
    ['qwertzuiop', 'keys'],
  ] as const) {
    await field.fill(typed);
    await expect(alice.page.getByText(text.password.weak(text.password.why[why]))).toBeVisible();
    await make.click();
  }
  await expect(field).toHaveAttribute('type', 'password');
  await alice.button(text.password.showIt).click();
  await expect(field).toHaveAttribute('type', 'text');
  expect(await keptCounts(alice.page)).toMatchObject({ identities: 0 });
});

test('the question survives a reload with another code, and nothing secret is kept', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await startIdentity(alice);
  const code = await alice.chooseSealing('identity', 'code');
  await expect.poll(() => keptNotes(alice.page, 'steps')).toContain('sealing');
  await alice.page.reload();
  const another = await alice.chooseSealing('identity', 'code');
  expect(another).not.toBe(code);
  await alice.page.getByLabel(recoveryCode.repeat).fill(code);
  await expect(alice.page.getByText(recoveryCode.repeatWrong)).toBeVisible();
  expect(await keptNotes(alice.page, 'steps')).not.toContain(another);
  await alice.button(sealing.identity.back).click();
  await expect(alice.heading(text.firstVisit.title)).toBeVisible();
  await expect(alice.page.getByLabel(text.firstVisit.name, { exact: true })).toHaveValue(
    alice.name,
  );
});

test('going without is said plainly, and the first screen goes on saying it', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity('without');
  await alice.visit('#/');
  const reminder = alice.page.getByRole('region', { name: recoveryFile.title });
  await expect(reminder).toContainText(plain(recoveryFile.without(alice.name)));
  await alice.button(recoveryFile.notNow).click();
  await expect(reminder).toHaveCount(0);
  await alice.page.reload();
  await expect(alice.heading(text.home.title)).toBeVisible();
  await expect(reminder).toHaveCount(0);
  await alice.visit('#/card');
  await alice.page.locator('summary').first().click();
  await expect(alice.page.getByText(recoveryFile.none)).toBeVisible();
  await alice.visit('#/settings');
  await expect(alice.page.getByText(plain(saveAll.without([alice.name])))).toBeVisible();
});

test('a file that was not saved is asked for until it is', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity({ password: PASSWORD });
  await alice.visit('#/');
  const reminder = alice.page.getByRole('region', { name: recoveryFile.title });
  await expect(reminder).toContainText(plain(recoveryFile.unsaved(alice.name)));
  await alice.save(recoveryFile.save);
  await expect(reminder).toContainText(recoveryFile.look);
  await alice.button(recoveryFile.haveIt).click();
  await expect(reminder).toHaveCount(0);
});

test('everything moves to another browser in one file, the key of a group too', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity({ password: PASSWORD });
  const code = await alice.createGroup(GROUP, 'Thursdays at eight', 'code');
  await alice.visit('#/settings');
  await expect(alice.page.getByText(saveAll.never)).toBeVisible();
  const everything = await alice.save(saveAll.save);
  expect(everything.name).toMatch(/^[\w. -]+\.zip$/u);
  await alice.button(recoveryFile.haveIt).click();
  await expect(alice.page.getByText(saveAll.since(NOTHING))).toBeVisible();

  const elsewhere = await people.meet('Alice Moreno');
  await elsewhere.open(everything);
  await expect(elsewhere.heading(restore.archive)).toBeVisible();
  await openWith(elsewhere, PASSWORD);
  await elsewhere.button(restore.bring).click();
  await expect(elsewhere.page.getByRole('heading', { name: restore.reportTitle })).toBeVisible();
  await expect(elsewhere.page.getByText(restore.outcome.restored).first()).toBeVisible();
  await unlockWhatIsLeft(elsewhere, code);
  await elsewhere.enterGroup(GROUP);
  await expect(elsewhere.page.getByText('Thursdays at eight')).toBeVisible();
  await expect(elsewhere.page.getByText(text.group.creator)).toBeVisible();
  await elsewhere.link(text.group.tabs.details).click();
  // What only the key of the group can sign.
  await elsewhere.link(text.editGroup.link).click();
  await elsewhere.page.getByLabel(text.editGroup.name, { exact: true }).fill('Radio at Eight');
  await elsewhere.button(text.editGroup.save).click();
  await expect(elsewhere.heading('Radio at Eight')).toBeVisible();

  const { records: before } = await keptCounts(alice.page);
  await alice.createGroup('Chess Club');
  const { records: after } = await keptCounts(alice.page);
  await alice.visit('#/settings');
  const come = { identities: 0, memberships: 1, records: after - before };
  await expect(alice.page.getByText(saveAll.since(come))).toBeVisible();
});

test('a group saved by itself comes back locked, and its key is unlocked later', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity({ password: PASSWORD });
  const identity = await alice.save(recoveryFile.save);
  const code = await alice.createGroup(GROUP, '', 'code');
  await alice.link(text.group.tabs.details).click();
  const group = await alice.save(savedGroup.save);
  expect(group.name).toBe('Harbour Radio Club.config.xml');

  const elsewhere = await people.meet('Alice Moreno');
  await bringBack(elsewhere, identity, PASSWORD);
  await elsewhere.open(group);
  await expect(elsewhere.heading(restore.group)).toBeVisible();
  await elsewhere.button(restore.bring).click();
  await expect(elsewhere.heading(GROUP)).toBeVisible();
  await elsewhere.link(text.group.tabs.details).click();
  await expect(elsewhere.page.getByText(savedGroup.lockedTitle)).toBeVisible();
  await openWith(elsewhere, code);
  await elsewhere.button(savedGroup.unlock).click();
  await expect(elsewhere.page.getByText(savedGroup.lockedTitle)).toHaveCount(0);
  await expect(elsewhere.link(text.editGroup.link)).toBeVisible();
});

test('every screen of recovery can be read by everybody, and fits 320 px', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await startIdentity(alice);
  await alice.chooseSealing('identity', { password: '' });
  await look(alice, 'a password of one’s own');
  await alice.seal('identity', 'code');
  await expect(alice.heading(alice.name)).toBeVisible();
  await look(alice, 'a recovery file to be saved');
  const file = await alice.save(recoveryFile.save);
  await look(alice, 'a recovery file that was saved');
  // Until the page is left it stands above, and nowhere else.
  await expect(alice.page.getByText(recoveryFile.save, { exact: true })).toHaveCount(1);
  await alice.page.reload();
  await alice.page.locator('summary').first().click();
  await look(alice, 'a recovery file under the details');
  await alice.visit('#/new-group');
  await alice.page.getByLabel(text.newGroup.name, { exact: true }).fill(GROUP);
  await alice.button(text.newGroup.create).click();
  await alice.chooseSealing('group', 'code');
  await look(alice, 'what seals the key of a group');
  await alice.seal('group', { password: PASSWORD });
  await expect(alice.heading(GROUP)).toBeVisible();
  await alice.link(text.group.tabs.details).click();
  await look(alice, 'a group to be saved');
  await alice.visit('#/restore');
  await look(alice, 'bringing back');
  await alice.chooseFile(file.path);
  await expect(alice.heading(restore.identity)).toBeVisible();
  await look(alice, 'a recovery file that is to be opened');
});

const NOTHING = { identities: 0, memberships: 0, records: 0 };

async function look(who: Person, screen: string): Promise<void> {
  await expectAccessible(who, screen);
  await expectNoSidewaysScroll(who, screen);
}

async function startIdentity(who: Person): Promise<void> {
  await who.page.getByLabel(text.firstVisit.name, { exact: true }).fill(who.name);
  await who.button(text.firstVisit.create).click();
}

/** Types the password or the code, whatever the field is called here. */
async function openWith({ page }: Person, secret: string): Promise<void> {
  const { open } = text.password;
  const field = page.getByLabel(open, { exact: true });
  await field.or(page.getByLabel(restore.optional, { exact: true })).fill(secret);
}

async function bringBack(who: Person, file: SavedFile, secret: string): Promise<void> {
  await who.open(file);
  await expect(who.heading(restore.identity)).toBeVisible();
  await openWith(who, secret);
  await who.button(restore.bring).click();
  await expect(who.heading(text.home.title)).toBeVisible();
}

/** What has another password is asked for until nothing is left. */
async function unlockWhatIsLeft(who: Person, secret: string): Promise<void> {
  await expect(who.page.getByText(restore.left(1))).toBeVisible();
  await openWith(who, secret);
  await who.button(restore.bring).click();
  await expect(who.page.getByText(restore.left(1))).toHaveCount(0);
}

/** The fingerprint of the card that is shown. */
async function wordsOf({ page }: Person): Promise<string | null> {
  return page.getByRole('group', { name: text.parts.fingerprint }).textContent();
}
