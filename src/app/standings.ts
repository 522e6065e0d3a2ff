/** Whose certificate was verified since the list was read, and what came of it. */

/** Whether what a line says was compared with its certificate, and that one verified. */
export type Standing = 'waiting' | 'sound' | 'unsound';

export interface Standings {
  /** By the hash of the key. */
  readonly known: ReadonlyMap<string, Standing>;
  /** Who was asked for since the list was read; what was known before is shown meanwhile. */
  readonly asked: ReadonlySet<string>;
}

/** Nobody was verified yet. */
export const NOBODY_VERIFIED: Standings = { known: new Map(), asked: new Set() };

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
  came: readonly { readonly keyHash: string }[],
): Standings {
  const sound = came.map(({ keyHash }) => keyHash);
  const news = [
    ...keyHashes.map((keyHash): [string, Standing] => [keyHash, 'unsound']),
    ...sound.map((keyHash): [string, Standing] => [keyHash, 'sound']),
  ];
  return {
    known: new Map([...known, ...news]),
    asked: new Set([...asked, ...keyHashes, ...sound]),
  };
}
