/** The share sheet of the device, where the browser has one. */

/** What goes out: as a file where the sheet takes files, else as text. */
export interface Shared {
  readonly document: string;
  readonly compact: string;
  readonly fileName: string;
}

export function canShare(): boolean {
  return 'share' in navigator;
}

/** Opens the share sheet. Closing it without sharing is no failure; `false` where it did not open. */
export async function shareDocument({ document, compact, fileName }: Shared): Promise<boolean> {
  // Share sheets refuse XML, and take the same text under another name.
  const name = fileName.replace(/\.xml$/, '.txt');
  const files = [new File([document], name, { type: 'text/plain' })];
  try {
    await navigator.share(takesFiles(files) ? { files } : { text: compact });
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'AbortError';
  }
}

/** Older browsers share text, and cannot be asked about files. */
function takesFiles(files: File[]): boolean {
  return 'canShare' in navigator && navigator.canShare({ files });
}
