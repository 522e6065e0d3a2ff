/** What the facade hands out: read-only values, replaced whole, never a key and never a promise. */

import type { Bytes } from '../core/bytes.ts';
import type { Gmc, Idc } from '../core/certificate/certificate.ts';
import type { Chain } from '../core/certificate/chain.ts';
import type { Invitation } from '../core/document/invitation.ts';
import type { Fingerprint } from '../core/fingerprint.ts';
import type {
  InspectedCertificate as CoreInspectedCertificate,
  InspectionVerdict,
  UnsignedFields,
} from '../core/inspection.ts';
import type { PeerName } from '../core/peer-name.ts';
import type { Role } from '../core/role.ts';
import type { Validity } from '../core/validity.ts';
import type { MemberSource } from '../core/stored-group.ts';
import type { StoredHandover } from '../core/stored-handover.ts';
import type { FoundKind } from '../exchange/found-document.ts';

export type { Fingerprint };
export type { HandingWay } from '../core/stored-handover.ts';

/** Somebody as a screen names him: a name that anyone can choose, and the key that nobody can. */
export interface Person {
  readonly peerName: PeerName;
  /** Already harmless to show: controls and direction characters are replaced. */
  readonly friendlyName: string;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Bytes;
  /** SHA-256 of the public key, lower-case hex: what the picture of a key is drawn from. */
  readonly keyHash: string;
}

/** An identity of mine. */
export interface Identity extends Person {
  readonly validity: Validity;
  readonly created: number;
  readonly isDefault: boolean;
  /** Groups that it is in. */
  readonly groups: number;
  readonly card: Idc;
  /** Whether its key was sealed under a password when it was made, so that it can be saved. */
  readonly hasRecoveryFile: boolean;
  /** When that was last saved outside of this browser; `undefined` for never. */
  readonly recoverySaved: number | undefined;
}

/** Share of its life that a membership has used: below 66 %, to 90 %, to its end, behind it; or before its beginning. */
export type Stage = 'fresh' | 'soon' | 'urgent' | 'ended' | 'not-yet';

/** The life of a membership. */
export interface Term extends Validity {
  readonly stage: Stage;
  /** No practical end: more than 200 years from now. */
  readonly isEndless: boolean;
  /** Whose membership ends at the same moment, where mine was cut to theirs. */
  readonly endsWith: Person | undefined;
}

/** A group of mine, opened: the membership of one of my identities. Works offline, of what is stored. */
export interface Group extends Person {
  readonly identity: Identity;
  readonly comment: string;
  /** The name that the certificates bear. */
  readonly foundedAs: string;
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly term: Term;
  readonly joined: number;
  /** Whether I hold the group's key. */
  readonly isCreator: boolean;
  /** Whether the group's key is here under a password: it goes with what is saved of the group, and can be unlocked. */
  readonly hasSealedKey: boolean;
  /** When that was last saved outside of this browser; `undefined` for never. */
  readonly keySaved: number | undefined;
  /** Why I cannot invite now; `undefined` where I can. */
  readonly cannotInvite: 'role' | 'ended' | 'length' | undefined;
  /** Mine, verified when the group was opened; *sound*, and perhaps ended. */
  readonly chain: Chain;
}

/** What a group's creator laid down; what no document has told yet is `undefined`. */
export interface GroupProperties {
  readonly groupPeerName: PeerName;
  readonly creatorPeerName: PeerName;
  readonly friendlyName: string;
  readonly foundedAs: string;
  readonly comment: string;
  /** Seconds; 0: as long as the credential. */
  readonly memberDataLifetime: number | undefined;
  readonly flags: number | undefined;
}

/** How I know that somebody is in a group. */
export type Source = MemberSource;

/** Somebody in a group, as far as this browser knows. */
export interface Member extends Person {
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly term: Term;
  readonly invitedBy: Person;
  readonly source: Source;
  /** When what is known of him came here, milliseconds since 1970 UTC. */
  readonly since: number;
  /** Whether his own membership record, or mine, was seen: else he is invited, and nothing was heard since. */
  readonly hasJoined: boolean;
  /** The newest certificate of this key that is known here. */
  readonly credential: Gmc;
}

