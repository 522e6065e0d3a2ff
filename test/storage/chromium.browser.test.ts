/** What the disk of a real browser does, set up through the DevTools protocol. */

import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import { invitationOf, stepOf } from './kept.ts';
import { freshName } from './raw-database.ts';

const origin = location.origin;

afterEach(async () => {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
});

test('a disk that is really full is reported, and nothing is half-written (security.md 7 I 159)', async () => {
  // Chromium remembers for a while how much was left, but not of what was cleared.
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 });
  const store = await openIdbStore(freshName());
  await store.write([{ add: 'steps', value: stepOf('one', 'before') }]);
  const writing = store.write([
    { put: 'steps', value: stepOf('one', 'after') },
    { add: 'steps', value: stepOf('large', 'x'.repeat(5_000_000)) },
    { add: 'invitations', value: invitationOf('0a') },
  ]);
  await expect(writing).rejects.toMatchObject({
    code: 'PEER_E_DISK_FULL',
    reason: 'storage.full',
  });
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  expect(await store.list('steps')).toEqual([stepOf('one', 'before')]);
  expect(await store.list('invitations')).toEqual([]);
  store.close();
});

test('after the site’s data were cleared in another window, a store goes on with an empty one', async () => {
  const store = await openIdbStore(freshName());
  await store.write([{ add: 'steps', value: stepOf('one') }]);
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await expect.poll(() => store.list('steps').catch(() => 'not yet')).toEqual([]);
  store.close();
});
