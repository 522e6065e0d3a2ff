/** Publishing: what I sign is received by the rules for everybody else before it is kept. */

import { bytesEqual, type Bytes } from '../../core/bytes.ts';
import { memberOf, verifyMoment, type Chain } from '../../core/certificate/chain.ts';
import type { Issuer } from '../../core/certificate/issue.ts';
import { fail, isPeerError } from '../../core/errors.ts';
import { membershipRecord } from '../../core/record/membership.ts';
import { decodeRecord, slotOf, type SignedRecord } from '../../core/record/record.ts';
import type { StoredDatabase } from '../../core/stored-group.ts';
import { inGroup, type Change } from '../../core/stores.ts';
import type { Context } from '../context.ts';
import { keeping, receive, type Reception } from './database.ts';
import { idOf } from '../../core/certificate/hashes.ts';
import { databaseOf } from './held-records.ts';
import { openOwnIdentity } from '../identity/identities.ts';
import { ownSightings, type Sighting } from '../people/member-rows.ts';
import type { Group } from '../types.ts';

/** Who publishes in which group, with the chain that he has once all is written. */
export type Publisher = Pick<Group, 'peerName' | 'identity' | 'chain'>;

/** What is published. */
export interface Publishing {
  /** Records as they were signed: by the publisher, or with the group's key. */
  readonly records: readonly Bytes[];
  /** Chains that were met besides, such as those that were issued just now. */
  readonly met?: readonly Sighting[];
  /** What else is new of the group as a whole. */
  readonly change?: Partial<StoredDatabase>;
}

/** What was published, to be written together with the act that it belongs to. */
export interface Publication {
  readonly changes: readonly Change[];
  /** All that was published, my own membership record first if that was. */
  readonly records: readonly SignedRecord[];
}

/**
 * Publishes records. The first one is preceded by my own membership record, and so is the first one
 * after my credential has changed; without any, that alone is published where it has to be. To be
 * used in the turn of the group, once in a transaction.
 *
 * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` while my membership is not valid; and what the rules
 *   for received records refuse
 */
export async function publishing(
  context: Context,
  publisher: Publisher,
  { records, met = [], change = {} }: Publishing,
): Promise<Publication> {
  const { chain } = publisher;
  const [root] = chain;
  verifyMayPublish(chain, context.now());
  const database = await databaseOf(context, root.group);
  const own = await missingOwnRecord(context, publisher, database);
  const all = own === undefined ? records : [own, ...records];
  const published = all.map(decodeRecord);
  const reception = await receive(context, root, all);
  verifyKept(published, reception);
  const mine = own === undefined ? database.own : await ownAfter(publisher, database, own);
  const sightings = own === undefined ? met : [...met, ...ownSightings(chain)];
  return {
    changes: await keeping(context, { reception, root, met: sightings }, { ...change, own: mine }),
    records: published,
  };
}

/** Signs for a member: with the last certificate of his chain and the key that is kept with his identity. */
export async function signerOf(context: Context, { identity, chain }: Publisher): Promise<Issuer> {
  const { privateKey } = await openOwnIdentity(context, identity.peerName);
  return { certificate: memberOf(chain), privateKey };
}

/** Where my own membership record lies in the group; `undefined` while my present credential is not published. */
export async function ownSlot(
  { store }: Context,
  { identity, chain }: Publisher,
  { group, own }: StoredDatabase,
): Promise<string | undefined> {
  const credential = await idOf(memberOf(chain));
  const mine = own.find((one) => one.identity === identity.peerName);
  if (mine?.credential !== credential) return undefined;
  const [kept] = await store.findAll('records', [inGroup(group, mine.slot)]);
  return kept?.slot;
}

async function missingOwnRecord(
  context: Context,
  publisher: Publisher,
  database: StoredDatabase,
): Promise<Bytes | undefined> {
  if ((await ownSlot(context, publisher, database)) !== undefined) return undefined;
  const { chain } = publisher;
  return membershipRecord(chain, await signerOf(context, publisher), context.now());
}

async function ownAfter(
  { identity, chain }: Publisher,
  { own }: StoredDatabase,
  record: Bytes,
): Promise<StoredDatabase['own']> {
  const others = own.filter((one) => one.identity !== identity.peerName);
  const credential = await idOf(memberOf(chain));
  return [
    ...others,
    { identity: identity.peerName, credential, slot: slotOf(decodeRecord(record)) },
  ];
}

/** @throws {PeerError} `PEER_E_NOT_AUTHORIZED` while a membership is not valid */
export function verifyMayPublish(chain: Chain, now: number): void {
  try {
    verifyMoment(chain, now);
  } catch (cause) {
    if (isPeerError(cause)) fail('publish.ended', 'outside its time', { cause, at: cause.at });
    throw cause;
  }
}

/** What others would refuse, or would pass over, is not published. */
function verifyKept(published: readonly SignedRecord[], { refused, stored }: Reception): void {
  const first = refused.find(({ at }) => at < published.length);
  if (first !== undefined) throw first.error;
  const kept = new Map(stored.map((record) => [slotOf(record), record.bytes]));
  const passedOver = published.find((record) => {
    const bytes = kept.get(slotOf(record));
    return bytes === undefined || !bytesEqual(bytes, record.bytes);
  });
  if (passedOver !== undefined) fail('publish.expiration', 'over by the latest time seen');
}
