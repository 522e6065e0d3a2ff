import { listDocuments, type FoundDocument, type FoundKind } from '../exchange/find-document.ts';
import { textOfGiven, type Given } from '../exchange/given.ts';
import type { CardPreview, Fingerprint, Group, Peer } from '../peer.ts';
import type { OfferedDocument } from './offered-documents.ts';
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
  /** Several documents stand in it: one of these is meant. */
  offered = $state.raw<readonly OfferedDocument[]>([]);
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
  readonly read = new Task<[given: Given | OfferedDocument, isUnasked?: boolean]>(
    async (given, isUnasked = false) => {
      this.isUnasked = isUnasked;
      const meant = isOffered(given) ? given.document : await this.#find(given);
      if (meant?.kind === 'identity card') await this.openCard(meant.text);
      else if (meant) await this.#onother(meant.kind, meant.text, isUnasked);
    },
  );

  /** Reads the one that was meant among several; if it is of no use, the others are still offered. */
  choose(offered: OfferedDocument): void {
    void this.read.run(offered, this.isUnasked);
  }

  /** Opens a card again that was opened before. */
  async openCard(text: string): Promise<void> {
    const card = await this.#peer.previewCard(text, this.#group());
    this.fingerprint = await this.#peer.fingerprint(card.spki);
    this.card = card;
    this.offered = [];
    this.pasted = '';
  }

  /** Forgets all of it, for another one. */
  clear(): void {
    this.#putAside();
    this.pasted = '';
    this.isUnasked = false;
    this.read.forgive();
  }

  async #find(given: Given): Promise<FoundDocument | undefined> {
    this.#putAside();
    this.pasted = await textOfGiven(given);
    const [document, ...others] = await listDocuments(this.pasted);
    return others.length === 0 ? document : this.#meantAmong([document, ...others]);
  }

  /** The one that can be meant; several are offered, and none of them is opened yet. */
  async #meantAmong(found: readonly FoundDocument[]): Promise<FoundDocument | undefined> {
    const { offeredAmong } = await import('./offered-documents.ts');
    const offered = await offeredAmong(this.#peer, found, this.#wanted);
    const [only, another] = offered;
    if (!another) return only?.document;
    this.offered = offered;
    return undefined;
  }

  #putAside(): void {
    this.offered = [];
    this.card = undefined;
    this.fingerprint = undefined;
  }
}

function isOffered(given: Given | OfferedDocument): given is OfferedDocument {
  return typeof given === 'object' && 'document' in given;
}
