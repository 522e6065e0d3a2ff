/**
 * Receives records: membership records first, in rounds until nothing changes, then the rest, so that
 * their order never matters (records.md, "Receiving"). Nothing is written here; what comes out is
 * what whoever keeps records has to write.
 */

import { bytesEqual, toHex, type Bytes } from '../bytes.ts';
import type { Grc } from '../certificate/certificate.ts';
import type { CertificateMemory } from '../certificate/certificate-memory.ts';
import type { Chain } from '../certificate/chain.ts';
import { errorOf, isPeerError, PeerError } from '../errors.ts';
import type { PeerName } from '../peer-name.ts';
import { sha256 } from '../webcrypto.ts';
import { Inquiry, type Placed, type RefusedRecord } from './inquiry.ts';
import type { Court } from './judge.ts';
import { KnownCredentials, type FindCredentials } from './known-credentials.ts';
import { decodeRecord, RECORD_TYPE, slotOf, timeOf, type SignedRecord } from './record.ts';
import type { SecurityProperties } from './security-properties.ts';
import { settle } from './settle.ts';

/** What is held of a group already. */
export interface Holdings {
  readonly root: Grc;
  /** The records in these slots, see {@link slotOf}; what is not there is left out. */
  readonly findRecords: (slots: readonly string[]) => Promise<ReadonlyMap<string, SignedRecord>>;
  /** Sound chains to the credentials of these names, as {@link ../certificate/hashes.ts} gives them. */
  readonly findCredentials: FindCredentials;
  readonly certificates: CertificateMemory;
}

/** A record that nobody can judge yet. */
export interface SetAside {
  readonly bytes: Bytes;
  /** SHA-256 of the record, lower-case hex. */
  readonly id: string;
  /** When it ends, milliseconds since 1970 UTC. */
  readonly expires: number;
}

/** A membership record that is right in itself, with its chain. */
export interface Membership {
  readonly record: SignedRecord;
  readonly chain: Chain;
}

/** What became of some records. */
export interface Received {
  /** What is new or newer, one in each slot. */
  readonly stored: readonly SignedRecord[];
  /**
   * All membership records that are right in themselves, those included that lost their place to
   * another version: what they say of credentials stays true, and others may bear them.
   */
  readonly memberships: readonly Membership[];
  /** What stands in the record of security properties, if one is among the stored. */
  readonly properties: SecurityProperties | undefined;
  /** How many were here before, in this version or a later one. */
  readonly known: number;
  readonly aside: readonly SetAside[];
  readonly refused: readonly RefusedRecord[];
}

/**
 * Judges records.
 *
 * @param frames not trusted, in any order
 */
export async function receiveRecords(
  frames: readonly Bytes[],
  holdings: Holdings,
): Promise<Received> {
  const { placed, refused } = readFrames(frames, holdings.root.group);
  const held = await holdings.findRecords([...new Set(placed.map(({ record }) => slotOf(record)))]);
  const fresh = placed.filter(({ record }) => !isHeld(record, held));
  const inquiry = new Inquiry(await courtOf(holdings));
  await inquiry.hearMemberships(fresh.filter((one) => isMembership(one)));
  await inquiry.hearOthers(fresh.filter((one) => !isMembership(one)));
  const settled = settle(inquiry.right, held);
  const aside = await namesOf(inquiry.aside);
  return {
    stored: settled.stored.map(({ record }) => record),
    memberships: inquiry.right.flatMap(({ record, chain }) => (chain ? [{ record, chain }] : [])),
    properties: settled.stored.find(({ properties }) => properties)?.properties,
    known: placed.length - fresh.length + settled.known + inquiry.aside.length - aside.length,
    aside,
    refused: [...refused, ...inquiry.refused, ...settled.refused].sort((a, b) => a.at - b.at),
  };
}

async function courtOf({ root, certificates, findCredentials }: Holdings): Promise<Court> {
  return { root, certificates, known: await KnownCredentials.of(root, findCredentials) };
}

function readFrames(frames: readonly Bytes[], group: PeerName) {
  const placed: Placed[] = [];
  const refused: RefusedRecord[] = [];
  for (const [at, bytes] of frames.entries()) {
    const read = readOrSayWhy(bytes);
    if (read instanceof PeerError) refused.push({ at, error: read });
    else if (read.group !== group) refused.push({ at, record: read, error: foreign(read) });
    else placed.push({ at, record: read });
  }
  return { placed, refused };
}

function readOrSayWhy(bytes: Bytes): SignedRecord | PeerError {
  try {
    return decodeRecord(bytes);
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return error;
  }
}

function foreign({ group }: SignedRecord): PeerError {
  return errorOf('record.group', group);
}

function isHeld(record: SignedRecord, held: ReadonlyMap<string, SignedRecord>): boolean {
  const before = held.get(slotOf(record));
  return before !== undefined && bytesEqual(before.bytes, record.bytes);
}

function isMembership({ record }: Placed): boolean {
  return record.type === RECORD_TYPE.membership;
}

/** Each of them once, under its name. */
async function namesOf(aside: readonly Placed[]): Promise<readonly SetAside[]> {
  const named = await Promise.all(
    aside.map(async ({ record: { bytes, expires } }) => ({
      ...{ bytes, id: toHex(await sha256(bytes)) },
      expires: timeOf(expires),
    })),
  );
  return [...new Map(named.map((one) => [one.id, one])).values()];
}
