/** What a change is about, and what no change may carry. */

import type { Change, Kind } from '../core/stores.ts';
import { keyOfValue, wrongFieldOf } from './shapes.ts';

/** The kind that a change is of. */
export function kindOf(change: Change): Kind {
  if ('delete' in change) return change.delete;
  return 'add' in change ? change.add : change.put;
}

/** The key of what is added, put or deleted. */
export function changedKeyOf(change: Change): string {
  return 'delete' in change ? change.key : keyOfValue(kindOf(change), change.value);
}

/**
 * Sees to it that nothing of a wrong shape, and no key that could be exported, reaches the disk.
 *
 * @throws {TypeError} if something would: that is a mistake of ours
 */
export function verifyChanges(changes: readonly Change[]): void {
  for (const change of changes) {
    if ('delete' in change) continue;
    const field = wrongFieldOf(kindOf(change), change.value);
    if (field !== undefined) throw new TypeError(`${kindOf(change)}: wrong ${field}`);
  }
}
