/** Making a group update of what is kept here: all of it, what is new, or my own membership alone. */

import { toLatin1, type Bytes } from '../core/bytes.ts';
import { decodeMembership } from '../core/record/membership.ts';
import { decodeRecord, RECORD_TYPE } from '../core/record/record.ts';
import type { StoredRecord } from '../core/stored-group.ts';
import { allInGroup, inGroup, type Change } from '../core/stores.ts';
import { noting } from './activity.ts';
import { readAll, type Context } from './context.ts';
import type { GroupUpdate, UpdateWishes } from './group-types.ts';
import { openGroup } from './groups.ts';
import { databaseOf, latestIn } from './held-records.ts';
import { ownSlot, publishing } from './publishing.ts';
import type { Group } from './types.ts';
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
    const [root] = group.chain;
    const { changes, records } = wishes.onlyMine
      ? await ownRecord(context, group)
      : await heldRecords(context, group, wishes);
    const update = await updateDocument(root, records);
    const names = { group: peerName, identity: identity.peerName };
    await store.write([
      ...changes,
      noting(context, { ...names, what: 'update-made', people: [], count: records.length }),
    ]);
    return update;
  });
}

/** What goes out, and what is to be written when it does. */
interface Outgoing {
  readonly changes: readonly Change[];
  readonly records: readonly Bytes[];
}

/** My own membership record, published first if it was not. */
async function ownRecord(context: Context, group: Group): Promise<Outgoing> {
  const { store } = context;
  const slot = await ownSlot(context, group, await databaseOf(context, group.peerName));
  const kept = slot && (await store.find('records', inGroup(group.peerName, slot)));
  if (kept) return { changes: await notingMade(context, group), records: [kept.bytes] };
  const change = { made: context.now() };
  const { changes, records } = await publishing(context, group, { records: [], change });
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
  const held = await context.store.listStretch('records', allInGroup(peerName));
  const chosen = held.filter(
    ({ type, received, expires }) =>
      type === RECORD_TYPE.properties || (received >= since && expires > latest),
  );
  const authors = await authorsOf(context, group, { held, chosen });
  const records = [...chosen, ...authors].map(({ bytes }) => bytes);
  return { changes: await notingMade(context, group), records };
}

async function notingMade(context: Context, { peerName }: Group): Promise<readonly Change[]> {
  const [database, latest] = [
    await databaseOf(context, peerName),
    await latestIn(context, peerName),
  ];
  return [{ put: 'databases', value: { ...database, latest, made: context.now() } }];
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
  const isChosen = new Set(chosen);
  const others = held.filter((record) => isMembership(record) && !isChosen.has(record));
  const certificates = new Map(await readAll(others, async (one) => [one, derIn(one)] as const));
  const authors: StoredRecord[] = [];
  // A membership record that is added may have an author of its own.
  for (let added = chosen; added.length > 0;) {
    const known = new Set([...chosen, ...authors].filter(isMembership).flatMap(derIn));
    const wanted = await credentialsOf(context, group, added);
    const missing = new Set(wanted.filter((der) => !known.has(der)));
    const left = [...certificates].filter(([record]) => !authors.includes(record));
    added = fewestWith(missing, left);
    authors.push(...added);
  }
  return authors;
}

/** Records that hold all of some certificates, as far as there are any. */
function fewestWith(
  missing: Set<string>,
  certificates: readonly (readonly [StoredRecord, readonly string[]])[],
): readonly StoredRecord[] {
  return certificates.flatMap(([record, ders]) => {
    const isNeeded = ders.some((der) => missing.has(der));
    for (const der of ders) missing.delete(der);
    return isNeeded ? [record] : [];
  });
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
  const credentials = await store.findAll('credentials', keys);
  return credentials.flatMap((credential) => (credential ? [toLatin1(credential.der)] : []));
}

function isMembership({ type }: StoredRecord): boolean {
  return type === RECORD_TYPE.membership;
}

/** The certificates in a membership record, as text. */
function derIn({ bytes }: StoredRecord): readonly string[] {
  return decodeMembership(decodeRecord(bytes).payload).map(toLatin1);
}
