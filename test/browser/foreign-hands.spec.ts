/** What others do to the files of a browser, and to its objects before the app starts. */

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { english as text } from '../../src/text/en.ts';
import { databaseOf } from './support/database.ts';
import { keptCounts } from './support/kept.ts';
import { meetMember } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const ALICE = 'Alice Moreno';
const PASSWORD = 'violin-harbour-seven-lamps';
const exact = { exact: true } as const;

// security.md I 165. Chromium throws away a database that it cannot read: what is left of it is the trace.
test('random bytes in the files of the database are no silent new start, and the recovery file helps', async ({
  people,
}, info) => {
  const profile = info.outputPath('alice');
  let alice = await people.meet(ALICE, { profile });
  await alice.createIdentity({ password: PASSWORD });
  const card = await alice.copyCard();
  const { path } = await alice.save(text.recoveryFile.save);
  const file = readFileSync(path, 'utf8');
  await alice.page.context().close();
  const files = filesBelow(databases(profile));
  expect(files.length).toBeGreaterThan(0);
  for (const one of files) writeFileSync(one, randomBytes(Math.max(64, statSync(one).size)));

  alice = await people.meet(ALICE, { profile });
  await expect(alice.heading(text.cleared.title)).toBeVisible();
  await alice.link(text.cleared.restore).click();
  await alice.giveIn(file);
  await alice.page.getByLabel(text.password.open, exact).fill(PASSWORD);
  await alice.button(text.restore.bring).click();
  await expect(alice.heading(text.home.title)).toBeVisible();
  expect(await alice.copyCard()).toBe(card);
});

// security.md I 165. A folder that cannot be written: a root user has none, but for one that is none.
test('where the database cannot be opened a page says so, and all is there once it can', async ({
  people,
}, info) => {
  const profile = info.outputPath('alice');
  let alice = await people.meet(ALICE, { profile });
  await alice.createIdentity();
  const card = await alice.copyCard();
  await alice.page.context().close();
  const aside = `${databases(profile)} aside`;
  renameSync(databases(profile), aside);
  writeFileSync(databases(profile), '');

  alice = await people.meet(ALICE, { profile });
  await expect(alice.heading(text.obstacles.failed)).toBeVisible();
  await expect(alice.button(text.shell.reload)).toBeVisible();
  await alice.page.context().close();
  rmSync(databases(profile));
  renameSync(aside, databases(profile));
  alice = await people.meet(ALICE, { profile });
  expect(await alice.copyCard()).toBe(card);
});

// security.md I 160
test('what every object seems to have gives nobody a role', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP, { before: polluteObjects });
  expect(await alice.page.evaluate(() => Reflect.get({}, 'role') as string)).toBe('creator');
  expect(await keptCounts(alice.page)).toMatchObject({ memberships: 1, invitations: 1 });
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 1, invitations: 0 });
  await bob.visit(
    bob.page
      .url()
      .replace('/group/', '/invite/')
      .replace(/\/[a-z]+$/u, ''),
  );
  await expect(bob.page.getByText(text.group.noInvite.role)).toBeVisible();
});

// security.md I 160. Where loops meet it too, the parts that sign are not loaded.
test('what every loop meets keeps keys from being made, and nothing is half done', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { before: polluteLoops });
  await bob.page.getByLabel(text.firstVisit.name, exact).fill(bob.name);
  await bob.button(text.firstVisit.create).click();
  await bob.seal('identity');
  await expect(bob.refusal).toContainText(text.errors['app.incomplete']);
  expect(await keptCounts(bob.page)).toMatchObject({ identities: 0, recoveries: 0 });
});

// security.md I 160
test('what is kept under the names of a prototype is data like any other', async ({ people }) => {
  const alice = await people.meet('__proto__');
  await alice.createIdentity();
  await alice.createGroup('constructor');
  await plantForeignRows(alice);
  await alice.page.reload();
  await alice.enterGroup('constructor');
  await alice.showCard();
  await alice.visit('#/settings');
  await expect(alice.page.getByRole('region', { name: text.damage.title })).toBeVisible();
  expect(await alice.page.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBe(undefined);
});

/** Where Chromium keeps its databases below a profile. */
function databases(profile: string): string {
  return join(profile, 'Default', 'IndexedDB');
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every object seems to have what an attacker would like a record to say. */
function polluteObjects(): void {
  for (const [name, value] of Object.entries({ role: 'creator', isAdmin: true, valid: true })) {
    Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
  }
}

/** The same as an assignment does it. */
function polluteLoops(): void {
  Reflect.set(Object.prototype, 'role', 'creator');
}

async function plantForeignRows({ page }: Person): Promise<void> {
  const opened = await databaseOf(page);
  await opened.evaluate(async (database) => {
    const writing = database.transaction(['identities', 'steps', 'choices'], 'readwrite');
    const value = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    for (const id of ['__proto__', 'constructor', 'new group', 'first visit']) {
      writing.objectStore('steps').put({ id, value, saved: 1 }, id);
      writing.objectStore('choices').put({ id, value }, id);
    }
    const foreign = { peerName: '__proto__', friendlyName: 'constructor' };
    writing.objectStore('identities').put(foreign, '__proto__');
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.close();
  });
}
