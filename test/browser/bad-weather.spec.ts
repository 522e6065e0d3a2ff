import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { databaseOf } from './support/database.ts';
import { keptCounts } from './support/kept.ts';
import { expectAccessible } from './support/looking.ts';
import { meetFounder, meetMember } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';
import { clearStorage, NO_ROOM, openEmptyPage, roomOf } from './support/weather.ts';

const GROUP = 'Harbour Radio Club';
const YEAR = 366 * 86_400_000;

// security.md I 159
test('with a few kilobytes of room nothing is made, a clear sentence says so, and all is as it was', async ({
  people,
}) => {
  test.slow();
  const bob = await people.prepare('Bob Tanaka', { tolerated: NO_ROOM });
  await openEmptyPage(bob.page, bob.address);
  const leaveRoom = await roomOf(bob.page);
  await leaveRoom(4000);
  await bob.openApp();
  await bob.page.getByLabel(text.firstVisit.name, { exact: true }).fill(bob.name);
  await bob.button(text.firstVisit.create).click();
  await bob.seal('identity');
  await expect(bob.refusal).toContainText(text.errors['storage.full']);
  expect(await keptCounts(bob.page)).toMatchObject({ identities: 0 });
  await leaveRoom(undefined);
  await bob.button(text.sealing.identity.make).click();
  await expect(bob.heading(bob.name)).toBeVisible();
});

// security.md I 164
test('storage that is cleared while the app is open is said within three seconds', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  await clearStorage(alice.page);
  await expect(alice.heading(text.cleared.title)).toBeVisible({ timeout: 3000 });
  await expect(alice.link(text.cleared.restore)).toBeVisible();
  await expectAccessible(alice, 'storage that was cleared');
  await alice.link(text.cleared.restore).click();
  await expect(alice.heading(text.restore.title)).toBeVisible();
  await alice.visit('#/');
  await alice.button(text.cleared.anew).click();
  await expect(alice.heading(text.firstVisit.title)).toBeVisible();
});

// security.md I 148
test('storage that was cleared meanwhile is said at the next start, never passed over', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  const { page } = alice;
  await openEmptyPage(page, people.url);
  await clearStorage(page, 'indexeddb');
  await alice.openApp();
  await expect(alice.heading(text.cleared.title)).toBeVisible();
  await page.reload();
  await expect(alice.heading(text.cleared.title)).toBeVisible();
  await alice.button(text.cleared.anew).click();
  await alice.createIdentity();
  await page.reload();
  await alice.showCard();
});

test('deleting everything asks twice and for a word, and is no clearing', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  await alice.visit('#/settings');
  await alice.button(text.deleting.everything).click();
  const dialog = alice.page.getByRole('dialog');
  await expect(dialog).toContainText(plain(text.deleting.groupKeysLost([GROUP])));
  await expect(dialog).toContainText(plain(text.deleting.identitiesLost([alice.name])));
  await expectAccessible(alice, 'the question before everything is deleted');
  await alice.button(text.deleting.goOn).click();
  await expect(alice.button(text.deleting.everythingYes)).toBeDisabled();
  await alice.page
    .getByLabel(text.deleting.typeWord(text.deleting.word), { exact: true })
    .fill('Delete');
  await alice.button(text.deleting.everythingYes).click();
  await expect(alice.heading(text.firstVisit.title)).toBeVisible();
  await alice.page.reload();
  await expect(alice.heading(text.firstVisit.title)).toBeVisible();
  expect(await keptCounts(alice.page)).toMatchObject({ identities: 0, memberships: 0 });
});

test('an identity that is in a group is not deleted, and the group is named', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  await alice.showCard();
  await alice.page.getByText(text.parts.details, { exact: true }).click();
  await expect(alice.button(text.card.delete)).toBeDisabled();
  await expect(alice.page.getByText(text.deleting.stillIn)).toBeVisible();
  const stillIn = alice.page.locator('details').getByRole('link', { name: GROUP });
  await expect(stillIn).toBeVisible();
});

// security.md I 167
test('a clock that is behind is pointed out on every screen, with what it has shown', async ({
  people,
}) => {
  const now = Date.now();
  const alice = await meetFounder(people, GROUP, { at: now });
  await setTime(alice, now - 10 * YEAR);
  for (const hash of ['#/', '#/settings', '#/new-group']) {
    await alice.visit(hash);
    await expect(alice.page.getByText(text.clock.behindTitle)).toBeVisible();
  }
  await expect(alice.page.getByText(plain(text.clock.behind(now - 10 * YEAR, now)))).toBeVisible();
  await expectAccessible(alice, 'a clock that is behind');
  await alice.button(text.clock.isRight).click();
  await expect(alice.page.getByText(text.clock.behindTitle)).toHaveCount(0);
  await alice.openApp();
  await expect(alice.heading(text.home.title)).toBeVisible();
  await expect(alice.page.getByText(text.clock.behindTitle)).toHaveCount(0);
});

