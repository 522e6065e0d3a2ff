/**
 * Group updates: records that pass from hand to hand (formats.md, "Group update"). Every record bears
 * its own signature, so the document needs none, and may be opened in any order and any number of times.
 */

import type { Bytes } from '../bytes.ts';
import { fail, isPeerError } from '../errors.ts';
import { readPeerName, type PeerName } from '../peer-name.ts';
import { decodeRecord } from '../record/record.ts';
import {
  joinRecords,
  MAX_UPDATE_BYTES,
  MAX_UPDATE_LENGTH,
  splitRecords,
  type FramedRecords,
} from './framed-records.ts';
import { compress, decompress } from './streams.ts';
import { formatXml, type XmlElement, type XmlForm } from './xml-form.ts';
import { parseXml } from './xml.ts';

const UPDATE = {
  root: 'PEERGROUPUPDATE',
  versions: ['1.0'],
  limit: MAX_UPDATE_LENGTH,
  elements: [{ name: 'GROUPPEERNAME' }, { name: 'RECORDS', base64: true }],
} as const satisfies XmlForm<readonly XmlElement[]>;

/** A group update, none of its records judged. */
export interface GroupUpdate extends FramedRecords {
  /** The group that it says it is of. */
  readonly group: PeerName;
}

/**
 * Reads a group update.
 *
 * @param text the XML and nothing else, not trusted; 32 MiB at most
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.*`, `xml.*`, `peer-name.*` or
 *   `update.*`; `PEER_E_UNSUPPORTED_VERSION`
 */
export async function parseGroupUpdate(text: string): Promise<GroupUpdate> {
  const { GROUPPEERNAME, RECORDS } = parseXml(text, UPDATE).values;
  const { bytes, failure } = await decompress(RECORDS, MAX_UPDATE_BYTES);
  if (failure === 'size') fail('update.size', `more than ${MAX_UPDATE_BYTES} bytes inside`);
  if (!bytes) fail('update.deflate', failure);
  return { group: readPeerName(GROUPPEERNAME), ...splitRecords(bytes) };
}

/**
 * The group that an update says it is of. Its records are not expanded.
 *
 * @param text as {@link parseGroupUpdate} takes it
 * @throws {PeerError} as {@link parseGroupUpdate}, but for `update.*`
 */
export function parseUpdateGroup(text: string): PeerName {
  return readPeerName(parseXml(text, UPDATE).values.GROUPPEERNAME);
}

/**
 * Writes a group update: one document, or none. Records are safe in any split, so that several could
 * hold what one cannot; until there are such, whoever has more gives what is new since a date.
 *
 * @param records each as it was signed
 * @throws {PeerError} `update.count`, `update.size` for more than {@link parseGroupUpdate} reads
 */
export async function formatGroupUpdate(
  group: PeerName,
  records: readonly Bytes[],
): Promise<string> {
  return documentOf(group, joinRecords(records));
}

/**
 * The document of which the compact form holds the framed records; it is of the group of the first
 * one that can be read.
 *
 * @param framed not trusted
 * @throws {PeerError} `update.empty` without any such record; `update.count`, `update.size`
 */
export async function formatFramedUpdate(framed: Bytes): Promise<string> {
  const group = splitRecords(framed)
    .records.map(groupIn)
    .find((found) => found !== undefined);
  if (group === undefined) fail('update.empty', 'no record that can be read');
  return documentOf(group, framed);
}

async function documentOf(group: PeerName, framed: Bytes): Promise<string> {
  const text = formatXml(UPDATE, { GROUPPEERNAME: group, RECORDS: await compress(framed) });
  return text.length <= MAX_UPDATE_LENGTH ? text : fail('update.size', `${text.length} units`);
}

function groupIn(record: Bytes): PeerName | undefined {
  try {
    return decodeRecord(record).group;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return undefined;
  }
}
