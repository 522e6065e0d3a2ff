import type { FoundDocument, FoundKind } from '../exchange/find-document.ts';
import { textOfGiven, type Given } from '../exchange/given.ts';
import type { CardPreview, Fingerprint, Group, Peer } from '../peer.ts';
import { isOffered, meantIn, type Readable } from './meant-document.ts';
import type { Offer, OfferedDocument } from './offered-documents.ts';
import { Task } from './task.svelte.ts';

/** What is done with a document that is no identity card, and that any web page could have sent if it is unasked. */
type OnOther = (kind: OtherKind, text: string, isUnasked: boolean) => Promise<void> | void;

/** Documents that are no identity card. */
export type OtherKind = Exclude<FoundKind, 'identity card'>;

/** Something that was given in: read, and opened if it is an identity card. */
export class ReceivedText {
  /** What stands in the box, a document or not. */
  pasted = $state('');
  card = $state.raw<CardPreview>();
  fingerprint = $state.raw<Fingerprint>();
  /** Several documents stand in it, and none of them is opened yet. */
  offer = $state.raw<Offer>();
  /** Any web page could have sent what was read last. */
  isUnasked = false;
  readonly #peer: Peer;
  readonly #group: () => Group | undefined;
  readonly #wanted: FoundKind | undefined;
  readonly #onother: OnOther;

  /**
   * @param parts `group`: the one, opened by then, that a card is looked at for, if it is known;
   *   `wanted`: what is meant among several documents, if the screen has use for nothing else
   */
  constructor(peer: Peer, parts: { group?: () => Group; wanted?: FoundKind; onother: OnOther }) {
    this.#peer = peer;
    this.#wanted = parts.wanted;
    this.#group = parts.group ?? (() => undefined);
    this.#onother = parts.onother;
  }

  /** Reads what was pasted, dropped, chosen or scanned; `isUnasked` holds for this reading alone. */
  readonly read = new Task<[given: Readable, isUnasked?: boolean]>(
    async (given, isUnasked = false) => {
      this.isUnasked = isUnasked;
      const meant = isOffered(given) ? given.document : await this.#find(given);
      if (meant?.kind === 'identity card') await this.openCard(meant.text);
      else if (meant) await this.#onother(meant.kind, meant.text, isUnasked);
    },
  );

  /** Reads the one that was meant among several; if it is of no use, the others are still offered. */
  readonly choose = (offered: OfferedDocument): void => {
    void this.read.run(offered, this.isUnasked);
  };

  /** Opens a card again that was opened before. */
  async openCard(text: string): Promise<void> {
    const card = await this.#peer.previewCard(text, this.#group());
    this.fingerprint = await this.#peer.fingerprint(card.spki);
    this.card = card;
    this.offer = undefined;
    this.pasted = '';
  }

  /** Forgets all of it, for another one. */
  clear(): void {
    this.#putAside();
    this.pasted = '';
    this.isUnasked = false;
    this.read.forgive();
  }

  /** The one that is meant; where it is to be chosen, none. */
  async #find(given: Given): Promise<FoundDocument | undefined> {
    this.#putAside();
    // A file that cannot be read leaves nothing in the box: its refusal is not of what stood there.
    if (typeof given !== 'string') this.pasted = '';
    this.pasted = await textOfGiven(given);
    const meant = await meantIn(this.#peer, this.pasted, this.#wanted);
    if ('kind' in meant) return meant;
    this.offer = meant;
    return undefined;
  }

  #putAside(): void {
    this.offer = undefined;
    this.card = undefined;
    this.fingerprint = undefined;
  }
}
