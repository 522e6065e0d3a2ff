/** Groups of mine: listed and opened. What the first screen needs, and no more. */

import { isSameKey } from '../../core/certificate/certificate.ts';
import {
  MAX_CHAIN_LENGTH,
  memberOf,
  verifySoundChain,
  type Chain,
} from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { canInvite, highestRole } from '../../core/role.ts';
import { membershipKey, type StoredMembership } from '../../core/stores.ts';
import { isWithin } from '../../core/validity.ts';
import { personOf, readAll, type Context } from '../context.ts';
import { listIdentities, openIdentity } from '../identity/identities.ts';
import { findSealedKey } from '../sealed-keys.ts';
import { termOf } from './term.ts';
import type { Group, Identity } from '../types.ts';

/** Groups of one identity or of all, by name; those whose chain is no longer sound are left out. */
export async function listGroups(context: Context, identity?: PeerName): Promise<readonly Group[]> {
  const identities = await listIdentities(context);
  const kept = await context.store.list('memberships');
  const wanted = kept.filter((stored) => identity === undefined || stored.identity === identity);
  const groups = await readAll(wanted, (stored) => readGroup(context, stored, identities));
  return groups.toSorted((a, b) => a.friendlyName.localeCompare(b.friendlyName));
}

/** A membership of mine as it is kept, opened or ended. */
export async function openGroup(
  context: Context,
  identity: PeerName,
  group: PeerName,
): Promise<Group> {
  const stored = await openMembership(context, identity, group);
  return readGroup(context, stored, [await openIdentity(context, identity)]);
}

/** The membership as it is kept, which must be there. */
export async function openMembership(
  { store }: Context,
  identity: PeerName,
  group: PeerName,
): Promise<StoredMembership> {
  const stored = await store.find('memberships', membershipKey(identity, group));
  return stored ?? fail('group.unknown', group);
}

async function readGroup(
  { store, now, certificates }: Context,
  stored: StoredMembership,
  identities: readonly Identity[],
): Promise<Group> {
  const chain = await verifySoundChain(stored.chain, certificates);
  const identity = identities.find(({ peerName }) => peerName === stored.identity);
  const own = memberOf(chain);
  const [root] = chain;
  if (identity === undefined || !isSameKey(identity.card, own)) {
    fail('storage.damaged', 'a membership without its identity');
  }
  if (root.subject.peerName !== stored.group) fail('storage.damaged', 'another group');
  const person = await personOf(root.subject, root.spki);
  const { properties, joined, groupKey } = stored;
  const sealed = await findSealedKey(store, stored.identity, stored.group);
  return {
    ...person,
    friendlyName:
      properties === undefined ? person.friendlyName : harmlessName(properties.friendlyName),
    identity,
    comment: harmlessText(properties?.comment ?? ''),
    foundedAs: person.friendlyName,
    roles: own.roles,
    role: highestRole(own.roles),
    term: await termOf(chain, now()),
    joined,
    isCreator: groupKey !== undefined,
    hasSealedKey: sealed !== undefined,
    keySaved: sealed?.saved,
    cannotInvite: obstacleOf(chain, now()),
    chain,
  };
}

/** A comment may have lines; each is made harmless as a name is. */
function harmlessText(text: string): string {
  return text.split('\n').map(harmlessName).join('\n');
}

function obstacleOf(chain: Chain, now: number): Group['cannotInvite'] {
  const own = memberOf(chain);
  if (!canInvite(own.roles)) return 'role';
  if (!chain.every(({ validity }) => isWithin(validity, now))) return 'ended';
  return chain.length >= MAX_CHAIN_LENGTH ? 'length' : undefined;
}
