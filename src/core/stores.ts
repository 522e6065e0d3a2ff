/**
 * The port to storage. The core and the facade know this much of it and nothing of IndexedDB.
 *
 * What is read is never believed: chains and cards are verified again by whoever reads them.
 */

import type { Bytes } from './bytes.ts';
import type {
  StoredAct,
  StoredContact,
  StoredCredential,
  StoredDatabase,
  StoredMember,
  StoredRecord,
  StoredSetAside,
} from './stored-group.ts';
import type { StoredHandover } from './stored-handover.ts';
import type { StoredMark, StoredRecovery } from './stored-recovery.ts';

/** An identity of mine. */
export interface StoredIdentity {
  readonly peerName: string;
  readonly friendlyName: string;
  /** DER of the identity certificate. */
  readonly idc: Bytes;
  /** RSASSA-PKCS1-v1_5, for signing only, never extractable. */
  readonly privateKey: CryptoKey;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
}

/** A group that one of my identities is in. */
export interface StoredMembership {
  readonly identity: string;
  readonly group: string;
  /** DER certificates, the group's root first, mine last. */
  readonly chain: readonly Bytes[];
  /** Older credentials of mine, newest first, each kept until its end. */
  readonly earlier: readonly (readonly Bytes[])[];
  readonly joined: number;
  /** What the creator laid down; absent for a group that I joined, until an update has told it. */
  readonly properties?: StoredProperties;
  /** The group's own key: only with its creator, never extractable. */
  readonly groupKey?: CryptoKey;
}

/** What a group's creator laid down, as the newest record of it says that is known here. */
export interface StoredProperties {
  readonly friendlyName: string;
  readonly comment: string;
  /** Seconds; 0: as long as the credential. */
  readonly memberDataLifetime: number;
  readonly flags: number;
}

/** An invitation that one of my identities has issued. */
export interface StoredInvitation {
  /** Lower-case hex of the serial number of the certificate that was issued. */
  readonly id: string;
  readonly identity: string;
  readonly group: string;
  /** The chain as it went out: the group's root first, the invitee's certificate last. */
  readonly pkcs7: Bytes;
  readonly issued: number;
}

/** A step half done: what a form or a preview needs to stand again after a reload. */
export interface StoredStep {
  readonly id: string;
  /** Plain text or JSON of the screen's own. */
  readonly value: string;
  readonly saved: number;
}

/** A choice of mine, such as the default identity. */
export interface StoredChoice {
  readonly id: string;
  readonly value: string;
}

/** What is kept, by its kind. */
export interface Kept {
  readonly identities: StoredIdentity;
  readonly memberships: StoredMembership;
  readonly recoveries: StoredRecovery;
  readonly invitations: StoredInvitation;
  readonly handovers: StoredHandover;
  readonly records: StoredRecord;
  readonly aside: StoredSetAside;
  readonly credentials: StoredCredential;
  readonly members: StoredMember;
  readonly contacts: StoredContact;
  readonly acts: StoredAct;
  readonly databases: StoredDatabase;
  readonly steps: StoredStep;
  readonly choices: StoredChoice;
  readonly marks: StoredMark;
}

/** What a stored thing is. */
export type Kind = keyof Kept;

/** Every kind there is. */
export const KINDS: readonly Kind[] = [
  'identities',
  'memberships',
  'recoveries',
  'invitations',
  'handovers',
  'records',
  'aside',
  'credentials',
  'members',
  'contacts',
  'acts',
  'databases',
  'steps',
  'choices',
  'marks',
];

/** One thing to write. `add` refuses what is there already, `put` replaces it, `delete` may find nothing. */
export type Change = {
  [K in Kind]:
    | { readonly add: K; readonly value: Kept[K] }
    | { readonly put: K; readonly value: Kept[K] }
    | { readonly delete: K; readonly key: string };
}[Kind];

/** Orders besides that of the keys: fields by which a kind can be read. */
export const ORDERS = {
  members: ['order', 'due'],
  records: ['ending'],
} as const satisfies { readonly [K in Kind]?: readonly (keyof Kept[K])[] };

/** Fields by which a kind can be read. */
export type OrderOf<K extends Kind> = K extends keyof typeof ORDERS
  ? (typeof ORDERS)[K][number]
  : never;

/** Part of a kind in the order of its keys, both ends included. */
export type KeyStretch = Pick<Stretch<Kind>, 'from' | 'to'>;

