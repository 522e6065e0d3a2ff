import type { Page } from '@playwright/test';
import type { FilePayload } from './handing.ts';
import { openForeignPage } from './hosts.ts';

/** What a share sheet posts, and what any page may post as well. */
export interface Posted {
  readonly title?: string;
  readonly text?: string;
  readonly files?: readonly FilePayload[];
}

/** Goes to somebody else's page, whose form posts this to the app, and sends it off. */
export async function postFromElsewhere(page: Page, target: string, posted: Posted): Promise<void> {
  const { title = '', text = '', files = [] } = posted;
  await openForeignPage(
    page,
    `<form action="${target}" method="post" enctype="multipart/form-data">
      <input name="title"><textarea name="text"></textarea>
      <input name="files" type="file" multiple><button>Send</button>
    </form>`,
  );
  await page.locator('input[name="title"]').fill(title);
  await page.locator('textarea').fill(text);
  await page.locator('input[type="file"]').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** An installed app, as the device knows it. */
export interface InstalledApp {
  /** Has the device open files with it. */
  readonly openFiles: (...paths: string[]) => Promise<void>;
  /** Has the device open an address with it, from `#` on. */
  readonly openAddress: (hash: string) => Promise<void>;
}

/** Installs the app that a page shows; its browser needs a profile on disk. */
export async function install(page: Page): Promise<InstalledApp> {
  const session = await page.context().newCDPSession(page);
  // The protocol of the browser knows more than Playwright's types of it do.
  const send = session.send.bind(session) as unknown as (
    method: string,
    parameters?: object,
  ) => Promise<Readonly<Record<string, string>>>;
  const { appId: manifestId = '' } = await send('Page.getAppId');
  await send('PWA.install', { manifestId });
  return {
    openFiles: async (...files) => {
      await send('PWA.launchFilesInApp', { manifestId, files });
    },
    openAddress: async (hash) => {
      await send('PWA.launch', { manifestId, url: new URL(hash, manifestId).href });
    },
  };
}
