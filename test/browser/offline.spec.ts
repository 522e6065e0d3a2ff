import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { copyOfBuild, putNewVersion } from './support/builds.ts';
import { base64Of } from './support/handing.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { ownServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';

test('the app opens without its server, whatever address it is asked for', async ({ people }) => {
  const server = await ownServer();
  const alice = await meetFounder(people, GROUP, { url: server.url });
  await alice.isReadyOffline();
  await server.close();
  await alice.page.context().setOffline(true);

  for (const [address, title] of [
    ['#/', text.home.title],
    ['#/settings', text.settings.title],
    ['no/such/page#/about', text.about.title],
    ['?from=home#/card', alice.name],
  ] as const) {
    await alice.page.goto('about:blank');
    await alice.visit(address);
    await expect(alice.heading(title)).toBeVisible();
  }
});

test('a link with a document opens it without the server', async ({ people }) => {
  const server = await ownServer();
  const alice = await meetFounder(people, GROUP, { url: server.url });
  const bob = await people.meet('Bob Tanaka', { url: server.url });
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  const payload = base64Of(await alice.copyInvitation());
  await bob.isReadyOffline();
  await server.close();

  await bob.page.goto('about:blank');
  await bob.visit(`#/open/${payload}`);
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
});

test('the document of a link stays neither in the address bar nor in the history', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  const payload = base64Of(await bob.copyCard());
  await alice.visit('#/open');
  await alice.visit(`#/open/${payload}`);
  const found = alice.page.getByRole('heading', { name: plain(text.open.cardOf(bob.name)) });
  await expect(found).toBeVisible();
  expect(alice.page.url()).not.toContain(payload);
  await alice.visit('#/settings');
  await alice.page.goBack();
  await expect(alice.heading(text.open.title)).toBeVisible();
  expect(alice.page.url()).not.toContain(payload);
});

test('a new version waits until it is asked for', async ({ people }, info) => {
  const root = await copyOfBuild(info.outputPath('build'));
  const server = await ownServer(root);
  const alice = await people.meet('Alice Moreno', { url: server.url });
  await alice.createIdentity();
  await alice.isReadyOffline();
  const version = alice.page.locator('meta[name="description"]');
  await expect(version).not.toHaveAttribute('content', 'the next version');

  await putNewVersion(root, 'the next version');
  await alice.page.reload();
  await expect(alice.page.getByText(text.shell.updateReady)).toBeVisible();
  await expect(version).not.toHaveAttribute('content', 'the next version');
  await alice.page.reload();
  await expect(alice.page.getByText(text.shell.updateReady)).toBeVisible();
  await expect(version).not.toHaveAttribute('content', 'the next version');

  await alice.button(text.shell.reload).click();
  await expect(version).toHaveAttribute('content', 'the next version');
  await expect(alice.page.getByText(text.shell.updateReady)).toHaveCount(0);
  await alice.showCard();
  await server.close();
});

test('a broken new version is never taken', async ({ people }, info) => {
  const root = await copyOfBuild(info.outputPath('build'));
  const server = await ownServer(root);
  const alice = await people.meet('Alice Moreno', {
    url: server.url,
    tolerated: [/integrity|digest/],
  });
  await alice.createIdentity();
  await alice.isReadyOffline();
  await putNewVersion(root, 'not what was built', { isSound: false });
  const gone = alice.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return new Promise<string>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => resolve(worker.state));
      });
      void registration.update();
    });
  });
  expect(await gone).toBe('redundant');
  await alice.page.reload();
  await alice.showCard();
  await expect(alice.page.getByText(text.shell.updateReady)).toHaveCount(0);
  await server.close();
});

