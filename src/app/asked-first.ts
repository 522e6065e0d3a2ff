/** A card that came in, beside what was asked for. */

import type { CardPreview, Group, Handover } from '../peer.ts';
import type { Session } from './session.svelte.ts';

/** A group to which the owner of a card can be invited, with the request that this answers. */
export interface Invitable {
  readonly group: Group;
  readonly request: Handover | undefined;
}

/** Groups of mine with those first for which this card was asked, the oldest request on top. */
export function askedFirst(
  { peer, groups, handovers }: Pick<Session, 'peer' | 'groups' | 'handovers'>,
  { friendlyName: name }: Pick<CardPreview, 'friendlyName'>,
): readonly Invitable[] {
  return groups
    .map((group) => {
      const invited = { identity: group.identity.peerName, group: group.peerName, name };
      return { group, request: peer.handovers.requestAnsweredBy(handovers, invited) };
    })
    .toSorted((a, b) => begunOf(a) - begunOf(b));
}

function begunOf({ request }: Invitable): number {
  return request?.begun ?? Number.MAX_SAFE_INTEGER;
}
