/**
 * Draws the pictures of the README and of the web manifest: three people go through the story in
 * the built app, each in a browser profile of his own. `npm run build` first.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { chromiumOptions } from './chromium.js';
import { serve } from './serve.js';

const PICTURES = fileURLToPath(new URL('../public/screenshots', import.meta.url));
const WIDE = { width: 1200, height: 800 };
const NARROW = { width: 390, height: 844 };
const GROUP = 'Harbour Radio Club';

/** @typedef {import('playwright').Page} Page */

const server = await serve();
const browser = await chromium.launch(chromiumOptions());
try {
  await drawPictures();
} finally {
  await browser.close();
  await server.close();
}

async function drawPictures() {
  const alice = await meet('Alice Moreno', WIDE);
  const bob = await meet('Bob Tanaka', NARROW);
  const carol = await meet('Carol Ødegård', WIDE);
  await go(alice, '#/new-group');
  await alice.getByLabel('Name of the group').fill(GROUP);
  await alice.getByRole('button', { name: 'Create the group' }).click();
  await alice.getByRole('heading', { level: 1, name: GROUP }).waitFor();
  await invite(alice, await copy(carol), ['Inviting member', '6 months']);
  const invitation = await invite(alice, await copy(bob), ['Member', '1 year']);

  await go(bob, '#/open');
  await bob.getByLabel('Paste the text here').fill(invitation);
  await bob.getByRole('button', { name: 'Open it' }).click();
  await bob.getByRole('button', { name: `Join ${GROUP}` }).waitFor();
  await draw(bob, 'narrow.png');

  await alice.getByRole('link', { name: 'To the group' }).click();
  await alice.getByRole('link', { name: 'People', exact: true }).click();
  await alice.getByRole('table').waitFor();
  await draw(alice, 'wide.png');
}

/**
 * Somebody with an identity, on the screen that shows the card.
 *
 * @param {string} name
 * @param {{ width: number, height: number }} viewport
 */
async function meet(name, viewport) {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    colorScheme: 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Create my identity' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return page;
}

/**
 * Signs an invitation in the group that is open or was just invited to, and copies it.
 *
 * @param {Page} page
 * @param {string} card
 * @param {[role: string, until: string]} choices
 */
async function invite(page, card, [role, until]) {
  const next = page.getByRole('link', { name: 'Invite somebody else' });
  await page.getByRole('link', { name: 'Invite', exact: true }).or(next).click();
  await page.getByLabel('Paste the identity card here').fill(card);
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByText(role, { exact: true }).click();
  await page.getByText(until, { exact: true }).click();
  await page.getByRole('button', { name: 'Sign the invitation' }).click();
  return copy(page);
}

/** @param {Page} page with a button that copies */
async function copy(page) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: 'Copy text' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return page.evaluate(() => navigator.clipboard.readText());
}

/**
 * @param {Page} page
 * @param {string} hash
 */
async function go(page, hash) {
  await page.goto(new URL(hash, server.url).href);
}

/**
 * @param {Page} page
 * @param {string} file
 */
async function draw(page, file) {
  await page.evaluate(() => document.fonts.ready);
  // What was done is said for a few seconds, and stands in the picture until then.
  await page.locator('.said:not(.hidden)').waitFor({ state: 'detached' });
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(PICTURES, file), animations: 'disabled', caret: 'hide' });
}
