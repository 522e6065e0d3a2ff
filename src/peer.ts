/**
 * The facade: one method for each thing a person can do. It puts the core and the store together,
 * and is all that the app knows of both. Each method throws `PeerError` and nothing else.
 */

import type { Bytes } from './core/bytes.ts';
import type { Invitation } from './core/document/invitation.ts';
import { fingerprintOf } from './core/fingerprint.ts';
import type { GroupWishes } from './core/group.ts';
import type { IdentityWishes } from './core/identity.ts';
import type { PeerName } from './core/peer-name.ts';
import { CertificateMemory } from './core/certificate/certificate-memory.ts';
import type { Chain } from './core/certificate/chain.ts';
import type { Kind } from './core/stores.ts';
import { peopleOn, type Context, type Finishing } from './peer/context.ts';
import * as groups from './peer/group/groups.ts';
import * as identities from './peer/identity/identities.ts';
import type { InvitationWishes } from './peer/invitation/invitations.ts';
import type { JoinWishes } from './peer/invitation/joining.ts';
import { Handovers } from './peer/handover/handovers.ts';
import { KeptInvitations } from './peer/invitation/kept.ts';
import { Notes } from './peer/notes.ts';
import { OpenGroups } from './peer/group/open-groups.ts';
import * as parts from './peer/parts.ts';
import type * as types from './peer/types.ts';
import type { Group, Identity, InvitationPreview, IssuedInvitation } from './peer/types.ts';
import { openIdbStore } from './storage/idb-store.ts';
import { askForPersistence, browserStorage, type BrowserStorage } from './storage/persistence.ts';

export * from './peer/types.ts';
export type * from './peer/group-types.ts';
export type * from './peer/keeping-types.ts';
export type { BrowserStorage } from './storage/persistence.ts';

/** See the head of this file. */
export class Peer extends OpenGroups {
  /** Steps half done. */
  readonly steps: Notes;
  /** Choices of mine, such as the colours of the screen. */
  readonly choices: Notes;
  /** Invitations that were received and not yet decided. */
  readonly kept: KeptInvitations;
  /** What I handed to others, and what is awaited for it. */
  readonly handovers: Handovers;

  /** @param context where things are kept, and the clock in milliseconds since 1970 UTC */
  constructor(context: Omit<Context, 'certificates'>) {
    super({ ...context, certificates: new CertificateMemory() });
    this.steps = new Notes(this.context, 'steps');
    this.choices = new Notes(this.context, 'choices');
    this.kept = new KeptInvitations(this.context);
    this.handovers = new Handovers(this.context);
  }

  /**
   * The facade on this browser's storage and clock.
   *
   * @throws {PeerError} `PEER_E_DATABASE_ACCESSDENIED`, `PEER_E_DBINITIALIZATION_FAILED`
   */
  static async open(): Promise<Peer> {
    const store = await openIdbStore();
    return new Peer({ store, now: () => Date.now(), derive: parts.deriveInWorker });
  }

  /** Milliseconds since 1970 UTC, as this device has it. */
  now(): number {
    return this.context.now();
  }

  /**
   * Creates an identity of mine with fresh RSA keys, 2048 bits unless asked otherwise
   * (PeerIdentityCreate). The private key can never be exported, so that a password now is the only
   * way to a recovery file ever; an empty name becomes the peer name.
   *
   * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`, `PEER_E_INVALID_CLASSIFIER`,
   *   `PEER_E_PASSWORD_DOES_NOT_MEET_POLICY`, `PEER_E_NO_KEY_ACCESS`, and what storage refuses
   */
  async createIdentity(wishes: IdentityWishes & Finishing): Promise<Identity> {
    return (await parts.certifying()).createIdentity(this.context, wishes);
  }

  /** Mine, the default one first, then the oldest (PeerEnumIdentities). */
  listIdentities(): Promise<readonly Identity[]> {
    return identities.listIdentities(this.context);
  }

  /** The one that acts unless another is chosen (PeerIdentityGetDefault). @throws {PeerError} `PEER_E_NOT_FOUND` */
  defaultIdentity(): Promise<Identity> {
    return identities.defaultIdentity(this.context);
  }

  /** @throws {PeerError} `PEER_E_NOT_FOUND` */
  async chooseDefaultIdentity(peerName: PeerName): Promise<void> {
    return (await parts.certifying()).chooseDefaultIdentity(this.context, peerName);
  }

