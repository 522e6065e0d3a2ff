/** Which document is meant in a text that somebody has given in, wherever it is given in. */

import { listDocuments, type FoundDocument, type FoundKind } from '../exchange/find-document.ts';
import type { Given } from '../exchange/given.ts';
import type { Peer } from '../peer.ts';
import type { Offer, OfferedDocument } from './offered-documents.ts';

/** What is read: something that was given in, or the one that was meant in it. */
export type Readable = Given | OfferedDocument;

/**
 * The document that is meant, or those that can be.
 *
 * @param wanted the kind that goes before all others, if one does
 * @throws {PeerError} as {@link listDocuments} and `meantAmong`
 */
export async function meantIn(
  peer: Peer,
  text: string,
  wanted?: FoundKind,
): Promise<FoundDocument | Offer> {
  const found = await listDocuments(text);
  const { documents, damage } = found;
  if (documents.length === 1 && !damage) return documents[0];
  const { meantAmong } = await import('./offered-documents.ts');
  return meantAmong(peer, found, wanted);
}

/** Whether one was chosen among several. */
export function isOffered(readable: Readable): readable is OfferedDocument {
  return typeof readable === 'object' && 'document' in readable;
}
