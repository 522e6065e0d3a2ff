/** Which of the things that I handed out something that comes in may be the answer to. */

import type { StoredHandover } from '../../core/stored-handover.ts';
import type { InvitationPreview } from '../types.ts';

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

/** Somebody who is invited, or could be: to which group, by which identity of mine. */
export interface Invited {
  readonly identity: string;
  /** Peer name of the group. */
  readonly group: string;
  /** The friendly name of who is invited. */
  readonly name: string;
}

/**
 * The open request for a group that the card of somebody answers: one for that name, else one that
 * says no name, of several the oldest. One for another name goes on waiting, and so do all that
 * could mean somebody else as well: what is closed for the wrong one is missed by nobody.
 */
export function requestAnsweredBy<Kept extends StoredHandover>(
  handovers: readonly Kept[],
  { identity, group, name }: Invited,
): Kept | undefined {
  const [best, next] = handovers
    .filter((kept) => kept.what === 'request' && isOpen(kept))
    .filter((kept) => kept.identity === identity && kept.group === group)
    .map((request) => ({ request, fit: fitOf(request.about, name) }))
    .filter(({ fit }) => fit !== NO_FIT)
    .toSorted((a, b) => b.fit - a.fit || a.request.begun - b.request.begun);
  return best?.fit === MAY_FIT && next?.fit === MAY_FIT ? undefined : best?.request;
}

/** What was typed is another name, none, or perhaps this one: “Bob from work”. More: it is this one. */
const [NO_FIT, UNSAID, MAY_FIT] = [0, 1, 2];

/**
 * How well what was typed fits a name. All of its words are in the name, the more the better; or at
 * least the first one is. Words further on say where somebody is from: “Tom from the choir” is not
 * “Anna of the Choir”.
 */
function fitOf(about: string, name: string): number {
  const typed = wordsOf(about);
  if (typed.length === 0) return UNSAID;
  const words = wordsOf(name);
  const isInName = (word: string): boolean => words.includes(word);
  if (typed.every(isInName)) return MAY_FIT + typed.length;
  return typed.slice(0, 1).some(isInName) ? MAY_FIT : NO_FIT;
}

/** How much a purpose sounds like the name of a group: words in both. Unsaid is between one and none. */
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
