/** The clock, looked at and accepted. */

import { isPeerError } from '../../core/errors.ts';
import type { StoredDatabase } from '../../core/stored-group.ts';
import type { Change } from '../../core/stores.ts';
import { acceptingTime, notingTime, readClock } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTurnOfIdentities } from '../identity/identities.ts';
import type { ClockReading } from '../keeping-types.ts';
import { inTurnOfEverything } from '../turn-of-everything.ts';

/** See {@link Keeping.clock}. In turn, as all that is noted: looking at the clock never fails for a full disk. */
export async function clock(context: Context): Promise<ClockReading> {
  const { store } = context;
  return inTurnOfIdentities(store, async () => {
    const reading = await readClock(context);
    try {
      await store.write(await notingTime(context));
    } catch (error) {
      if (!isPeerError(error)) throw error;
    }
    return reading;
  });
}

/**
 * See {@link Keeping.acceptClock}. No group goes by a later time any more, which would refuse all that
 * is new until then. In the turn of everything: what was noted by the clock as it was before is written
 * before it, and not behind.
 */
export async function acceptClock({ store, now }: Context): Promise<void> {
  await inTurnOfEverything(store, async () => {
    const accepted = now();
    const databases = await store.list('databases');
    const ahead = databases.filter(({ latest }) => latest > accepted);
    await store.write([
      ...ahead.map((database) => noLaterThan(accepted, database)),
      ...(await acceptingTime(store, accepted)),
    ]);
  });
}

function noLaterThan(now: number, database: StoredDatabase): Change {
  const { latest, opened, made } = database;
  const moments = {
    latest: Math.min(latest, now),
    opened: Math.min(opened, now),
    made: Math.min(made, now),
  };
  return { put: 'databases', value: { ...database, ...moments } };
}
