import type { BrowserContext, Page } from '@playwright/test';

/** Where the app is for a person who shall have it from the internet, and can hand out links to it. */
export const PUBLIC_ADDRESS = 'https://conclave.example/';

/** What the watch says of a foreign page. */
export const ELSEWHERE = /^request: http:\/\/elsewhere\.test\//;

const FOREIGN_PAGE = 'http://elsewhere.test/';

/** The same server under the public address, for everybody in this browser context. */
export async function servePublicly(context: BrowserContext, url: string): Promise<void> {
  await context.route(`${PUBLIC_ADDRESS}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await fetch(new URL(pathname, url));
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers: plainHeaders(response), body });
  });
}

/** Has the page of the app come as from a static host that sends no headers of ours. */
export async function withoutHeaders(page: Page, url: string): Promise<void> {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const type = response.headers()['content-type'] ?? '';
    await route.fulfill({ response, headers: { 'content-type': type } });
  });
}

/** Puts the app into the frame of somebody else's page, and goes there. */
export async function openFramed(page: Page, url: string): Promise<void> {
  const outer = new URL('outer', url).href;
  const body = `<!doctype html><title>Outer</title><iframe src="${url}"></iframe>`;
  await page.route(outer, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(outer);
}

/** Goes to a page of somebody else, with this in its body. A test with one tolerates {@link ELSEWHERE}. */
export async function openForeignPage(page: Page, body: string): Promise<void> {
  const html = `<!doctype html><title>Elsewhere</title>${body}`;
  await page.route(FOREIGN_PAGE, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
  );
  await page.goto(FOREIGN_PAGE);
}

/** Those that still hold once the body has been read. */
function plainHeaders({ headers }: Response): Record<string, string> {
  const all = Object.fromEntries(headers);
  delete all['content-length'];
  return all;
}
