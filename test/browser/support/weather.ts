/** Bad weather, made on purpose: what happens to a browser behind the back of the app. */

import type { Page } from '@playwright/test';

/** What Chromium says of its own when it has no room left. */
export const NO_ROOM = [/QuotaExceeded|quota/i];

/** So long a browser goes on with what it knows of the room that is left, in milliseconds. */
export const ROOM_IS_KNOWN_FOR = 31_000;

/** Goes to a page of the same origin that is not the app, and keeps nothing. */
export async function openEmptyPage(page: Page, url: string): Promise<void> {
  const address = new URL('empty', url).href;
  const body = '<!doctype html><title>Empty</title><link rel="icon" href="data:,">';
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
}

/** Leaves as little room as asked for, in bytes, for whatever the origin of a page keeps; `undefined`: as before. */
export type LeaveRoom = (quotaSize: number | undefined) => Promise<void>;

/** What holds for as long as the page is open. */
export async function roomOf(page: Page): Promise<LeaveRoom> {
  const browser = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  return async (quotaSize) => {
    const quota = quotaSize === undefined ? {} : { quotaSize };
    await browser.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
  };
}

/** Clears what the origin of a page keeps, of all kinds or of some, as a browser does that is asked to. */
export async function clearStorage(page: Page, storageTypes = 'all'): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes });
}
