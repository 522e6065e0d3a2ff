/** The service worker as the browser calls it, with the parts of a worker that it uses. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SHARED_ROUTE } from '../src/sw/share-slot.ts';
import { Caches } from './support/caches.ts';

const SCOPE = 'https://groups.example/app/';
const HEADERS = { 'Content-Security-Policy': "default-src 'none'" };
const FILES = { './': 'index', 'assets/worker.js': 'worker', 'assets/app.css': 'style' };

const caches = new Caches();
const listeners = new Map<string, (event: unknown) => void>();

beforeAll(async () => {
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('__PRECACHE__', { version: '1', files: FILES, headers: HEADERS });
  vi.stubGlobal('self', {
    registration: { scope: SCOPE },
    addEventListener: (name: string, listener: (event: unknown) => void) =>
      listeners.set(name, listener),
  });
  const cache = await caches.open(`conclave ${SCOPE} 1`);
  for (const [path, content] of Object.entries(FILES)) {
    await cache.put(new URL(path, SCOPE).href, new Response(content));
  }
  // Under a name that the compiler does not follow: it would take this page's types for the worker's.
  const worker = '../src/sw.ts';
  await import(/* @vite-ignore */ worker);
});

afterAll(() => {
  vi.unstubAllGlobals();
});

/** What the worker answers; undefined where it leaves a request to the browser. */
async function answerTo(path: string, request: object = {}): Promise<Response | undefined> {
  let answer: Promise<Response> | undefined;
  listeners.get('fetch')?.({
    request: { url: new URL(path, SCOPE).href, method: 'GET', destination: '', ...request },
    respondWith: (response: Promise<Response>) => (answer = response),
  });
  return answer;
}

const policyOf = (response: Response | undefined) =>
  response?.headers.get('Content-Security-Policy');

describe('on a host that sends no headers, the policy comes with', () => {
  test.each([
    ['the page', './', 'document', 'index'],
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
    expect(await answerTo('assets/other.js', { destination: 'worker' })).toBeUndefined();
  });
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
      caches.failing = undefined;
      expect(response?.status).toBe(303);
      expect(response?.headers.get('Location')).toBe(SCOPE + SHARED_ROUTE);
    },
  );
});
