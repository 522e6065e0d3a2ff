/**
 * A disk that has become full. Chromium can be told how much room there is (CDP
 * `Storage.overrideQuotaForOrigin`), and asks for it when it first opens the database of an origin; what
 * it has learned then it believes for half a minute.
 */

import { english as text } from '../../src/text/en.ts';
import { keptCounts } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';
import { NO_ROOM, openEmptyPage, ROOM_IS_KNOWN_FOR, roomOf } from './support/weather.ts';

const GROUP = 'Harbour Radio Club';
const OTHER = 'Night Sailors';
const A_FEW_KILOBYTES = 4000;

// security.md I 159, with something there that must stay as it is.
test('on a full disk nothing is written, each act says so, and all is as it was', async ({
  people,
}, info) => {
  const profile = info.outputPath('alice');
  const founder = await meetFounder(people, GROUP, { profile });
  const card = await founder.copyCard();
  const before = await keptCounts(founder.page);
  await founder.page.context().close();

  const alice = await people.prepare('Alice Moreno', { profile, tolerated: NO_ROOM });
  await openEmptyPage(alice.page, alice.address);
  const leaveRoom = await roomOf(alice.page);
  await leaveRoom(A_FEW_KILOBYTES);
  await alice.openApp();
  await createGroupInVain(alice);
  expect(await keptCounts(alice.page)).toEqual(before);
  await alice.page.reload();
  await alice.enterGroup(GROUP);
  expect(await alice.copyCard()).toBe(card);
  await alice.visit('#/settings');
  await expect(alice.page.getByText(text.damage.none)).toBeVisible();

  await leaveRoom(undefined);
  await alice.createGroup(OTHER);
  await alice.enterGroup(GROUP);
});

if (process.env['CONCLAVE_LONG'] !== undefined) {
  test('a disk that becomes full while the app is open is said in the middle of an act', async ({
    people,
  }) => {
    const bob = await people.prepare('Bob Tanaka', { tolerated: NO_ROOM });
    await openEmptyPage(bob.page, bob.address);
    const leaveRoom = await roomOf(bob.page);
    await bob.openApp();
    await bob.createIdentity();
    const before = await keptCounts(bob.page);
    await leaveRoom(A_FEW_KILOBYTES);
    await bob.page.waitForTimeout(ROOM_IS_KNOWN_FOR);
    await createGroupInVain(bob);
    expect(await keptCounts(bob.page)).toEqual(before);
  });
}

/** As far as the refusal. */
async function createGroupInVain(who: Person): Promise<void> {
  await who.visit('#/new-group');
  await who.page.getByLabel(text.newGroup.name, { exact: true }).fill(OTHER);
  await who.button(text.newGroup.create).click();
  await who.seal('group');
  await expect(who.refusal).toContainText(text.errors['storage.full']);
}