/** Part of a kind: what lies from one place to another, both included, in the order of UTF-16 code units. */
export interface Stretch<K extends Kind> {
  /** Absent: the order of the keys. */
  readonly by?: OrderOf<K>;
  readonly from: string;
  readonly to: string;
  /** The most that is read; absent: all of it. */
  readonly limit?: number;
  /** From its end to its beginning, so that a limit cuts off what comes first. */
  readonly descending?: true;
}

/** Something kept that cannot be read any more. It can still be deleted. */
export interface Damaged {
  readonly kind: Kind;
  readonly key: string;
  /** The name in it, as far as it has one that can be read; not made harmless. */
  readonly name: string;
}

/**
 * Where things are kept. Every method throws `PeerError` only, with a `storage.` reason, or
 * `crypto.key` where a browser does not keep keys.
 */
export interface Store {
  /**
   * The one with this key, see {@link keyOf}.
   *
   * @throws {PeerError} `storage.damaged` if its shape is not that of its kind
   */
  find<K extends Kind>(kind: K, key: string): Promise<Kept[K] | undefined>;
  /** All of a kind in the order of their keys, without the damaged ones: one must not hide the others. */
  list<K extends Kind>(kind: K): Promise<readonly Kept[K][]>;
  /** Several by their keys, in one reading; `undefined` in the place of one that is missing or damaged. */
  findAll<K extends Kind>(
    kind: K,
    keys: readonly string[],
  ): Promise<readonly (Kept[K] | undefined)[]>;
  /** A stretch of a kind in one of its orders, without the damaged ones: no more is read than is asked for. */
  listStretch<K extends Kind>(kind: K, stretch: Stretch<K>): Promise<readonly Kept[K][]>;
  /** The keys of a stretch in their order, those of damaged ones too: no value is read. */
  listKeys(kind: Kind, stretch: KeyStretch): Promise<readonly string[]>;
  /** What {@link list} leaves out, of every kind or of some. */
  listDamaged(kinds?: readonly Kind[]): Promise<readonly Damaged[]>;
  /**
   * Writes all of it or nothing, and returns once it rests on disk.
   *
   * @throws {PeerError} `storage.exists` if something to be added is there already; `storage.full`
   * @throws {TypeError} for a value of a wrong shape or with a key that can be exported: our mistake
   */
  write(changes: readonly Change[]): Promise<void>;
  /**
   * Does some work while nobody else, in this page or another, does any under the same name: for
   * acts that read, judge and write.
   */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /**
   * Tells from now on which kinds another page has written, once they rest on disk. Anybody can say
   * so: it is a reason to read anew, and nothing else. What was taken away from this page, or cut off,
   * is told of as well, as all kinds. @returns what ends it
   */
  listen(listener: (kinds: readonly Kind[]) => void): () => void;
  /** Whether what this page had opened was taken away while it was open: what is there now is new, and perhaps empty. */
  wasTakenAway(): boolean;
  /** Ends the use of this store by this page. */
  close(): void;
}

/** The key of a membership. A NUL parts the names, since no peer name can hold one. */
export function membershipKey(identity: string, group: string): string {
  return `${identity}\0${group}`;
}

/** A key, or a place in an order, of something that belongs to a group. No part of it may hold a NUL. */
export function inGroup(group: string, ...parts: readonly string[]): string {
  return [group, ...parts].join('\0');
}

/** All places of a group, or those that begin with the same parts, as {@link Stretch} takes them. */
export function allInGroup(...parts: readonly [group: string, ...string[]]) {
  const from = `${parts.join('\0')}\0`;
  return { from, to: `${from}\uffff` };
}

/** Milliseconds since 1970 UTC as text in the order of time, far beyond the year 9999. */
export function sortableTime(time: number): string {
  return String(Math.max(0, Math.floor(time))).padStart(16, '0');
}

/** The key under which a value is kept. */
export const keyOf: { readonly [K in Kind]: (value: Kept[K]) => string } = {
  identities: (identity) => identity.peerName,
  memberships: ({ identity, group }) => membershipKey(identity, group),
  recoveries: ({ identity, group }) => membershipKey(identity, group),
  invitations: (invitation) => invitation.id,
  handovers: (handover) => handover.id,
  records: ({ group, slot }) => inGroup(group, slot),
  aside: ({ group, id }) => inGroup(group, id),
  credentials: ({ group, id }) => inGroup(group, id),
  members: ({ group, keyHash }) => inGroup(group, keyHash),
  contacts: ({ keyHash }) => keyHash,
  acts: ({ group, identity, at, id }) => inGroup(group, identity, sortableTime(at), id),
  databases: ({ group }) => group,
  steps: (step) => step.id,
  choices: (choice) => choice.id,
  marks: (mark) => mark.id,
};
