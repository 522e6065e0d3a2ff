/** Records of a group: added, changed, deleted, found. Loaded when asked for. */

import type { Context } from '../context.ts';
import type { GroupRecord, RecordChange, RecordName, RecordWishes } from '../group-types.ts';
import { listRecords, openRecord, searchRecords } from './shown-records.ts';
import type { Group } from '../types.ts';
import { addRecord, deleteRecord, updateRecord } from './writing-records.ts';

/** See {@link Peer.records}. */
export class Records {
  readonly #context: Context;
  readonly #used: (group: Group) => Group;

  constructor(context: Context, used: (group: Group) => Group) {
    this.#context = context;
    this.#used = used;
  }

  /**
   * Publishes a record of mine (PeerGroupAddRecord). The first one is preceded by my own membership
   * record. Others get it with the next group update that I give away.
   *
   * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` while my membership is not valid, and for a reserved
   *   type; `PEER_E_MAX_RECORD_SIZE_EXCEEDED`; `PEER_E_INVALID_ATTRIBUTES`;
   *   `PEER_E_INVALID_RECORD_EXPIRATION` for an end that is past or beyond my membership
   */
  addRecord(group: Group, wishes: RecordWishes): Promise<GroupRecord> {
    return addRecord(this.#context, this.#used(group), wishes);
  }

  /**
   * Publishes a new version of a record (PeerGroupUpdateRecord): of my own, or as an admin of
   * anybody's. What the change leaves out stays.
   *
   * @throws {PeerError} as {@link addRecord}; `PEER_E_RECORD_NOT_FOUND`; `PEER_E_NOT_AUTHORIZED` for
   *   somebody else's; `PEER_E_INVALID_RECORD_EXPIRATION` for an earlier end than the present one
   */
  updateRecord(group: Group, name: RecordName, change: RecordChange): Promise<GroupRecord> {
    return updateRecord(this.#context, this.#used(group), { name, change });
  }

  /**
   * Publishes that a record is deleted (PeerGroupDeleteRecord): my own, or as an admin anybody's.
   *
   * @throws {PeerError} `PEER_E_RECORD_NOT_FOUND`, `PEER_E_NOT_AUTHORIZED`
   */
  deleteRecord(group: Group, name: RecordName): Promise<void> {
    return deleteRecord(this.#context, this.#used(group), name);
  }

  /** One record (PeerGroupGetRecord). @throws {PeerError} `PEER_E_RECORD_NOT_FOUND` */
  record(group: Group, name: RecordName): Promise<GroupRecord> {
    return openRecord(this.#context, this.#used(group), name);
  }

  /**
   * Records that are neither deleted nor expired (PeerGroupEnumRecords).
   *
   * @param type GUID; absent: of every type that applications write
   */
  listRecords(group: Group, type?: string): Promise<readonly GroupRecord[]> {
    return listRecords(this.#context, this.#used(group), type);
  }

  /**
   * Records that a query finds (PeerGroupSearchRecords).
   *
   * @param query XML, `peersearch` (windows-api.md 6.11)
   * @throws {PeerError} `PEER_E_INVALID_SEARCH`; `E_INVALIDARG` for a wrong escape
   */
  searchRecords(group: Group, query: string): Promise<readonly GroupRecord[]> {
    return searchRecords(this.#context, this.#used(group), query);
  }
}
