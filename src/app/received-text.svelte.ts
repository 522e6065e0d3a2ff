import type { FoundKind } from '../exchange/find-document.ts';
import type { CardPreview, Fingerprint, Group, Peer } from '../peer.ts';
import { HandedIn, type Readable } from './handed-in.svelte.ts';
import type { OfferedDocument } from './offered-documents.ts';
import { Task } from './task.svelte.ts';

/** What is done with a document that is no identity card, and that any web page could have sent if it is unasked. */
type OnOther = (kind: OtherKind, text: string, isUnasked: boolean) => Promise<void> | void;

/** Documents that are no identity card. */
export type OtherKind = Exclude<FoundKind, 'identity card'>;

/** Something that was given in: read, and opened if it is an identity card. */
export class ReceivedText {
  readonly box: HandedIn;
  card = $state.raw<CardPreview>();
  fingerprint = $state.raw<Fingerprint>();
  /** Any web page could have sent what was read last. */
  isUnasked = false;
  readonly #peer: Peer;
  readonly #group: () => Group | undefined;
  readonly #onother: OnOther;

  /**
   * @param parts `group`: the one, opened by then, that a card is looked at for, if it is known;
   *   `wanted`: what is meant among several documents, if the screen has use for nothing else
   */
  constructor(peer: Peer, parts: { group?: () => Group; wanted?: FoundKind; onother: OnOther }) {
    this.#peer = peer;
    this.box = new HandedIn(peer, parts.wanted);
    this.#group = parts.group ?? (() => undefined);
    this.#onother = parts.onother;
  }

  /** Reads what was pasted, dropped, chosen or scanned; `isUnasked` holds for this reading alone. */
  readonly read = new Task<[given: Readable, isUnasked?: boolean]>(
    async (given, isUnasked = false) => {
      this.isUnasked = isUnasked;
      this.#putAside();
      const meant = await this.box.find(given);
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
    this.box.clear();
  }

  /** Forgets all of it, for another one. */
  clear(): void {
    this.#putAside();
    this.box.clear();
    this.isUnasked = false;
    this.read.forgive();
  }

  #putAside(): void {
    this.card = undefined;
    this.fingerprint = undefined;
  }
}
