/** The service worker as the browser calls it, with the parts of a worker that it uses. */

import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SHARED_ROUTE } from '../src/sw/share-slot.ts';
import { Caches } from './support/caches.ts';

const SCOPE = 'https://groups.example/app/';
const HEADERS = { 'Content-Security-Policy': "default-src 'none'" };
const FILES = {
  './': '<script type="module" crossorigin src="./assets/start.js"></script>',
  'assets/start.js': 'start',
  'assets/worker.js': 'worker',
  'assets/app.css': 'style',
  'assets/late.js': 'late',
};

const caches = new Caches();
const listeners = new Map<string, (event: unknown) => void>();

/** What the network has, by address; nothing is no network. */
const network = new Map<string, string>();

/** The page that asks for parts, as the browser knows it. */
let client = { url: `${SCOPE}#/settings` };

const next = { postMessage: vi.fn() };
const registration = {
  scope: SCOPE,
  update: vi.fn(async () => undefined),
  waiting: null,
  installing: next as typeof next | null,
};

beforeAll(async () => {
  const files = Object.entries(FILES).map(([path, content]) => [path, integrityOf(content)]);
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('fetch', fetchFromNetwork);
  vi.stubGlobal('__PRECACHE__', {
    version: '1',
    files: Object.fromEntries(files) as object,
    headers: HEADERS,
  });
  vi.stubGlobal('self', {
    registration,
    clients: { get: async () => client },
    addEventListener: (name: string, listener: (event: unknown) => void) =>
      listeners.set(name, listener),
  });
  for (const [path, content] of Object.entries(FILES)) await keep(path, content);
  await anotherStart();
});

/** The worker starts anew, as it does whenever the browser has ended it: what it had compared, it compares again. */
async function anotherStart(): Promise<void> {
  vi.resetModules();
  // Under a name that the compiler does not follow: it would take this page's types for the worker's.
  const worker = '../src/sw.ts';
  await import(/* @vite-ignore */ worker);
}

afterAll(() => {
  vi.unstubAllGlobals();
});

afterEach(() => {
  network.clear();
  caches.failing = undefined;
  client = { url: `${SCOPE}#/settings` };
});

function integrityOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** As a browser does: bytes with another hash than the one asked for do not come. */
async function fetchFromNetwork(request: Request): Promise<Response> {
  const content = network.get(request.url);
  if (content === undefined) throw new TypeError('no network');
  const { integrity = '' } = request as Partial<Request>;
  if (integrity !== '' && integrity !== integrityOf(content)) throw new TypeError('other bytes');
  return new Response(content);
}

async function keep(path: string, content: string): Promise<void> {
  const cache = await caches.open(`conclave ${SCOPE} 1`);
  await cache.put(new URL(path, SCOPE).href, new Response(content));
}

/** What the worker answers; undefined where it leaves a request to the browser. */
async function answerTo(path: string, request: object = {}): Promise<Response | undefined> {
  let answer: Promise<Response> | undefined;
  listeners.get('fetch')?.({
    request: { url: new URL(path, SCOPE).href, method: 'GET', destination: '', ...request },
    respondWith: (response: Promise<Response>) => (answer = response),
    waitUntil: () => undefined,
    clientId: 'page',
  });
  return answer;
}

const policyOf = (response: Response | undefined) =>
  response?.headers.get('Content-Security-Policy');

describe('on a host that sends no headers, the policy comes with', () => {
  test.each([
    ['the page', './', 'document', FILES['./']],
    ['the worker that reads codes', 'assets/worker.js', 'worker', 'worker'],
  ])('%s', async (_, path, destination, content) => {
    const response = await answerTo(path, { destination });
    expect(policyOf(response)).toBe("default-src 'none'");
    expect(await response?.text()).toBe(content);
  });

  test('no other file, which is held by that of the page', async () => {
    const response = await answerTo('assets/app.css', { destination: 'style' });
    expect(policyOf(response)).toBeNull();
    expect(await response?.text()).toBe('style');
  });

  test('nothing that is not of the build', async () => {
    expect(await answerTo('other.js', { destination: 'worker' })).toBeUndefined();
  });
});

