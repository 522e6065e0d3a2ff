/** Two tabs of one person do random things at the same time, and end with the same state. */

import { english as text } from '../../src/text/en.ts';
import { chanceOf, oneOf, printedSeed } from './support/chance.ts';
import { unsoundThings } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

/** How long, in seconds; `npm run test:long` asks for more. */
const SECONDS = Number(process.env['CONCLAVE_TABS_SECONDS'] ?? 10);

const GROUP = 'Harbour Radio Club';

type Act = (tab: Person, chance: () => number) => Promise<void>;

/** What the other tab may have done meanwhile makes an act end early, and never with an error that nobody caught. */
const ACTS: readonly Act[] = [
  async (tab, chance) => {
    await tab.visit('#/settings');
    await press(tab.page.getByText(oneOf(Object.values(text.settings.theme), chance), exact));
  },
  async (tab, chance) => {
    await tab.visit('#/new-group');
    await tab.page
      .getByLabel(text.newGroup.name, exact)
      .fill(`Group ${Math.floor(chance() * 1e6)}`);
    await press(tab.button(text.newGroup.create));
    await tab.page.locator('input[type="radio"][value="without"]').check({ timeout: SOON });
    await press(tab.button(text.sealing.group.make));
    await tab.page.getByRole('heading', { name: text.group.membership }).waitFor({ timeout: LATE });
  },
  async (tab) => {
    await tab.visit('#/');
    const groups = tab.page.locator('main a[href^="#/group/"]').filter({ hasText: /Group \d/u });
    await press(groups.first());
    await press(tab.link(text.group.tabs.details));
    await press(tab.button(text.details.leave));
    await press(tab.button(text.deleting.goOn));
    await press(tab.button(text.details.leaveYes));
  },
  async (tab, chance) => {
    await tab.visit('#/card');
    await press(tab.page.getByText(text.parts.details, exact));
    const name = `Alice ${Math.floor(chance() * 1000)}`;
    await tab.page.getByLabel(text.card.newName, exact).fill(name, { timeout: SOON });
    await press(tab.button(text.card.save));
  },
  async (tab) => {
    await tab.visit('#/card');
    await press(tab.button(text.handover.cardScanned));
  },
];

const exact = { exact: true } as const;

/** What is there comes as soon as this; keys take longer. In milliseconds. */
const SOON = 2000;
const LATE = 8000;

/** So much longer, in milliseconds, it may go on until each of the acts was done once. */
const GRACE = 60_000;

// security.md I 162
test(`after ${SECONDS} seconds of random acts two tabs show the same`, async ({ people }) => {
  test.setTimeout(180_000 + SECONDS * 2000);
  const seed = printedSeed('random tabs');
  const alice = await meetFounder(people, GROUP);
  const tabs = [alice, await alice.inAnotherTab()] as const;
  const end = Date.now() + SECONDS * 1000;
  const done: Act[] = [];
  await Promise.all(
    tabs.map((tab, place) => actUntil(end, done, { tab, chance: chanceOf(seed + place) })),
  );
  // Whatever the other tab does, each act can be done.
  const counts = ACTS.map((act) => done.filter((one) => one === act).length);
  expect(Math.min(...counts), `acts done: ${counts.join(', ')}`).toBeGreaterThan(0);

  expect(await unsoundThings(alice.page)).toEqual([]);
  for (const tab of tabs) await tab.visit('#/settings');
  await expect(async () => expect(await shown(tabs[0])).toEqual(await shown(tabs[1]))).toPass();
  // What they show is what is kept.
  const before = await shown(tabs[1]);
  expect(before.groups).toContain(GROUP);
  await alice.page.reload();
  await expect(async () => expect(await shown(alice)).toEqual(before)).toPass();
});

interface Actor {
  readonly tab: Person;
  readonly chance: () => number;
}

/** Adds the acts that were done to their end. */
async function actUntil(end: number, done: Act[], { tab, chance }: Actor): Promise<void> {
  while (Date.now() < end + GRACE) {
    const missing = ACTS.filter((act) => !done.includes(act));
    const isOver = Date.now() >= end;
    if (isOver && missing.length === 0) return;
    const act = oneOf(isOver ? missing : ACTS, chance);
    await act(tab, chance).then(() => done.push(act), passOver);
    await tab.page.keyboard.press('Escape');
  }
}

/** What was to be pressed is gone, since the other tab has changed it. Anything else is told by the watch. */
function passOver(error: unknown): void {
  if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
}

async function press(what: ReturnType<Person['button']>): Promise<void> {
  await what.click({ timeout: SOON });
}

/** What a tab shows in the settings: my groups, my name, the colours. */
async function shown({ page }: Person) {
  await expect(page.locator('main li strong').first()).toBeVisible();
  const names = await page.locator('main li strong').allTextContents();
  const theme = await page.locator('html').getAttribute('data-theme');
  const groups = await page.locator('nav a[href^="#/group/"]').allTextContents();
  return { names, theme, groups: groups.map((group) => group.trim()) };
}