// security.md I 167
test('a clock far ahead is pointed out, and nothing that has ended is thrown away', async ({
  people,
}) => {
  const now = Date.now();
  const { bob } = await meetMember(people, GROUP, { at: now });
  const before = await keptCounts(bob.page);
  await setTime(bob, now + 10 * YEAR);
  await expect(bob.page.getByText(text.clock.aheadTitle)).toBeVisible();
  await bob.enterGroup(GROUP);
  expect(await keptCounts(bob.page)).toEqual(before);
  await setTime(bob, now);
  await expect(bob.heading(text.home.title)).toBeVisible();
  await expect(bob.page.getByText(text.clock.aheadTitle)).toHaveCount(0);
  await expect(bob.page.getByText(text.clock.behindTitle)).toHaveCount(0);
});

// security.md I 150, 154
test('a damaged membership is named and set apart, and the rest goes on', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  await alice.createGroup('Night Sailors');
  await damageOne(alice, GROUP);
  await alice.openApp();
  await alice.visit('#/');
  await expect(alice.page.getByText(text.damage.notice)).toBeVisible();
  await expect(alice.page.getByRole('link', { name: 'Night Sailors' }).first()).toBeVisible();
  await alice.link(text.damage.look).click();
  const damaged = alice.page.getByRole('region', { name: text.damage.title });
  await expect(damaged).toContainText(plain(text.damage.what.membership(GROUP)));
  await expect(damaged).toContainText(text.damage.helps.membership);
  const heading = damaged.getByRole('heading', { name: text.damage.title, exact: true });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expectAccessible(alice, 'something damaged');
  await damaged.getByRole('button', { name: text.damage.forget }).first().click();
  await alice.button(text.damage.forgetYes).click();
  await expect(alice.page.getByText(text.damage.none)).toBeVisible();
  await expect(damaged).toHaveCount(0);
  await alice.visit('#/');
  await expect(alice.page.getByText(text.damage.notice)).toHaveCount(0);
});

// security.md I 166
test('a window that refuses files is said to forget, before there is an identity', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { before: refuseFiles });
  await expect(bob.page.getByText(text.forgetful.privateTitle)).toBeVisible();
  await expectAccessible(bob, 'a private window');
  await bob.createIdentity();
});

test('without the newer parts of a browser the app goes on, and says what is missing', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { before: takeApisAway });
  await expect(bob.page.getByText(text.forgetful.silentTitle)).toBeVisible();
  await bob.createIdentity();
  await bob.createGroup(GROUP);
  await bob.visit('#/settings');
  await expect(bob.page.getByText(text.settings.unknown)).toBeVisible();
  await expect(bob.page.getByText(text.forgetful.noTurns)).toBeVisible();
  await expect(bob.page.getByText(text.forgetful.noTidings)).toBeVisible();
  await bob.page.reload();
  await bob.enterGroup(GROUP);
});

/** Another time, and the app opened anew. */
async function setTime(who: Person, time: number): Promise<void> {
  await who.page.clock.setFixedTime(time);
  await who.openApp();
  await who.visit('#/');
}

/** Damages the membership in one group, and no other. */
async function damageOne({ page }: Person, group: string): Promise<void> {
  const opened = await databaseOf(page);
  await opened.evaluate(async (database, name) => {
    const writing = database.transaction('memberships', 'readwrite');
    const cursor = writing.objectStore('memberships').openCursor();
    cursor.onsuccess = () => {
      const value = cursor.result?.value as { properties?: { friendlyName: string } } | undefined;
      if (value?.properties?.friendlyName === name) cursor.result?.update({ ...value, chain: [] });
      cursor.result?.continue();
    };
    await new Promise<void>((resolve) => (writing.oncomplete = () => resolve()));
    database.close();
  }, group);
}

function refuseFiles(): void {
  // The empty page before the app has no storage manager.
  if (!('StorageManager' in globalThis)) return;
  StorageManager.prototype.getDirectory = () =>
    Promise.reject(new DOMException('not here', 'SecurityError'));
}

function takeApisAway(): void {
  Object.defineProperty(Navigator.prototype, 'storage', { value: undefined });
  Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  Reflect.deleteProperty(globalThis, 'caches');
}
