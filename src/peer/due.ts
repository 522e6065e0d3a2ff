/** Whose membership should be renewed, of those that I may renew. */

import { canIssue } from '../core/role.ts';
import type { StoredMember } from '../core/stored-group.ts';
import { allInGroup, inGroup, sortableTime } from '../core/stores.ts';
import { listContacts } from './contacts.ts';
import type { Context } from './context.ts';
import type { Due } from './group-types.ts';
import { keyHashIn } from './hashes.ts';
import { rowsFrom } from './shown-rows.ts';
import type { Group } from './types.ts';

/** The most that are listed of a group. */
const MAX_LISTED = 100;

/** The most that are read of a group: those who were due first. */
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
  return all.filter(({ rows }) => rows.length > 0);
}

async function dueRows({ store, now }: Context, group: Group) {
  const { from } = allInGroup(group.peerName);
  const to = inGroup(group.peerName, sortableTime(now()), '\uffff');
  const stretch = { by: 'due', from, to, limit: MAX_READ } as const;
  const read = await store.listStretch('members', stretch);
  const wayToMe = await Promise.all(group.chain.map(keyHashIn));
  const mine = read
    .filter(({ keyHash }) => !wayToMe.includes(keyHash))
    .filter(({ role }) => canIssue(group.roles, role))
    .toSorted(bySoonestEnd);
  return {
    rows: mine.slice(0, MAX_LISTED),
    hasMore: mine.length > MAX_LISTED || read.length === MAX_READ,
  };
}

function bySoonestEnd(a: StoredMember, b: StoredMember): number {
  return a.end - b.end;
}
