/** Security properties: what the group says of itself, signed with its own key (records.md, "Types"). */

import { concatBytes, type Bytes } from '../bytes.ts';
import { fail, isPeerError } from '../errors.ts';
import { hasNoControls, MAX_FRIENDLY_NAME_LENGTH } from '../friendly-name.ts';
import { verifyGroupProperties } from '../group.ts';
import { classifierOf, parsePeerName, type PeerName } from '../peer-name.ts';
import { BinaryReader, string, u16, u32 } from './binary.ts';

/** What stands in a record of security properties. */
export interface SecurityProperties {
  readonly flags: number;
  /** Seconds; of the first 0 is "as long as the credential". */
  readonly memberDataLifetime: number;
  readonly presenceLifetime: number;
  /** At most 255 UTF-16 code units; as it stands, not made harmless. */
  readonly comment: string;
  readonly cloudName: string;
  readonly group: PeerName;
  readonly creator: PeerName;
  /** As it stands, not made harmless. */
  readonly friendlyName: string;
}

const VERSION = 1;
const MAX_CLOUD_NAME_LENGTH = 127;

/**
 * Reads the payload of a record of security properties.
 *
 * @param payload not trusted
 * @throws {PeerError} `PEER_E_INVALID_RECORD` with `record.type` or `record.form`
 */
export function decodeSecurityProperties(payload: Bytes): SecurityProperties {
  const reader = new BinaryReader(payload);
  if (reader.u16() !== VERSION || reader.u16() !== 0) fail('record.type', 'another version');
  const numbers = {
    flags: reader.u32(),
    memberDataLifetime: reader.u32(),
    presenceLifetime: reader.u32(),
  };
  const names = { comment: reader.string() ?? '', cloudName: reader.string() ?? '' };
  const classifier = reader.string() ?? '';
  const group = peerName(reader.string());
  const creator = peerName(reader.string());
  const friendlyName = reader.string() ?? '';
  reader.end();
  if (classifier !== classifierOf(group)) fail('record.type', 'not the classifier of the group');
  return sensible({ ...numbers, ...names, group, creator, friendlyName });
}

/** Writes the payload of a record of security properties. */
export function encodeSecurityProperties(properties: SecurityProperties): Bytes {
  const { comment, cloudName, group, creator, friendlyName } = properties;
  return concatBytes(
    ...[u16(VERSION), u16(0), u32(properties.flags)],
    ...[u32(properties.memberDataLifetime), u32(properties.presenceLifetime)],
    ...[comment, cloudName, classifierOf(group), group, creator, friendlyName].map(string),
  );
}

/** Whether two of them agree in all that never changes: all but flags, comment and friendly name. */
export function isSameFounding(a: SecurityProperties, b: SecurityProperties): boolean {
  return (
    a.memberDataLifetime === b.memberDataLifetime &&
    a.presenceLifetime === b.presenceLifetime &&
    a.cloudName === b.cloudName &&
    a.group === b.group &&
    a.creator === b.creator
  );
}

function sensible(properties: SecurityProperties): SecurityProperties {
  const { friendlyName, cloudName } = properties;
  const isNamed = friendlyName.length >= 1 && friendlyName.length <= MAX_FRIENDLY_NAME_LENGTH;
  if (!isNamed || !hasNoControls(friendlyName)) fail('record.type', 'the name of the group');
  if (cloudName.length > MAX_CLOUD_NAME_LENGTH || !hasNoControls(cloudName)) {
    fail('record.type', 'the name of the cloud');
  }
  try {
    verifyGroupProperties(properties);
  } catch (cause) {
    throw isPeerError(cause) ? cause.as('PEER_E_INVALID_RECORD') : cause;
  }
  return properties;
}

function peerName(text: string | undefined): PeerName {
  try {
    return parsePeerName(text ?? '');
  } catch (cause) {
    throw isPeerError(cause) ? cause.as('PEER_E_INVALID_RECORD') : cause;
  }
}
