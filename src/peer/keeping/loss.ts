/** What is lost for good by a deletion, said before it is done. */

import type { Context } from '../context.ts';
import { listGroups } from '../group/groups.ts';
import { listIdentities } from '../identity/identities.ts';
import type { Loss } from '../keeping-types.ts';
import type { Group, Identity } from '../types.ts';

/** See {@link Keeping.whatIsLost}. */
export async function whatIsLost(
  context: Context,
  what: Identity | Group | 'everything',
): Promise<Loss> {
  const [identities, groups] = [await listIdentities(context), await listGroups(context)];
  if (what === 'everything') return lossOf(identities, groups);
  if ('identity' in what) return lossOf([], groups.filter(isSameMembership(what)));
  return lossOf(
    identities.filter(({ peerName }) => peerName === what.peerName),
    groups.filter(({ identity }) => identity.peerName === what.peerName),
  );
}

function lossOf(identities: readonly Identity[], groups: readonly Group[]): Loss {
  return {
    identities,
    groups,
    groupKeys: groups.filter(({ isCreator, keySaved }) => isCreator && keySaved === undefined),
    unsaved: identities.filter(({ recoverySaved }) => recoverySaved === undefined),
  };
}

function isSameMembership({ peerName, identity }: Group): (other: Group) => boolean {
  return (other) => other.peerName === peerName && other.identity.peerName === identity.peerName;
}
