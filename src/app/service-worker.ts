/**
 * Makes the app work without a network, lets the person decide when a new version takes over, and
 * notices when this page and what serves it are no longer of one version.
 */

import { serviceWorkerAddress } from '../exchange/own-scripts.ts';

/** What may be found out about versions, each possibly more than once. */
export interface VersionWatcher {
  /** A new version is there and waits for {@link applyUpdate}. */
  readonly onwaiting: () => void;
  /** The worker that serves this page is of another version: it hands out no further part of this one. */
  readonly onother: () => void;
}

/** How long a worker may take to say its version, in milliseconds. One that says nothing is older than the question. */
const PATIENCE = 5000;

/**
 * Registers the service worker of the built app. Does nothing while developing or where the
 * browser has none (a plain http address, some private windows): the app works, only not offline.
 */
export async function registerServiceWorker(watcher: VersionWatcher): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const registration = await register();
  if (!registration) return;
  if (registration.waiting) watcher.onwaiting();
  const watchInstalling = (): void => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // Without a controller it is the first installation, which replaces nothing.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) watcher.onwaiting();
    });
  };
  registration.addEventListener('updatefound', watchInstalling);
  // It may have been found before anybody listened.
  watchInstalling();
  // Another window may let a new version take over at any time.
  navigator.serviceWorker.addEventListener('controllerchange', () => void compare(watcher));
  await compare(watcher);
}

/**
 * Lets the waiting version take over and reloads the page with it. Where none waits, another window
 * was faster, or there is no new one: reloading is all there is to do.
 */
export async function applyUpdate(): Promise<void> {
  const registration = await registered();
  if (!registration?.waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    location.reload();
  });
  registration.waiting.postMessage('skip');
}

/** Asks the worker that serves this page for its version, and tells if it is another one. */
async function compare({ onother }: VersionWatcher): Promise<void> {
  const own = document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content;
  const worker = navigator.serviceWorker.controller;
  if (own === undefined || !worker) return;
  const served = await versionOf(worker);
  if (served !== undefined && served !== own) onother();
}

/** The version of a worker, which the build gave it and its page; `undefined` if it says nothing. */
function versionOf(worker: ServiceWorker): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    worker.postMessage('version', [port2]);
  });
}

async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker.getRegistration().catch(() => undefined);
}

/** The registration, or undefined where the browser refuses it, which is its right. */
async function register(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker.register(serviceWorkerAddress(), {
      updateViaCache: 'none',
    });
  } catch {
    return undefined;
  }
}
