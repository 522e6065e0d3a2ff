/** A newer credential for my key that gives less than the present one, or another name: taken only when I say so. */

import { isWithin } from '../../core/validity.ts';
import { issuerOf, memberOf, type Chain } from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { highestRole } from '../../core/role.ts';
import { membershipKey } from '../../core/stores.ts';
import { noting } from '../activity.ts';
import { personOf, type Context } from '../context.ts';
import type { CredentialOffer } from '../group-types.ts';
import { openGroup } from '../group/groups.ts';
import { idOf } from '../../core/certificate/hashes.ts';
import { mergedRows, ownSightings } from '../people/member-rows.ts';
import { withChain } from './own-chain.ts';
import { isTakenUnasked, newerOwnChains } from './own-credentials.ts';
import { stageAt } from '../group/term.ts';
import type { Group } from '../types.ts';

/** See {@link Credentials.offeredCredential}. */
export async function offeredCredential(
  context: Context,
  opened: Group,
): Promise<CredentialOffer | undefined> {
  const group = await openGroup(context, opened.identity.peerName, opened.peerName);
  const offered = await findOffered(context, group);
  return offered && offerOf(context, group, offered);
}

/** See {@link Credentials.acceptOffered}. */
export async function acceptOffered(context: Context, opened: Group, id: string): Promise<Group> {
  const { identity, peerName } = opened;
  await inTurn(context, { opened, id }, async (group, chain) => {
    const key = membershipKey(identity.peerName, peerName);
    const stored = (await context.store.find('memberships', key)) ?? fail('group.unknown', key);
    const value = await withChain(context, stored, chain);
    await context.store.write([
      { put: 'memberships', value },
      ...(await mergedRows(context, peerName, ownSightings(chain))),
      notingOwn(context, group, { what: 'renewed-me', chain }),
    ]);
  });
  return openGroup(context, identity.peerName, peerName);
}

/** See {@link Credentials.declineOffered}. */
export async function declineOffered(context: Context, opened: Group, id: string): Promise<void> {
  await inTurn(context, { opened, id }, async (group, chain) => {
    const value = { id: declinedKey(group.identity.peerName, group.peerName), value: id };
    await context.store.write([
      { put: 'choices', value },
      notingOwn(context, group, { what: 'kept-mine', chain }),
    ]);
  });
}

/** Where it is kept which credential I have declined last: it goes with the membership. */
export function declinedKey(identity: string, group: string): string {
  return `declined\0${membershipKey(identity, group)}`;
}

/** Nobody takes and declines at once, and nothing but what was shown: another one may have come meanwhile. */
function inTurn(
  context: Context,
  { opened: { identity, peerName }, id }: { readonly opened: Group; readonly id: string },
  work: (group: Group, offered: Chain) => Promise<void>,
): Promise<void> {
  return context.store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    const offered =
      (await findOffered(context, group)) ?? fail('issue.declined', 'nothing is offered');
    if ((await idOf(memberOf(offered))) !== id) fail('issue.another', 'not the one that was shown');
    await work(group, offered);
  });
}

/** The newest that is in time, whatever else there is: an older one that I have not taken is over. */
async function findOffered(context: Context, group: Group): Promise<Chain | undefined> {
  const { identity, peerName, chain: mine } = group;
  const now = context.now();
  const newer = await newerOwnChains(context, group, []);
  const offered = newer.findLast((chain) => isWithin(memberOf(chain).validity, now));
  // Whoever holds nothing that lasts is asked again, whatever he said while he did.
  if (offered === undefined || now > memberOf(mine).validity.end) return offered;
  if (isTakenUnasked(group, memberOf(mine), memberOf(offered))) return undefined;
  const declined = await context.store.find('choices', declinedKey(identity.peerName, peerName));
  return declined?.value === (await idOf(memberOf(offered))) ? undefined : offered;
}

/** What a credential beside the present one gives. */
export async function offerOf(
  { now }: Context,
  present: Group,
  chain: Chain,
): Promise<CredentialOffer> {
  const { validity, roles, subject: named } = memberOf(chain);
  const { subject, spki } = issuerOf(chain);
  return {
    id: await idOf(memberOf(chain)),
    present,
    friendlyName: harmlessName(named.friendlyName),
    role: highestRole(roles),
    validity,
    isEndless: stageAt(validity, now()).isEndless,
    signedBy: await personOf(subject, spki),
  };
}

function notingOwn(
  context: Context,
  { peerName, identity }: Group,
  { what, chain }: { readonly what: 'renewed-me' | 'kept-mine'; readonly chain: Chain },
) {
  const { roles, validity } = memberOf(chain);
  const people = [issuerOf(chain).subject.friendlyName];
  const names = { group: peerName, identity: identity.peerName };
  const grant = { role: highestRole(roles), end: validity.end };
  return noting(context, { ...names, what, people, count: 1, ...grant });
}
