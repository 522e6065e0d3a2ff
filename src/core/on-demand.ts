/** Parts of the program that are loaded when they are first needed. */

import { fail } from './errors.ts';

/**
 * Opens a part that comes by a dynamic import.
 *
 * @throws {PeerError} `app.incomplete` if it does not come: without a network, or when another
 *   version was put in the place of this one
 */
export async function openPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    return fail('app.incomplete', 'a part of the program did not come', { cause });
  }
}
