/** What one window notices of the others, of the clock, of damage and of storage that goes away. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FirstVisit } from '../../src/app/first-visit.svelte.ts';
import { SessionWatch } from '../../src/app/session-watch.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { Step } from '../../src/app/step.ts';
import { errorOf } from '../../src/core/errors.ts';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let session: Session;
let watch: SessionWatch;
let stop: () => void;

/** The same browser in another window. */
function otherWindow(): Peer {
  return new Peer({ store: createMemoryStore(alice.memory), now: () => alice.now });
}

beforeEach(async () => {
  const history = {
    state: null as unknown,
    replaceState: (state: unknown) => (history.state = state),
  };
  const listening = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', { history, ...listening });
  vi.stubGlobal('document', { visibilityState: 'visible' });
  alice = await somebody('Alice');
  session = await openWindow(alice);
  watch = new SessionWatch(session);
  stop = watch.start();
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

describe('what another window changes shows here', () => {
  test('a group that was made there, at once', async () => {
    await otherWindow().createGroup({ identity: alice.me.peerName, friendlyName: 'Chess' });
    await vi.waitFor(() => expect(session.groups).toHaveLength(1));
  });

  test('a group that was left there is said to be gone', async () => {
    const chess = await groupOf(alice, 'Chess');
    await session.refresh();
    await otherWindow().leaveGroup(alice.me.peerName, chess.peerName);
    await vi.waitFor(() => expect(session.groups).toHaveLength(0));
    await vi.waitFor(() => expect(plain(session.said)).toContain('You have left Chess'));
  });

  test('an identity that was deleted there is said to be gone', async () => {
    await otherWindow().deleteIdentity(alice.me.peerName);
    await vi.waitFor(() => expect(session.identities).toHaveLength(0));
    await vi.waitFor(() => expect(plain(session.said)).toContain('Alice was deleted'));
    expect(session.wasCleared).toBe(false);
  });

  test('how it looks, too', async () => {
    await otherWindow().choices.put('theme', 'dark');
    await vi.waitFor(() => expect(session.theme).toBe('dark'));
  });

  test('what comes while it reads is read once more', async () => {
    const first = otherWindow();
    await Promise.all([
      first.createGroup({ identity: alice.me.peerName, friendlyName: 'Chess' }),
      first.createGroup({ identity: alice.me.peerName, friendlyName: 'Go' }),
    ]);
    await vi.waitFor(() => expect(session.groups).toHaveLength(2));
  });
});

describe('storage', () => {
  test('that was cleared while this window is open is said to be', async () => {
    vi.spyOn(session.peer, 'wasCleared').mockResolvedValue(true);
    vi.spyOn(session.peer, 'listIdentities').mockResolvedValue([]);
    await watch.beat();
    expect(session).toMatchObject({ wasCleared: true, identities: [] });
  });

  test('is looked at once this window hears that it was taken away, seen or not', async () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    vi.spyOn(session.peer, 'wasCleared').mockResolvedValue(true);
    vi.spyOn(session.peer, 'listIdentities').mockResolvedValue([]);
    await watch.follow();
    expect(session).toMatchObject({ wasCleared: true, identities: [], said: '' });
  });

  test('is left alone while all is calm', async () => {
    stop();
    vi.useFakeTimers();
    stop = watch.start();
    const asked = vi.spyOn(session.peer, 'wasCleared');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  test('that was brought back and is then deleted by its owner was not cleared', async () => {
    session.wasCleared = true;
    await session.refresh();
    expect(session.wasCleared).toBe(false);
    await session.peer.deleteIdentity(alice.me.peerName);
    await session.refresh();
    expect(session).toMatchObject({ wasCleared: false, identities: [] });
  });

  test('is not asked about before there is anything in it', async () => {
    await otherWindow().deleteIdentity(alice.me.peerName);
    await session.refresh();
    const asked = vi.spyOn(session.peer, 'wasCleared');
    await watch.beat();
    expect(asked).not.toHaveBeenCalled();
  });

  test('that a newer version has taken over is noticed', async () => {
    vi.spyOn(session.peer, 'wasCleared').mockRejectedValue(errorOf('storage.newer', 'version 5'));
    await watch.beat();
    expect(watch.isOutdated).toBe(true);
  });

  test('a draft that it takes no more is carried in the history of this window', async () => {
    const { peer } = session;
    vi.spyOn(peer.steps, 'put').mockRejectedValue(errorOf('storage.newer', 'version 5'));
    const step = new Step(peer.steps, 'new group');
    await step.restore();
    step.keep({ name: 'Chess' });
    step.keepPending();
    await vi.waitFor(() => expect(watch.isOutdated).toBe(true));
    expect(window.history.state).toEqual({
      drafts: { 'new group': { fields: '{"name":"Chess"}', at: alice.now } },
    });
  });
});

test('what was damaged and is mended elsewhere is not named any more', async () => {
  const damages = [{ what: 'identity', name: 'Alice' }] as unknown as typeof session.damages;
  session.damages = damages;
  await otherWindow().choices.put('theme', 'dark');
  await vi.waitFor(() => expect(session.damages).toEqual([]));
});

test('the first identity of another window leaves no step behind, and the code of this one is said to be of no use', async () => {
  const visit = new FirstVisit(session);
  await visit.restore.run();
  visit.name = 'Alice';
  await visit.goOn.run();
  visit.keep();
  visit.leave();
  session.identities = [];
  await visit.create.run('a code that was written down');
  expect(session.said).toBe((await session.learn()).windows.identityHereAlready);
  expect(await session.peer.steps.find('first visit')).toBeUndefined();
});

describe('the clock', () => {
  const YEAR = 366 * 86_400_000;

  test('behind the latest time that it has shown is pointed out', async () => {
    await groupOf(alice, 'Chess');
    alice.now -= 10 * YEAR;
    await watch.clock.look.run();
    expect(watch.clock.trouble?.state).toBe('behind');
  });

  test('far ahead of it is pointed out, until the person says that it is right', async () => {
    await groupOf(alice, 'Chess');
    alice.now += 10 * YEAR;
    await watch.clock.look.run();
    expect(watch.clock.trouble?.state).toBe('ahead');
    await watch.clock.accept.run();
    expect(watch.clock.trouble).toBeUndefined();
  });

  test('that goes on as it should is no trouble', async () => {
    alice.now += 30 * 86_400_000;
    await watch.clock.look.run();
    expect(watch.clock.trouble).toBeUndefined();
  });
});
