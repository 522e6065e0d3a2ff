/** What is damaged is forgotten, with what belongs to it and would be of no use without it. */

import { KINDS, type Change } from '../../core/stores.ts';
import type { Context } from '../context.ts';
import { forgettingMembership, type Leaving } from '../group/leaving.ts';
import { inTurnOfHandovers } from '../handover/handovers.ts';
import { eraseTraceOfLast, forgettingIdentity } from '../identity/deleting.ts';
import { inTurnOfIdentities } from '../identity/identities.ts';
import type { Damage } from '../keeping-types.ts';
import { findingsIn, type Finding } from './health.ts';

/**
 * See {@link Keeping.forgetDamaged}. It is found anew, since what is named here may be anything; and
 * once more in the turn of its group, in which a membership may just be renewed.
 */
export async function forgetDamaged(context: Context, { id }: Pick<Damage, 'id'>): Promise<void> {
  const { store } = context;
  const found = await findingWith(context, id);
  if (found === undefined) return;
  const forget = () => inTurnOfIdentities(store, () => forgetInTurn(context, id));
  const membership = membershipAt(found);
  await (membership ? store.inTurn(membership.group, forget) : forget());
}

/** Storage is asked for its kind alone: others may wait meanwhile, and groups may keep a lot. */
async function findingWith(context: Context, id: string): Promise<Finding | undefined> {
  const kinds = KINDS.filter((kind) => kind === id.split('\0')[1]);
  return (await findingsIn(context, kinds)).find(({ damage }) => damage.id === id);
}

async function forgetInTurn(context: Context, id: string): Promise<void> {
  const { store } = context;
  const found = await findingWith(context, id);
  if (found === undefined) return;
  if (found.at.kind === 'identities') await eraseTraceOfLast(store, found.at.key);
  await inTurnOfHandovers(store, async () => store.write(await forgetting(context, found)));
}

async function forgetting(context: Context, found: Finding): Promise<readonly Change[]> {
  const { store } = context;
  const { kind, key } = found.at;
  if (kind === 'identities') return forgettingIdentity(store, key);
  const membership = membershipAt(found);
  if (membership === undefined) return [{ delete: kind, key }];
  const [stored] = await store.findAll('memberships', [key]);
  if (found.damage.what !== 'group key' || stored === undefined) {
    return forgettingMembership(context, membership, stored?.chain ?? []);
  }
  const { groupKey, ...value } = stored;
  return groupKey ? [{ put: 'memberships', value }] : [];
}

/** Whose membership in which group; `undefined` for anything else, and for a key that is none of ours. */
function membershipAt({ at: { kind, key } }: Finding): Leaving | undefined {
  const [identity, group, ...rest] = key.split('\0');
  const isOne = kind === 'memberships' && identity && group && rest.length === 0;
  return isOne ? { identity, group } : undefined;
}
