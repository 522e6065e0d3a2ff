/** All that is held of a group, as group updates: for whoever keeps it, not for giving away. */

import { formatGroupUpdate } from '../../core/document/group-update.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { RECORD_TYPE } from '../../core/record/record.ts';
import type { StoredRecord } from '../../core/stored-group.ts';
import { allInGroup } from '../../core/stores.ts';
import type { Context } from '../context.ts';

/** How much goes into one update: about half of what is read of one. */
const MAX_RECORDS = 25_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The texts of all updates that it takes, none for a group of which nothing is held. Those records
 * that ended are in it as well, and memberships come first: the others are judged by them.
 */
export async function wholeUpdates(
  { store }: Context,
  group: PeerName,
): Promise<readonly string[]> {
  const held = await store.listStretch('records', allInGroup(group));
  const memberships = held.filter(isMembership);
  const others = held.filter((record) => !isMembership(record));
  const texts: string[] = [];
  for (const part of partsOf([...memberships, ...others])) {
    texts.push(
      await formatGroupUpdate(
        group,
        part.map(({ bytes }) => bytes),
      ),
    );
  }
  return texts;
}

function isMembership({ type }: StoredRecord): boolean {
  return type === RECORD_TYPE.membership;
}

/** In their order, each part as large as may be. */
function partsOf(records: readonly StoredRecord[]): readonly (readonly StoredRecord[])[] {
  const parts: StoredRecord[][] = [];
  let size = Infinity;
  for (const record of records) {
    const last = parts.at(-1);
    size += record.bytes.length;
    if (last === undefined || last.length >= MAX_RECORDS || size > MAX_BYTES) {
      parts.push([record]);
      size = record.bytes.length;
    } else {
      last.push(record);
    }
  }
  return parts;
}
