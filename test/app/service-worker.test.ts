/** Other versions of the app, as a page finds out about them. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerServiceWorker } from '../../src/app/service-worker.ts';

/** A worker that is being installed. */
class Installing extends EventTarget {
  state = 'installing';

  end(): void {
    this.state = 'installed';
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  waiting: Installing | null = null;
  installing: Installing | null = null;
}

const watcher = { onwaiting: vi.fn(), onother: vi.fn() };
let registration: Registration;

beforeEach(() => {
  vi.stubEnv('PROD', true);
  registration = new Registration();
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: {},
    register: async () => registration,
  });
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('document', { querySelector: () => null });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('one that was being installed before anybody listened is told of too', async () => {
  const worker = new Installing();
  registration.installing = worker;
  await registerServiceWorker(watcher);
  expect(watcher.onwaiting).not.toHaveBeenCalled();
  worker.end();
  expect(watcher.onwaiting).toHaveBeenCalledOnce();
});

test('one that is found later is told of once it waits', async () => {
  await registerServiceWorker(watcher);
  const worker = new Installing();
  registration.installing = worker;
  registration.dispatchEvent(new Event('updatefound'));
  worker.end();
  expect(watcher.onwaiting).toHaveBeenCalledOnce();
});

test('one that waits already is told of at once', async () => {
  registration.waiting = new Installing();
  await registerServiceWorker(watcher);
  expect(watcher.onwaiting).toHaveBeenCalledOnce();
});
