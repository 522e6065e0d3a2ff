/**
 * The one place where a failure of IndexedDB, or of the browser's storage behind it, becomes a
 * {@link PeerError}.
 *
 * Browsers name the same trouble differently: Firefox says `InvalidStateError` where storage is
 * blocked, Chromium `SecurityError` there and `UnknownError` for a disk that fails.
 */

import { fail } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';

const REASONS: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['QuotaExceededError', 'storage.full'],
  ['ConstraintError', 'storage.exists'],
  ['VersionError', 'storage.newer'],
  // What is written is plain but for keys, so it is a key that could not be cloned: WebKit in Lockdown Mode.
  ['DataCloneError', 'crypto.key'],
  // A database of ours without one of its object stores was made by something else.
  ['NotFoundError', 'storage.damaged'],
  ['SecurityError', 'storage.refused'],
  ['NotAllowedError', 'storage.refused'],
  ['InvalidStateError', 'storage.refused'],
  ['UnknownError', 'storage.refused'],
]);

/** The reason of a failure that has none of its own. */
export type Otherwise = 'storage.open' | 'storage.refused';

/**
 * Does some work on storage and translates how it fails, with the cause kept.
 *
 * A `PeerError` and a mistake of ours, such as a `TypeError`, pass through as they are.
 *
 * @param otherwise the reason of a failure that the table does not know
 * @throws {PeerError} `storage.full`, `storage.exists`, `storage.newer`, `storage.refused`,
 *   `storage.open`, `storage.damaged`, `crypto.key`
 */
export async function atTheDoor<T>(
  work: () => Promise<T>,
  otherwise: Otherwise = 'storage.refused',
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Error && !(cause instanceof DOMException)) throw cause;
    return fail(reasonOf(cause) ?? otherwise, detailOf(cause), { cause });
  }
}

function reasonOf(cause: unknown): Reason | undefined {
  return cause instanceof DOMException ? REASONS.get(cause.name) : undefined;
}

function detailOf(cause: unknown): string {
  return cause instanceof DOMException
    ? `${cause.name}: ${cause.message}`
    : 'the browser gave no reason';
}
