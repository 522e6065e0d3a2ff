/** Group updates: made, looked at, opened; and the properties that they carry. Loaded when asked for. */

import type { Context } from '../context.ts';
import { groupStatus } from '../group/group-status.ts';
import type {
  GroupStatus,
  GroupUpdate,
  PropertyChange,
  UpdatePreview,
  UpdateReport,
  UpdateWishes,
} from '../group-types.ts';
import { groupUpdate } from './making.ts';
import { openGroupUpdate, previewUpdate } from './opening.ts';
import { changeGroupProperties } from '../group/properties.ts';
import type { Group } from '../types.ts';

/** See {@link Peer.updates}. */
export class Updates {
  readonly #context: Context;
  readonly #used: (group: Group) => Group;
  readonly #opened: (group: Group) => Group;

  constructor(context: Context, used: (group: Group) => Group, opened: (group: Group) => Group) {
    this.#context = context;
    this.#used = used;
    this.#opened = opened;
  }

  /**
   * Makes an update of what I hold (PeerGroupExportDatabase): all of it, what came since a moment,
   * or nothing but my own membership; with all that is needed to judge it. It holds no secret.
   *
   * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` for {@link UpdateWishes.onlyMine} where my own
   *   membership has ended and was never published; `PEER_E_INVALID_GROUP`
   */
  groupUpdate(group: Group, wishes: UpdateWishes = {}): Promise<GroupUpdate> {
    return groupUpdate(this.#context, this.#used(group), wishes);
  }

  /**
   * Says which group of mine an update is for and how much is in it. Judges and keeps nothing.
   *
   * @throws {PeerError} as {@link openGroupUpdate}
   */
  previewUpdate(text: string): Promise<UpdatePreview> {
    return previewUpdate(this.#context, text);
  }

  /**
   * Opens an update (PeerGroupImportDatabase): what is good in it is kept, in one transaction, and
   * what is not is named. Safe in any order, any number of times.
   *
   * @param text the document itself, as it was found in what was received
   * @throws {PeerError} `E_INVALIDARG`, `PEER_E_UNSUPPORTED_VERSION` for the document as a whole;
   *   `PEER_E_INVALID_GROUP` for a group that none of my identities is in
   */
  async openGroupUpdate(text: string): Promise<UpdateReport> {
    const report = await openGroupUpdate(this.#context, text);
    this.#opened(report.group);
    return report;
  }

  /** What is kept of a group's database (PeerGroupGetStatus). */
  groupStatus(group: Group): Promise<GroupStatus> {
    return groupStatus(this.#context, this.#used(group));
  }

  /**
   * Gives the group another name or comment (PeerGroupSetProperties); the certificates keep the name
   * at birth. Others see it with the next group update that I give away.
   *
   * @returns the group, opened anew
   * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` without the group's key;
   *   `PEER_E_INVALID_FRIENDLY_NAME`, `PEER_E_INVALID_GROUP_PROPERTIES`
   */
  async changeGroupProperties(group: Group, change: PropertyChange): Promise<Group> {
    return this.#opened(await changeGroupProperties(this.#context, this.#used(group), change));
  }
}