describe('what is handed out is what the build made', () => {
  test('a changed byte in what was kept is not handed out without a network', async () => {
    await keep('assets/late.js', 'lAte');
    await expect(answerTo('assets/late.js')).rejects.toThrow();
  });

  test('a changed file is fetched anew, and kept', async () => {
    await keep('assets/late.js', 'lAte');
    network.set(`${SCOPE}assets/late.js`, 'late');
    expect(await (await answerTo('assets/late.js'))?.text()).toBe('late');
    network.clear();
    expect(await (await answerTo('assets/late.js'))?.text()).toBe('late');
  });

  test.each(['open', 'match'] as const)(
    'is fetched from the network where the kept files cannot be read: %s',
    async (failing) => {
      network.set(`${SCOPE}assets/late.js`, 'late');
      caches.failing = failing;
      await anotherStart();
      expect(await (await answerTo('assets/late.js'))?.text()).toBe('late');
    },
  );

  test('is fetched anew each time where there is no room to keep it', async () => {
    await keep('assets/late.js', 'lAte');
    network.set(`${SCOPE}assets/late.js`, 'late');
    await anotherStart();
    caches.failing = 'put';
    const texts = [];
    for (let time = 0; time < 2; time++) {
      texts.push(await (await answerTo('assets/late.js'))?.text());
    }
    expect(texts).toEqual(['late', 'late']);
  });

  test('is fetched anew where what was kept breaks off', async () => {
    const broken = new ReadableStream({ pull: (body) => body.error(new TypeError('sum')) });
    const cache = await caches.open(`conclave ${SCOPE} 1`);
    await cache.put(`${SCOPE}assets/late.js`, new Response(broken));
    network.set(`${SCOPE}assets/late.js`, 'late');
    await anotherStart();
    expect(await (await answerTo('assets/late.js'))?.text()).toBe('late');
  });

  test('where the network has other bytes by now, nothing is handed out', async () => {
    await keep('assets/app.css', 'Style');
    network.set(`${SCOPE}assets/app.css`, 'style of another version');
    // It was compared since the worker started: only the next one looks again.
    await anotherStart();
    await expect(answerTo('assets/app.css')).rejects.toThrow();
  });

  test('a damaged page that is not to be had any more gives way to the next version', async () => {
    await keep('./', 'indeX');
    network.set(SCOPE, 'index of another version');
    await anotherStart();
    const response = await answerTo('./', { destination: 'document' });
    expect(response?.status).toBe(503);
    expect(policyOf(response)).toBe("default-src 'none'");
    expect(next.postMessage).toHaveBeenCalledWith('skip');
    expect(response?.headers.get('Refresh')).toBe('5');
  });

  test('where there is no next version it is looked for once a minute, and whenever somebody asks', async () => {
    await keep('./', 'indeX');
    registration.installing = null;
    registration.update.mockRejectedValueOnce(new TypeError('no network'));
    await anotherStart();
    const response = await answerTo('./', { destination: 'document' });
    registration.installing = next;
    expect(response?.status).toBe(503);
    expect(response?.headers.get('Refresh')).toBe('60');
    expect(await response?.text()).toContain('<a href="">');
  });
});

describe('a page of which a script that it starts with is damaged', () => {
  beforeEach(async () => {
    next.postMessage.mockClear();
    await keep('./', FILES['./']);
    await keep('assets/start.js', 'stArt');
    await anotherStart();
  });

  test('is whole again with the network', async () => {
    network.set(`${SCOPE}assets/start.js`, 'start');
    expect((await answerTo('./', { destination: 'document' }))?.status).toBe(200);
    network.clear();
    expect(await (await answerTo('assets/start.js'))?.text()).toBe('start');
  });

  test('gives way to the next version where the script is not to be had any more', async () => {
    network.set(`${SCOPE}assets/start.js`, 'start of another version');
    expect((await answerTo('./', { destination: 'document' }))?.status).toBe(503);
    expect(next.postMessage).toHaveBeenCalledWith('skip');
  });
});

describe('a part that is of no file of this version', () => {
  test('is not handed out to a page of ours, which is of another one', async () => {
    network.set(`${SCOPE}assets/older.js`, 'older');
    expect((await answerTo('assets/older.js'))?.type).toBe('error');
  });

  test('is for a page of somebody else below our address what the network says', async () => {
    client = { url: `${SCOPE}blog/` };
    network.set(`${SCOPE}assets/blog.css`, 'theirs');
    expect(await (await answerTo('assets/blog.css'))?.text()).toBe('theirs');
  });
});

test('the worker says its version to whoever asks', () => {
  const port = { postMessage: vi.fn() };
  listeners.get('message')?.({ data: 'version', ports: [port] });
  expect(port.postMessage).toHaveBeenCalledWith('1');
});

describe('a share', () => {
  test.each([undefined, 'open', 'delete', 'put'] as const)(
    'leads to the page, whatever the storage says: %s',
    async (failing) => {
      caches.failing = failing;
      const body = new FormData();
      body.set('text', 'peer:AWk.');
      const request = new Request(`${SCOPE}share`, { method: 'POST', body });
      let answer: Promise<Response> | undefined;
      const respondWith = (response: Promise<Response>) => (answer = response);
      listeners.get('fetch')?.({ request, respondWith });
      const response = await answer;
      expect(response?.status).toBe(303);
      expect(response?.headers.get('Location')).toBe(SCOPE + SHARED_ROUTE);
    },
  );
});
