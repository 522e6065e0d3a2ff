/**
 * The browser is killed in the middle of what it does, again and again: afterwards everything is there
 * as it was before, or as it was to be, and nothing that a screen has announced is missing.
 */

import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { english as text } from '../../src/text/en.ts';
import { chanceOf, printedSeed } from './support/chance.ts';
import { archivedAt, keptCounts, unsoundThings } from './support/kept.ts';
import { actsOf, type Act } from './support/kill-acts.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

/** How often; `npm run test:long` asks for more. */
const KILLS = Number(process.env['CONCLAVE_KILLS'] ?? 10);

/** Every so many kills one waits until a screen has said that it is done, and comes at once then. */
const AFTERWARDS = 4;

const OWN = 'Night Sailors';

/** The same, and what it does when nobody is killed: how long it takes, and what is kept more or less then. */
interface Measured extends Act {
  readonly lasts: number;
  readonly change: Change;
}

/** How many there are more of each kind; those that do not change are left out. */
type Change = Readonly<Record<string, number>>;

const NOTHING: Change = {};

// security.md I 163
test(`killed ${KILLS} times, nothing is half done`, async ({ people }, info) => {
  test.setTimeout(180_000 + KILLS * 60_000);
  const chance = chanceOf(printedSeed('kills'));
  const profile = info.outputPath('alice');
  let alice = await meetFounder(people, OWN, { profile });
  const acts: Measured[] = [];
  for (const act of await actsOf(people, alice, OWN)) acts.push(await measured(act, alice));
  const first = Math.floor(chance() * acts.length);
  const ends = { announced: 0, unsaid: 0 };
  for (let turn = 1; turn <= KILLS; turn++) {
    const act = acts[(first + turn) % acts.length]!;
    await act.before(alice, turn);
    const before = await stateOf(alice);
    // Most of them towards the end, where things are written.
    const delay = turn % AFTERWARDS === 0 ? undefined : Math.floor(Math.sqrt(chance()) * act.lasts);
    const isAnnounced = await isDoneWithin(act.run(alice, turn), delay);
    await kill(alice, profile);
    alice = await people.meet('Alice Moreno', { profile });
    const when = `turn ${turn}, ${act.what}, killed after ${delay ?? 'it was said,'} ms`;
    await expectWhole(alice, when);
    const change = changeOf(before, await stateOf(alice));
    expect(isAnnounced ? [act.change] : [NOTHING, act.change], when).toContainEqual(change);
    ends[isAnnounced ? 'announced' : 'unsaid']++;
  }
  // Else nothing was tried.
  expect(ends.announced).toBeGreaterThanOrEqual(Math.floor(KILLS / AFTERWARDS));
  expect(ends.unsaid).toBeGreaterThan(0);
});

/** Plays an act once without killing anybody. */
async function measured(act: Act, alice: Person): Promise<Measured> {
  await act.before(alice, 0);
  const before = await stateOf(alice);
  const begun = Date.now();
  await act.run(alice, 0);
  const lasts = Date.now() - begun;
  const change = changeOf(before, await stateOf(alice));
  expect(change, act.what).not.toEqual(NOTHING);
  return { ...act, lasts, change };
}

/** Whether an act is done before so many milliseconds are over; without a number it is waited for. */
async function isDoneWithin(act: Promise<void>, delay: number | undefined): Promise<boolean> {
  // Once the browser is killed, it fails.
  act.catch(() => undefined);
  const done = act.then(() => true);
  if (delay === undefined) return done;
  return Promise.race([done, new Promise<false>((end) => setTimeout(() => end(false), delay))]);
}

/** How many of each kind there are, and when everything was saved. */
async function stateOf({ page }: Person): Promise<Change> {
  return { ...(await keptCounts(page)), archived: await archivedAt(page) };
}

function changeOf(before: Change, after: Change): Change {
  const kinds = Object.entries(after).map(([kind, count]) => {
    const more = count - (before[kind] ?? 0);
    return [kind, kind === 'archived' ? Math.sign(more) : more] as const;
  });
  return Object.fromEntries(kinds.filter(([, more]) => more !== 0));
}

/** Every identity has its key and its card, every membership its chain, every group of mine its key. */
async function expectWhole(alice: Person, when: string): Promise<void> {
  expect(await unsoundThings(alice.page), when).toEqual([]);
  await alice.visit('#/settings');
  await expect(alice.page.getByText(text.damage.none), when).toBeVisible();
  await expect(alice.refusal, when).toHaveCount(0);
}

/** The browser of a profile says by a link in it which program it is. */
async function kill({ page }: Person, profile: string): Promise<void> {
  const pid = Number(/-(\d+)$/u.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
  const closed = page.context().waitForEvent('close');
  process.kill(pid, 'SIGKILL');
  await closed;
}
