/** What the facade hands out of a group's life: its members, its records, its updates, and what happened. */

import type { Bytes } from '../core/bytes.ts';
import type { PeerError } from '../core/errors.ts';
import type { PeerName } from '../core/peer-name.ts';
import type { Role } from '../core/role.ts';
import type { StoredAct, VerifiedWay } from '../core/stored-group.ts';
import type { Validity } from '../core/validity.ts';
import type { CompactForm, Group, IssuedInvitation, Person, Source, Stage, Term } from './types.ts';

export type { VerifiedWay };

/**
 * One line of the list of members, as it is kept: enough to order, filter and draw by. What is shown
 * of somebody in particular is verified first, see {@link People.open}.
 */
export interface MemberRow extends Validity, Pick<Term, 'stage' | 'isEndless'> {
  readonly keyHash: string;
  readonly peerName: PeerName;
  /** Already harmless to show. */
  readonly friendlyName: string;
  readonly role: Role;
  /** SHA-256 of the public key of whoever signed: the group's own for whom it has founded. */
  readonly issuerKeyHash: string;
  /** Whether it was cut to the end of whoever signed it. */
  readonly endsWithIssuer: boolean;
  readonly source: Source;
  readonly since: number;
  readonly hasJoined: boolean;
  /** Whether I said that it shall end by its date. */
  readonly letEnd: boolean;
  /** What was signed for him and gives less than what he has: as far as is known, he has not taken it. */
  readonly offered: (Pick<Term, 'end' | 'isEndless'> & Pick<Group, 'role'>) | undefined;
  /** What I call him; empty: what he calls himself. */
  readonly petname: string;
  /** How I made sure of his key; `undefined`: not at all. */
  readonly verified: VerifiedWay | undefined;
}

/** What I keep of somebody, whatever group he is in. */
export interface Contact {
  readonly petname: string;
  readonly note: string;
  /** How I made sure of his key; `undefined`: not at all. */
  readonly verified: VerifiedWay | undefined;
}

/** A record of a group. */
export interface GroupRecord {
  /** GUIDs, printed in lower case. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly creator: PeerName;
  /** Whoever changed it last; `undefined` if nobody did. */
  readonly modifier: PeerName | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
  readonly modified: number;
  readonly expires: number;
  readonly payload: Bytes;
  /** XML, see {@link ../core/record/attributes.ts}; empty for none. */
  readonly attributes: string;
}

/** What PeerGroupAddRecord takes. */
export interface RecordWishes {
  /** GUID, printed in lower case: none of the reserved ones. */
  readonly type: string;
  readonly payload: Bytes;
  readonly attributes?: string;
  /** Milliseconds since 1970 UTC; within my own membership. */
  readonly expires: number;
}

/** Which record is meant: anybody may give his own the type and the id of somebody else's. */
export type RecordName = Pick<GroupRecord, 'type' | 'id' | 'creator'>;

/** What PeerGroupUpdateRecord can change. */
export type RecordChange = Partial<Omit<RecordWishes, 'type'>>;

/** A credential as PeerGroupIssueCredentials takes it (PEER_CREDENTIAL_INFO). */
export interface CredentialInfo {
  /** The subject's. */
  readonly friendlyName: string;
  /** DER SubjectPublicKeyInfo of the subject. */
  readonly publicKey: Bytes;
  /** Taken from the issuer, whatever stands here. */
  readonly issuerPeerName?: PeerName;
  readonly issuerFriendlyName?: string;
  readonly validityStart?: number;
  /** Absent: as long as the issuer's. */
  readonly validityEnd?: number;
  readonly roles: readonly [Role, ...Role[]];
}

export interface IssueWishes {
  /** Absent: the newest credential that is known of the subject: its duration from now on, its roles, its key. */
  readonly credentialInfo?: CredentialInfo;
  /** Writes the membership record as well (PEER_GROUP_STORE_CREDENTIALS). */
  readonly publish?: boolean;
}

/** What came of {@link Credentials.issueCredential}. */
export interface IssuedCredential extends IssuedInvitation {
  /** Whether its end was cut to that of my own membership. */
  readonly isClamped: boolean;
}

/** What many are renewed with: one period, and one role where roles change. */
export interface RenewalWishes {
  /** Hashes of the keys of those who are renewed. */
  readonly keyHashes: readonly string[];
  /** Milliseconds since 1970 UTC, cut to my own end; absent: as long as mine. */
  readonly validityEnd?: number | undefined;
  /** Absent: each keeps his own. */
  readonly roles?: readonly [Role, ...Role[]];
}

