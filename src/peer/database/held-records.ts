/** The records of a group that are kept here, and how they are found again. None of them is believed. */

import type { Grc } from '../../core/certificate/certificate.ts';
import { memberOf, verifySoundChain, type Chain } from '../../core/certificate/chain.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Holdings } from '../../core/record/receive.ts';
import {
  decodeRecord,
  RECORD_TYPE,
  slotOf,
  timeOf,
  type SignedRecord,
} from '../../core/record/record.ts';
import { decodeSecurityProperties } from '../../core/record/security-properties.ts';
import { isSignedRecord } from '../../core/record/sign.ts';
import type { StoredDatabase, StoredRecord } from '../../core/stored-group.ts';
import { inGroup, sortableTime } from '../../core/stores.ts';
import { trustedNow } from '../clock.ts';
import { readAll, type Context } from '../context.ts';
import { certificatesOf, findIssuers } from './kept-credentials.ts';
import { findKnown } from './many-keys.ts';

/** What is kept of the group of a root, as far as judging asks for it: never all of it. */
export function holdingsOf(context: Context, root: Grc): Holdings {
  return {
    root,
    certificates: context.certificates,
    findRecords: (slots) => findRecords(context, root.group, slots),
    findCredentials: (ids) => findCredentials(context, root, ids),
  };
}

/** A record as it is kept. */
export function storedRecord(record: SignedRecord, received: number): StoredRecord {
  const { group, type, bytes } = record;
  const expires = Math.max(0, timeOf(record.expires));
  const ending = inGroup(group, sortableTime(expires));
  return { group, type, slot: slotOf(record), bytes, received, expires, ending };
}

/** What is kept of a group as a whole; nothing yet: as if it were used for the first time. */
export async function databaseOf({ store }: Context, group: PeerName): Promise<StoredDatabase> {
  const kept = await store.find('databases', group);
  return kept ?? { group, latest: 0, opened: 0, made: 0, own: [] };
}

/** The latest moment that this device has shown while the group was used: what ended before it is hidden. */
export async function latestIn(context: Context, group: PeerName): Promise<number> {
  return Math.max(context.now(), (await databaseOf(context, group)).latest);
}

/** The same as far as it is believed, see {@link trustedNow}: by it things are forgotten, and it is what is noted. */
export async function trustedLatestIn(context: Context, group: PeerName): Promise<number> {
  return Math.max(await trustedNow(context), (await databaseOf(context, group)).latest);
}

/** The records in these slots that can be read; of security properties also what stands in them. */
export async function findRecords(
  { store }: Context,
  group: PeerName,
  slots: readonly string[],
): Promise<ReadonlyMap<string, SignedRecord>> {
  const keys = slots.map((slot) => inGroup(group, slot));
  const kept = await findKnown(store, { kind: 'records', group }, keys);
  const records = await readAll(kept, async ({ bytes }) => {
    const record = decodeRecord(bytes);
    if (record.type === RECORD_TYPE.properties) decodeSecurityProperties(record.payload);
    return record;
  });
  return new Map(records.map((record) => [slotOf(record), record]));
}

/** Sound chains to some credentials, by the names that records give them; what is not here is left out. */
export async function findCredentials(
  { store, certificates }: Context,
  root: Grc,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Chain>> {
  const kept = await findIssuers(
    store,
    root.group,
    ids.map((issuer) => ({ issuer })),
  );
  const wanted = ids.flatMap((id) => kept.get(id) ?? []);
  const found = await readAll(wanted, async (credential) => {
    const way = certificatesOf(root.der, credential, kept);
    return [credential.id, await verifySoundChain(way, certificates)] as const;
  });
  return new Map(found);
}

/** Records as they are kept, each verified again; one that was changed since is left out. */
export async function openRecords(
  context: Context,
  root: Grc,
  kept: readonly StoredRecord[],
): Promise<readonly SignedRecord[]> {
  const records = await readAll(kept, async ({ bytes }) => decodeRecord(bytes));
  const ids = [...new Set(records.map(({ toucherCredential }) => toucherCredential))];
  const chains = await findCredentials(context, root, ids);
  const signed = records.map((record) => isSignedBy(context, record, chains));
  const verdicts = await Promise.all(signed);
  return records.filter((_, index) => verdicts[index]);
}

async function isSignedBy(
  { certificates }: Context,
  record: SignedRecord,
  chains: ReadonlyMap<string, Chain>,
): Promise<boolean> {
  const chain = chains.get(record.toucherCredential);
  return chain !== undefined && isSignedRecord(record, memberOf(chain).spki, certificates);
}
