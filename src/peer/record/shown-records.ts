/** Records of applications as they are shown: verified again, neither deleted nor ended. */

import { fail } from '../../core/errors.ts';
import { isApplicationType } from '../../core/record/judge.ts';
import { slotOf, timeOf, type SignedRecord } from '../../core/record/record.ts';
import { matches, parseSearch } from '../../core/record/search.ts';
import { allInGroup, inGroup } from '../../core/stores.ts';
import type { Context } from '../context.ts';
import type { GroupRecord, RecordName } from '../group-types.ts';
import { latestIn, openRecords } from '../database/held-records.ts';
import type { Group } from '../types.ts';

/** See {@link Records.record}. */
export async function openRecord(
  context: Context,
  group: Group,
  name: RecordName,
): Promise<GroupRecord> {
  return groupRecord(await openShown(context, group, name));
}

/** A record that is shown, which must be there. @throws {PeerError} `PEER_E_RECORD_NOT_FOUND` */
export async function openShown(
  context: Context,
  group: Group,
  name: RecordName,
): Promise<SignedRecord> {
  const key = inGroup(group.peerName, slotOf(name));
  const kept = await context.store.findAll('records', [key]);
  const [record] = await openRecords(
    context,
    group.chain[0],
    kept.filter((one) => one !== undefined),
  );
  const isThere = record && isShown(record, await latestIn(context, group.peerName));
  return isThere ? record : fail('publish.unknown', name.id);
}

/** See {@link Records.listRecords}. */
export async function listRecords(
  context: Context,
  group: Group,
  type?: string,
): Promise<readonly GroupRecord[]> {
  return (await listShown(context, group, type)).map(groupRecord);
}

/** See {@link Records.searchRecords}. */
export async function searchRecords(
  context: Context,
  group: Group,
  query: string,
): Promise<readonly GroupRecord[]> {
  const wanted = parseSearch(query);
  const shown = await listShown(context, group);
  return shown.filter((record) => matches(wanted, record)).map(groupRecord);
}

async function listShown(
  context: Context,
  group: Group,
  type?: string,
): Promise<readonly SignedRecord[]> {
  const { peerName } = group;
  const latest = await latestIn(context, peerName);
  const within = type === undefined ? allInGroup(peerName) : allInGroup(peerName, type);
  const kept = await context.store.listStretch('records', within);
  const ofApplications = kept.filter((record) => isApplicationType(record.type));
  const records = await openRecords(context, group.chain[0], ofApplications);
  return records.filter((record) => isShown(record, latest));
}

/** Whether a record is shown at a moment: neither deleted nor ended. */
function isShown(record: SignedRecord, latest: number): boolean {
  return !record.isDeleted && timeOf(record.expires) > latest;
}

/** A record as it is handed out. */
export function groupRecord(record: SignedRecord): GroupRecord {
  const { type, id, version, creator, modifier, payload, attributes } = record;
  return {
    ...{ type, id, version, creator, modifier, payload, attributes },
    created: timeOf(record.created),
    modified: timeOf(record.modified),
    expires: timeOf(record.expires),
  };
}
