/** What another app has shared with this one: our service worker has put it into its one slot. */

import { fail, isPeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { findDocument } from './find-document.ts';
import { textOfGiven, type Given } from './given.ts';

/** What the service worker says where it kept nothing. */
const REFUSALS: Readonly<Record<string, Reason>> = {
  size: 'size.file',
  several: 'document.several',
  unreadable: 'document.unreadable',
};

/** As much of the Cache storage as is used. */
type Slots = Pick<CacheStorage, 'open'>;

/**
 * Takes what was shared out of its slot; a second time there is nothing.
 *
 * @param scope the address of the app
 * @throws {PeerError} `E_INVALIDARG`: `document.several`, `size.file`, `document.unreadable`; where a
 *   text stands beside a file, what {@link textOfGiven} refuses
 */
export async function takeShared(
  storage = slotsOfPage(),
  scope = new URL('./', location.href).href,
): Promise<Given> {
  const parts = await partsIn(storage, scope);
  const refused = parts?.get('refused');
  if (typeof refused === 'string') fail(REFUSALS[refused] ?? 'document.unreadable', refused);
  const text = parts?.get('text') ?? '';
  const file = parts?.get('file');
  if (typeof text !== 'string') fail('document.unreadable', 'no text');
  return file instanceof File ? withText(file, text) : text;
}

/** A page that came by plain http has none, and no service worker that could have kept anything. */
function slotsOfPage(): Slots | undefined {
  return (globalThis as { readonly caches?: Slots }).caches;
}

async function partsIn(storage: Slots | undefined, scope: string): Promise<FormData | undefined> {
  const address = new URL('shared', scope).href;
  try {
    const slot = await storage?.open(`conclave-shared ${scope}`);
    const response = await slot?.match(address);
    await slot?.delete(address);
    return await response?.formData();
  } catch (cause) {
    return fail('document.unreadable', 'the slot could not be read', { cause });
  }
}

/** Some share a file with a text beside it: either may be the document, and both may be the same one. */
async function withText(file: File, text: string): Promise<Given> {
  if (text.trim() === '') return [file];
  try {
    return `${await textOfGiven([file])}\n${text}`;
  } catch (error) {
    // Chat programs add a picture of anything to a link.
    if (isPeerError(error) && (await isOfOurs(text))) return text;
    throw error;
  }
}

/** Whether something of ours stands in it, be it damaged: then that is what is spoken of. */
async function isOfOurs(text: string): Promise<boolean> {
  try {
    await findDocument(text);
    return true;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return error.reason !== 'document.none' && error.reason !== 'document.empty';
  }
}
