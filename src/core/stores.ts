/**
 * The port to storage. The core and the facade know this much of it and nothing of IndexedDB.
 *
 * What is read is never believed: chains and cards are verified again by whoever reads them.
 */

import type { Bytes } from './bytes.ts';

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
  /** What the creator laid down; absent for a group that I joined, until group records exist. */
  readonly properties?: StoredProperties;
  /** The group's own key: only with its creator, never extractable. */
  readonly groupKey?: CryptoKey;
}

/** What a group's creator laid down when it was founded. */
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

/** What I handed to somebody: my identity card, an invitation that I issued, or a request for somebody's card. */
export const HANDED = ['card', 'invitation', 'request'] as const;

export type Handed = (typeof HANDED)[number];

/** How it left: copied as text or as a link, saved, shared by the device, shown as a code, opened for printing. */
export const WAYS = ['text', 'link', 'file', 'share', 'code', 'print'] as const;

export type HandingWay = (typeof WAYS)[number];

/** One way in which something left, and when it last did. */
export interface Handing {
  readonly way: HandingWay;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Something of mine that I handed to somebody, or am about to, and what became of it. */
export interface StoredHandover {
  readonly id: string;
  readonly what: Handed;
  /** Whose it is: an identity of mine. */
  readonly identity: string;
  /** Peer name of the group of an invitation or a request; empty for a card. */
  readonly group: string;
  /** The id of the invitation; empty for anything else. */
  readonly invitation: string;
  /** Peer name of whom an invitation is for; empty for anything else. */
  readonly person: string;
  /** A card: what for, as it was typed. An invitation: the name of whom it is for. A request: whom I asked, as it was typed. */
  readonly about: string;
  /** Each way once, the newest last; empty for an invitation that was not given yet. */
  readonly ways: readonly Handing[];
  readonly begun: number;
  /** When what was awaited came. */
  readonly answered?: number;
  /** When I said that I wait no longer. */
  readonly givenUp?: number;
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
  readonly invitations: StoredInvitation;
  readonly handovers: StoredHandover;
  readonly steps: StoredStep;
  readonly choices: StoredChoice;
}

/** What a stored thing is. */
export type Kind = keyof Kept;

/** Every kind there is. */
export const KINDS: readonly Kind[] = [
  'identities',
  'memberships',
  'invitations',
  'handovers',
  'steps',
  'choices',
];

/** One thing to write. `add` refuses what is there already, `put` replaces it, `delete` may find nothing. */
export type Change = {
  [K in Kind]:
    | { readonly add: K; readonly value: Kept[K] }
    | { readonly put: K; readonly value: Kept[K] }
    | { readonly delete: K; readonly key: string };
}[Kind];

/** Something kept that cannot be read any more. It can still be deleted. */
export interface Damaged {
  readonly kind: Kind;
  readonly key: string;
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
  /** What {@link list} leaves out, of every kind. */
  listDamaged(): Promise<readonly Damaged[]>;
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
  /** Ends the use of this store by this page. */
  close(): void;
}

/** The key of a membership. A NUL parts the names, since no peer name can hold one. */
export function membershipKey(identity: string, group: string): string {
  return `${identity}\0${group}`;
}

/** The key under which a value is kept. */
export const keyOf: { readonly [K in Kind]: (value: Kept[K]) => string } = {
  identities: (identity) => identity.peerName,
  memberships: ({ identity, group }) => membershipKey(identity, group),
  invitations: (invitation) => invitation.id,
  handovers: (handover) => handover.id,
  steps: (step) => step.id,
  choices: (choice) => choice.id,
};