/** An identity card that was read and verified, with what I know of its owner. */
export interface CardPreview extends Person {
  /** The text of the card, as it goes into {@link Peer.createInvitation}. */
  readonly text: string;
  readonly validity: Validity;
  /** It is the card of this identity of mine. */
  readonly mine: Identity | undefined;
  /** Already in the group that was asked about, by this key. */
  readonly member: Member | undefined;
  /** In the group that was asked about under the same name, with another key. */
  readonly namesake: Member | undefined;
}

/** A document in its compact form: bytes for a code or a link, and the one line of text that a chat carries. */
export interface CompactForm {
  readonly bytes: Bytes;
  readonly text: string;
}

/** An invitation that I issued. */
export interface IssuedInvitation {
  readonly id: string;
  readonly invitee: Person;
  readonly group: Person;
  readonly identity: PeerName;
  readonly role: Role;
  readonly term: Term;
  readonly issued: number;
  readonly chain: Chain;
  /** The document, to be saved as a file. */
  readonly text: string;
  readonly compact: CompactForm;
}

/** For whom an invitation is, seen from here. */
export type Recipient =
  | { readonly kind: 'me'; readonly identity: Identity }
  | { readonly kind: 'nobody-yet' }
  | { readonly kind: 'somebody-else' };

/** What joining would do to the membership that I have, if I have one. */
export type Standing =
  /** I am not in this group. */
  | { readonly kind: 'new' }
  /** I am, and this credential is no newer. */
  | { readonly kind: 'member'; readonly present: Group }
  /** I am; this one is newer, with every role and no earlier end: joining renews. */
  | { readonly kind: 'renewal'; readonly present: Group }
  /** I am; this one is newer, but lacks a role or ends sooner: taken only when I say so. */
  | { readonly kind: 'weaker'; readonly present: Group };

/** An invitation that was read and verified, before anything is done with it. */
export interface InvitationPreview {
  /** Key of the kept copy: survives a reload until it is joined or discarded. */
  readonly id: string;
  readonly text: string;
  readonly invitation: Invitation;
  readonly group: Person;
  readonly inviter: Person;
  readonly invitee: Person;
  readonly role: Role;
  readonly term: Term;
  readonly recipient: Recipient;
  readonly standing: Standing;
  /** A group of mine with a name that looks the same and another root: a red stop. */
  readonly namesake: Group | undefined;
  /** A group of mine with this very peer name and another key: never joined. */
  readonly impostor: boolean;
  /** Whether a membership of mine names the inviter by the same key. */
  readonly inviterKnown: boolean;
}

/** Something of mine that I handed to somebody, with what became of it; its text is harmless to show. */
export interface Handover extends StoredHandover {
  /** Something is still to come for it; for an invitation that I issued: it is still to be given. */
  readonly isAwaited: boolean;
}

/** What something is handed out for. */
export type Errand =
  /**
   * `anew`: for something else than before, however little time has passed; what was given before
   * without a purpose has that one. `renews`: the group for whose renewal it is given, and how that
   * is called.
   */
  | {
      readonly what: 'card';
      readonly identity: PeerName;
      readonly anew?: boolean;
      readonly renews?: { readonly group: PeerName; readonly about: string };
    }
  /** `about`: whom I ask, as it was typed; left out, it is not said. */
  | {
      readonly what: 'request';
      readonly identity: PeerName;
      readonly group: PeerName;
      readonly about?: string;
    }
  | { readonly what: 'invitation'; readonly invitation: IssuedInvitation };

/** A certificate that was looked at. */
export interface InspectedCertificate extends CoreInspectedCertificate {
  /** Whose it says that it is; `undefined` for one that could not be read. */
  readonly person: Person | undefined;
}

/** A document or certificates, looked into and nothing more. */
export interface Inspection {
  readonly kind: FoundKind;
  /** The document alone, without the text that stood around it. */
  readonly text: string;
  /** Of this moment; `later` for what a coming version will read. */
  readonly verdict: InspectionVerdict | { readonly kind: 'later' };
  /** In the order of their path where there is one, else as they stand. */
  readonly certificates: readonly InspectedCertificate[];
  /** How many more there are, which are not shown. */
  readonly left: number;
  /** In an invitation. */
  readonly unsigned: UnsignedFields | undefined;
  /**
   * Whose key people compare: the group's of a chain or of its root, the owner's of a card. Only
   * where a signature by that key was verified: else the right key would speak for a wrong document.
   */
  readonly owner: Person | undefined;
  readonly fingerprint: Fingerprint | undefined;
}
