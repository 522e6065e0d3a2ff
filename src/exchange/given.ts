/** Whatever somebody gives in: pasted, dropped, chosen, scanned, shared or opened with the app. */

import { fail } from '../core/errors.ts';

/** Text, or files as the browser hands them out. */
export type Given = string | readonly File[];

/**
 * The text in what was given in: of a text file, of the code in a picture, of a certificate in PEM.
 *
 * @throws {PeerError} `E_INVALIDARG`: `document.several` for more than one file; what
 *   {@link textOfFile} refuses
 */
export async function textOfGiven(given: Given): Promise<string> {
  if (typeof given === 'string') return given;
  const [file, ...others] = given;
  if (!file) fail('document.empty', 'no file');
  if (others.length > 0) fail('document.several', `${given.length} files`);
  const { textOfFile } = await import('./files.ts');
  return textOfFile(file);
}

/** The one file that was given in, if it is an archive, perhaps with everything of somebody in it. */
export async function archiveIn(given: Given): Promise<File | undefined> {
  const [file, ...others] = typeof given === 'string' ? [] : given;
  if (!file || others.length > 0) return undefined;
  const { isArchive } = await import('./files.ts');
  return (await isArchive(file)) ? file : undefined;
}

/** What a drop holds, files before text; `undefined` for neither. */
export function givenByDrop(transfer: DataTransfer | null): Given | undefined {
  return filesIn(transfer) ?? textIn(transfer);
}

/**
 * What the clipboard holds; `undefined` for neither text nor file. Programs that write put a picture
 * of their text beside it, and a formatted copy; file managers put the name of a file beside it.
 */
export function givenByPaste(transfer: DataTransfer | null): Given | undefined {
  const text = textIn(transfer);
  const isWriting = transfer?.types.includes('text/html') && text !== undefined;
  return isWriting ? text : (filesIn(transfer) ?? text);
}

function filesIn(transfer: DataTransfer | null): readonly File[] | undefined {
  const files = Array.from(transfer?.files ?? []);
  return files.length === 0 ? undefined : files;
}

function textIn(transfer: DataTransfer | null): string | undefined {
  const text = transfer?.getData('text/plain') ?? '';
  return text.trim() === '' ? undefined : text;
}
