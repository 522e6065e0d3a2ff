/** The creator renews himself with the group's key. */

import { verifyIdc } from '../../core/certificate/idc.ts';
import { memberOf } from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import { renewCreator, type Creator } from '../../core/group.ts';
import { membershipKey } from '../../core/stores.ts';
import { noting } from '../activity.ts';
import { finishing, type Context, type Finishing } from '../context.ts';
import { openGroup } from '../group/groups.ts';
import { openOwnIdentity } from '../identity/identities.ts';
import { findRows } from '../people/members.ts';
import { withChain } from './own-chain.ts';
import { newestOf } from './present-credential.ts';
import { publishing } from '../database/publishing.ts';
import type { Group } from '../types.ts';

/** See {@link Credentials.renewOwn}. */
export async function renewOwn(
  context: Context,
  opened: Group,
  wishes: Finishing & { readonly validityEnd?: number | undefined },
): Promise<Group> {
  const { store } = context;
  const { identity, peerName } = opened;
  await store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    const key = membershipKey(identity.peerName, peerName);
    const stored = (await store.find('memberships', key)) ?? fail('group.unknown', peerName);
    const groupKey = stored.groupKey ?? fail('issue.creator', 'the key of the group is not here');
    const { idc } = await openOwnIdentity(context, identity.peerName);
    const card = await verifyIdc(idc.der, context.now());
    const creator = { chain: group.chain, groupKey, newest: await newestOwn(context, group) };
    const { validityEnd } = wishes;
    const chain = await renewCreator(creator, { card, validityEnd }, context.now());
    const { changes } = await publishing(context, { ...group, chain }, { records: [] });
    const names = { group: peerName, identity: identity.peerName };
    const { end } = memberOf(chain).validity;
    await store.write([
      { put: 'memberships', value: await withChain(context, stored, chain) },
      ...changes,
      noting(context, { ...names, what: 'renewed-self', people: [], count: 1, end }),
      ...finishing(wishes),
    ]);
  });
  return openGroup(context, identity.peerName, peerName);
}

/** The newest credential of my key that has begun, taken or not. */
async function newestOwn(context: Context, group: Group): Promise<Creator['newest']> {
  const { spki, validity } = memberOf(group.chain);
  const [row] = await findRows(context, group, [group.identity.keyHash]);
  const newest = row && newestOf(row, context.now());
  return { spki, validity: newest ?? validity };
}
