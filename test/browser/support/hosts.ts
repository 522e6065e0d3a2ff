import type { Page } from '@playwright/test';

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
