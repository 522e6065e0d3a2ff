/** Groups opened with all that they have had from their beginning since records exist. Loaded when asked for. */

import { isPeerError } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Context } from '../context.ts';
import { addDatabase } from '../database/first-records.ts';
import type { Group } from '../types.ts';
import { openGroup } from './groups.ts';

/** See {@link Peer.openGroup}. A group can be read where nothing can be written: it is tried again when it is next opened. */
export async function openWholeGroup(
  context: Context,
  identity: PeerName,
  group: PeerName,
): Promise<Group> {
  const opened = await openGroup(context, identity, group);
  try {
    await addDatabase(context, opened);
  } catch (error) {
    if (!isPeerError(error)) throw error;
  }
  return opened;
}
