/**
 * What is kept of a group: its records, the credentials in them, its members, and what I know of
 * them. As everything kept, it is verified again by whoever reads it.
 */

import type { Bytes } from './bytes.ts';
import type { Role } from './role.ts';

/** A record of a group's database, as its toucher signed it (records.md). */
export interface StoredRecord {
  /** Peer name of the group. */
  readonly group: string;
  /** GUID, printed in lower case. */
  readonly type: string;
  /** What tells it from every other record of the group, its versions excepted. */
  readonly slot: string;
  /** The record whole. */
  readonly bytes: Bytes;
  /** Milliseconds since 1970 UTC: when this version came here, and when it ends. */
  readonly received: number;
  readonly expires: number;
  /** Its place among the endings of the group: the group, then {@link expires}. */
  readonly ending: string;
}

/** A record whose creator or modifier is not known yet: tried again when a membership record comes. */
export interface StoredSetAside {
  readonly group: string;
  /** SHA-256 of the record, lower-case hex. */
  readonly id: string;
  readonly bytes: Bytes;
  readonly since: number;
}

/** A membership certificate that a sound chain of the group has led to. */
export interface StoredCredential {
  readonly group: string;
  /** The first 16 bytes of the SHA-256 of the certificate, lower-case hex: as records name it. */
  readonly id: string;
  readonly der: Bytes;
  /** The id of the certificate that signed it; empty where the group's root did. */
  readonly issuer: string;
}

/** A credential of somebody, with what has to be known of it without reading it again. */
export interface KnownCredential {
  readonly peerName: string;
  /** As the certificate has it, not made harmless. */
  readonly friendlyName: string;
  /** DER of the credential. */
  readonly der: Bytes;
  /** The id of the credential that signed it; empty where the group's root did. */
  readonly issuer: string;
  /** SHA-256 of the public key of whoever signed it, lower-case hex. */
  readonly issuerKeyHash: string;
  /** The highest role of whoever signed it; the group itself signs as an admin does. */
  readonly issuerRole: Role;
  /** All of its roles, and the highest of them. */
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly start: number;
  readonly end: number;
  /** Whether it was cut to the end of whoever signed it. */
  readonly endsWithIssuer: boolean;
  /** How this credential came here. */
  readonly source: MemberSource;
  /** When this credential came here. */
  readonly since: number;
  /** Its owner has used it: he has published it himself, or signed with it. Absent: nothing of the kind was seen. */
  readonly isHeld?: boolean;
}

/**
 * Somebody in a group, with the credential that counts as his present one of all that are known of
 * his key; my own row with the one that I hold. One row a key.
 */
export interface StoredMember extends KnownCredential {
  readonly group: string;
  /** SHA-256 of his public key, lower-case hex. */
  readonly keyHash: string;
  /** Other credentials of his key, the oldest first: which one counts can change with each that comes. */
  readonly others: readonly KnownCredential[];
  /** When a membership record of his own, or one of mine, was first seen; absent: invited, and nothing heard since. */
  readonly joined?: number;
  /** When I said that this membership shall end by its date. */
  readonly letEnd?: number;
  /** Its places in the group by name, and by the moment from which it should be renewed. */
  readonly order: string;
  readonly due: string;
}

/** How a credential of somebody came here: it is mine, it stands on my own chain, I issued it, an update brought it. */
export const MEMBER_SOURCES = ['me', 'chain', 'issued', 'update'] as const;

export type MemberSource = (typeof MEMBER_SOURCES)[number];

/** How I made sure of somebody's key. */
export const VERIFIED_WAYS = ['scanned', 'compared'] as const;

export type VerifiedWay = (typeof VERIFIED_WAYS)[number];

/** What I keep of somebody, whatever group he is in. */
export interface StoredContact {
  readonly keyHash: string;
  /** What I call him; empty: what he calls himself. */
  readonly petname: string;
  readonly note: string;
  /** Absent: not at all. */
  readonly verified?: VerifiedWay;
  readonly changed: number;
}

/** Something that I did in a group, or that an update brought: for the list of what happened. */
export interface StoredAct {
  readonly group: string;
  readonly identity: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Tells acts of one moment apart. */
  readonly id: string;
  readonly what: ActKind;
  /** Names as they were then, not made harmless; at most 100. */
  readonly people: readonly string[];
  /** How many it was about: people, or records. */
  readonly count: number;
  readonly role?: Role;
  /** The end of what was issued or taken. */
  readonly end?: number;
  /** A name of the group, or how many of an update were refused, in words of its own. */
  readonly about?: string;
}

export const ACT_KINDS = [
  ...['founded', 'invited', 'joined', 'renewed', 'role', 'renewed-self', 'renewed-me'],
  ...['kept-mine', 'let-end', 'not-let-end', 'properties', 'published', 'update-made'],
  ...['update-opened', 'members-came', 'members-joined', 'members-renewed', 'properties-came'],
  'refused',
] as const;

export type ActKind = (typeof ACT_KINDS)[number];

/** What is kept of a group as a whole, besides its records. */
export interface StoredDatabase {
  readonly group: string;
  /** The latest time that this device has shown while the group was used. */
  readonly latest: number;
  /** When an update was last opened, and last made; 0 for never. */
  readonly opened: number;
  readonly made: number;
  /** The membership record of my own that each identity of mine has published last. */
  readonly own: readonly OwnRecord[];
}

/** Where my own membership record lies, and which of my credentials it bears. */
export interface OwnRecord {
  readonly identity: string;
  readonly credential: string;
  readonly slot: string;
}
