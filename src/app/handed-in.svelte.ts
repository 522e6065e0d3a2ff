import { isLikeRecoveryCode } from '../core/recovery-code.ts';
import { listDocuments, type FoundDocument, type FoundKind } from '../exchange/find-document.ts';
import { textOfGiven, type Given } from '../exchange/given.ts';
import type { Peer } from '../peer.ts';
import type { Offer, OfferedDocument } from './offered-documents.ts';

/** What is read: something that was given in, or the one that was meant in it. */
export type Readable = Given | OfferedDocument;

/** Longer files are read and not shown, in UTF-16 units: a box of the page would stall on them. */
const MAX_SHOWN = 256 * 1024;

/** What stands in the box where things are given in, and the document in it that is meant. */
export class HandedIn {
  /** What was pasted, or came out of a file or a code. */
  pasted = $state('');
  /** Several documents stand in it, and none of them is opened yet. */
  offer = $state.raw<Offer>();
  readonly #peer: Peer;
  readonly #wanted: FoundKind | undefined;

  /** @param wanted the kind that goes before all others among several documents, if one does */
  constructor(peer: Peer, wanted?: FoundKind) {
    this.#peer = peer;
    this.#wanted = wanted;
  }

  /**
   * Finds the document that is meant.
   *
   * @returns `undefined` where it is to be chosen: it is one of the {@link offer} then
   * @throws {PeerError} as {@link textOfGiven}, {@link listDocuments} and `meantAmong`
   */
  async find(readable: Readable): Promise<FoundDocument | undefined> {
    if (isOffered(readable)) return readable.document;
    this.offer = undefined;
    // A file that cannot be read leaves nothing in the box: its refusal is not of what stood there.
    if (typeof readable !== 'string') this.pasted = '';
    const text = await textOfGiven(readable);
    this.pasted = typeof readable === 'string' || text.length <= MAX_SHOWN ? text : '';
    const meant = await this.#meant(text);
    if ('kind' in meant) return meant;
    this.offer = meant;
    return undefined;
  }

  /** What of it a step half done may keep: a recovery code never. */
  get keepable(): string {
    return isLikeRecoveryCode(this.pasted) ? '' : this.pasted;
  }

  clear(): void {
    this.pasted = '';
    this.offer = undefined;
  }

  async #meant(text: string): Promise<FoundDocument | Offer> {
    const found = await listDocuments(text);
    const { documents, damage } = found;
    if (documents.length === 1 && !damage) return documents[0];
    const { meantAmong } = await import('./offered-documents.ts');
    return meantAmong(this.#peer, found, this.#wanted);
  }
}

/** Whether it is the one that was chosen among several. */
function isOffered(readable: Readable): readable is OfferedDocument {
  return typeof readable === 'object' && 'document' in readable;
}
