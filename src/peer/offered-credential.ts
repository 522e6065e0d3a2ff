/** A newer credential for my key that gives less than the present one: taken only when I say so. */

import { isWithin } from '../core/validity.ts';
import { issuerOf, memberOf, type Chain } from '../core/certificate/chain.ts';
import { compareCredentials, isNoWeaker } from '../core/credential.ts';
import { fail } from '../core/errors.ts';
import { highestRole } from '../core/role.ts';
import { membershipKey } from '../core/stores.ts';
import { noting } from './activity.ts';
import { personOf, type Context } from './context.ts';
import type { CredentialOffer } from './group-types.ts';
import { openGroup } from './groups.ts';
import { idOf } from './hashes.ts';
import { findRows, openKnown } from './members.ts';
import { withChain } from './own-chain.ts';
import { stageAt } from './term.ts';
import type { Group } from './types.ts';

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
export async function acceptOffered(context: Context, opened: Group): Promise<Group> {
  const { identity, peerName } = opened;
  await inTurn(context, opened, async (group, chain) => {
    const key = membershipKey(identity.peerName, peerName);
    const stored = (await context.store.find('memberships', key)) ?? fail('group.unknown', key);
    const value = await withChain(context, stored, chain);
    await context.store.write([
      { put: 'memberships', value },
      notingOwn(context, group, { what: 'renewed-me', chain }),
    ]);
  });
  return openGroup(context, identity.peerName, peerName);
}

/** See {@link Credentials.declineOffered}. */
export async function declineOffered(context: Context, opened: Group): Promise<void> {
  await inTurn(context, opened, async (group, chain) => {
    const value = {
      id: declinedKey(group.identity.peerName, group.peerName),
      value: await idOf(memberOf(chain)),
    };
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

/** Nobody takes and declines at once. */
function inTurn(
  context: Context,
  { identity, peerName }: Group,
  work: (group: Group, offered: Chain) => Promise<void>,
): Promise<void> {
  return context.store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    const offered = await findOffered(context, group);
    await work(group, offered ?? fail('issue.declined', 'nothing is offered'));
  });
}

async function findOffered(context: Context, group: Group): Promise<Chain | undefined> {
  const rows = await findRows(context, group, [group.identity.keyHash]);
  const [known] = await openKnown(context, group, rows);
  if (known === undefined) return undefined;
  const [offered, present] = [memberOf(known.chain), memberOf(group.chain)];
  const isOffered = compareCredentials(offered, present) > 0 && !isNoWeaker(offered, present);
  if (!isOffered || !isWithin(offered.validity, context.now())) return undefined;
  const declined = await context.store.find(
    'choices',
    declinedKey(group.identity.peerName, group.peerName),
  );
  return declined?.value === (await idOf(offered)) ? undefined : known.chain;
}

/** What a credential beside the present one gives. */
export async function offerOf(
  { now }: Context,
  present: Group,
  chain: Chain,
): Promise<CredentialOffer> {
  const { validity, roles } = memberOf(chain);
  const { subject, spki } = issuerOf(chain);
  return {
    present,
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
