/** What the parts of the facade share: the store, the clock, and how names become people. */

import type { Name } from '../core/certificate/certificate.ts';
import { isPeerError } from '../core/errors.ts';
import { keyHashOf } from '../core/fingerprint.ts';
import { harmlessName } from '../core/friendly-name.ts';
import type { Bytes } from '../core/bytes.ts';
import type { Change, Store } from '../core/stores.ts';
import type { Person } from './types.ts';

export interface Context {
  readonly store: Store;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** What an act may end: the step of a screen that is deleted together with what the act writes. */
export interface Finishing {
  readonly finishes?: string | undefined;
}

/** The deletion of the step that an act ends, if it ends one. */
export function endOf({ finishes }: Finishing): readonly Change[] {
  return finishes === undefined ? [] : [{ delete: 'steps', key: finishes }];
}

/** Somebody as a screen names him. */
export async function personOf(name: Name, spki: Bytes): Promise<Person> {
  const { peerName } = name;
  const friendlyName = harmlessName(name.friendlyName);
  return { peerName, friendlyName, spki, keyHash: await keyHashOf(spki) };
}

/**
 * Reads what is kept, one by one. What cannot be trusted any more is left out, so that one damaged
 * thing does not hide the others.
 */
export async function readAll<From, To>(
  kept: readonly From[],
  read: (value: From) => Promise<To>,
): Promise<readonly To[]> {
  const all: To[] = [];
  for (const value of kept) {
    try {
      all.push(await read(value));
    } catch (error) {
      if (!isPeerError(error)) throw error;
    }
  }
  return all;
}
