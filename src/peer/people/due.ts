/** Whose membership should be renewed, of those that I may renew. */

import { canIssue } from '../../core/role.ts';
import type { StoredMember } from '../../core/stored-group.ts';
import { allInGroup, inGroup, sortableTime } from '../../core/stores.ts';
import { listContacts } from './contacts.ts';
import type { Context } from '../context.ts';
import type { Due } from '../group-types.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { asOf } from './member-rows.ts';
import { COUNTS_ENDED } from '../credential/present-credential.ts';
import { rowsFrom } from './shown-rows.ts';
import type { Group } from '../types.ts';

/** The most that are listed of a group. */
const MAX_LISTED = 100;

/** How many are read at once, and the most that are looked at of a group: those who were due first. */
const READ_AT_ONCE = 250;
const MAX_READ = 1000;

/** See {@link People.listDue}. */
export async function listDue(context: Context, groups: readonly Group[]): Promise<readonly Due[]> {
  const contacts = await listContacts(context);
  const mayRenew = groups.filter(({ cannotInvite }) => cannotInvite === undefined);
  const all = await Promise.all(
    mayRenew.map(async (group): Promise<Due> => {
      const { rows, hasMore } = await dueRows(context, group);
      return { group, rows: await rowsFrom(rows, contacts, context.now()), hasMore };
    }),
  );
  return all.filter(({ rows, hasMore }) => rows.length > 0 || hasMore);
}

async function dueRows(context: Context, group: Group) {
  const now = context.now();
  const wayToMe = await Promise.all(group.chain.map(keyHashIn));
  const due: StoredMember[] = [];
  let looked = 0;
  let isAll = true;
  for await (const read of dueStretches(context, group)) {
    // Whoever ended long ago is not waited for any more.
    const living = read.filter(({ end }) => now - end <= COUNTS_ENDED);
    const mine = living
      .filter(({ keyHash }) => !wayToMe.includes(keyHash))
      .filter(({ role }) => canIssue(group.roles, role));
    due.push(...mine);
    looked += living.length;
    isAll = due.length <= MAX_LISTED && looked < MAX_READ;
    if (!isAll) break;
  }
  const rows = due.toSorted(bySoonestEnd).slice(0, MAX_LISTED);
  return { rows, hasMore: !isAll };
}

/** Those whose time has come, as they stand in the order of that, some at a time. */
async function* dueStretches({ store, now }: Context, { peerName }: Group) {
  const to = inGroup(peerName, sortableTime(now()), '\uffff');
  let { from } = allInGroup(peerName);
  for (;;) {
    const read = await store.listStretch('members', { by: 'due', from, to, limit: READ_AT_ONCE });
    const last = read.at(-1);
    // Fewer than were asked for can mean that one is damaged.
    if (last === undefined) return;
    yield read.map((row) => asOf(row, now()));
    from = `${last.due}\0`;
  }
}

function bySoonestEnd(a: StoredMember, b: StoredMember): number {
  return a.end - b.end;
}
