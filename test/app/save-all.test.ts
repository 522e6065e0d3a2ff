import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SaveAll } from '../../src/app/save-all.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { saveFile } from '../../src/exchange/files.ts';
import { Browser } from '../support/browsers.ts';
import { NOON, SECOND } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

vi.mock('../../src/exchange/files.ts', async (original) => ({
  ...(await original<object>()),
  saveFile: vi.fn(),
}));

const PASSWORD = 'correct horse battery';

let browser: Browser;
let session: Session;
let all: SaveAll;

beforeEach(async () => {
  browser = new Browser();
  const { peer } = browser;
  const me = await peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  const wishes = { friendlyName: 'Chess', password: PASSWORD };
  await peer.createGroup({ identity: me.peerName, ...wishes });
  session = await openWindow(browser);
  all = new SaveAll(session);
});

describe('saving everything', () => {
  test('counts what came between the file and its being there as not saved', async () => {
    browser.now = NOON + SECOND;
    await all.save.run();
    expect(saveFile).toHaveBeenCalledOnce();
    expect(all.isOut).toBe(true);
    browser.now = NOON + 2 * SECOND;
    const later = await browser.peer.createIdentity({ friendlyName: 'Bob', password: PASSWORD });
    browser.now = NOON + 3 * SECOND;
    await all.noteSaved.run();
    expect(all).toMatchObject({ isOut: false, noteSaved: { error: undefined } });
    expect(all.status).toMatchObject({ saved: NOON + SECOND, since: { identities: 1 } });
    const identities = await browser.peer.listIdentities();
    expect(identities.map(({ peerName, recoverySaved }) => [peerName, recoverySaved])).toEqual([
      [identities[0]?.peerName, NOON + SECOND],
      [later.peerName, undefined],
    ]);
  });

  test('counts what was left out of the file as not saved', async () => {
    const { shelves } = browser.memory;
    const memberships = new Map<string, unknown>(
      [...shelves.memberships].map(([key, stored]) => [
        key,
        { ...(stored as object), chain: [Uint8Array.of(1)] },
      ]),
    );
    browser.memory.shelves = { ...shelves, memberships };
    await all.save.run();
    expect(all.leftOut.damaged).toEqual(['Chess']);
    await all.noteSaved.run();
    expect(browser.kept('recoveries').map(({ group, saved }) => [group === '', saved])).toEqual(
      expect.arrayContaining([
        [true, NOON],
        [false, undefined],
      ]),
    );
  });
});
