/** Group updates that are far longer than any mail: they stand alone, or are not looked for. */

import { MAX_UPDATE_LENGTH } from '../core/document/framed-records.ts';
import { fail } from '../core/errors.ts';
import type { FoundDocument } from './found-document.ts';

/** As much of a text, or of a file in bytes, as tells whether it is an update. */
export const UPDATE_HEAD_LENGTH = 1024;

/** Nothing stands before the root but a byte order mark, white space, and a declaration. */
const BEGINNING = /^\ufeff?\s{0,99}(?:<\?xml\s[^<>]{0,199}\?>\s{0,99})?<PEERGROUPUPDATE[\s>]/;
const END = /<\/PEERGROUPUPDATE\s{0,99}>\s*$/;

/** Whether a text begins as a group update does that stands alone. */
export function beginsAsUpdate(text: string): boolean {
  return BEGINNING.test(text.slice(0, UPDATE_HEAD_LENGTH));
}

/**
 * The group update that a long text is, without looking for anything else in it.
 *
 * @param text for which {@link beginsAsUpdate} holds
 * @throws {PeerError} `size.text`, `document.cut`
 */
export function largeUpdateIn(text: string): FoundDocument {
  if (text.length > MAX_UPDATE_LENGTH) fail('size.text', `${text.length} units`);
  if (!END.test(text.slice(-UPDATE_HEAD_LENGTH))) fail('document.cut', 'an update without its end');
  return { kind: 'group update', text: text.replace(/^\ufeff/, '') };
}
