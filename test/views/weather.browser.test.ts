/** What is said of weather while somebody does something else, in a real browser. */

import { mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { SessionWatch } from '../../src/app/session-watch.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { Versions } from '../../src/app/versions.svelte.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import ShownWeather from './ShownWeather.svelte';

let mounted: Record<string, unknown> | undefined;

afterEach(async () => {
  if (mounted) await unmount(mounted);
});

function openSession(more: object): Session {
  return {
    ...{ text: english, words: english, moved: true, identities: [], kept: [] },
    ...{ lookAgain: { error: undefined }, router: { route: { name: 'home' } } },
    ...more,
  } as unknown as Session;
}

test('a page that gets no further words says that a new version is ready, with a button', async () => {
  const versions = new Versions();
  versions.isOther = true;
  const watch = { isOutdated: false, damages: { hasMine: false }, clock: {} };
  const onreload = vi.fn();
  const session = openSession({ learn: () => Promise.reject(new TypeError('a lost part')) });
  const props = { session, versions, onreload, watch: watch as unknown as SessionWatch };
  mounted = mount(ShownWeather, { target: document.body, props });
  await expect.element(page.getByText(english.shell.updateReady)).toBeVisible();
  await page.getByRole('button', { name: english.shell.reload }).click();
  expect(onreload).toHaveBeenCalledOnce();
});

test('what this window will forget is said later, and moves nothing under the finger', async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  const steps = { find: async () => undefined, put: async () => undefined };
  const peer = { steps, storageReport: () => promise };
  const session = openSession({ learn: async () => english, peer });
  mounted = mount(ShownWeather, { target: document.body, props: { session } });
  const field = page.getByLabelText(english.firstVisit.name, { exact: true });
  const button = page.getByRole('button', { name: english.firstVisit.create });
  await expect.element(button).toBeVisible();
  const places = () => [field, button].map((one) => one.element().getBoundingClientRect().top);
  const before = places();
  resolve({ persisted: undefined });
  await expect.element(page.getByText(english.forgetful.silentTitle)).toBeVisible();
  expect(places()).toEqual(before);
});