  /**
   * Signs an identity's card anew, with another name and the same key
   * (PeerIdentitySetFriendlyName). Groups learn of it with the next credential.
   *
   * @param friendlyName empty: back to the peer name
   * @throws {PeerError} `PEER_E_NOT_FOUND`, `PEER_E_INVALID_FRIENDLY_NAME`
   */
  async renameIdentity(peerName: PeerName, friendlyName: string): Promise<Identity> {
    return (await parts.certifying()).renameIdentity(this.context, peerName, friendlyName);
  }

  /**
   * Deletes an identity and its key, for good (PeerIdentityDelete).
   *
   * @throws {PeerError} `PEER_E_GROUPS_EXIST` while it is in a group; `PEER_E_NOT_FOUND`
   */
  async deleteIdentity(peerName: PeerName): Promise<void> {
    return (await parts.deleting()).deleteIdentity(this.context, peerName);
  }

  /** The text of an identity card, PEERIDENTITYINFO 1.0: public (PeerIdentityGetXML). */
  async identityCard(peerName: PeerName): Promise<string> {
    return (await parts.certifying()).identityCard(this.context, peerName);
  }

  /** The same card in its compact form: bytes for a code, text for a chat. */
  async compactIdentityCard(peerName: PeerName): Promise<types.CompactForm> {
    return (await parts.certifying()).compactIdentityCard(this.context, peerName);
  }

  /** Another peer name of the same key (PeerCreatePeerName). @throws {PeerError} `PEER_E_INVALID_CLASSIFIER` */
  async peerNameWith(identity: PeerName, classifier: string): Promise<PeerName> {
    return (await parts.certifying()).peerNameWith(identity, classifier);
  }

  /**
   * Verifies somebody's identity card and says what is known of him.
   *
   * @param text the document itself, as it was found in what was received
   * @param group where he may be a member already
   * @throws {PeerError} `E_INVALIDARG`, `PEER_E_UNSUPPORTED_VERSION`, `PEER_E_INVALID_TIME_PERIOD`
   */
  async previewCard(text: string, group?: Group): Promise<types.CardPreview> {
    return (await parts.invitations()).previewCard(this.context, text, group && this.used(group));
  }

  /**
   * Creates a group with a key of its own, and its creator's membership (PeerGroupCreate).
   * The group is open afterwards.
   *
   * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`, `PEER_E_INVALID_CLASSIFIER`,
   *   `PEER_E_INVALID_GROUP_PROPERTIES`, `PEER_E_NOT_FOUND` for the identity
   */
  async createGroup(wishes: GroupWishes & Finishing & { identity: PeerName }): Promise<Group> {
    return this.opened(await (await parts.founding()).createGroup(this.context, wishes));
  }

  /** Groups of one identity or of all, by name, with role and end (PeerEnumGroups). None of them is opened. */
  listGroups(identity?: PeerName): Promise<readonly Group[]> {
    return groups.listGroups(this.context, identity);
  }

  /**
   * Opens a group of what is stored, without a network; an ended membership too (PeerGroupOpen).
   *
   * @throws {PeerError} `PEER_E_INVALID_GROUP` if the identity is not in it;
   *   `PEER_E_INVITATION_NOT_TRUSTED` if what is stored was changed
   */
  async openGroup(identity: PeerName, group: PeerName): Promise<Group> {
    const whole = (await parts.wholeGroup()).openWholeGroup(this.context, identity, group);
    return this.opened(await whole);
  }

  /**
   * Forgets a membership, what was issued with it, a creator's group key, and with my last membership
   * in it all of the group's database, for good (PeerGroupDelete).
   *
   * @throws {PeerError} `PEER_E_INVALID_GROUP`
   */
  async leaveGroup(identity: PeerName, group: PeerName, wishes: Finishing = {}): Promise<void> {
    return (await parts.leaving()).leaveGroup(this.context, { identity, group }, wishes);
  }

  /** What the group's creator laid down, as far as it is known here (PeerGroupGetProperties). */
  async groupProperties(group: Group): Promise<types.GroupProperties> {
    return (await parts.properties()).groupProperties(this.context, this.used(group));
  }

  /** Who is in the group as far as I know, myself first (PeerGroupEnumMembers). */
  async listMembers(group: Group): Promise<readonly types.Member[]> {
    return (await parts.members()).listMembers(this.context, this.used(group));
  }

