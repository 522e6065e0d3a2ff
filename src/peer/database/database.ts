/**
 * A group's database: what is received for it, and what is then to be written. One for all of my
 * identities in the group. Everything here is to be used in the turn of the group, see
 * {@link Store.inTurn}, so that nobody writes between the reading and the writing.
 */

import { toHex, type Bytes } from '../../core/bytes.ts';
import type { Grc } from '../../core/certificate/certificate.ts';
import { memberOf } from '../../core/certificate/chain.ts';
import type { PeerName } from '../../core/peer-name.ts';
import {
  receiveRecords,
  type Membership,
  type Received,
  type SetAside,
} from '../../core/record/receive.ts';
import type { StoredDatabase, StoredSetAside } from '../../core/stored-group.ts';
import { allInGroup, inGroup, type Change } from '../../core/stores.ts';
import { sha256 } from '../../core/webcrypto.ts';
import { notingTime, settledNow } from '../clock.ts';
import type { Context } from '../context.ts';
import { ageing, isLongOver } from './ended-records.ts';
import { idOf } from '../../core/certificate/hashes.ts';
import { databaseOf, holdingsOf, storedRecord, trustedLatestIn } from './held-records.ts';
import { mergedRows, withInviters, type Sighting } from '../people/member-rows.ts';

/** How much may wait for its author in one group; the oldest goes first. */
const MAX_ASIDE = 1_000;
const MAX_ASIDE_BYTES = 4 * 1024 * 1024;

/** What records did when they were judged beside what is here. */
export interface Reception extends Received {
  /** All that had been waiting for their authors, those included that came once more. */
  readonly waiting: readonly StoredSetAside[];
  /** How many came here just now: behind their places stand those that had been waiting. */
  readonly arrived: number;
  /** How many of those that came here just now wait for their authors. */
  readonly setAside: number;
  /** The changes that delete what ended long ago. */
  readonly forgetting: readonly Change[];
  /** What is kept of the group as a whole, as it was before. */
  readonly database: StoredDatabase;
}

/**
 * Judges records by what is kept of a group, and those that were waiting for their authors with
 * them. Writes nothing.
 *
 * @param frames not trusted
 */
export async function receive(
  context: Context,
  root: Grc,
  frames: readonly Bytes[],
): Promise<Reception> {
  const { store } = context;
  const database = await databaseOf(context, root.group);
  const aside = await store.listStretch('aside', allInGroup(root.group));
  const arrived = await idsLike(aside, frames);
  const again = aside.filter(({ id }) => !arrived.has(id));
  // Copies: what is remembered of a certificate must not keep a whole document in memory.
  const all = [...frames.map((bytes) => bytes.slice()), ...again.map(({ bytes }) => bytes)];
  const received = await receiveRecords(all, holdingsOf(context, root));
  const latest = await trustedLatestIn(context, root.group);
  const settled = await settledNow(context);
  const age = { fresh: received.stored, latest, settled };
  const { kept: stored, forgetting } = await ageing(context, root.group, age);
  const waitsOn = new Set(again.map(({ id }) => id));
  const isNew = ({ id }: SetAside) => !waitsOn.has(id);
  const waits = received.aside.filter(
    (one) => !isLongOver(one.expires, isNew(one) ? latest : settled),
  );
  const passedOver = received.stored.length - stored.length + received.aside.filter(isNew).length;
  const setAside = waits.filter(isNew).length;
  return {
    ...received,
    stored,
    aside: waits,
    known: received.known + passedOver - setAside,
    waiting: aside,
    arrived: frames.length,
    setAside,
    forgetting,
    database,
  };
}

/** The ids of those frames that are as long as something that waits: others need no hash. */
async function idsLike(
  aside: readonly StoredSetAside[],
  frames: readonly Bytes[],
): Promise<ReadonlySet<string>> {
  const lengths = new Set(aside.map(({ bytes }) => bytes.length));
  const alike = frames.filter(({ length }) => lengths.has(length));
  return new Set(await Promise.all(alike.map(async (bytes) => toHex(await sha256(bytes)))));
}

/**
 * What is to be written of records that were received: themselves, what of them waits, the members
 * and the credentials in them. What ended long ago is deleted on this occasion.
 *
 * @param met chains that were met besides, such as one that was issued just now
 * @param change what else is new of the group as a whole
 */
export async function keeping(
  context: Context,
  { reception, root, met = [] }: WhatToKeep,
  change: Partial<StoredDatabase> = {},
): Promise<readonly Change[]> {
  const { group } = root;
  const { database } = reception;
  // A clock that was set back brings nothing that is older than what came before.
  const latest = await trustedLatestIn(context, group);
  const sightings = [...met, ...(await sightingsIn(reception.memberships))];
  return [
    ...reception.forgetting,
    ...reception.stored.map((record): Change => ({
      put: 'records',
      value: storedRecord(record, latest),
    })),
    ...keepingAside(group, reception, latest),
    ...(await mergedRows(context, group, sightings)),
    { put: 'databases', value: { ...database, ...change, latest } },
    ...(await notingTime(context)),
  ];
}

/** What is to be kept. */
export interface WhatToKeep {
  readonly reception: Reception;
  readonly root: Grc;
  readonly met?: readonly Sighting[];
}

/**
 * The members that received records speak of, as an update brings them, and those on the way to
 * them. Whoever publishes his own membership has joined.
 */
async function sightingsIn(memberships: readonly Membership[]): Promise<readonly Sighting[]> {
  const sightings = memberships.map(async ({ record, chain }): Promise<Sighting> => {
    const credential = await idOf(memberOf(chain));
    const { creatorCredential, toucherCredential } = record;
    const hasJoined = [creatorCredential, toucherCredential].includes(credential);
    return { chain, source: 'update', hasJoined };
  });
  return withInviters(await Promise.all(sightings));
}

/** What waits from now on, and what waits no longer. */
function keepingAside(
  group: PeerName,
  { aside, waiting }: Reception,
  since: number,
): readonly Change[] {
  const before = new Map(waiting.map((one) => [one.id, one]));
  const fresh = aside.map(({ id, bytes }) => before.get(id) ?? { group, id, bytes, since });
  const kept = newestThatFit(fresh);
  const keptIds = new Set(kept.map(({ id }) => id));
  const gone = waiting.filter(({ id }) => !keptIds.has(id));
  return [
    ...kept.filter(({ id }) => !before.has(id)).map((value): Change => ({ put: 'aside', value })),
    ...gone.map(({ id }): Change => ({ delete: 'aside', key: inGroup(group, id) })),
  ];
}

function newestThatFit(aside: readonly StoredSetAside[]): readonly StoredSetAside[] {
  const newestFirst = aside.toSorted((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
  let bytes = 0;
  return newestFirst.slice(0, MAX_ASIDE).filter((one) => {
    bytes += one.bytes.length;
    return bytes <= MAX_ASIDE_BYTES;
  });
}
