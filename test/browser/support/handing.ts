import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** A file as the browser saved it. */
export interface SavedFile {
  readonly name: string;
  readonly path: string;
}

/** Presses a button that copies, and returns what is on the clipboard then. */
export async function copyFrom(button: Locator): Promise<string> {
  const page = button.page();
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await button.click();
  await expect.poll(() => clipboardOf(page)).not.toBe('');
  return clipboardOf(page);
}

export function clipboardOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Presses a button that saves, and returns what the browser has saved. */
export async function downloadFrom(button: Locator): Promise<SavedFile> {
  const coming = button.page().waitForEvent('download');
  await button.click();
  const download = await coming;
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** Pastes from the clipboard, with the keys that people press. */
export async function paste(box: Locator, text: string): Promise<void> {
  await box.page().evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await box.focus();
  await box.page().keyboard.press('ControlOrMeta+V');
}

/** Drops a file where it is taken, as a file manager does. */
export async function dropFile(target: Locator, { name, path }: SavedFile): Promise<void> {
  const parts = { name, content: readFileSync(path, 'utf8') };
  const dataTransfer = await target.page().evaluateHandle(({ name, content }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name, { type: 'text/xml' }));
    return transfer;
  }, parts);
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}
