/**
 * Writing a private key: it is read back and used once before anybody says that it is saved.
 *
 * WebKit has stored keys that came back as `null`, without an error at the writing. An identity
 * or a group whose key is gone cannot be mended, so this must come out at once.
 */

import type { Bytes } from '../core/bytes.ts';
import { fail, isPeerError } from '../core/errors.ts';
import type { Change, Store } from '../core/stores.ts';
import { verifyKeyPair } from '../core/webcrypto.ts';
import { changedKeyOf, kindOf } from './changes.ts';

/** Where the private key of one of the changes lies, and what it must be the other half of. */
export interface KeyProof {
  /** An identity's own key, or the group's key with the membership of its creator. */
  readonly kind: 'identities' | 'memberships';
  readonly key: string;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Bytes;
}

/**
 * Writes changes of which one holds a private key, and proves that the key rests there and signs.
 *
 * Where it does not, everything is as it was before, but for what was damaged: that stays replaced.
 *
 * @throws {PeerError} `crypto.key` if the key did not come back as it was written; and what
 *   {@link Store.write} throws
 */
export async function writeWithKey(
  store: Store,
  changes: readonly Change[],
  proof: KeyProof,
): Promise<void> {
  const undoing = (await Promise.all(changes.map((change) => oppositeOf(store, change)))).flat();
  await store.write(changes);
  try {
    await verifyStoredKey(store, proof);
  } catch (cause) {
    // Why the key is of no use is what counts, even where the undoing fails too.
    await store.write(undoing.reverse()).catch(() => undefined);
    throw cause;
  }
}

/** The change that undoes another; none where something damaged was there: it cannot be written again, and to delete it would lose more. */
async function oppositeOf(store: Store, change: Change): Promise<readonly Change[]> {
  const kind = kindOf(change);
  const key = changedKeyOf(change);
  // How late it was stays true.
  if (kind === 'marks') return [];
  if ('add' in change) return [{ delete: kind, key }];
  const [before] = await store.findAll(kind, [key]);
  if (before !== undefined) return [{ put: kind, value: before } as Change];
  const isDamaged = (await store.listKeys(kind, { from: key, to: key })).length > 0;
  return isDamaged ? [] : [{ delete: kind, key }];
}

async function verifyStoredKey(store: Store, { kind, key, spki }: KeyProof): Promise<void> {
  const where = `${kind} ${JSON.stringify(key)}`;
  try {
    const privateKey = await storedKeyOf(store, kind, key);
    await verifyKeyPair({ privateKey: privateKey ?? fail('crypto.key', `${where}: no key`), spki });
  } catch (cause) {
    // It was whole when it was written, so what is damaged now is its key.
    if (isPeerError(cause, 'PEER_E_CERT_STORE_CORRUPTED')) fail('crypto.key', where, { cause });
    throw cause;
  }
}

async function storedKeyOf(
  store: Store,
  kind: KeyProof['kind'],
  key: string,
): Promise<CryptoKey | undefined> {
  if (kind === 'identities') return (await store.find(kind, key))?.privateKey;
  return (await store.find(kind, key))?.groupKey;
}
