/**
 * What was shared with the installed app, kept in one slot until a page takes it. Any page can post
 * here, so that nothing is believed: it is counted and measured before it is kept, it replaces what
 * was there, and no name and no header of it is kept.
 */

/** The path that the manifest names for sharing. */
export const SHARE_PATH = 'share';

/** Where a share leads to: the page takes it out of the slot there. */
export const SHARED_ROUTE = '#/shared';

/** Where it is kept, and where the page looks for it. The name is none of those of kept versions. */
function slotOf(scope: string): { readonly cache: string; readonly address: string } {
  return { cache: `conclave-shared ${scope}`, address: new URL('shared', scope).href };
}

/** The most bytes that are read: the largest picture that the page reads, and words beside it. */
const MAX_BYTES = 22 * 1024 * 1024;

/** The longest text that is kept, in UTF-16 code units, as the reader has it too. */
const MAX_TEXT = 512 * 1024;

/** The fields of the manifest that hold text, and the one that holds files. */
const TEXTS = ['title', 'text', 'url'];
const FILES = 'files';

/** Why nothing of it is kept, by the word that the page reads. */
type Refusal = 'size' | 'several' | 'unreadable';

/**
 * Keeps the parts of a share in the slot, in the place of what was there. Where nothing fits into
 * the storage any more, the slot is empty.
 */
export async function keepShared(
  request: Request,
  storage: Pick<CacheStorage, 'open'>,
  scope: string,
): Promise<void> {
  const { cache, address } = slotOf(scope);
  const slot = await storage.open(cache);
  await slot.delete(address);
  const parts = await partsOf(request);
  await slot.put(address, new Response(parts)).catch(() => undefined);
}

async function partsOf(request: Request): Promise<FormData> {
  const body = await request.blob();
  if (body.size > MAX_BYTES) return refusal('size');
  const form = await formIn(body, request.headers.get('Content-Type') ?? '');
  return form ? kept(form) : refusal('unreadable');
}

async function formIn(body: Blob, type: string): Promise<FormData | undefined> {
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch {
    return undefined;
  }
}

function kept(form: FormData): FormData {
  const texts = TEXTS.flatMap((field) => form.getAll(field)).filter(isText);
  const text = texts.filter((part) => part.trim() !== '').join('\n');
  // A form without a file sends an empty one.
  const files = form
    .getAll(FILES)
    .flatMap((part) => (isText(part) || part.size === 0 ? [] : [part]));
  const [file] = files;
  if (files.length > 1) return refusal('several');
  if (text.length > MAX_TEXT) return refusal('size');
  const parts = new FormData();
  parts.set('text', text);
  if (file) parts.set('file', new Blob([file], { type: file.type }), 'file');
  return parts;
}

function refusal(word: Refusal): FormData {
  const parts = new FormData();
  parts.set('refused', word);
  return parts;
}

function isText(part: FormDataEntryValue): part is string {
  return typeof part === 'string';
}
