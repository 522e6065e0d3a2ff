/** Making a group update of what is kept here: all of it, what is new, or my own membership alone. */

import { toLatin1, type Bytes } from '../../core/bytes.ts';
import { issuerOf } from '../../core/certificate/chain.ts';
import { decodeMembership } from '../../core/record/membership.ts';
import { decodeRecord, RECORD_TYPE } from '../../core/record/record.ts';
import type { StoredRecord } from '../../core/stored-group.ts';
import { allInGroup, inGroup, type Change } from '../../core/stores.ts';
import { isWithin } from '../../core/validity.ts';
import { noting } from '../activity.ts';
import { trustedNow } from '../clock.ts';
import { readAll, type Context } from '../context.ts';
import type { GroupUpdate, UpdateWishes } from '../group-types.ts';
import { openGroup } from '../group/groups.ts';
import { databaseOf, latestIn, trustedLatestIn } from '../database/held-records.ts';
import { findKnown } from '../database/many-keys.ts';
import { ownSlot, publishing } from '../database/publishing.ts';
import type { Group } from '../types.ts';
import { updateDocument } from './update-document.ts';

/** See {@link Updates.groupUpdate}. In turn: what is being written elsewhere is in it or not, as a whole. */
export async function groupUpdate(
  context: Context,
  { identity, peerName }: Group,
  wishes: UpdateWishes,
): Promise<GroupUpdate> {
  const { store } = context;
  return store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    const { changes, records } = wishes.onlyMine
      ? await ownRecord(context, group)
      : await heldRecords(context, group, wishes);
    const update = await updateDocument(group, records);
    const names = { group: peerName, identity: identity.peerName };
    const people = wishes.onlyMine ? inviterOf(group) : [];
    await store.write([
      ...changes,
      noting(context, { ...names, what: 'update-made', people, count: records.length }),
    ]);
    return update;
  });
}

/** Whom my own membership is told to first: who signed it, where that is a member. */
function inviterOf({ chain }: Group): readonly string[] {
  const issuer = issuerOf(chain);
  return issuer.type === 'gmc' ? [issuer.subject.friendlyName] : [];
}

/** What goes out, and what is to be written when it does. */
interface Outgoing {
  readonly changes: readonly Change[];
  readonly records: readonly Bytes[];
}

/** My own membership record, published first if it was not. By itself it is no update to go on from. */
async function ownRecord(context: Context, group: Group): Promise<Outgoing> {
  const { store } = context;
  const slot = await ownSlot(context, group, await databaseOf(context, group.peerName));
  const kept = slot && (await store.find('records', inGroup(group.peerName, slot)));
  if (kept) return { changes: [], records: [kept.bytes] };
  const { changes, records } = await publishing(context, group, { records: [] });
  return { changes, records: records.map(({ bytes }) => bytes) };
}

/** What is here, not ended, and new enough; with all that is needed to judge it. Also an ended member may pass it on. */
async function heldRecords(
  context: Context,
  group: Group,
  { since = 0 }: UpdateWishes,
): Promise<Outgoing> {
  const { peerName } = group;
  const latest = await latestIn(context, peerName);
  const { changes, records: mine } = (await lacksOwn(context, group, latest))
    ? await publishing(context, group, { records: [], change: { made: await trustedNow(context) } })
    : { changes: await notingMade(context, group), records: [] };
  const held = await context.store.listStretch('records', allInGroup(peerName));
  const fresh = held.filter(({ received, expires }) => received >= since && expires > latest);
  // The properties stand in every update, but do not make one.
  if (fresh.length + mine.length === 0) return { changes, records: [] };
  const properties = held.filter((one) => one.type === RECORD_TYPE.properties);
  const chosen = [...new Set([...properties, ...fresh])];
  const authors = await authorsOf(context, group, { held, chosen });
  return { changes, records: [...chosen, ...authors, ...mine].map(({ bytes }) => bytes) };
}

/** Whether others are yet to learn from me that I am in the group, and I can say so. */
async function lacksOwn(context: Context, group: Group, latest: number): Promise<boolean> {
  const moments = [context.now(), latest];
  const isValid = group.chain.every(({ validity }) =>
    moments.every((moment) => isWithin(validity, moment)),
  );
  if (!isValid) return false;
  const database = await databaseOf(context, group.peerName);
  return (await ownSlot(context, group, database)) === undefined;
}

async function notingMade(context: Context, { peerName }: Group): Promise<readonly Change[]> {
  const database = await databaseOf(context, peerName);
  const latest = await trustedLatestIn(context, peerName);
  const made = await trustedNow(context);
  return [{ put: 'databases', value: { ...database, latest, made } }];
}

interface Choice {
  readonly held: readonly StoredRecord[];
  readonly chosen: readonly StoredRecord[];
}

/** The membership records that whoever opens the chosen ones needs besides: those of their authors. */
async function authorsOf(
  context: Context,
  group: Group,
  { held, chosen }: Choice,
): Promise<readonly StoredRecord[]> {
  const memberships = held.filter(isMembership);
  const certificates = new Map(
    await readAll(memberships, async (one) => [one, derIn(one)] as const),
  );
  const known = new Set(chosen.flatMap((record) => certificates.get(record) ?? []));
  const authors: StoredRecord[] = [];
  const holders = holdersOf(certificates);
  // A membership record that is added may have an author of its own.
  for (let added = chosen; added.length > 0;) {
    const wanted = await credentialsOf(context, group, added);
    added = wanted.flatMap((der) => {
      const holder = known.has(der) ? undefined : holders.get(der);
      const ders = (holder && certificates.get(holder)) ?? [];
      for (const other of ders) known.add(other);
      return holder ?? [];
    });
    authors.push(...added);
  }
  return authors;
}

/** For each certificate a record that holds it. */
function holdersOf(
  certificates: ReadonlyMap<StoredRecord, readonly string[]>,
): ReadonlyMap<string, StoredRecord> {
  return new Map([...certificates].flatMap(([record, ders]) => ders.map((der) => [der, record])));
}

/** The certificates of whoever wrote some records or changed them last, as text. */
async function credentialsOf(
  { store }: Context,
  { peerName }: Group,
  kept: readonly StoredRecord[],
): Promise<readonly string[]> {
  const records = await readAll(kept, async ({ bytes }) => decodeRecord(bytes));
  const ids = records.flatMap((record) => [record.creatorCredential, record.toucherCredential]);
  const keys = [...new Set(ids)].map((id) => inGroup(peerName, id));
  const credentials = await findKnown(store, { kind: 'credentials', group: peerName }, keys);
  return credentials.map(({ der }) => toLatin1(der));
}

function isMembership({ type }: StoredRecord): boolean {
  return type === RECORD_TYPE.membership;
}

/** The certificates in a membership record, as text. */
function derIn({ bytes }: StoredRecord): readonly string[] {
  return decodeMembership(decodeRecord(bytes).payload).map(toLatin1);
}
