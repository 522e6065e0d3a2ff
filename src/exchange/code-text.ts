/**
 * What the text of a QR code is. Nothing foreign is ever opened, followed or shown as a link: it is
 * told apart by its first letters only to be named.
 */

import { isFrameText } from '../core/document/frame.ts';

/** A document of ours whole; a part of one; or something foreign. */
export type CodeKind =
  'document' | 'frame' | 'web address' | 'Wi-Fi' | 'contact' | 'empty' | 'other';

/** The first one that fits. A link with a document in it is ours, whatever its address. */
const KINDS: readonly (readonly [CodeKind, RegExp])[] = [
  ['empty', /^\s*$/],
  ['document', /^\s*(?:web\+)?peer:/i],
  ['document', /^\s*[a-z][a-z\d+.-]*:\/\/[^\s#]*#\/open\/[\w-]/i],
  ['Wi-Fi', /^\s*WIFI:/i],
  ['contact', /^\s*(?:BEGIN:VCARD|MECARD:|BIZCARD:)/i],
  ['web address', /^\s*(?:[a-z][a-z\d+.-]*:\/\/|www\.|URL:|URLTO:|MEBKM:)/i],
];

/** What the text of a code is, whatever it is. Whether a document is whole and sound its reader says. */
export function kindOfCode(text: string): CodeKind {
  if (isFrameText(text)) return 'frame';
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}
