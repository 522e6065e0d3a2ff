/** The ways from a list of people onwards. */

import type { Group } from '../peer.ts';
import type { Route } from './router.svelte.ts';

type Where<Name extends Route['name']> = Extract<Route, { readonly name: Name }>;

/** @param key hash of his key */
export function memberRoute({ identity, peerName }: Group, key: string): Where<'member'> {
  return { name: 'member', identity: identity.peerName, group: peerName, key };
}

/** @param whom see {@link parseWhom} */
export function renewRoute({ identity, peerName }: Group, whom: string): Where<'renew'> {
  return { name: 'renew', identity: identity.peerName, group: peerName, whom };
}
