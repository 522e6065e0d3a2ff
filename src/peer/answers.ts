/** Which of the things that I handed out something that comes in may be the answer to. */

import type { StoredHandover } from '../core/stores.ts';
import type { InvitationPreview } from './types.ts';

/** Neither answered nor given up. */
export function isOpen({ answered, givenUp }: StoredHandover): boolean {
  return answered === undefined && givenUp === undefined;
}

/** When it was handed out last, or begun. */
export function lastOf({ ways, begun }: StoredHandover): number {
  return ways.at(-1)?.at ?? begun;
}

/** The open cards of an identity, in the order in which an invitation to a group may answer them. */
export function cardsAnsweredBy<Kept extends StoredHandover>(
  handovers: readonly Kept[],
  { identity, group }: { readonly identity: string; readonly group: string },
): readonly Kept[] {
  return handovers
    .filter((handover) => handover.what === 'card' && handover.identity === identity)
    .filter(isOpen)
    .toSorted(
      (a, b) => likeness(b.about, group) - likeness(a.about, group) || lastOf(b) - lastOf(a),
    );
}

/** The same for an invitation as it was received; none for one that is not for me. */
export function cardsAnsweredByPreview<Kept extends StoredHandover>(
  handovers: readonly Kept[],
  { recipient, group }: InvitationPreview,
): readonly Kept[] {
  if (recipient.kind !== 'me') return [];
  const { peerName: identity } = recipient.identity;
  return cardsAnsweredBy(handovers, { identity, group: group.friendlyName });
}

/**
 * The open request for a group that the card of somebody answers: one for that name, else one that
 * says no name, of several the oldest. One for another name goes on waiting.
 */
export function requestAnsweredBy(
  handovers: readonly StoredHandover[],
  { identity, group, name }: Pick<StoredHandover, 'identity' | 'group'> & { readonly name: string },
): StoredHandover | undefined {
  return handovers
    .filter((kept) => kept.what === 'request' && isOpen(kept))
    .filter((kept) => kept.identity === identity && kept.group === group)
    .filter((kept) => likeness(kept.about, name) > 0)
    .toSorted((a, b) => likeness(b.about, name) - likeness(a.about, name) || a.begun - b.begun)[0];
}

/** How much what was written down sounds like a name: words in both. Unsaid is between one and none. */
function likeness(about: string, name: string): number {
  if (about === '') return 0.5;
  const words = wordsOf(name);
  return wordsOf(about).filter((word) => words.includes(word)).length;
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []
  );
}
