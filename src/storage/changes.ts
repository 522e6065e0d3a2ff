/** What a change is about, what no change may carry, and what it carries. */

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

/**
 * The same changes with bytes of their own. A view, such as a certificate in a document, would take
 * all that it is a view of to the disk with it.
 */
export function withOwnBytes(changes: readonly Change[]): readonly Change[] {
  return changes.map((change) => {
    if ('delete' in change) return change;
    const fields = Object.entries(change.value).map(([field, value]) => [field, ownBytes(value)]);
    return { ...change, value: Object.fromEntries(fields) as unknown } as Change;
  });
}

function ownBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownBytes);
  const isView = value instanceof Uint8Array && value.length < value.buffer.byteLength;
  return isView ? value.slice() : value;
}
