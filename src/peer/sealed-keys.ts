/** Keys under a password, as they are kept beside what they belong to. */

import type { StoredRecovery } from '../core/stored-recovery.ts';
import { membershipKey, type Store } from '../core/stores.ts';

/**
 * The sealed key of an identity, or that of one of its groups; one that is damaged is none.
 *
 * @param group empty for the key of the identity itself
 */
export async function findSealedKey(
  store: Store,
  identity: string,
  group: string,
): Promise<StoredRecovery | undefined> {
  const [kept] = await store.findAll('recoveries', [membershipKey(identity, group)]);
  return kept;
}
