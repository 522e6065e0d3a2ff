import { expect, test, vi } from 'vitest';
import { keepCarried } from '../../src/app/carried-drafts.ts';
import { NewGroup } from '../../src/app/new-group.svelte.ts';
import { errorOf } from '../../src/core/errors.ts';
import { somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

/** The history of a window, as the page before has left it. */
function historyWith(state: unknown): History {
  const history = { state, replaceState: vi.fn((next: unknown) => (history.state = next)) };
  return history as unknown as History;
}

/** What an entry of the history carries: a group by this name, written down at this moment. */
function carrying(name: string, at: number): unknown {
  return { drafts: { 'new group': { fields: JSON.stringify({ name }), at } } };
}

test('a draft that was carried over a reload is in its form again, and carried no more', async () => {
  const session = await openWindow(await somebody('Alice'));
  const history = historyWith(carrying('Chess', 7));
  await keepCarried(session.peer, history);
  const form = new NewGroup(session);
  await form.restore.run();
  expect(form.name).toBe('Chess');
  expect(history.state).toBeNull();
});

test('an older entry of the history does not bring its older draft in the place of the newer one', async () => {
  const session = await openWindow(await somebody('Alice'));
  await keepCarried(session.peer, historyWith(carrying('Chess club', 8)));
  await keepCarried(session.peer, historyWith(carrying('Ches', 7)));
  const form = new NewGroup(session);
  await form.restore.run();
  expect(form.name).toBe('Chess club');
});

test('what cannot be kept yet is carried on', async () => {
  const { peer } = await openWindow(await somebody('Alice'));
  vi.spyOn(peer.steps, 'put').mockRejectedValue(errorOf('storage.full', 'no room'));
  const history = historyWith(carrying('Chess', 7));
  await expect(keepCarried(peer, history)).rejects.toMatchObject({ reason: 'storage.full' });
  expect(history.state).toEqual(carrying('Chess', 7));
});

test.each([['nothing'], [{ drafts: null }], [{ drafts: { 'new group': 7 } }], [[]], [7]])(
  'what is no draft is passed over: %j',
  async (state) => {
    const session = await openWindow(await somebody('Alice'));
    await keepCarried(session.peer, historyWith(state));
    const form = new NewGroup(session);
    await form.restore.run();
    expect(form.name).toBe('');
  },
);
