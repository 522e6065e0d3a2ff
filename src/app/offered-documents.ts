/** A text with several documents in it: which of them can be meant, and what each is called. */

import { fail, isPeerError } from '../core/errors.ts';
import type { FoundDocument, FoundDocuments, FoundKind } from '../exchange/find-document.ts';
import type { CardPreview, InvitationPreview, Peer, UpdatePreview } from '../peer.ts';
import type { Text } from '../text/en.ts';
import { plain, type Phrase } from '../text/phrase.ts';

/** One of several, as far as it can be read. */
export interface OfferedDocument {
  readonly document: FoundDocument;
  readonly card?: CardPreview;
  readonly invitation?: InvitationPreview;
  readonly update?: UpdatePreview;
}

/** What one is chosen from. */
export interface Offer {
  readonly documents: readonly OfferedDocument[];
  /** Another one in the same text cannot be read. */
  readonly hasDamaged: boolean;
}

/** More than this is no mail that goes back and forth, and no choice that anybody wants to make. */
export const MAX_OFFERED = 8;

/**
 * The document that is meant, or those that can be. Answers quote what they answer to, so the
 * reader's own card is none of them, unless nothing else is there. What cannot be read is taken for
 * the rest of a quote where the one that is wanted stands beside it, an invitation if nothing is.
 *
 * @param wanted the kind that goes before all others, if one does
 * @returns an offer of at least one, in the same order
 * @throws {PeerError} `E_INVALIDARG` with `document.several` for more than {@link MAX_OFFERED}; why
 *   one cannot be read that stands beside the reader's own card alone
 */
export async function meantAmong(
  peer: Peer,
  { documents: found, damage }: FoundDocuments,
  wanted?: FoundKind,
): Promise<FoundDocument | Offer> {
  if (found.length > MAX_OFFERED) fail('document.several', `${found.length}`);
  const all = await Promise.all(found.map((document) => lookAt(peer, document)));
  const others = all.filter(({ card }) => !card?.mine);
  if (others.length === 0 && damage) throw damage;
  const best = others.filter(({ document }) => document.kind === wanted);
  const documents = [best, others].find(({ length }) => length > 0) ?? all;
  const [only, another] = documents;
  const isMeant = !damage || only?.document.kind === (wanted ?? 'invitation');
  return only && !another && isMeant ? only.document : { documents, hasDamaged: !!damage };
}

/** What each document of an offer is called; those that would be called the same are counted. */
export function offeredTexts(documents: readonly OfferedDocument[], text: Text): readonly Phrase[] {
  const names = documents.map((document) => offeredText(document, text));
  return names.map((name, place) => {
    const isSame = (other: Phrase) => plain(other) === plain(name);
    if (names.filter(isSame).length === 1) return name;
    return text.open.counted(name, names.slice(0, place).filter(isSame).length + 1);
  });
}

/** Of which key the picture of a document is: of the owner of a card, of the group of all others. */
export function keyHashOf({ card, invitation, update }: OfferedDocument): string | undefined {
  return card?.keyHash ?? (invitation ?? update)?.group.keyHash;
}

function offeredText(offered: OfferedDocument, text: Text): Phrase {
  const { document, card, invitation, update } = offered;
  const { open, inspect, openedUpdate } = text;
  if (card) return open.cardOf(card.friendlyName);
  if (update) return openedUpdate.updateOf(update.group.friendlyName, update.records);
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
    if (document.kind === 'group update') {
      return { document, update: await (await peer.updates()).previewUpdate(document.text) };
    }
    if (document.kind !== 'invitation') return { document };
    return { document, invitation: await peer.previewInvitation(document.text) };
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return { document };
  }
}
