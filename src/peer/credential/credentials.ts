/** Credentials issued, renewed and taken (PeerGroupIssueCredentials). Loaded when asked for. */

import type { PeerName } from '../../core/peer-name.ts';
import type { Context, Finishing } from '../context.ts';
import { issueCredential } from './credential-issue.ts';
import type {
  CredentialOffer,
  IssuedCredential,
  IssueWishes,
  Renewal,
  RenewalWishes,
} from '../group-types.ts';
import { acceptOffered, declineOffered, offeredCredential } from './offered-credential.ts';
import { renewOwn } from './own-renewal.ts';
import { renewMembers } from './renewal.ts';
import type { Group } from '../types.ts';

/** See {@link Peer.credentials}. */
export class Credentials {
  readonly #context: Context;
  readonly #used: (group: Group) => Group;
  readonly #opened: (group: Group) => Group;

  constructor(context: Context, used: (group: Group) => Group, opened: (group: Group) => Group) {
    this.#context = context;
    this.#used = used;
    this.#opened = opened;
  }

  /**
   * Issues a credential to a member, or to whoever has a public key, and keeps it among the
   * invitations that I issued (PeerGroupIssueCredentials).
   *
   * @param subject without credential info: the present one that is known of him, its duration from now
   *   on, its roles and its key, cut to my own end
   * @throws {PeerError} `PEER_E_IDENTITY_NOT_FOUND` for an unknown subject without credential info;
   *   `PEER_E_INVALID_CREDENTIAL` for another key than the subject's;
   *   `PEER_E_INVALID_CREDENTIAL_INFO`; and as {@link Peer.createInvitation}
   */
  issueCredential(
    group: Group,
    subject: PeerName,
    wishes: IssueWishes & Finishing = {},
  ): Promise<IssuedCredential> {
    return issueCredential(this.#context, { group: this.#used(group), subject }, wishes);
  }

  /**
   * Renews many in one act, for one period, and publishes their new credentials: all of them, or
   * nothing. An end beyond my own is cut to it.
   *
   * @throws {PeerError} as {@link issueCredential}, of the first who is refused; the detail names him
   */
  renewMembers(group: Group, wishes: RenewalWishes & Finishing): Promise<Renewal> {
    return renewMembers(this.#context, this.#used(group), wishes);
  }

  /**
   * Renews my own membership as admin with the group's key, and publishes it; after its end too.
   *
   * @param wishes `validityEnd` in milliseconds since 1970 UTC; absent: no practical end
   * @returns the group as it is now, opened
   * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` without the group's key; `PEER_E_INVALID_TIME_PERIOD`
   */
  async renewOwn(
    group: Group,
    wishes: Finishing & { readonly validityEnd?: number | undefined } = {},
  ): Promise<Group> {
    return this.#opened(await renewOwn(this.#context, this.#used(group), wishes));
  }

  /**
   * The newest credential of my key, where it is newer than the present one and gives less, or another
   * name: it is taken only when I say so. `undefined` where there is none, and for one that I have
   * declined.
   */
  offeredCredential(group: Group): Promise<CredentialOffer | undefined> {
    return offeredCredential(this.#context, this.#used(group));
  }

  /**
   * Takes the offered credential in the place of the present one, which is kept until its end.
   *
   * @param id that of the offer that was shown
   * @returns the group as it is now, opened
   * @throws {PeerError} `PEER_E_NOT_FOUND` if none is offered any more, or another one
   */
  async acceptOffered(group: Group, id: string): Promise<Group> {
    return this.#opened(await acceptOffered(this.#context, this.#used(group), id));
  }

  /**
   * Keeps the present credential: this one is not offered again, a newer one is.
   *
   * @param id that of the offer that was shown
   * @throws {PeerError} `PEER_E_NOT_FOUND` if none is offered any more, or another one
   */
  declineOffered(group: Group, id: string): Promise<void> {
    return declineOffered(this.#context, this.#used(group), id);
  }
}
