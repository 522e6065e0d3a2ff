/** Whom I may renew, and whom of them I have chosen: hashes of their keys. */

import type { MemberRow } from '../peer.ts';
import { candidatesOf, type Standpoint } from './renewal.ts';

export type Chosen = ReadonlySet<string>;

export const NOBODY: Chosen = new Set();

/** With one more, or without him. */
export function withChosen(chosen: Chosen, keyHash: string, on: boolean): Chosen {
  const others = [...chosen].filter((other) => other !== keyHash);
  return new Set(on ? [...others, keyHash] : others);
}

/** With all of these as well. */
export function withAll(chosen: Chosen, keyHashes: readonly string[]): Chosen {
  return new Set([...chosen, ...keyHashes]);
}

/** Those whom I may renew now. */
export function renewableOf(rows: readonly MemberRow[], from: Standpoint): Chosen {
  if (from.group.cannotInvite) return NOBODY;
  const free = candidatesOf(rows, from).filter(({ obstacle }) => obstacle === undefined);
  return new Set(free.map(({ row }) => row.keyHash));
}
