/** What every group has from its beginning; groups that were founded or joined before get it when they are next opened. */

import { isPeerError } from '../../core/errors.ts';
import { inGroup, type Change, type StoredProperties } from '../../core/stores.ts';
import { notingTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { databaseOf, trustedLatestIn } from './held-records.ts';
import { openMembership } from '../group/groups.ts';
import { mergedRows, missingSightings, type Sighting } from '../people/member-rows.ts';
import { heldProperties, propertiesOf, propertiesRecord } from '../group/properties.ts';
import { publishing, type Publisher } from './publishing.ts';
import type { Group } from '../types.ts';

/** Who founds, and what he lays down. */
export interface Founder extends Publisher {
  readonly groupKey: CryptoKey;
  readonly properties: StoredProperties | undefined;
}

/**
 * The changes that publish a group's security properties and its creator's membership, as far as
 * they are not there.
 *
 * @throws {PeerError} as {@link publishing}
 */
export async function firstRecords(
  context: Context,
  founder: Founder,
  met: readonly Sighting[] = [],
): Promise<readonly Change[]> {
  const held = await heldProperties(context, founder.peerName);
  const properties = propertiesOf(founder.chain, founder.properties);
  const records =
    held === undefined ? [await propertiesRecord(context, founder, { properties })] : [];
  return (await publishing(context, founder, { records, met })).changes;
}

/** Adds to what is kept of a group what it lacks from earlier days. Once: of two tabs the second finds it. */
export async function addDatabase(context: Context, group: Group): Promise<void> {
  const { store } = context;
  if (!(await lacksDatabase(context, group))) return;
  await store.inTurn(group.peerName, async () => {
    if (!(await lacksDatabase(context, group))) return;
    const met = await missingSightings(context, group);
    const first = await firstRecordsOf(context, group, met);
    if (first !== undefined) await store.write(first);
    else if (met.length > 0) await store.write(await emptyDatabase(context, group, met));
  });
}

/** Whether nothing was written yet of who is in a group; of its creator's, of its first records. */
async function lacksDatabase({ store }: Context, group: Group): Promise<boolean> {
  const { peerName, identity, isCreator } = group;
  const [row] = await store.findAll('members', [inGroup(peerName, identity.keyHash)]);
  if (row?.source !== 'me') return true;
  const database = await store.find('databases', peerName);
  const hasPublished = database?.own.some((own) => own.identity === identity.peerName) ?? false;
  return database === undefined || (isCreator && !hasPublished);
}

/**
 * Without the group's key there are none to be written; nor while my own membership is out of time.
 * Nor by a creator who was brought back and does not know yet what he has laid down: founded anew,
 * the group would refuse its own properties when they come.
 */
async function firstRecordsOf(
  context: Context,
  group: Group,
  met: readonly Sighting[],
): Promise<readonly Change[] | undefined> {
  const { identity, peerName } = group;
  const stored = await openMembership(context, identity.peerName, peerName);
  const { groupKey, properties } = stored;
  if (groupKey === undefined || properties === undefined) return undefined;
  try {
    return await firstRecords(context, { ...group, groupKey, properties }, met);
  } catch (error) {
    if (isPeerError(error, 'PEER_E_NOT_AUTHORIZED')) return undefined;
    throw error;
  }
}

/** What is kept of a group as a whole, noted for the first time, and those who are known to be in it. */
export async function emptyDatabase(
  context: Context,
  { peerName }: Pick<Group, 'peerName'>,
  met: readonly Sighting[],
): Promise<readonly Change[]> {
  const database = await databaseOf(context, peerName);
  const latest = await trustedLatestIn(context, peerName);
  return [
    ...(await mergedRows(context, peerName, met)),
    { put: 'databases', value: { ...database, latest } },
    ...(await notingTime(context)),
  ];
}
