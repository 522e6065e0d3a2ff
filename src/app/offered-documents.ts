/** A text with several documents in it: which of them can be meant, and what each is called. */

import { fail, isPeerError } from '../core/errors.ts';
import type { FoundDocument, FoundKind } from '../exchange/find-document.ts';
import type { CardPreview, InvitationPreview, Peer } from '../peer.ts';
import type { Text } from '../text/en.ts';
import type { Phrase } from '../text/phrase.ts';

/** One of several, as far as it can be read. */
export interface OfferedDocument {
  readonly document: FoundDocument;
  readonly card?: CardPreview;
  readonly invitation?: InvitationPreview;
}

/** More than this is no mail that goes back and forth, and no choice that anybody wants to make. */
export const MAX_OFFERED = 8;

/**
 * The documents that can be meant. Answers quote what they answer to, so the reader's own card is
 * none of them, unless nothing else is there.
 *
 * @param found more than one
 * @param wanted the kind that goes before all others, if one does
 * @returns at least one, in the same order
 * @throws {PeerError} `E_INVALIDARG` with `document.several` for more than {@link MAX_OFFERED}
 */
export async function offeredAmong(
  peer: Peer,
  found: readonly FoundDocument[],
  wanted?: FoundKind,
): Promise<readonly OfferedDocument[]> {
  if (found.length > MAX_OFFERED) fail('document.several', `${found.length}`);
  const all = await Promise.all(found.map((document) => lookAt(peer, document)));
  const others = all.filter(({ card }) => !card?.mine);
  const best = others.filter(({ document }) => document.kind === wanted);
  return [best, others].find(({ length }) => length > 0) ?? all;
}

/** What a document is called among several. */
export function offeredText({ document, card, invitation }: OfferedDocument, text: Text): Phrase {
  const { open, inspect } = text;
  if (card) return open.cardOf(card.friendlyName);
  if (!invitation) return [inspect.kinds[document.kind]];
  const { group, invitee, term } = invitation;
  return term.isEndless
    ? inspect.invitation(group.friendlyName, invitee.friendlyName)
    : open.invitationUntil(group.friendlyName, invitee.friendlyName, term.end);
}

/** One that cannot be read is offered all the same: it says why when it is opened. */
async function lookAt(peer: Peer, document: FoundDocument): Promise<OfferedDocument> {
  try {
    if (document.kind === 'identity card') {
      return { document, card: await peer.previewCard(document.text) };
    }
    if (document.kind !== 'invitation') return { document };
    return { document, invitation: await peer.previewInvitation(document.text) };
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return { document };
  }
}
