/**
 * A trace outside of the database: as long as there is an identity, an empty cache of a name of its
 * own says so. A browser that clears the one and keeps the other gives itself away; one that clears
 * both, as on request of the person, leaves nothing that could speak.
 *
 * The name is none of those by which the service worker throws caches away. A page on a plain http
 * address has no caches, and what goes wrong here must never stand in the way of anything.
 */

import { DATABASE_NAME } from './database.ts';

/** As much of the Cache storage as is used. */
type Traces = Pick<CacheStorage, 'open' | 'has' | 'delete'>;

/** Lays the trace: an identity is here. */
export async function layTrace(): Promise<void> {
  await answerOf(async () => cachesOfPage()?.open(TRACE));
}

/** Takes the trace away: the last identity is about to be deleted by whoever it belongs to. */
export async function eraseTrace(): Promise<void> {
  await answerOf(async () => cachesOfPage()?.delete(TRACE));
}

/** Whether there was an identity here that nobody has deleted. */
export async function hasTrace(): Promise<boolean> {
  return (await answerOf(async () => cachesOfPage()?.has(TRACE))) ?? false;
}

const TRACE = `${DATABASE_NAME}-trace`;

function cachesOfPage(): Traces | undefined {
  return (globalThis as { readonly caches?: Traces }).caches;
}

async function answerOf<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch {
    return undefined;
  }
}
