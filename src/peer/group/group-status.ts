/** What is kept of a group's database, counted (PeerGroupGetStatus). */

import { memberOf } from '../../core/certificate/chain.ts';
import { allInGroup, type Kind } from '../../core/stores.ts';
import type { Context } from '../context.ts';
import type { GroupStatus } from '../group-types.ts';
import { openGroup } from './groups.ts';
import { databaseOf } from '../database/held-records.ts';
import { stageAt } from './term.ts';
import type { Group } from '../types.ts';

/** See {@link Updates.groupStatus}. Nothing but keys is read: groups may be large. */
export async function groupStatus(context: Context, opened: Group): Promise<GroupStatus> {
  const { identity, peerName } = opened;
  const group = await openGroup(context, identity.peerName, peerName);
  const amountOf = async (kind: Kind) =>
    (await context.store.listKeys(kind, allInGroup(peerName))).length;
  const { opened: lastOpened, made } = await databaseOf(context, peerName);
  return {
    stage: stageAt(memberOf(group.chain).validity, context.now()).stage,
    records: await amountOf('records'),
    setAside: await amountOf('aside'),
    members: await amountOf('members'),
    opened: lastOpened || undefined,
    made: made || undefined,
  };
}
