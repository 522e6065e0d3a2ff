/** The key of a group in its saved configuration: opened, left sealed, or left out. */

import type { Chain } from '../../core/certificate/chain.ts';
import { openGroupKey, type GroupConfiguration } from '../../core/document/group-configuration.ts';
import type { Bytes } from '../../core/bytes.ts';
import { errorOf, isPeerError, type PeerError } from '../../core/errors.ts';
import { decodePkcs12 } from '../../core/pkcs12/decode.ts';
import { membershipKey, type StoredMembership } from '../../core/stores.ts';
import { verifyKeyPair } from '../../core/webcrypto.ts';
import type { Context } from '../context.ts';

/** What came of the key in a configuration: nothing, where there is none in it. */
export interface ConfiguredKey {
  /** As it is sealed: it can be opened, now or later. */
  readonly sealed?: Bytes;
  /** Opened, where its password was given and it is not here yet. */
  readonly groupKey?: CryptoKey;
  /** Why it is left out. The membership beside it is as good as before. */
  readonly refusal?: PeerError;
}

/**
 * Looks at the key in a configuration.
 *
 * @param password absent: it stays sealed
 * @throws {PeerError} `recovery.unclear` for a password that is wrong, where nothing tells that it is
 *   the file; what says nothing of the file
 */
export async function configuredKey(
  context: Context,
  bringing: { readonly configuration: GroupConfiguration; readonly chain: Chain },
  password: string | undefined,
): Promise<ConfiguredKey> {
  const { identity, group, groupKey: sealed } = bringing.configuration;
  if (sealed === undefined) return {};
  const [stored] = await context.store.findAll('memberships', [membershipKey(identity, group)]);
  const isLeft = password === undefined || (await hasKey(stored, bringing.chain));
  try {
    decodePkcs12(sealed);
    if (isLeft) return { sealed };
    const lock = { password, derive: context.derive };
    return { sealed, groupKey: await openGroupKey(sealed, bringing.chain[0], lock) };
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    return { refusal: errorOf('configuration.damaged-key', cause.message, { cause }) };
  }
}

/** What is wrong with the key itself, and not perhaps with the password. */
function isDamage(cause: unknown): cause is PeerError {
  if (!isPeerError(cause) || cause.reason === 'recovery.unclear') return false;
  return cause.reason.startsWith('recovery.') || cause.reason === 'configuration.key';
}

/** Whether the group's key is here already, and is the one of its root. */
async function hasKey(stored: StoredMembership | undefined, [root]: Chain): Promise<boolean> {
  if (stored?.groupKey === undefined) return false;
  try {
    await verifyKeyPair({ privateKey: stored.groupKey, spki: root.spki });
    return true;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return false;
  }
}