// security.md I 169
test('a page whose worker is of another version by now asks to be reloaded, and gets no further part', async ({
  people,
}, info) => {
  const root = await copyOfBuild(info.outputPath('build'));
  const server = await ownServer(root);
  const wishes = { url: server.url, tolerated: [/Failed to (?:fetch|load)|ERR_FAILED|TypeError/] };
  const alice = await people.meet('Alice Moreno', wishes);
  await alice.createIdentity();
  await alice.isReadyOffline();
  const tab = await alice.inAnotherTab();
  await putNewVersion(root, 'the next version');
  await alice.page.reload();
  await alice.button(text.shell.reload).click();
  await expect(tab.page.getByText(text.windows.otherTitle)).toBeVisible();
  const part = await tab.page.evaluate(async () => {
    const address = new URL('assets/part-of-before.js', location.href).href;
    return fetch(address).then(
      () => 'handed out',
      () => 'refused',
    );
  });
  expect(part).toBe('refused');
  await tab.button(text.shell.reload).click();
  await expect(tab.page.getByText(text.windows.otherTitle)).toHaveCount(0);
  await tab.showCard();
  await server.close();
});

// security.md I 168
test('a kept file with a changed byte is never used: fetched anew, and refused without a network', async ({
  people,
}) => {
  const server = await ownServer();
  const alice = await people.meet('Alice Moreno', {
    url: server.url,
    tolerated: [/Failed to (?:fetch|load)|ERR_|TypeError/],
  });
  await alice.createIdentity();
  await alice.isReadyOffline();
  const spoilt = await spoilPart(alice, /\/About-/);
  await restartWorker(alice);
  await alice.visit('#/about');
  await expect(alice.heading(text.about.title)).toBeVisible();
  expect(await alice.page.evaluate(() => Reflect.get(globalThis, 'spoilt'))).toBeUndefined();
  expect(spoilt).toBe(1);

  await spoilPart(alice, /\/Inspect-/);
  await server.close();
  await restartWorker(alice);
  await alice.visit('#/inspect');
  await expect(alice.refusal).toContainText(text.shell.incomplete);
  expect(await alice.page.evaluate(() => Reflect.get(globalThis, 'spoilt'))).toBeUndefined();
});

test('an update whose script is gone leaves the app as it is', async ({ people }, info) => {
  const root = await copyOfBuild(info.outputPath('build'));
  const server = await ownServer(root);
  const tolerated = [/404|bad HTTP response|Failed to update/];
  const alice = await people.meet('Alice Moreno', { url: server.url, tolerated });
  await alice.createIdentity();
  await alice.isReadyOffline();
  await rm(join(root, 'sw.js'));
  await alice.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
  });
  await server.close();
  await alice.page.reload();
  await alice.showCard();
});

test('back to the version before is an update like any other', async ({ people }, info) => {
  const root = await copyOfBuild(info.outputPath('build'));
  const older = await copyOfBuild(info.outputPath('older'));
  const server = await ownServer(root);
  const alice = await people.meet('Alice Moreno', { url: server.url });
  await alice.createIdentity();
  await alice.isReadyOffline();
  const version = alice.page.locator('meta[name="description"]');
  await putNewVersion(root, 'the next version');
  await alice.page.reload();
  await alice.button(text.shell.reload).click();
  await expect(version).toHaveAttribute('content', 'the next version');
  await cp(older, root, { recursive: true });
  await alice.page.reload();
  await alice.button(text.shell.reload).click();
  await expect(version).not.toHaveAttribute('content', 'the next version');
  await alice.showCard();
  await server.close();
});

/** Puts a script that gives itself away in the place of a kept part; returns how many were found. */
function spoilPart({ page }: Person, pattern: RegExp): Promise<number> {
  return page.evaluate(async (source) => {
    let count = 0;
    for (const name of (await caches.keys()).filter((kept) => kept.startsWith('conclave http'))) {
      const cache = await caches.open(name);
      const parts = (await cache.keys()).filter(({ url }) => new RegExp(source, 'u').test(url));
      for (const { url } of parts.filter((part) => part.url.endsWith('.js'))) {
        const headers = { 'Content-Type': 'text/javascript' };
        await cache.put(url, new Response('globalThis.spoilt = true;', { headers }));
        count += 1;
      }
    }
    return count;
  }, pattern.source);
}

/** Ends the service worker, as a browser does that needs the room; it starts anew with the next request. */
async function restartWorker({ page }: Person): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('ServiceWorker.enable');
  await browser.send('ServiceWorker.stopAllWorkers');
  await page.reload();
}
