/** The page of group updates in a real browser. */

import { mount, unmount } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Act, Group, GroupUpdate, Peer, Person } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import '../../src/views/app.css';
import ShownUpdates from './ShownUpdates.svelte';

const NOON = Date.UTC(2026, 10, 23, 12);
const { updates: text, tell, parts, activity } = english;

const person = (friendlyName: string, digit: string) =>
  ({ friendlyName, keyHash: digit.repeat(64), peerName: `${digit}.` }) as Person;

const alice = person('Alice', 'a');
const chess = {
  ...person('Chess', 'c'),
  ...{ identity: person('Bob', 'b'), term: { stage: 'fresh' } },
} as Group;
const joined: Act = {
  ...{ group: 'c.', identity: 'b.', id: '1', at: NOON, what: 'joined' },
  ...{ people: ['Alice'], count: 1, role: 'member' },
};

const SMALL: GroupUpdate = {
  ...{ group: chess, text: '<PEERGROUPUPDATE/>', records: 12 },
  compact: { bytes: Uint8Array.of(1, 117, 3), text: 'peer:AXUD.' },
};

let mounted: Record<string, unknown> | undefined;
const steps = { find: vi.fn(), delete: vi.fn(async () => undefined) };
const groupUpdate = vi.fn();

interface Wishes {
  readonly group?: Group;
  readonly isToTell?: boolean;
  readonly setAside?: number;
}

/** The page; the facade has one update to give, and remembers nothing. */
async function show(update: GroupUpdate, wishes: Wishes = {}): Promise<void> {
  const { group = chess, isToTell = false, setAside = 0 } = wishes;
  groupUpdate.mockResolvedValue(update);
  steps.find.mockResolvedValue(isToTell ? '' : undefined);
  const status = { records: 12, members: 7, setAside, opened: NOON, made: undefined };
  const updates = { groupUpdate, groupStatus: async () => status };
  const list = { list: async () => [joined] };
  const peer = { steps, updates: async () => updates, activity: async () => list };
  const session = {
    ...{ text: english, words: english, now: NOON, identities: [chess.identity], say: vi.fn() },
    ...{ peer: peer as unknown as Peer, router: { address: 'https://groups.example/' } },
  } as unknown as Session;
  const props = { session, group, inviter: alice };
  mounted = mount(ShownUpdates, { target: document.body, props });
  await expect.poll(words).toContain('You know 7 members of this group.');
}

afterEach(async () => {
  if (mounted) await unmount(mounted);
  vi.clearAllMocks();
});

const words = () => document.querySelector('main')?.innerText ?? '';
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('says what is known and what happened', async () => {
  await show(SMALL);
  expect(words()).toContain(activity.title);
  expect(words()).toContain('You joined this group as a member, invited by Alice.');
  expect(words()).not.toContain(text.waitingSays);
});

test('says what waits for somebody who is not known yet', async () => {
  await show(SMALL, { setAside: 3 });
  expect(words()).toContain('3 parts of what you received cannot be judged yet.');
  expect(words()).toContain(text.waitingSays);
});

describe('an update to be given', () => {
  test('is made when it is asked for, and goes out as text, file and code', async () => {
    await show(SMALL);
    expect(groupUpdate).not.toHaveBeenCalled();
    await button(text.make).click();
    await expect.poll(words).toContain(text.made);
    expect(groupUpdate.mock.lastCall).toEqual([chess, {}]);
    await expect.element(button(parts.copyText)).toBeEnabled();
    await expect.element(button(parts.saveFile)).toBeEnabled();
    await page.getByText(text.showCode).click();
    await expect.element(button(english.code.enlarge(text.codeName))).toBeVisible();
  });

  test('says how it was given, and what happens next', async () => {
    await show(SMALL);
    await button(text.make).click();
    await button(parts.saveFile).click();
    await expect.poll(words).toContain('Given: saved as a file just now.');
    expect(words()).toContain(text.next);
  });

  test('that is too long for a message goes out as a file alone', async () => {
    await show({ ...SMALL, compact: undefined });
    await button(text.make).click();
    await expect.poll(words).toContain(text.fileOnly);
    await expect.element(button(parts.saveFile)).toBeEnabled();
    expect(button(parts.copyText).elements()).toHaveLength(0);
    expect(words()).not.toContain(text.showCode);
  });

  test('that holds nothing is not given', async () => {
    await show({ ...SMALL, records: 0 });
    await button(text.make).click();
    await expect.poll(words).toContain(text.empty);
    expect(button(parts.copyText).elements()).toHaveLength(0);
  });

  test('holds what came since the beginning of a day', async () => {
    await show(SMALL);
    await page.getByRole('radio', { name: text.choices.date }).click({ force: true });
    await expect.element(button(text.make)).toBeDisabled();
    await page.getByLabelText(text.date, { exact: true }).fill('2026-11-20');
    await button(text.make).click();
    const since = new Date('2026-11-20T00:00:00').getTime();
    expect(groupUpdate.mock.lastCall).toEqual([chess, { since }]);
  });
});

describe('whoever has joined', () => {
  test('is offered to tell it, until it is put away', async () => {
    await show(SMALL, { isToTell: true });
    await expect.poll(words).toContain('Tell Alice that you have joined');
    expect(groupUpdate).not.toHaveBeenCalled();
    await button('Tell Alice').click();
    await expect.element(button(parts.copyText)).toBeEnabled();
    expect(groupUpdate.mock.lastCall).toEqual([chess, { onlyMine: true }]);
    await button(tell.later).click();
    await expect.poll(words).not.toContain('Tell Alice');
    expect(steps.delete).toHaveBeenCalledOnce();
  });

  test('has one line with the way out in front of it once that was given', async () => {
    await show(SMALL, { isToTell: true });
    await button('Tell Alice').click();
    await button(parts.saveFile).click();
    await expect.poll(words).toContain(plain(tell.told('Alice')));
    expect(button(parts.saveFile).elements()).toHaveLength(0);
    await button(tell.again).click();
    await expect.element(button(parts.saveFile)).toBeVisible();
    await button(tell.done).click();
    await expect.poll(words).not.toContain(plain(tell.told('Alice')));
  });

  test('finds it again below', async () => {
    await show(SMALL);
    expect(words()).not.toContain('Tell Alice');
    await page.getByText(text.tellAll).click();
    await button(text.tellAllButton).click();
    expect(groupUpdate.mock.lastCall).toEqual([chess, { onlyMine: true }]);
    await expect.element(button(parts.copyText)).toBeEnabled();
  });

  test('is offered nothing of the kind once the membership has ended', async () => {
    await show(SMALL, { group: { ...chess, term: { ...chess.term, stage: 'ended' } } });
    expect(words()).not.toContain(text.tellAll);
  });
});
