/** The people on the way from a group to a member. */

import { keyHashOf } from '../core/fingerprint.ts';
import { harmlessName } from '../core/friendly-name.ts';
import type { Group, Person } from '../peer.ts';

/** Everybody in a chain, the group itself first. */
export function peopleOn(chain: Group['chain']): Promise<readonly Person[]> {
  return Promise.all(
    chain.map(async ({ subject, spki }) => ({
      peerName: subject.peerName,
      friendlyName: harmlessName(subject.friendlyName),
      spki,
      keyHash: await keyHashOf(spki),
    })),
  );
}
