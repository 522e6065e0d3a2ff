/** Groups that are open, and the parts of the facade that work in them: each is loaded when it is asked for. */

import { fail } from '../../core/errors.ts';
import type { Activity } from '../activity.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Context, Finishing } from '../context.ts';
import type { Credentials } from '../credential/credentials.ts';
import type {
  GroupStatus,
  GroupUpdate,
  IssuedCredential,
  IssueWishes,
  PropertyChange,
  UpdateReport,
  UpdateWishes,
} from '../group-types.ts';
import type { Keeping } from '../keeping/keeping.ts';
import * as parts from '../parts.ts';
import type { People } from '../people/people.ts';
import type { Records } from '../record/records.ts';
import type { Group } from '../types.ts';
import type { Updates } from '../update/updates.ts';

/** See {@link Peer}. */
export class OpenGroups {
  protected readonly context: Context;
  readonly #open = new WeakSet<Group>();

  constructor(context: Context) {
    this.context = context;
  }

  /** Ends the use of an opened group: what takes it refuses it from now on (PeerGroupClose). */
  closeGroup(group: Group): void {
    this.#open.delete(group);
  }

  /** Records: added, changed, deleted, found. */
  async records(): Promise<Records> {
    return new (await parts.records()).Records(this.context, this.used);
  }

  /** Group updates, and the properties of a group. */
  async updates(): Promise<Updates> {
    return new (await parts.updates()).Updates(this.context, this.used, this.opened);
  }

  /** Credentials: issued, renewed, taken. */
  async credentials(): Promise<Credentials> {
    return new (await parts.credentials()).Credentials(this.context, this.used, this.opened);
  }

  /** Who is in a group, what I call them, and whose membership is due. */
  async people(): Promise<People> {
    return new (await parts.people()).People(this.context, this.used);
  }

  /** What happened in a group. */
  async activity(): Promise<Activity> {
    return new (await parts.activity()).Activity(this.context, this.used);
  }

  /** Recovery files, saved groups, everything in one file, deleting, what is damaged, and the clock. */
  async keeping(): Promise<Keeping> {
    return new (await parts.keeping()).Keeping(this.context, this.opened);
  }

  /** See {@link Credentials.issueCredential} (PeerGroupIssueCredentials). */
  async issueCredential(
    group: Group,
    subject: PeerName,
    wishes: IssueWishes & Finishing = {},
  ): Promise<IssuedCredential> {
    return (await this.credentials()).issueCredential(group, subject, wishes);
  }

  /** See {@link Updates.groupUpdate} (PeerGroupExportDatabase). */
  async groupUpdate(group: Group, wishes: UpdateWishes = {}): Promise<GroupUpdate> {
    return (await this.updates()).groupUpdate(group, wishes);
  }

  /** See {@link Updates.openGroupUpdate} (PeerGroupImportDatabase). */
  async openGroupUpdate(text: string): Promise<UpdateReport> {
    return (await this.updates()).openGroupUpdate(text);
  }

  /** See {@link Updates.changeGroupProperties} (PeerGroupSetProperties). */
  async changeGroupProperties(group: Group, change: PropertyChange): Promise<Group> {
    return (await this.updates()).changeGroupProperties(group, change);
  }

  /** See {@link Updates.groupStatus} (PeerGroupGetStatus). */
  async groupStatus(group: Group): Promise<GroupStatus> {
    return (await this.updates()).groupStatus(group);
  }

  /** A group that is open from now on. */
  protected readonly opened = (group: Group): Group => {
    this.#open.add(group);
    return group;
  };

  /** The same group, which must be open. @throws {PeerError} `PEER_E_INVALID_GROUP` */
  protected readonly used = (group: Group): Group =>
    this.#open.has(group) ? group : fail('group.unknown', 'the group is closed');
}