  /**
   * Turns somebody's identity card into an invitation and keeps it among those I issued
   * (PeerGroupCreateInvitation). Nobody but the owner of the card can use it.
   *
   * @throws {PeerError} for the card as {@link previewCard}; `PEER_E_NOT_AUTHORIZED`,
   *   `PEER_E_CHAIN_TOO_LONG`, `PEER_E_CIRCULAR_CHAIN_DETECTED`; `PEER_E_INVALID_TIME_PERIOD` for an
   *   end beyond my own
   */
  async createInvitation(
    group: Group,
    card: string,
    wishes: InvitationWishes,
  ): Promise<IssuedInvitation> {
    return (await parts.invitations()).createInvitation(
      this.context,
      { group: this.used(group), card },
      wishes,
    );
  }

  /** What I issued in a group, the newest first. */
  async listIssuedInvitations(group: Group): Promise<readonly IssuedInvitation[]> {
    return (await parts.invitations()).listIssuedInvitations(this.context, this.used(group));
  }

  /** The same invitation among those I issued; `undefined` for one of others, and for one that went with its group. */
  async findIssuedInvitation(preview: InvitationPreview): Promise<IssuedInvitation | undefined> {
    return (await parts.invitations()).findIssuedInvitation(this.context, preview);
  }

  /** @throws {PeerError} `PEER_E_NOT_FOUND` */
  async openIssuedInvitation(id: string): Promise<IssuedInvitation> {
    return (await parts.invitations()).openIssuedInvitation(this.context, id);
  }

  /** An invitation that I received in its compact form, to be passed on. @throws {PeerError} as {@link parseInvitation} */
  async compactInvitation(text: string): Promise<types.CompactForm> {
    return (await parts.invitations()).compactInvitation(text);
  }

  /** See {@link parseInvitation}: pure, joins and keeps nothing (PeerGroupParseInvitation). */
  async parseInvitation(text: string): Promise<Invitation> {
    return (await parts.parsing()).parseInvitation(text);
  }

  /** All that stands in a document or a certificate, with the verdict of now. Joins and keeps nothing. */
  async inspect(text: string): Promise<types.Inspection> {
    return (await parts.inspecting()).inspect(this.context, text);
  }

  /** Says what joining would do, and keeps nothing. @throws as {@link parseInvitation}, unless only out of time */
  async previewInvitation(text: string): Promise<InvitationPreview> {
    return (await parts.joining()).previewInvitation(this.context, text);
  }

  /**
   * Joins the group of an invitation, or renews the membership in it (PeerGroupJoin).
   * The group is open afterwards.
   *
   * @throws {PeerError} as {@link parseInvitation}; `PEER_E_INVALID_TIME_PERIOD`;
   *   `PEER_E_INVALID_CREDENTIAL` for somebody else's; `PEER_E_ALREADY_EXISTS` for a member whose
   *   credential is no older, or who has not accepted a weaker one
   */
  async joinGroup(identity: PeerName, text: string, wishes: JoinWishes = {}): Promise<Group> {
    return this.opened(
      await (await parts.joining()).joinGroup(this.context, { identity, text }, wishes),
    );
  }

  /** Tells from now on which kinds another window has written: a reason to read anew. @returns what ends it */
  onchange(listener: (kinds: readonly Kind[]) => void): () => void {
    return this.context.store.listen(listener);
  }

  /** Whether there were identities of mine here that nobody has deleted, and there are none now. */
  async wasCleared(): Promise<boolean> {
    return (await parts.clearing()).wasCleared(this.context);
  }

  /** Whether identities of mine are kept here, damaged ones too; sees to the trace that would tell of their loss. */
  async hasKept(): Promise<boolean> {
    return (await parts.clearing()).hasKept(this.context);
  }

  /** Those on a chain, the group first, the member last. */
  peopleOn(chain: Chain): Promise<readonly types.Person[]> {
    return peopleOn(chain);
  }

  /** A chain as a PKCS#7 bundle, for other software. */
  async exportPkcs7(chain: Chain): Promise<Bytes> {
    return (await parts.issuing()).encodePkcs7(chain);
  }

  /** The fingerprint of a key, for people to compare. */
  fingerprint(spki: Bytes): Promise<types.Fingerprint> {
    return fingerprintOf(spki);
  }

  /** Asks the browser not to clear this storage by itself. It may never answer. */
  async askForPersistence(): Promise<BrowserStorage> {
    await askForPersistence();
    return browserStorage();
  }

  /** What the browser says of this storage. */
  storageReport(): Promise<BrowserStorage> {
    return browserStorage();
  }
}
