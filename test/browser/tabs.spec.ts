import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { keptCounts, keptNotes } from './support/kept.ts';
import { deleteIdentity, leaveGroup } from './support/leaving.ts';
import { expectAccessible } from './support/looking.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';

test('what one tab changes shows in another at once', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  const tab = await alice.inAnotherTab();
  await tab.visit('#/');
  await expect(tab.heading(text.home.title)).toBeVisible();
  await alice.createGroup(GROUP);
  await expect(tab.page.getByRole('link', { name: GROUP }).first()).toBeVisible();
  await alice.visit('#/settings');
  await alice.page.getByText(text.settings.theme.dark, { exact: true }).click();
  await expect(tab.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

// security.md I 161
test('two tabs that make the first identity at the same moment make one', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  const tab = await alice.inAnotherTab();
  for (const window of [alice, tab]) {
    await window.page.getByLabel(text.firstVisit.name, { exact: true }).fill(alice.name);
    await window.button(text.firstVisit.create).click();
    await window.chooseSealing('identity', 'without');
  }
  await holdStart(alice);
  await Promise.all([alice, tab].map(makeKeysAtStart));
  await giveStart(alice);
  for (const window of [alice, tab]) {
    await expect(window.page.locator('nav').first()).toBeVisible();
  }
  await expect.poll(() => keptCounts(alice.page)).toMatchObject({ identities: 1 });
  for (const window of [alice, tab]) await window.showCard();
});

// security.md I 162
test('a group that is left in one tab is said to be gone in the other', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  const tab = await alice.inAnotherTab();
  await tab.enterGroup(GROUP);
  await leaveGroup(alice, GROUP);
  await expect(tab.heading(text.shell.lostTitle)).toBeVisible();
  await expect(tab.page.getByText(plain(text.windows.groupGone(GROUP)))).toBeVisible();
});

test('an identity that is deleted in one tab is said to be gone in the other', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await alice.visit('#/new-identity');
  await alice.page.getByLabel(text.firstVisit.name, { exact: true }).fill('Alice at work');
  await alice.button(text.firstVisit.create).click();
  await alice.seal('identity');
  await expect(alice.heading('Alice at work')).toBeVisible();
  const tab = await alice.inAnotherTab();
  await tab.page.goto(alice.page.url());
  await expect(tab.heading('Alice at work')).toBeVisible();
  await deleteIdentity(alice);
  await expect(tab.heading(text.windows.cardTitle)).toBeVisible();
});

test('an invitation that is discarded in one tab is said to be gone in the other', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  await bob.open(await alice.copyInvitation());
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
  const tab = await bob.inAnotherTab();
  await tab.page.goto(bob.page.url());
  await expect(tab.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
  await bob.button(text.preview.discard).click();
  await expect(bob.heading(text.home.title)).toBeVisible();
  await expect(tab.refusal).toContainText(text.errors['step.unknown']);
});

test('a form half filled in stays as it is while another tab changes things', async ({
  people,
}) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  const tab = await alice.inAnotherTab();
  await tab.visit('#/new-group');
  const field = tab.page.getByLabel(text.newGroup.name, { exact: true });
  await field.fill('Night Sai');
  await alice.visit('#/settings');
  await alice.page.getByText(text.settings.theme.dark, { exact: true }).click();
  await expect(tab.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(field).toHaveValue('Night Sai');
});

// security.md I 170
test('forged tidings change nothing', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  const tab = await alice.inAnotherTab();
  await tab.visit('#/');
  const before = await keptCounts(tab.page);
  await alice.page.evaluate(() => {
    const channel = new BroadcastChannel('conclave');
    const kinds = ['identities', 'memberships'];
    const forged: unknown[] = [kinds, [...kinds, '__proto__'], [], 'identities', null, 7];
    for (const message of [...forged, { kinds }, { identities: [] }]) channel.postMessage(message);
    channel.close();
  });
  // What is told truly comes behind them.
  await alice.visit('#/settings');
  await alice.page.getByText(text.settings.theme.dark, { exact: true }).click();
  await expect(tab.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(tab.page.getByRole('link', { name: GROUP }).first()).toBeVisible();
  expect(await keptCounts(tab.page)).toEqual(before);
  await expect(tab.refusal).toHaveCount(0);
});

// security.md I 155
test('an older tab that meets a newer version says so, and loses no draft', async ({ people }) => {
  const alice = await people.meet('Alice Moreno');
  await alice.createIdentity();
  await alice.visit('#/new-group');
  const field = alice.page.getByLabel(text.newGroup.name, { exact: true });
  await field.fill('Night');
  await expect.poll(() => keptNotes(alice.page, 'steps')).toContain('Night');

  await alice.page.context().addInitScript(becomeNewer);
  const newer = await alice.inAnotherTab();
  await newer.showCard();
  await field.fill('Night Sailors');
  await expect(alice.page.getByText(text.windows.newerTitle)).toBeVisible();
  await expect(field).toHaveValue('Night Sailors');
  await alice.button(text.shell.reload).click();
  await expect(alice.page.getByText(text.windows.newerTitle)).toHaveCount(0);
  await expect(field).toHaveValue('Night Sailors');
});

// security.md I 157
test('a page that another tab stands in the way of says which step helps, and goes on by itself', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { before: neverMakeWay });
  await bob.createIdentity();
  await bob.page.context().addInitScript(becomeNewer);
  const newer = await bob.inAnotherTab();
  await expect(newer.page.getByText(text.windows.blockedTitle)).toBeVisible();
  await expect(newer.page.getByText(text.windows.blocked[0]!)).toBeVisible();
  await expectAccessible(newer, 'a start that is blocked');
  await bob.page.close();
  await newer.showCard();
});

/** An older version that does not make way, as one that sleeps in the background. */
function neverMakeWay(): void {
  IDBDatabase.prototype.close = () => undefined;
}

/** The next version of the app, which has a migration more. */
function becomeNewer(): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    return open.call(this, name, version === undefined ? undefined : version + 1);
  };
}

/** Nobody starts before {@link giveStart}: a lock is held that all wait for. */
function holdStart({ page }: Person): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('start', () => {
          held();
          return new Promise((give) => Reflect.set(globalThis, 'giveStart', give));
        });
      }),
  );
}

/** Presses the button that makes the keys, as soon as it may. */
function makeKeysAtStart(window: Person): Promise<void> {
  return window.button(text.sealing.identity.make).evaluate((button) => {
    void navigator.locks.request('start', { mode: 'shared' }, () => {
      (button as HTMLButtonElement).click();
    });
  });
}

function giveStart({ page }: Person): Promise<void> {
  return page.evaluate(() => (Reflect.get(globalThis, 'giveStart') as () => void)());
}
