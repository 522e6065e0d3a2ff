/** Storage that was cleared behind our back is never taken for that of a newcomer. Loaded when asked for. */

import { membershipKey } from '../../core/stores.ts';
import { hasTrace, layTrace } from '../../storage/trace.ts';
import type { Context } from '../context.ts';
import { EVERY_KEY } from '../every-key.ts';
import { inTurnOfIdentities } from '../identity/identities.ts';

/**
 * See {@link Peer.wasCleared}. What is damaged is still there. It only reads: whoever asks while the
 * last identity is being deleted must not lay the trace again.
 */
export async function wasCleared(context: Context): Promise<boolean> {
  const { store } = context;
  if (await hasAny(context)) return false;
  // In turn: the first identity may just be coming, and its trace with it.
  return inTurnOfIdentities(
    store,
    async () =>
      !(await hasAny(context)) &&
      (store.wasTakenAway() || (await hasSealed(context)) || hasTrace()),
  );
}

/** See {@link Peer.hasKept}. In the turn of identities: the last one may just be deleted. */
export async function hasKept(context: Context): Promise<boolean> {
  return inTurnOfIdentities(context.store, async () => {
    const isKept = await hasAny(context);
    if (isKept) await layTrace();
    return isKept;
  });
}

/** A sealed key goes with its identity where that is deleted: one that is left says that it was lost. */
async function hasSealed({ store }: Context): Promise<boolean> {
  const keys = await store.listKeys('recoveries', EVERY_KEY);
  return keys.some((key) => key.endsWith(membershipKey('', '')));
}

async function hasAny({ store }: Context): Promise<boolean> {
  return (await store.listKeys('identities', EVERY_KEY)).length > 0;
}
