/** Everything is deleted: what is damaged and cannot be listed too. */

import { KINDS, type Change } from '../../core/stores.ts';
import { eraseTrace } from '../../storage/trace.ts';
import type { Context } from '../context.ts';
import { EVERY_KEY } from '../every-key.ts';
import { inTurnOfHandovers } from '../handover/handovers.ts';
import { inTurnOfEverything } from '../turn-of-everything.ts';

/**
 * See {@link Keeping.deleteEverything}. One transaction: nothing is left half. And in the turns of all
 * groups, so that nothing of what is being opened just now comes behind it.
 */
export async function deleteEverything({ store }: Context): Promise<void> {
  await inTurnOfEverything(store, () =>
    inTurnOfHandovers(store, async () => {
      const changes: Change[] = [];
      for (const kind of KINDS) {
        const keys = await store.listKeys(kind, EVERY_KEY);
        changes.push(...keys.map((key): Change => ({ delete: kind, key })));
      }
      // Before, and not after: whoever is interrupted in between shall not be told that all was cleared.
      await eraseTrace();
      await store.write(changes);
    }),
  );
}