/** What came of renewing many in one act: all of them, or nothing. */
export interface Renewal {
  readonly issued: readonly IssuedCredential[];
  /** The new credentials with all that is needed to judge them. */
  readonly update: GroupUpdate;
}

/** A group update ready to go out. */
export interface GroupUpdate {
  readonly group: Person;
  /** The document, to be saved as a file. */
  readonly text: string;
  /** Absent where it is too large for a code or a chat. */
  readonly compact: CompactForm | undefined;
  /** How many records are in it. */
  readonly records: number;
}

/** Which records an update is made of. */
export interface UpdateWishes {
  /** What came here since then, milliseconds since 1970 UTC, and no records where nothing did; absent: all. */
  readonly since?: number;
  /** Nothing but my own membership, for whoever invited me. */
  readonly onlyMine?: boolean;
}

/** What of a group's properties can be changed. */
export interface PropertyChange {
  readonly friendlyName?: string;
  /** Empty for none. */
  readonly comment?: string;
}

/** A newer credential for one of my identities, beside the present one. */
export interface CredentialOffer {
  /** Which credential it is. */
  readonly id: string;
  readonly present: Group;
  /** What it calls me, already harmless to show. */
  readonly friendlyName: string;
  readonly role: Role;
  readonly validity: Validity;
  readonly isEndless: boolean;
  readonly signedBy: Person;
}

/** What an update did to a membership of mine. */
export interface OwnChange extends CredentialOffer {
  /** Taken: it has all that the present one had. Offered: its roles, its end or its name are others, so I am to say. */
  readonly outcome: 'taken' | 'offered';
}

/** A record that was refused, named as far as it could be read. */
export interface RefusedRecord {
  /** Its place in the update, from 0; -1 for one that had been set aside before. */
  readonly at: number;
  readonly kind: 'properties' | 'membership' | 'application' | 'unreadable';
  /** Whose it says it is: a friendly name where one is known, else a peer name; empty if unreadable. */
  readonly by: string;
  readonly error: PeerError;
}

/** What is in an update, before it is opened. */
export interface UpdatePreview {
  /** The group of mine that it is for; with several identities in it, the default one's. */
  readonly group: Group;
  readonly records: number;
}

/** What opening an update did. */
export interface UpdateReport {
  readonly group: Group;
  readonly known: number;
  readonly setAside: number;
  /** At most 100 of {@link refusedRecords}. */
  readonly refused: readonly RefusedRecord[];
  readonly refusedRecords: number;
  /** How many records were new or newer. */
  readonly new: number;
  /** Members who were not known before, at most 100 of {@link newMembers}. */
  readonly newcomers: readonly Person[];
  readonly newMembers: number;
  /** Members who were known as invited, and are known now to have joined, at most 100 of {@link joinedMembers}. */
  readonly joined: readonly Person[];
  readonly joinedMembers: number;
  /** Members with a newer credential, at most 100 of {@link renewedMembers}. */
  readonly renewed: readonly Person[];
  readonly renewedMembers: number;
  /** Members whose record has come and says what was known of them, at most 100 of {@link confirmedMembers}. */
  readonly confirmed: readonly Person[];
  readonly confirmedMembers: number;
  /** The name of the group, and what it is for, where that has come or changed. */
  readonly renamed: { readonly before: string; readonly after: string } | undefined;
  readonly described: { readonly before: string; readonly after: string } | undefined;
  /** How many of the new records are of other programs. */
  readonly others: number;
  readonly own: readonly OwnChange[];
  readonly passingOn: PassingOn | undefined;
}

/** Somebody has joined by my invitation, and perhaps nobody but me knows of it yet; at most 100 are named. */
export interface PassingOn {
  readonly guests: readonly Person[];
  /** Who invited me, where that is a member. */
  readonly inviter: Person | undefined;
  /** Whether there are members besides me and them. */
  readonly hasOthers: boolean;
}

/** What PeerGroupGetStatus tells, of a database that is at hand. */
export interface GroupStatus {
  readonly stage: Stage;
  readonly records: number;
  readonly setAside: number;
  readonly members: number;
  /** When an update was last opened, and last made; `undefined` for never. */
  readonly opened: number | undefined;
  readonly made: number | undefined;
}

/** Something that happened in a group; names are harmless to show. */
export type Act = StoredAct;

/** Memberships that I may renew and that should be, in one group. */
export interface Due {
  readonly group: Group;
  /** At most 100. */
  readonly rows: readonly MemberRow[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}
