import { english as text } from '../../src/text/en.ts';
import { openFramed, withoutHeaders } from './support/hosts.ts';
import { keptCounts } from './support/kept.ts';
import { expectAccessible } from './support/looking.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';

test('a browser that refuses to keep anything is told so, with the way out', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka', { before: refuseStorage });
  await expect(bob.heading(text.obstacles.failed)).toBeVisible();
  await expect(bob.page.getByText(text.errors['storage.refused'])).toBeVisible();
  await expect(bob.button(text.shell.reload)).toBeVisible();
  await expectAccessible(bob, 'without storage');
});

test('a full disk leaves no half identity, and a later try works', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka');
  await breakWrites(bob, true);
  await bob.page.getByLabel(text.firstVisit.name, { exact: true }).fill(bob.name);
  await bob.button(text.firstVisit.create).click();
  await bob.seal('identity');
  await expect(bob.refusal).toContainText(text.errors['storage.full']);
  expect(await keptCounts(bob.page)).toMatchObject({ identities: 0, received: 0 });
  await breakWrites(bob, false);
  await bob.seal('identity');
  await expect(bob.heading(bob.name)).toBeVisible();
});

test('a full disk leaves no half invitation, and a later try works', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await alice.startInviting(GROUP);
  await alice.giveIn(await bob.copyCard());
  await alice.choose({});
  await breakWrites(alice, true);
  await alice.button(text.invite.sign).click();
  await expect(alice.refusal).toContainText(text.errors['storage.full']);
  expect(await keptCounts(alice.page)).toMatchObject({ memberships: 1, invitations: 0 });
  await breakWrites(alice, false);
  await alice.sign();
  expect(await keptCounts(alice.page)).toMatchObject({ invitations: 1 });
});

test('a full disk leaves no half membership, and a later try works', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  await bob.open(await alice.copyInvitation());
  await expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible();
  await breakWrites(bob, true);
  await bob.button(text.preview.join(GROUP)).click();
  await expect(bob.refusal).toContainText(text.errors['storage.full']);
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 0 });
  await breakWrites(bob, false);
  await bob.join(GROUP);
});

test('an address without https says that keys need a secure page', async ({ people }) => {
  const bob = await people.prepare('Bob Tanaka', {
    url: 'http://conclave.test/',
    tolerated: [/Cross-Origin-Opener-Policy header has been ignored/],
  });
  await bob.page.context().route('http://conclave.test/**', async (route) => {
    const address = route.request().url().replace('http://conclave.test/', people.url);
    await route.fulfill({ response: await route.fetch({ url: address }) });
  });
  await bob.openApp();
  expect(await bob.page.evaluate(() => isSecureContext)).toBe(false);
  await expect(bob.heading(text.obstacles.insecure)).toBeVisible();
  await expect(bob.page.getByText(text.obstacles.insecureWhy)).toBeVisible();
  await expect(bob.page.getByRole('textbox')).toHaveCount(0);
});

test('a browser without WebCrypto says that keys need a secure page', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka', { before: takeCryptoAway });
  await expect(bob.heading(text.obstacles.insecure)).toBeVisible();
  await expect(bob.page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(bob, 'without WebCrypto');
});

test('inside a page of somebody else there is nothing but the way out', async ({ people }) => {
  const bob = await people.prepare('Bob Tanaka');
  await withoutHeaders(bob.page, people.url);
  await openFramed(bob.page, people.url);
  const frame = bob.page.frameLocator('iframe');
  await expect(frame.getByRole('link', { name: text.obstacles.ownWindow })).toBeVisible();
  await expect(frame.locator('body')).toHaveText(text.obstacles.ownWindow, { useInnerText: true });
});

test('the headers of the server keep the app out of frames altogether', async ({ people }) => {
  const bob = await people.prepare('Bob Tanaka', { tolerated: [/frame-ancestors/] });
  const refused = bob.page.waitForEvent('console', (said) =>
    said.text().includes('frame-ancestors'),
  );
  await openFramed(bob.page, people.url);
  await refused;
  await expect(bob.page.frameLocator('iframe').locator('#app')).toHaveCount(0);
});

/**
 * Space that ran out under somebody at work. Each act writes first and deletes the step last, so
 * what was written already must go again.
 */
async function breakWrites({ page }: Person, isFull: boolean): Promise<void> {
  await page.evaluate((full) => {
    const store = IDBObjectStore.prototype as IDBObjectStore & {
      intact?: IDBObjectStore['delete'];
    };
    store.intact ??= store.delete;
    const { intact } = store;
    store.delete = function (...given) {
      if (full) throw new DOMException('no space is left', 'QuotaExceededError');
      return intact.apply(this, given);
    };
  }, isFull);
}

function refuseStorage(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('storage is blocked', 'SecurityError');
  };
}

function takeCryptoAway(): void {
  Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
}
