/**
 * What was shared with the installed app, kept in one slot until a page takes it. Any page can post
 * here, so that nothing is believed: it is counted and measured before it is kept, it replaces what
 * was there, and of a file its bytes and its type are kept, and no name.
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
 * the storage any more, nothing is kept; this never fails.
 */
export async function keepShared(
  request: Request,
  storage: Pick<CacheStorage, 'open'>,
  scope: string,
): Promise<void> {
  const { cache, address } = slotOf(scope);
  try {
    const slot = await storage.open(cache);
    await slot.delete(address);
    await slot.put(address, new Response(await partsOf(request)));
  } catch {
    // A full disk. The person is led to the page all the same, which says that it was given nothing.
  }
}

async function partsOf(request: Request): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  try {
    const body = await bodyOf(request);
    if (!body) return refusal('size');
    return kept(await new Response(body, { headers: { 'Content-Type': type } }).formData());
  } catch {
    return refusal('unreadable');
  }
}

/** `undefined` if it is too large; then the rest of it is not taken in. */
async function bodyOf(request: Request): Promise<Blob | undefined> {
  const reader = request.body?.getReader();
  // Not every browser gives it out in pieces.
  if (!reader) return withinLimit(await request.blob());
  const pieces: BlobPart[] = [];
  for (let size = 0; size <= MAX_BYTES;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    pieces.push(value);
    size += value.byteLength;
  }
  reader.cancel().catch(() => undefined);
  return undefined;
}

function withinLimit(body: Blob): Blob | undefined {
  return body.size > MAX_BYTES ? undefined : body;
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
