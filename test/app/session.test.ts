import { beforeEach, describe, expect, test, vi } from 'vitest';
import { GroupPage } from '../../src/app/group-page.svelte.ts';
import type { Group, Handover, InvitationPreview } from '../../src/peer.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;

/** What a slow reading returns, and when. */
function lateAnswer<T>(): { late: Promise<T>; answer: (value: T) => void } {
  let answer: (value: T) => void = () => undefined;
  const late = new Promise<T>((resolve) => (answer = resolve));
  return { late, answer: (value) => answer(value) };
}

beforeEach(async () => {
  alice = await somebody('Alice');
});

describe('reading everything anew', () => {
  test('an older reading that comes in late does not win, and its waiter has the newest', async () => {
    const session = await openWindow(alice);
    const { late, answer } = lateAnswer<readonly Group[]>();
    const listGroups = vi.spyOn(alice.peer, 'listGroups').mockReturnValueOnce(late);
    const older = session.refresh();
    await groupOf(alice, 'Chess');
    await session.refresh();
    answer([]);
    await older;
    expect(session.groups.map(({ friendlyName }) => friendlyName)).toEqual(['Chess']);
    listGroups.mockRestore();
  });

  test('does not forget what was handed out while it went on', async () => {
    const session = await openWindow(alice);
    const { late, answer } = lateAnswer<readonly InvitationPreview[]>();
    const list = vi.spyOn(alice.peer.kept, 'list').mockReturnValueOnce(late);
    const refresh = session.refresh();
    await alice.peer.handovers.note({ what: 'card', identity: alice.me.peerName }, 'text');
    await session.recall();
    answer([]);
    await refresh;
    expect(session.handovers).toHaveLength(1);
    list.mockRestore();
  });

  test('an older list of what was handed out that comes in late does not win', async () => {
    const session = await openWindow(alice);
    const { late, answer } = lateAnswer<readonly Handover[]>();
    const list = vi.spyOn(alice.peer.handovers, 'list').mockReturnValueOnce(late);
    const older = session.refresh();
    await alice.peer.handovers.note({ what: 'card', identity: alice.me.peerName }, 'text');
    await session.recall();
    answer([]);
    await older;
    expect(session.handovers).toHaveLength(1);
    list.mockRestore();
  });

  test('shows what another window did', async () => {
    const session = await openWindow(alice);
    await groupOf(alice, 'Chess');
    await session.lookAgain.run();
    expect(session.groups).toHaveLength(1);
  });

  test('a group that is open is read once more', async () => {
    const chess = await groupOf(alice, 'Chess');
    const session = await openWindow(alice);
    const page = new GroupPage(session, chess);
    await page.load.run();
    expect(page.isAlone).toBe(true);
    await alice.invite(await somebody('Bob'), chess);
    await session.refresh();
    const [listed] = session.groups;
    if (!listed) throw new TypeError('no group');
    page.follow(listed);
    await vi.waitFor(() => expect(page.isAlone).toBe(false));
  });
});

describe('the words', () => {
  test('come once, and never in the place of another language', async () => {
    const session = await openWindow(alice);
    await session.chooseLanguage.run('pseudo');
    const text = await session.learn();
    expect(text).toBe(session.text);
    expect(text.direction).toBe('rtl');
  });

  test('what was said is gone after a while', async () => {
    const session = await openWindow(alice);
    vi.useFakeTimers();
    session.say('Copied.');
    vi.advanceTimersByTime(3000);
    expect(session).toMatchObject({ said: 'Copied.', saying: true });
    vi.advanceTimersByTime(2000);
    expect(session).toMatchObject({ said: '', saying: false });
    vi.useRealTimers();
  });

  test('the same sentence twice is said twice', async () => {
    const session = await openWindow(alice);
    const said = ['Copied.', 'Copied.', 'Copied.'].map((sentence) => {
      session.say(sentence);
      return plain(session.said);
    });
    expect(said).toEqual(['Copied.', 'Copied.\u00a0', 'Copied.']);
  });
});
