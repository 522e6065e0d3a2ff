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

/** Opens the share sheet. Closing it without sharing is no failure. */
export async function shareDocument({ document, compact, fileName }: Shared): Promise<void> {
  // Share sheets refuse XML, and take the same text under another name.
  const name = fileName.replace(/\.xml$/, '.txt');
  const files = [new File([document], name, { type: 'text/plain' })];
  const sheet = navigator.canShare({ files }) ? { files } : { text: compact };
  try {
    await navigator.share(sheet);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
