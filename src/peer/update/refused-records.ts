/** Records of an update that were refused, named as far as they could be read. */

import type { Grc } from '../../core/certificate/certificate.ts';
import { memberOf, type Chain } from '../../core/certificate/chain.ts';
import type { GroupUpdate } from '../../core/document/group-update.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { RECORD_TYPE, type SignedRecord } from '../../core/record/record.ts';
import type { Context } from '../context.ts';
import type { Reception } from '../database/database.ts';
import type { RefusedRecord } from '../group-types.ts';
import { findCredentials } from '../database/held-records.ts';

/** What an update did in the group of a root. */
interface Outcome {
  readonly reception: Reception;
  readonly root: Grc;
}

/** The most that are named; how many there were stands beside them. */
const MAX_NAMED = 100;

/** The first refused records of an update in their order, then those that had been set aside before. */
export async function refusedRecords(
  context: Context,
  { cut, records }: GroupUpdate,
  { reception: { refused, arrived }, root }: Outcome,
): Promise<readonly RefusedRecord[]> {
  const first = refused.slice(0, MAX_NAMED);
  const ids = first.flatMap(({ record }) => record?.toucherCredential ?? []);
  const chains = await findCredentials(context, root, [...new Set(ids)]);
  const named = first.map(({ at, record, error }) => ({
    at: at < arrived ? at : -1,
    kind: kindOf(record),
    by: record === undefined ? '' : nameOf(record, chains),
    error,
  }));
  const cutOff = { at: records.length, kind: 'unreadable', by: '' } as const;
  if (cut === undefined) return named;
  return [...named.slice(0, MAX_NAMED - 1), { ...cutOff, error: cut }];
}

/** How many there were, the one included that was cut off. */
export function refusedIn({ cut }: GroupUpdate, { refused }: Reception): number {
  return refused.length + (cut === undefined ? 0 : 1);
}

function kindOf(record: SignedRecord | undefined): RefusedRecord['kind'] {
  if (record === undefined) return 'unreadable';
  if (record.type === RECORD_TYPE.properties) return 'properties';
  return record.type === RECORD_TYPE.membership ? 'membership' : 'application';
}

/** Whoever changed it last, as the record says: nothing of it is verified. */
function nameOf(record: SignedRecord, chains: ReadonlyMap<string, Chain>): string {
  const peerName = record.modifier ?? record.creator;
  const chain = chains.get(record.toucherCredential);
  const subject = chain && memberOf(chain).subject;
  return subject?.peerName === peerName ? harmlessName(subject.friendlyName) : peerName;
}
