/** Codes and passwords that are pasted or dropped beside their field: they are never taken for a document. */

import { isLikeRecoveryCode } from '../core/recovery-code.ts';
import type { Session } from './session.svelte.ts';

/** Fields for what is secret bear this mark. */
const SECRET_FIELD = 'input[data-secret]';

/**
 * Keeps a text from being opened that may be a secret: on a page with a field for one it goes there,
 * and a recovery code anywhere else is refused in words.
 *
 * @returns whether the text was such a one
 */
export function holdSecret(session: Session, text: string, page: ParentNode): boolean {
  const field = page.querySelector<HTMLInputElement>(SECRET_FIELD);
  if (field) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    return true;
  }
  return refuseCode(session, text);
}

/** Refuses a recovery code where documents are opened. @returns whether the text is one */
export function refuseCode(session: Session, text: string): boolean {
  if (!isLikeRecoveryCode(text)) return false;
  void session.learn().then(({ restore }) => session.say(restore.codeAlone));
  return true;
}
