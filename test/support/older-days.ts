/** A browser as it was before groups had databases. */

import type { Kind } from '../../src/core/stores.ts';
import type { Browser } from './browsers.ts';

/** What came with the databases of groups. */
export const DATABASE_KINDS: readonly Kind[] = [
  ...(['records', 'aside', 'credentials', 'members', 'acts', 'databases'] as const),
];

/** Forgets the databases of all groups, and nothing else. */
export function withoutDatabases(browser: Browser): void {
  const empty = DATABASE_KINDS.map((kind) => [kind, new Map()]);
  browser.memory.shelves = { ...browser.memory.shelves, ...Object.fromEntries(empty) };
  browser.close();
}
