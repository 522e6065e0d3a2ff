/** Group updates in every form in which they can go out. */

import type { Bytes } from '../../core/bytes.ts';
import { encodeCompact, formatCompact } from '../../core/document/compact.ts';
import { joinRecords } from '../../core/document/framed-records.ts';
import { formatGroupUpdate } from '../../core/document/group-update.ts';
import { personOf } from '../context.ts';
import type { GroupUpdate } from '../group-types.ts';
import type { CompactForm, Group } from '../types.ts';

/** The most bytes that a moving code, or a message that somebody copies, can carry. */
const MAX_COMPACT_BYTES = 51_200;

/**
 * The update of a group that holds these records.
 *
 * @param records each as it was signed
 * @throws {PeerError} `E_INVALIDARG` for more than one document may hold
 */
export async function updateDocument(
  { friendlyName, chain: [root] }: Pick<Group, 'friendlyName' | 'chain'>,
  records: readonly Bytes[],
): Promise<GroupUpdate> {
  // Called what it is called now, not what it was when it was founded.
  const group = { ...(await personOf(root.subject, root.spki)), friendlyName };
  return {
    group,
    text: await formatGroupUpdate(root.group, records),
    compact: await compactForm(records),
    records: records.length,
  };
}

async function compactForm(records: readonly Bytes[]): Promise<CompactForm | undefined> {
  const body = joinRecords(records);
  // Signatures cannot be made smaller: what is this large is not tried.
  if (body.length === 0 || body.length > 8 * MAX_COMPACT_BYTES) return undefined;
  const bytes = await encodeCompact('u', body);
  return bytes.length > MAX_COMPACT_BYTES ? undefined : { bytes, text: formatCompact(bytes) };
}
