import { readFileSync, writeFileSync } from 'node:fs';
import { formatGroupUpdate, parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { decodeRecord } from '../../src/core/record/record.ts';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { copyUpdate, openTab, openUpdate, rowOf, setTime } from './support/group-life.ts';
import { base64Of, type SavedFile } from './support/handing.ts';
import { keptNotes } from './support/kept.ts';
import { meetFounder, meetMember, meetThree } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);

test('the same update twice says that all of it was known', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON });
  const update = await copyUpdate(alice, GROUP);
  await openUpdate(bob, update, GROUP);
  await expect(bob.page.getByText(text.openedUpdate.nothing)).toHaveCount(0);
  await bob.button(text.openedUpdate.another).click();
  await bob.giveIn(update);
  await expect(bob.heading(text.openedUpdate.title(GROUP))).toBeVisible();
  await expect(bob.page.getByText(text.openedUpdate.nothing)).toBeVisible();
});

test('an update passes as a file, and what is new since the last one is enough for the next', async ({
  people,
}) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON });
  const file = await saveUpdate(alice);
  expect(file.name).toBe('Harbour Radio Club.update.xml');
  await openUpdate(bob, file, GROUP);
  await expect(bob.page.getByText(text.openedUpdate.nothing)).toHaveCount(0);

  await setTime(NOON + DAY, alice);
  await openTab(alice, GROUP, 'updates');
  await expect(alice.page.getByText(text.updates.due.properties)).toHaveCount(0);
  await alice.page.getByText(text.updates.choices.last, { exact: true }).click();
  await expect(alice.page.getByText(text.updates.lastSays(NOON))).toBeVisible();
});

test('of an update with one bad record the good ones count, and the bad one is named', async ({
  people,
}, info) => {
  const { alice, bob, carol } = await meetThree(people, GROUP, { at: NOON });
  for (const member of [bob, carol]) {
    await member.enterGroup(GROUP);
    await member.button(text.tell.make(member === bob ? alice.name : bob.name)).click();
    await openUpdate(alice, await member.copyInvitation(), GROUP);
  }
  const sound = await saveUpdate(alice);
  const forged = { name: sound.name, path: info.outputPath('forged.xml') };
  writeFileSync(
    forged.path,
    await withBadSignature(readFileSync(sound.path, 'utf8'), peerNameOf(bob)),
  );

  await openUpdate(carol, forged, GROUP);
  await expect(carol.refusal).toContainText(text.openedUpdate.refused(1));
  await expect(carol.refusal).toContainText(
    plain(text.openedUpdate.refusedKind.membership(bob.name)),
  );
  await expect(carol.refusal).toContainText(text.errors['record.signature']);
  await openTab(carol, GROUP, 'people');
  await expect(rowOf(carol, alice.name)).not.toContainText(text.people.invitedOnly);
  await openUpdate(carol, sound, GROUP);
  await expect(carol.refusal).toHaveCount(0);
});

test('an update of a group that somebody is not in is refused, and nothing is offered', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: Date.parse(manifest.now) });
  await alice.open(readVectorText('updates/full.xml'));
  await expect(alice.refusal).toContainText(text.errors['update.group']);
  await alice.visit('#/');
  await expect(alice.page.locator('main a[href^="#/group/"]')).toHaveCount(1);
});

test('an update that was cut off or damaged is refused as a whole', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON });
  const update = await copyUpdate(alice, GROUP);
  await bob.open(update.slice(0, -30));
  await expect(bob.refusal).toContainText(text.errors['compact.end']);
  await bob.box.fill('');
  const file = readFileSync((await saveUpdate(alice)).path, 'utf8');
  await bob.giveIn(file.slice(0, -60));
  await expect(bob.refusal).toContainText(text.errors['document.cut']);
  await bob.box.fill('');
  await bob.giveIn(readVectorText('updates/bomb.xml'));
  await expect(bob.refusal).toContainText(text.errors['update.size']);
});

test('an update that nobody asked for is looked at first, and a reload does not open it', async ({
  people,
}) => {
  const { alice, bob } = await meetMember(people, GROUP, { at: NOON });
  const update = await copyUpdate(alice, GROUP);
  await bob.visit(`#/open/${base64Of(update)}`);
  const question = bob.heading(text.openedUpdate.question(GROUP));
  await expect(question).toBeVisible();
  await expect.poll(() => keptNotes(bob.page, 'steps')).toContain('PEERGROUPUPDATE');
  await bob.page.reload();
  await expect(question).toBeVisible();
  await openTab(bob, GROUP, 'people');
  await expect(rowOf(bob, alice.name)).toContainText(text.people.source.chain());

  await bob.visit(`#/open/${base64Of(update)}`);
  await bob.button(text.openedUpdate.no).click();
  await expect(question).toHaveCount(0);
  await bob.visit('#/');
  await bob.visit(`#/open/${base64Of(update)}`);
  await bob.button(text.openedUpdate.yes).click();
  await expect(bob.heading(text.openedUpdate.title(GROUP))).toBeVisible();
  await bob.link(text.openedUpdate.people).click();
  await expect(rowOf(bob, alice.name)).not.toContainText(text.people.invitedOnly);
});

test('the sign of the app counts what needs attention, and is cleared again', async ({
  people,
}) => {
  const { bob } = await meetMember(people, GROUP, { at: NOON, until: 'month', before: spyBadges });
  await expect.poll(() => badgesOf(bob)).not.toContain(1);
  await setTime(NOON + 21 * DAY, bob);
  await expect.poll(() => badgesOf(bob)).toEqual([1]);
  await setTime(NOON, bob);
  await expect.poll(() => badgesOf(bob)).toEqual([0]);
});

async function saveUpdate(who: Person): Promise<SavedFile> {
  await openTab(who, GROUP, 'updates');
  await who.button(text.updates.make).click();
  return who.saveInvitation();
}

/** The same update; in the records of one person the last bit of the signature is another one. */
async function withBadSignature(update: string, creator: string): Promise<string> {
  const { group, records } = await parseGroupUpdate(update);
  const forged = records.map((bytes) => {
    const record = decodeRecord(bytes);
    if (record.creator !== creator) return bytes;
    const copy = bytes.slice();
    const end = Buffer.from(bytes).indexOf(record.signature) + record.signature.length;
    copy[end - 1]! ^= 1;
    return copy;
  });
  return formatGroupUpdate(group, forged);
}

/** As it stands in the address of a group. */
function peerNameOf({ page }: Person): string {
  return decodeURIComponent(/#\/group\/([^/]+)/.exec(page.url())?.[1] ?? '');
}

/** Notes what the sign of the app is set to; 0 where it is cleared. */
function spyBadges(): void {
  const badges: number[] = [];
  Reflect.set(globalThis, 'badges', badges);
  const note = (count: number) => async (said?: number) => void badges.push(said ?? count);
  Object.defineProperty(navigator, 'setAppBadge', { value: note(-1) });
  Object.defineProperty(navigator, 'clearAppBadge', { value: note(0) });
}

/** What was set since the page was loaded. */
function badgesOf({ page }: Person): Promise<readonly number[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'badges') as number[]);
}
