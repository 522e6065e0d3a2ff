/**
 * The service worker: keeps the built files, so that the app opens without a network, and hands
 * out those of one version only. A new version is fetched whole and then waits until the person
 * agrees; nothing is replaced silently. It sees no key and no other origin, and no document but one
 * that another app shares with this one, which it hands to the page.
 */

import { keepShared, SHARE_PATH, SHARED_ROUTE } from './sw/share-slot.ts';

declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build. */
declare const __PRECACHE__: {
  /** Changes with every byte of the build. */
  readonly version: string;
  /** Path relative to the scope, `./` for index.html, and the integrity value of its bytes. */
  readonly files: Readonly<Record<string, string>>;
  /** For the page and its worker, since many static hosts send no headers of their own. */
  readonly headers: Readonly<Record<string, string>>;
};

const { version, files, headers } = __PRECACHE__;
const { scope } = self.registration;

/** The scope keeps two installations on one origin apart. */
const CACHE_PREFIX = `conclave ${scope} `;
const CACHE = CACHE_PREFIX + version;
const KEPT = new Map(Object.entries(files).map(([path, hash]) => [addressOf(path), hash]));

const SHARE = addressOf(SHARE_PATH);

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldFiles().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'skip') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/u, 1)[0] ?? '';
  if (address === SHARE) event.respondWith(share(request));
  if (request.method !== 'GET' || address === SHARE) return;
  // What a worker may do, its own headers say, and not those of its page.
  const isWorker = KEPT.has(address) && request.destination === 'worker';
  if (address === scope || isWorker) event.respondWith(withHeaders(address, request));
  else if (KEPT.has(address)) event.respondWith(fileAt(address, request));
  else if (request.mode === 'navigate') event.respondWith(elsewhere(request));
});

/** Keeps what was shared and leads to where it is shown; asked for in any other way, it leads home. */
async function share(request: Request): Promise<Response> {
  if (request.method !== 'POST') return Response.redirect(scope);
  await keepShared(request, caches, scope);
  return Response.redirect(addressOf(SHARED_ROUTE), 303);
}

/** All or nothing: bytes that differ from the build make the installation fail, and it is tried again. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    [...KEPT].map(([address, integrity]) => new Request(address, { cache: 'reload', integrity })),
  );
}

async function dropOldFiles(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fileAt(address: string, request: Request): Promise<Response> {
  return (await kept(address)) ?? fetch(request);
}

/**
 * Any other path below ours may be somebody else's page. Where nothing is there, or no network, it
 * leads to the one page, since its relative addresses hold only there; a browser carries over
 * what stands after the `#`, and with it the deep link.
 */
async function elsewhere(request: Request): Promise<Response> {
  const found = await fetch(request).catch(() => undefined);
  return found && found.status !== 404 ? found : Response.redirect(scope);
}

/** A kept file with the headers that its host may not have sent. */
async function withHeaders(address: string, request: Request): Promise<Response> {
  const file = await kept(address);
  if (!file) return fetch(request);
  const all = new Headers(file.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(file.body, { headers: all });
}

async function kept(address: string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  return cache.match(address, { ignoreVary: true });
}

function addressOf(path: string): string {
  return new URL(path, scope).href;
}
