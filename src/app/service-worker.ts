/**
 * Makes the app work without a network, and lets the person decide when a new version takes over.
 */

import { serviceWorkerAddress } from '../exchange/own-scripts.ts';

/**
 * Registers the service worker of the built app. Does nothing while developing or where the
 * browser has none (a plain http address, some private windows): the app works, only not offline.
 *
 * @param onwaiting called when a new version is there and waits for {@link applyUpdate}; possibly
 *   more than once; and when another window has let it take over
 */
export async function registerServiceWorker(onwaiting: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const registration = await register();
  if (!registration) return;
  if (registration.waiting) onwaiting();
  onTakenOver(onwaiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // Without a controller it is the first installation, which replaces nothing.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) onwaiting();
    });
  });
}

/** Another window has let a new version take over: parts of this one may be gone. */
function onTakenOver(tell: () => void): void {
  const worker = navigator.serviceWorker;
  // The first to come takes over a page that nobody has served before.
  let isFirst = worker.controller === null;
  worker.addEventListener('controllerchange', () => {
    if (!isFirst) tell();
    isFirst = false;
  });
}

/** Lets the waiting version take over and reloads the page with it. Whatever is not saved is lost. */
export async function applyUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const waiting = registration?.waiting;
  // Another window was faster: its new version serves this page already.
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    location.reload();
  });
  waiting.postMessage('skip');
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
