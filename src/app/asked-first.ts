/** A card that came in, beside what was asked for. */

import type { Group, Handover } from '../peer.ts';
import { requestsFor } from './handovers.ts';

/** A group to which the owner of a card can be invited, with the request that it may answer. */
export interface Invitable {
  readonly group: Group;
  readonly request: Handover | undefined;
}

/** Groups of mine with those first for which a card was asked, the oldest request on top. */
export function askedFirst(
  groups: readonly Group[],
  handovers: readonly Handover[],
): readonly Invitable[] {
  return groups
    .map((group) => ({ group, request: requestsFor(handovers, group).at(-1) }))
    .toSorted((a, b) => begunOf(a) - begunOf(b));
}

function begunOf({ request }: Invitable): number {
  return request?.begun ?? Number.MAX_SAFE_INTEGER;
}
