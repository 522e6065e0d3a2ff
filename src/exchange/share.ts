/** The share sheet of the device, where the browser has one. */

/** What goes out. */
export interface Shared {
  /** Works by itself, with or without the file. */
  readonly message: string;
  /** A document to go with it as a file, where the sheet takes files. */
  readonly file?: { readonly name: string; readonly document: string };
}

export function canShare(): boolean {
  return 'share' in navigator;
}

/** Whether the sheet takes the file too: where it does not, a message that only speaks of it is of no use. */
export function canShareFile({ message, file }: Shared): boolean {
  return file !== undefined && canShare() && takes({ text: message, files: [textFile(file)] });
}

/** What came of it: it went out, it was thought better of, or the sheet did not open. */
export type Sharing = 'shared' | 'closed' | 'refused';

/** Opens the share sheet with the message and, where the sheet takes both, the file. */
export async function share({ message, file }: Shared): Promise<Sharing> {
  const both = file && { text: message, files: [textFile(file)] };
  try {
    await navigator.share(both && takes(both) ? both : { text: message });
    return 'shared';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'AbortError' ? 'closed' : 'refused';
  }
}

/** Share sheets refuse XML, and take the same text under another name. */
function textFile({ name, document }: { readonly name: string; readonly document: string }): File {
  return new File([document], name.replace(/\.xml$/, '.txt'), { type: 'text/plain' });
}

/** Older browsers share text, and cannot be asked about files. */
function takes(data: ShareData): boolean {
  return 'canShare' in navigator && navigator.canShare(data);
}
