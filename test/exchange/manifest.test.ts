/** What the installed app offers to the system, and that the app answers to it. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatCompact, encodeCompact } from '../../src/core/document/compact.ts';
import { parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { Router } from '../../src/app/router.svelte.ts';
import { findDocument } from '../../src/exchange/find-document.ts';
import { textOfGiven } from '../../src/exchange/given.ts';
import { takeShared } from '../../src/exchange/shared.ts';
import { keepShared, SHARED_ROUTE, SHARE_PATH } from '../../src/sw/share-slot.ts';
import { Caches } from '../support/caches.ts';
import { readVectorText } from '../support/manifest.ts';
import { AddressBar } from '../support/session.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../public/manifest.webmanifest', import.meta.url), 'utf8'),
);

describe('the share target', () => {
  const { action, method, enctype, params } = manifest.share_target;

  test('posts to where the service worker listens, so that nothing of it is in an address', () => {
    expect([action, method, enctype]).toEqual([`./${SHARE_PATH}`, 'POST', 'multipart/form-data']);
  });

  test('names the fields that the service worker keeps, and the page takes', async () => {
    const { title, text, url, files } = params;
    expect(files).toHaveLength(1);
    const body = new FormData();
    for (const field of [title, text, url]) body.set(field, `what stands in ${field}`);
    body.set(files[0].name, new File(['in a file'], 'x.txt', { type: 'text/plain' }));
    const scope = 'https://groups.example/app/';
    const caches = new Caches();
    await keepShared(new Request(`${scope}share`, { method: 'POST', body }), caches, scope);
    const lines = (await textOfGiven(await takeShared(caches, scope))).split(/\r?\n/u);
    expect(lines).toEqual([
      'in a file',
      ...[title, text, url].map((field) => `what stands in ${field}`),
    ]);
  });

  test('leads to the screen for opening', () => {
    const bar = new AddressBar();
    bar.visit(SHARED_ROUTE);
    expect(new Router(bar.window).route).toEqual({ name: 'open' });
  });

  test('takes what our own share sheet gives out', () => {
    expect(params.files[0].accept).toEqual(expect.arrayContaining(['text/plain', '.txt']));
  });
});

test('files that are opened with the app come to its one page', () => {
  for (const { action, accept } of manifest.file_handlers) {
    expect(action).toBe(manifest.start_url);
    expect(accept).toMatchObject({ 'application/xml': ['.xml'], 'text/plain': ['.txt'] });
  }
});

test('a launch leads the window that is there to its address: focused alone, it would lose a share', () => {
  expect(manifest.launch_handler.client_mode).toEqual(['navigate-existing', 'auto']);
});

describe('the protocol handler', () => {
  const [{ protocol, url }] = manifest.protocol_handlers;

  test.each([
    ['with percent signs, as browsers put it in', encodeURIComponent],
    ['as it is', (address: string) => address],
  ])('hands over a document %s', async (_, written) => {
    const idc = parseIdentityCard(readVectorText('identities/valid/bob.xml'));
    const address = `web+${formatCompact(await encodeCompact('i', idc))}`;
    expect(address.startsWith(`${protocol}:`)).toBe(true);
    const bar = new AddressBar();
    bar.visit(String(url).replace(/^\.\//, '').replace('%s', written(address)));
    const { inbox } = new Router(bar.window);
    const { kind, text } = await findDocument(inbox.take()?.given as string);
    expect(kind).toBe('identity card');
    expect(parseIdentityCard(text)).toEqual(idc);
  });
});
