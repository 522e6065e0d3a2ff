/**
 * Friendly names: what people and groups call themselves. Anybody chooses his own, so a name
 * proves nothing. Strict when written here, made harmless by {@link harmlessName} when read.
 */

import { fail } from './errors.ts';

/** Longest friendly name, in UTF-16 code units. */
export const MAX_FRIENDLY_NAME_LENGTH = 255;

/** C0, DEL and C1: no certificate of ours may hold one. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

/** Direction marks, zero-width and other invisible characters, tags, and heaps of combining marks. */
const MISLEADING =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\p{M}{9,}/u;

/** Whether text may stand as a name in a certificate that is read: its length is judged apart. */
export function hasNoControls(text: string): boolean {
  return !CONTROL.test(text) && text.isWellFormed();
}

/** Whether text holds nothing that misleads the eye: what we write into certificates. */
export function isUnmistakable(text: string): boolean {
  return hasNoControls(text) && !MISLEADING.test(text);
}

/**
 * Reads a friendly name that somebody has typed. Spaces around it are dropped.
 *
 * @returns the name in NFC, 1 to {@link MAX_FRIENDLY_NAME_LENGTH} code units
 * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`
 */
export function parseFriendlyName(text: string): string {
  if (!isUnmistakable(text)) {
    fail('friendly-name.characters', 'a control, invisible or direction character');
  }
  const name = text.trim().normalize('NFC');
  if (name.length < 1 || name.length > MAX_FRIENDLY_NAME_LENGTH) {
    fail('friendly-name.length', `${name.length} units, 1 to ${MAX_FRIENDLY_NAME_LENGTH} fit`);
  }
  return name;
}

/** A name from elsewhere, fit to be shown: what misleads or cannot be seen becomes U+FFFD. */
export function harmlessName(name: string): string {
  // Most names are: lists have thousands of them.
  const visible = isUnmistakable(name) ? name : withoutMisleading(name);
  // Spaces alone would show as nothing; nothing at all is for the screen to name.
  return visible !== '' && visible.trim() === '' ? '\ufffd' : visible;
}

function withoutMisleading(name: string): string {
  return [CONTROL, MISLEADING].reduce(
    (text, pattern) => text.replace(new RegExp(pattern, 'gu'), '\ufffd'),
    name.toWellFormed(),
  );
}

/** Whether two names look the same to somebody in a hurry: but for case, width and spaces. */
export function isLookAlike(a: string, b: string): boolean {
  return outlineOf(a) === outlineOf(b);
}

/**
 * A name as it is put in order: without case, width and marks. Names that look alike have the same
 * one, though not only they.
 *
 * @returns text without NUL and U+FFFF, so that it can stand in a key
 */
export function sortableName(name: string): string {
  const plain = outlineOf(name).normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[\0\uffff]/gu, '\ufffd').trim();
}

function outlineOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
