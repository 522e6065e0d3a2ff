import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** A file as the browser saved it. */
export interface SavedFile {
  readonly name: string;
  readonly path: string;
}

/** A file that a test makes up. */
export interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
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

/** The document in a copied message, as a link bears it. */
export function base64Of(message: string): string {
  const [, base64 = ''] = /peer:([\w-]+)\./.exec(message) ?? [];
  if (base64 === '') throw new Error('there is no document in this message');
  return base64;
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

/** Pastes with the keys that people press, whatever has the focus. */
export async function pasteAnywhere(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+V');
}

/** Pastes a picture that was copied, a PNG. */
export async function pastePicture(page: Page, png: Buffer): Promise<void> {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = new Blob([bytes], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  }, png.toString('base64'));
  await page.keyboard.press('ControlOrMeta+V');
}

/** Drops a file where it is taken, as a file manager does. */
export async function dropFile(target: Locator, { name, path }: SavedFile): Promise<void> {
  await dropFiles(target, [{ name, mimeType: 'text/xml', buffer: readFileSync(path) }]);
}

/** The same with several. */
export async function dropFiles(target: Locator, files: readonly FilePayload[]): Promise<void> {
  const parts = files.map(({ name, mimeType, buffer }) => ({
    name,
    type: mimeType,
    base64: buffer.toString('base64'),
  }));
  const dataTransfer = await target.page().evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  }, parts);
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}
