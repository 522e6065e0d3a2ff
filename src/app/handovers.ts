/** Which handover belongs to what. All of them are listed the newest first. */

import type { Group, Handover, Identity, Person } from '../peer.ts';
import { isUndecided } from './preview.svelte.ts';
import type { Session } from './session.svelte.ts';

type Handovers = readonly Handover[];

/** What is not finished yet. A card waits no longer once an invitation is kept that answers it. */
export function stillAwaited({ peer, handovers, kept }: Session): Handovers {
  return peer.handovers.stillAwaited(handovers, kept.filter(isUndecided));
}

/** My card, each time it was given for something else, answered or not. */
export function cardsOf(handovers: Handovers, { peerName }: Identity): Handovers {
  return handovers.filter(({ what, identity }) => what === 'card' && identity === peerName);
}

/** The invitation with this id; `undefined` for one that was issued before such things were remembered. */
export function invitationOf(handovers: Handovers, id: string): Handover | undefined {
  return handovers.find(({ what, invitation }) => what === 'invitation' && invitation === id);
}

/** The last invitation for somebody to a group. */
export function invitationTo(
  handovers: Handovers,
  { peerName }: Person,
  group: Group,
): Handover | undefined {
  return handovers.find(
    (handover) =>
      handover.what === 'invitation' && handover.person === peerName && isOf(handover, group),
  );
}

/** The requests for a card to invite to a group, those that are not answered yet. */
export function requestsFor(handovers: Handovers, group: Group): Handovers {
  return handovers.filter(
    (handover) => handover.what === 'request' && handover.isAwaited && isOf(handover, group),
  );
}

/** My membership in a group was renewed: a card that was given for that waits for nothing any more. */
export async function closeRenewal(
  { peer, handovers }: Pick<Session, 'peer' | 'handovers'>,
  group: Group,
): Promise<void> {
  const given = cardsOf(handovers, group.identity).filter(({ isAwaited }) => isAwaited);
  for (const { id } of given.filter((handover) => isOf(handover, group))) {
    await peer.handovers.giveUp(id);
  }
}

function isOf({ group, identity }: Handover, of: Group): boolean {
  return group === of.peerName && identity === of.identity.peerName;
}
