/** What another app has shared with this one: our service worker has put it into its one slot. */

import { fail, isPeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { textOfGiven, type Given } from './given.ts';

/** What the service worker says where it kept nothing. */
const REFUSALS: Readonly<Record<string, Reason>> = {
  size: 'size.file',
  several: 'document.several',
  unreadable: 'document.unreadable',
};

/**
 * Takes what was shared out of its slot; a second time there is nothing.
 *
 * @param scope the address of the app
 * @throws {PeerError} `E_INVALIDARG`: `document.empty`, `document.several`, `size.file`,
 *   `document.unreadable`
 */
export async function takeShared(
  storage: Pick<CacheStorage, 'open'> = caches,
  scope = new URL('./', location.href).href,
): Promise<Given> {
  const parts = await partsIn(await storage.open(`conclave-shared ${scope}`), scope);
  const refused = parts?.get('refused');
  if (typeof refused === 'string') fail(REFUSALS[refused] ?? 'document.unreadable', refused);
  const text = parts?.get('text') ?? '';
  const file = parts?.get('file');
  if (typeof text !== 'string') fail('document.unreadable', 'no text');
  return file instanceof File ? withText(file, text) : text;
}

async function partsIn(
  slot: Pick<Cache, 'match' | 'delete'>,
  scope: string,
): Promise<FormData | undefined> {
  const address = new URL('shared', scope).href;
  const response = await slot.match(address);
  await slot.delete(address);
  return response?.formData();
}

/** Some share a file with a text beside it: either may be the document, and both may be the same one. */
async function withText(file: File, text: string): Promise<Given> {
  if (text.trim() === '') return [file];
  try {
    return `${await textOfGiven([file])}\n${text}`;
  } catch (error) {
    if (isPicture(error)) return text;
    throw error;
  }
}

/** A picture of anything, as chat programs add one to a link. */
function isPicture(error: unknown): boolean {
  return isPeerError(error) && error.reason.startsWith('code.');
}
