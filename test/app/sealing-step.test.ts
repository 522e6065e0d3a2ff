/** The second question before keys are made: for what it is asked, and how long it stands. */

import { expect, test, vi } from 'vitest';
import { FirstVisit } from '../../src/app/first-visit.svelte.ts';
import { NewGroup } from '../../src/app/new-group.svelte.ts';
import { somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

test.each([FirstVisit, NewGroup])('survives a reload, and no walk elsewhere: %o', async (Form) => {
  const session = await openWindow(await somebody('Alice'));
  const form = new Form(session);
  await form.restore.run();
  form.name = 'Chess';
  await form.goOn.run();
  form.keep();
  form.leave();
  // Another window, or a later day: the entry of the history is not there.
  const elsewhere = new Form(session);
  await elsewhere.restore.run();
  expect(elsewhere).toMatchObject({ name: 'Chess', isSealing: false });
  session.router.step.enter(() => true);
  const reloaded = new Form(session);
  await reloaded.restore.run();
  expect(reloaded).toMatchObject({ name: 'Chess', isSealing: true });
  reloaded.left();
  const later = new Form(session);
  await later.restore.run();
  expect(later).toMatchObject({ name: 'Chess', isSealing: false });
});

test('the name stands while the key is made for it', async () => {
  const session = await openWindow(await somebody('Alice'));
  const promise = new Promise<never>(() => undefined);
  vi.spyOn(session.peer, 'createGroup').mockReturnValue(promise);
  const form = new NewGroup(session);
  await form.restore.run();
  form.name = ' Chess ';
  void form.create.run();
  await form.goOn.run();
  expect(form).toMatchObject({ name: ' Chess ', isSealing: false });
  expect(form.creator?.friendlyName).toBe('Alice');
});
