/**
 * The service worker: keeps the built files, so that the app opens without a network, and hands
 * out those of one version only. A new version is fetched whole and then waits until the person
 * agrees; while what is kept is sound, nothing is replaced silently. A page can ask which version it
 * is served by, and one of another version gets no further part. It sees no key and no other origin,
 * and no document but one that another app shares with this one, which it hands to the page.
 */

import { KeptFiles } from './sw/kept-files.ts';
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

const { version, files: hashes, headers } = __PRECACHE__;
const { scope } = self.registration;

const files = new KeptFiles({
  storage: caches,
  // The scope keeps two installations on one origin apart.
  prefix: `conclave ${scope} `,
  version,
  hashes: new Map(Object.entries(hashes).map(([path, hash]) => [addressOf(path), hash])),
});

const SHARE = addressOf(SHARE_PATH);

/** Where the build puts all files whose names change with their bytes. */
const PARTS = addressOf('assets/');

self.addEventListener('install', (event) => {
  event.waitUntil(files.keepAll());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(files.dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'skip') void self.skipWaiting();
  if (event.data === 'version') event.ports[0]?.postMessage(version);
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/u, 1)[0] ?? '';
  if (address === SHARE) event.respondWith(share(request));
  if (request.method !== 'GET' || address === SHARE) return;
  // What a worker may do, its own headers say, and not those of its page.
  const isWorker = files.has(address) && request.destination === 'worker';
  if (address === scope) event.respondWith(page());
  else if (isWorker) event.respondWith(withHeaders(address));
  else if (files.has(address)) event.respondWith(files.open(address));
  else if (request.mode === 'navigate') event.respondWith(elsewhere(request));
  else if (address.startsWith(PARTS)) event.respondWith(partOfAnother(event));
});

/** Keeps what was shared and leads to where it is shown; asked for in any other way, it leads home. */
async function share(request: Request): Promise<Response> {
  if (request.method !== 'POST') return Response.redirect(scope);
  await keepShared(request, caches, scope);
  return Response.redirect(addressOf(SHARED_ROUTE), 303);
}

/**
 * The page. Where it, or a script that it starts with, is damaged and not to be had any more, the next
 * version gets its turn: a page that does not start could not ask for it.
 */
async function page(): Promise<Response> {
  try {
    const response = await withHeaders(scope);
    const names = (await response.clone().text()).matchAll(START);
    const addresses = [...names].map(({ groups }) => addressOf(groups?.['path'] ?? ''));
    const started = addresses.filter((address) => files.has(address));
    await Promise.all(started.map((address) => files.open(address)));
    return response;
  } catch {
    const type = { 'Content-Type': 'text/html; charset=utf-8' };
    const again = { Refresh: (await giveWay()) ? SOON : LATER };
    return new Response(DAMAGED_PAGE, { status: 503, headers: { ...headers, ...type, ...again } });
  }
}

/** After how many seconds the page tries again: the next version is coming, or there is no network. */
const SOON = '5';
const LATER = '60';

/** The files that the page names, as the build writes them. */
const START = /(?:src|href)="(?<path>\.\/assets\/[^"]+)"/gu;

const DAMAGED_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Conclave</title>
<h1>Conclave could not be opened</h1>
<p>What this browser has kept of the app is damaged. Connect to the network: this page tries again by itself.</p>
<p><a href="">Try again now</a></p>
<p lang="de">Was dieser Browser von der App aufgehoben hat, ist beschädigt. Verbinde dich mit dem Netz: Diese Seite versucht es von selbst noch einmal.</p>
<p lang="de"><a href="">Jetzt noch einmal versuchen</a></p>`;

/**
 * Has the next version take over, if there is one. Nobody can be asked: no page of this version opens
 * any more. Those that are open notice that they are served by another one, and say so.
 *
 * @returns whether there is a next version
 */
async function giveWay(): Promise<boolean> {
  const { registration } = self;
  await registration.update().catch(() => undefined);
  const next = registration.waiting ?? registration.installing;
  next?.postMessage('skip');
  return next !== null;
}

/**
 * A part that this version does not have: a page of ours that asks for it is of another version. Pages
 * of others below our address have what they ask for.
 */
async function partOfAnother({ request, clientId }: FetchEvent): Promise<Response> {
  const client = await self.clients.get(clientId);
  const address = client?.url.split(/[?#]/u, 1)[0];
  return address === scope ? Response.error() : fetch(request);
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
async function withHeaders(address: string): Promise<Response> {
  const file = await files.open(address);
  const all = new Headers(file.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(file.body, { headers: all });
}

function addressOf(path: string): string {
  return new URL(path, scope).href;
}
