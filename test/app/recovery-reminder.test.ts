/** Who is reminded that nothing brings an identity back, and for how long it is quiet. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RecoveryReminder } from '../../src/app/recovery-reminder.svelte.ts';
import { SaveAll } from '../../src/app/save-all.svelte.ts';
import { Browser, somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

beforeEach(() => {
  vi.stubGlobal('navigator', {});
});

/** The names of those whom the first screen reminds of. */
async function reminded(browser: Browser): Promise<readonly string[]> {
  const reminder = new RecoveryReminder(await openWindow(browser));
  await reminder.load.run();
  return reminder.whom.map(({ friendlyName }) => friendlyName);
}

describe('the reminder', () => {
  test('names who has no recovery file, and is quiet for a week when that is wanted', async () => {
    const alice = await somebody('Alice');
    expect(await reminded(alice)).toEqual(['Alice']);
    const reminder = new RecoveryReminder(await openWindow(alice));
    expect(reminder.whom).toEqual([]);
    await reminder.load.run();
    await reminder.notNow.run();
    expect(reminder.whom).toEqual([]);
    alice.now += 6 * DAY;
    expect(await reminded(alice)).toEqual([]);
    alice.now += 2 * DAY;
    expect(await reminded(alice)).toEqual(['Alice']);
  });

  test('is not silenced for good by a clock that was ahead', async () => {
    const alice = await somebody('Alice');
    alice.now += 400 * DAY;
    const reminder = new RecoveryReminder(await openWindow(alice));
    await reminder.load.run();
    await reminder.notNow.run();
    alice.now -= 400 * DAY;
    expect(await reminded(alice)).toEqual(['Alice']);
  });

  test('has those first whose file can still be saved, and lets go of them once it is', async () => {
    const browser = new Browser();
    await browser.peer.createIdentity({ friendlyName: 'Alice' });
    const password = 'walrus copper evening lantern';
    const work = await browser.peer.createIdentity({ friendlyName: 'Alice at work', password });
    expect(await reminded(browser)).toEqual(['Alice at work', 'Alice']);
    await (await browser.peer.keeping()).noteSaved(work);
    expect(await reminded(browser)).toEqual(['Alice']);
  });
});

test('names a group whose sealed key was never saved, until its owner says that he has the file', async () => {
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
  const alice = await somebody('Alice');
  const password = 'walrus copper evening lantern';
  const { peerName: identity } = alice.me;
  await alice.peer.createGroup({ identity, friendlyName: 'Chess', password });
  await alice.peer.createGroup({ identity, friendlyName: 'Unsealed' });
  const session = await openWindow(alice);
  const reminder = new RecoveryReminder(session);
  expect(reminder.groups).toEqual([]);
  await reminder.load.run();
  const [chess, ...others] = reminder.groups;
  expect([chess?.friendlyName, others]).toEqual(['Chess', []]);
  const saving = reminder.savedGroupOf(chess!);
  await saving.save.run();
  expect([saving.isOut, reminder.groups.length]).toEqual([true, 1]);
  await session.refresh();
  expect(reminder.savedGroupOf(reminder.groups[0]!)).toBe(saving);
  await saving.noteSaved.run();
  expect(reminder.groups).toEqual([]);
});

test('saving everything names those whose keys cannot be in it', async () => {
  const all = new SaveAll(await openWindow(await somebody('Alice')));
  await all.load.run();
  expect(all.status?.saved).toBeUndefined();
  expect(all.without).toEqual(['Alice']);
});
