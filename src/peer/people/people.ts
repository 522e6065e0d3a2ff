/** The people in my groups: who is in one, what I call them, whose membership is due. Loaded when asked for. */

import { inGroup } from '../../core/stores.ts';
import { fail } from '../../core/errors.ts';
import { noting } from '../activity.ts';
import { contactOf, listContacts, putContact } from './contacts.ts';
import { peopleOn, type Context } from '../context.ts';
import { listDue } from './due.ts';
import type { Contact, Due, MemberRow } from '../group-types.ts';
import { placed } from './member-rows.ts';
import { findRows, firstMembers, listRows, openKnown, openRows } from './members.ts';
import { rowsFrom } from './shown-rows.ts';
import type { Group, Member, Person } from '../types.ts';

/** See {@link Peer.people}. */
export class People {
  readonly #context: Context;
  readonly #used: (group: Group) => Group;

  constructor(context: Context, used: (group: Group) => Group) {
    this.#context = context;
    this.#used = used;
  }

  /** All that is known of who is in a group, as it is kept: myself first, then by name. No signature is verified for it. */
  async rows(group: Group): Promise<readonly MemberRow[]> {
    const rows = await listRows(this.#context, this.#used(group));
    return rowsFrom(rows, await listContacts(this.#context), this.#context.now());
  }

  /** The first of them, verified, in one or two readings; what is kept of somebody and does not match his certificate is left out. */
  async first(group: Group, limit: number): Promise<readonly Member[]> {
    return firstMembers(this.#context, this.#used(group), limit);
  }

  /**
   * Some of a group, verified, in the order asked for. Whoever is not known, or whose row does not
   * match his certificate, is left out.
   *
   * @param keyHashes SHA-256 of their public keys, lower-case hex
   */
  async open(group: Group, keyHashes: readonly string[]): Promise<readonly Member[]> {
    const rows = await findRows(this.#context, this.#used(group), keyHashes);
    return openRows(this.#context, group, rows);
  }

  /**
   * Who stands on the way from the group to somebody, as his verified chain says it: the group
   * first, himself last. `undefined` where {@link open} leaves him out.
   *
   * @param keyHash SHA-256 of his public key, lower-case hex
   */
  async wayTo(group: Group, keyHash: string): Promise<readonly Person[] | undefined> {
    const rows = await findRows(this.#context, this.#used(group), [keyHash]);
    const [known] = await openKnown(this.#context, group, rows);
    return known && peopleOn(known.chain);
  }

  /** What I keep of somebody, whatever group he is in; nothing yet: all of it empty. */
  contact(keyHash: string): Promise<Contact> {
    return contactOf(this.#context, keyHash);
  }

  /**
   * Changes what I keep of somebody; what the change leaves out stays.
   *
   * @param change a petname as a friendly name is typed, or empty; a note of at most 2000 UTF-16
   *   units without controls but the ends of lines; `verified: undefined` takes it back
   * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`; `E_INVALIDARG` for the note
   */
  putContact(keyHash: string, change: Partial<Contact>): Promise<Contact> {
    return putContact(this.#context, keyHash, change);
  }

  /**
   * Says that somebody’s membership shall end by its date, or takes it back: he is left out of what
   * is due.
   *
   * @throws {PeerError} `PEER_E_NOT_FOUND`
   */
  async letEnd(group: Group, keyHash: string, on: boolean): Promise<void> {
    const { store, now } = this.#context;
    const { peerName, identity } = this.#used(group);
    await store.inTurn(peerName, async () => {
      const row = await store.find('members', inGroup(peerName, keyHash));
      const { letEnd, ...present } = row ?? fail('member.unknown', keyHash);
      if ((letEnd !== undefined) === on) return;
      const value = placed(on ? { ...present, letEnd: now() } : present);
      const what = on ? 'let-end' : 'not-let-end';
      const act = { group: peerName, identity: identity.peerName, what, count: 1 } as const;
      const noted = { ...act, people: [value.friendlyName], end: value.end };
      await store.write([{ put: 'members', value }, noting(this.#context, noted)]);
    });
  }

  /**
   * The memberships that should be renewed and that I may renew, the soonest end first; groups
   * without any are left out.
   *
   * @param groups as {@link Peer.listGroups} lists them; they need not be open
   */
  listDue(groups: readonly Group[]): Promise<readonly Due[]> {
    return listDue(this.#context, groups);
  }
}
