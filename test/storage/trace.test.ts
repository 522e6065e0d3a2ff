import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eraseTrace, hasTrace, layTrace } from '../../src/storage/trace.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { Browser } from '../support/browsers.ts';
import { Caches } from '../support/caches.ts';

let caches: Caches;
let browser: Browser;

beforeEach(() => {
  caches = new Caches();
  vi.stubGlobal('caches', caches);
  browser = new Browser();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('storage that was cleared (security.md 7 I 148)', () => {
  test('is not that of a newcomer', async () => {
    expect(await browser.peer.wasCleared()).toBe(false);
    await browser.peer.createIdentity({ friendlyName: 'Alice' });
    expect(await browser.peer.wasCleared()).toBe(false);
    const cleared = new Browser();
    expect(await cleared.peer.wasCleared()).toBe(true);
    await cleared.peer.createIdentity({ friendlyName: 'Alice' });
    expect(await cleared.peer.wasCleared()).toBe(false);
  });

  test('is told by a sealed key that is left without its identity, where the trace has gone too', async () => {
    await browser.peer.createIdentity({ friendlyName: 'Alice', password: 'walrus copper evening' });
    caches.names.clear();
    browser.memory.shelves = { ...browser.memory.shelves, identities: new Map() };
    expect(await browser.peer.wasCleared()).toBe(true);
    browser.memory.shelves = { ...browser.memory.shelves, recoveries: new Map() };
    expect(await browser.peer.wasCleared()).toBe(false);
  });

  test('is told of a browser of earlier days once it was used', async () => {
    await browser.peer.createIdentity({ friendlyName: 'Alice' });
    caches.names.clear();
    await browser.peer.wasCleared();
    expect(await hasTrace()).toBe(false);
    await browser.peer.hasKept();
    expect(await new Browser().peer.wasCleared()).toBe(true);
  });

  test('is not what I have deleted myself', async () => {
    const { peer } = browser;
    const alice = await peer.createIdentity({ friendlyName: 'Alice' });
    const work = await peer.createIdentity({ friendlyName: 'Work' });
    await peer.deleteIdentity(alice.peerName);
    expect(await hasTrace()).toBe(true);
    await peer.deleteIdentity(work.peerName);
    expect(await peer.wasCleared()).toBe(false);
    await peer.createIdentity({ friendlyName: 'Alice' });
    await (await peer.keeping()).deleteEverything();
    expect(await peer.wasCleared()).toBe(false);
  });

  test('is not where what is left is damaged', async () => {
    await browser.peer.createIdentity({ friendlyName: 'Alice' });
    const identities = new Map<string, unknown>([['alice.0', null]]);
    browser.memory.shelves = { ...browser.memory.shelves, identities };
    expect(await browser.peer.wasCleared()).toBe(false);
  });
});

test('an identity that was damaged and forgotten leaves nothing that says it was cleared', async () => {
  await browser.peer.createIdentity({ friendlyName: 'Alice' });
  const identities = new Map<string, unknown>([['alice.0', null]]);
  browser.memory.shelves = { ...browser.memory.shelves, identities };
  const keeping = await browser.peer.keeping();
  const [damage] = await keeping.health();
  await keeping.forgetDamaged(damage ?? { id: '' });
  expect(browser.memory.shelves.identities.size).toBe(0);
  expect(await hasTrace()).toBe(false);
  expect(await browser.peer.wasCleared()).toBe(false);
});

test('nobody who asks lays the trace of the last identity again while it is deleted', async () => {
  const alice = await browser.peer.createIdentity({ friendlyName: 'Alice' });
  const store = createMemoryStore(browser.memory);
  const write = store.write.bind(store);
  vi.spyOn(store, 'write').mockImplementation(async (changes) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await write(changes);
  });
  const peer = browser.peerOn(store);
  const deleting = peer.deleteIdentity(alice.peerName);
  for (let beat = 0; beat < 10; beat++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    void peer.wasCleared();
    void peer.hasKept();
  }
  await deleting;
  expect(await hasTrace()).toBe(false);
  expect(await peer.wasCleared()).toBe(false);
});

test('a browser without caches, or with caches that fail, leaves no trace and stands in nobody’s way', async () => {
  for (const broken of [undefined, new Caches('open'), new Caches('has'), new Caches('delete')]) {
    vi.stubGlobal('caches', broken);
    await layTrace();
    await hasTrace();
    await eraseTrace();
  }
  vi.stubGlobal('caches', undefined);
  expect(await hasTrace()).toBe(false);
});
