/** An identity out of an archive: brought back with its newest name, or given that where it is here. */

import { openRecoveryFile } from '../../core/document/recovery-file.ts';
import { writeWithKey } from '../../storage/keyed-write.ts';
import type { Context } from '../context.ts';
import { storedIdentity } from '../identity/certifying.ts';
import { inTurnOfIdentities, openOwnIdentity } from '../identity/identities.ts';
import type { RestoreOutcome } from '../keeping-types.ts';
import { findSealedKey } from '../sealed-keys.ts';
import type { ArchivedIdentity } from './archived-documents.ts';
import { isNewer, newerOf, newestIdc } from './newest-idc.ts';
import { bringIn, isUsable } from './recovery-files.ts';

/** What became of it. One that is here with its recovery file needs no password. */
export async function restoreArchivedIdentity(
  context: Context,
  archived: ArchivedIdentity,
  password: string,
): Promise<RestoreOutcome> {
  const { store, derive } = context;
  const { peerName, text, card } = archived;
  const kept = await findSealedKey(store, peerName, '');
  if (kept && (await isUsable(context, peerName))) return takeCard(context, archived);
  const recovered = await openRecoveryFile(text, { password, derive });
  return inTurnOfIdentities(store, async (): Promise<RestoreOutcome> => {
    await bringIn(context, recovered, await newestIdc(context, recovered.idc, card));
    return 'restored';
  });
}

async function takeCard(
  context: Context,
  { peerName, card }: ArchivedIdentity,
): Promise<RestoreOutcome> {
  const { store } = context;
  return inTurnOfIdentities(store, async () => {
    const own = await openOwnIdentity(context, peerName);
    const idc = newerOf(own.idc, card);
    if (idc === own.idc) return card && isNewer(own.idc, card) ? 'newer here' : 'already here';
    const changes = [{ put: 'identities', value: storedIdentity({ ...own, idc }) } as const];
    await writeWithKey(store, changes, { kind: 'identities', key: peerName, spki: idc.spki });
    return 'restored';
  });
}
