import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { copyOfBuild, putNewVersion } from './support/builds.ts';
import { base64Of } from './support/handing.ts';
import { meetFounder } from './support/meetings.ts';
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
