/**
 * Records, field by field, with any deviation and then signed: the signature is right and the meaning
 * wrong. The layout stands here a second time, so that a slip in ours shows.
 */

import { createHash } from 'node:crypto';
import type { Bytes } from '../../src/core/bytes.ts';
import { encodeBundle, GUID } from './forge.ts';
import { chainOf, DAY, NOON, PERIOD, type Person } from './people.ts';

/** What a record says. Times are milliseconds since 1970 UTC. */
export interface RecordFacts {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly flags: number;
  readonly creator: string;
  readonly modifier: string;
  /** Certificates in DER: the creator's, and that of the last toucher. */
  readonly creatorCredential: Uint8Array;
  readonly toucherCredential: Uint8Array;
  readonly created: number;
  readonly expires: number;
  readonly modified: number;
  readonly group: string;
  readonly protocol: number;
  readonly payload: Uint8Array;
  readonly attributes: string;
}

/** GUIDs in printed order. */
export const TYPE = {
  properties: '02000000-0000-0000-0000-000000000000',
  membership: '01000000-0000-0000-0000-000000000000',
  note: '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911',
} as const;

let counter = 0;

/** Another GUID each time. */
export function guid(): string {
  return `aaaaaaaa-0000-4000-8000-${(++counter).toString(16).padStart(12, '0')}`;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u16(value: number): Buffer {
  return u32(value).subarray(2);
}

function fileTime(time: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE((BigInt(time) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

/** A string with its NUL behind its length; an empty one is absent. */
export function text(value: string): Buffer {
  if (value === '') return u32(0);
  const bytes = Buffer.from(`${value}\0`, 'utf16le').swap16();
  return Buffer.concat([u32(value.length + 1), bytes]);
}

function rawGuid(value: string): Buffer {
  return Buffer.from(value.replaceAll('-', ''), 'hex');
}

function named(certificate: Uint8Array): Buffer {
  return createHash('sha256').update(certificate).digest().subarray(0, 16);
}

/** A record with whatever stands as its security data behind the two hashes. */
export function encodeFacts(facts: RecordFacts, signature: Uint8Array): Bytes {
  const hashes = [named(facts.creatorCredential), named(facts.toucherCredential)];
  return new Uint8Array(
    Buffer.concat([
      ...[rawGuid(facts.type), rawGuid(facts.id), u32(facts.version), u32(facts.flags)],
      ...[text(facts.creator), text(facts.modifier)],
      ...[u32(32 + signature.length), ...hashes, signature],
      ...[facts.created, facts.expires, facts.modified].map(fileTime),
      ...[text(facts.group), u16(facts.protocol)],
      ...[u32(facts.payload.length), facts.payload, text(facts.attributes)],
    ]),
  );
}

/** A record that somebody has signed, whoever it says it is of. */
export async function signFacts(facts: RecordFacts, signer: Person): Promise<Bytes> {
  const content = Buffer.concat([u32(0x60), encodeFacts(facts, new Uint8Array())]);
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', signer.privateKey, content);
  return encodeFacts(facts, new Uint8Array(signature));
}

/** A group in which Alice is an administrator, Ida may invite, and Bob is a member whom Alice invited. */
export interface Cast {
  readonly group: Person;
  readonly alice: Person;
  readonly bob: Person;
  readonly ida: Person;
  /** The root, Alice's membership and that of somebody, in DER. */
  readonly chains: Readonly<Record<'alice' | 'bob' | 'ida', readonly Bytes[]>>;
}

/** The group, with real chains. */
export async function castOf(people: Omit<Cast, 'chains'>): Promise<Cast> {
  const { group, alice, bob, ida } = people;
  const toBob = await chainOf(group, [alice, [GUID.admin]], [bob, [GUID.member]]);
  const toIda = await chainOf(group, [alice, [GUID.admin]], [ida, [GUID.inviting]]);
  const [root, admin] = toBob as [Bytes, Bytes, Bytes];
  const chains = {
    alice: [root, admin],
    bob: toBob,
    ida: [root, admin, ...toIda.slice(2)],
  };
  return { ...people, chains };
}

/** What a record of somebody says that is right in everything. */
export function factsOf(cast: Cast, who: 'alice' | 'bob' | 'ida'): RecordFacts {
  const credential = cast.chains[who].at(-1) ?? new Uint8Array();
  return {
    ...{ type: TYPE.note, id: guid(), version: 1, flags: 0 },
    ...{ creator: cast[who].peerName, modifier: '' },
    ...{ creatorCredential: credential, toucherCredential: credential },
    ...{ created: NOON, modified: NOON, expires: NOON + 30 * DAY },
    ...{ group: cast.group.peerName, protocol: 0x0100 },
    ...{ payload: Buffer.from('hello'), attributes: '' },
  };
}

/** The payload of a membership record. */
export function membershipPayload(chain: readonly Uint8Array[]): Buffer {
  const bundle = encodeBundle(...chain);
  return Buffer.concat([u16(1), u16(0), u32(bundle.length), bundle]);
}

/** What a membership record says that its member has published. */
export function membershipFacts(cast: Cast, who: 'alice' | 'bob' | 'ida'): RecordFacts {
  const payload = membershipPayload(cast.chains[who]);
  return { ...factsOf(cast, who), type: TYPE.membership, payload, expires: PERIOD.end };
}

/** What stands in security properties. */
export interface PropertyFacts {
  readonly version: number;
  readonly flags: number;
  readonly lifetime: number;
  readonly presence: number;
  readonly comment: string;
  readonly cloud: string;
  readonly classifier: string;
  readonly group: string;
  readonly creator: string;
  readonly friendlyName: string;
}

/** The payload of a record of security properties. */
export function propertiesPayload(cast: Cast, deviation: Partial<PropertyFacts> = {}): Buffer {
  const facts: PropertyFacts = {
    ...{ version: 1, flags: 0, lifetime: 0, presence: 300, comment: 'Tuesdays' },
    ...{ cloud: 'Global_', classifier: '', group: cast.group.peerName },
    ...{ creator: cast.alice.peerName, friendlyName: 'Chess' },
    ...deviation,
  };
  return Buffer.concat([
    ...[u16(facts.version), u16(0), u32(facts.flags), u32(facts.lifetime), u32(facts.presence)],
    ...[facts.comment, facts.cloud, facts.classifier, facts.group].map(text),
    ...[facts.creator, facts.friendlyName].map(text),
  ]);
}

/** What a record of security properties says that the group itself has signed. */
export function propertiesFacts(cast: Cast, deviation: Partial<PropertyFacts> = {}): RecordFacts {
  const [root = new Uint8Array()] = cast.chains.alice;
  return {
    ...factsOf(cast, 'alice'),
    ...{ type: TYPE.properties, creator: cast.group.peerName },
    ...{ creatorCredential: root, toucherCredential: root, expires: PERIOD.end },
    payload: propertiesPayload(cast, deviation),
  };
}
