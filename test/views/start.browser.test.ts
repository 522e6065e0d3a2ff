/** The start of the whole page, in a real browser. */

import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { errorOf } from '../../src/core/errors.ts';
import { english } from '../../src/text/en.ts';

vi.mock('../../src/app/carried-drafts.ts', () => ({
  carryDrafts: () => () => undefined,
  keepCarried: () => Promise.reject(errorOf('storage.full', 'no room')),
}));
// Other tests of this browser leave the trace of an identity.
vi.mock('../../src/storage/trace.ts', () => ({ hasTrace: () => Promise.resolve(false) }));
// The page of the tests stands in a frame.
vi.mock('../../src/app/obstacles.ts', () => ({ findObstacle: () => undefined }));

test('drafts that cannot be kept keep nobody out, and stay where they are carried', async () => {
  const carried = { drafts: { 'new group': { fields: '{"name":"Chess"}', at: 7 } } };
  history.replaceState(carried, '');
  const place = document.createElement('div');
  place.id = 'app';
  document.body.append(place);
  await import('../../src/main.ts');
  const title = page.getByRole('heading', { name: english.firstVisit.title });
  await expect.element(title, { timeout: 20_000 }).toBeVisible();
  expect(history.state).toEqual(carried);
  history.replaceState(null, '');
});
