/** Whose certificate was verified since the list was read, and what came of it. */

import type { Member } from '../peer.ts';

/** Whether what a line says was compared with its certificate, and that one verified. */
export type Standing = 'waiting' | 'sound' | 'unsound';

export interface Standings {
  /** By the hash of the key; `undefined` for whoever does not hold. */
  readonly known: ReadonlyMap<string, Member | undefined>;
  /** Who was asked for since the list was read; what was known before is shown meanwhile. */
  readonly asked: ReadonlySet<string>;
}

/** Nobody was verified yet. */
export const NOBODY_VERIFIED: Standings = { known: new Map(), asked: new Set() };

/** What is known of somebody by now. */
export function standingOf({ known }: Standings, keyHash: string): Standing {
  if (!known.has(keyHash)) return 'waiting';
  return known.get(keyHash) ? 'sound' : 'unsound';
}

/** The list is read anew: everybody is to be verified again. */
export function toBeVerified({ known }: Standings): Standings {
  return { known, asked: new Set() };
}

/**
 * Whoever was asked for and did not come does not hold.
 *
 * @param came whom the facade has verified, asked for by their keys or not
 */
export function withVerified(
  { known, asked }: Standings,
  keyHashes: readonly string[],
  came: readonly Member[],
): Standings {
  const news = [
    ...keyHashes.map((keyHash): [string, undefined] => [keyHash, undefined]),
    ...came.map((member): [string, Member] => [member.keyHash, member]),
  ];
  return {
    known: new Map([...known, ...news]),
    asked: new Set([...asked, ...news.map(([keyHash]) => keyHash)]),
  };
}
