import { findDocument, type FoundKind } from '../exchange/find-document.ts';
import { textOfGiven, type Given } from '../exchange/given.ts';
import type { CardPreview, Fingerprint, Group, Peer } from '../peer.ts';
import { Task } from './task.svelte.ts';

/** What is done with a document that is no identity card. */
type OnOther = (kind: OtherKind, text: string) => Promise<void> | void;

/** Documents that are no identity card. */
export type OtherKind = Exclude<FoundKind, 'identity card'>;

/** Something that was given in: read, and opened if it is an identity card. */
export class ReceivedText {
  /** What stands in the box, a document or not. */
  pasted = $state('');
  card = $state.raw<CardPreview>();
  fingerprint = $state.raw<Fingerprint>();
  readonly #peer: Peer;
  readonly #group: () => Group | undefined;
  readonly #onother: OnOther;

  /** @param parts `group`: the one, opened by then, that a card is looked at for, if it is known */
  constructor(peer: Peer, parts: { group?: () => Group; onother: OnOther }) {
    this.#peer = peer;
    this.#group = parts.group ?? (() => undefined);
    this.#onother = parts.onother;
  }

  /** Reads what was pasted, dropped, chosen or scanned. */
  readonly read = new Task(async (given: Given) => {
    this.#putAside();
    const text = await textOfGiven(given);
    this.pasted = text;
    const { kind, text: document } = await findDocument(text);
    if (kind === 'identity card') await this.openCard(document);
    else await this.#onother(kind, document);
  });

  /** Opens a card again that was opened before. */
  async openCard(text: string): Promise<void> {
    const card = await this.#peer.previewCard(text, this.#group());
    this.fingerprint = await this.#peer.fingerprint(card.spki);
    this.card = card;
    this.pasted = '';
  }

  /** Forgets all of it, for another one. */
  clear(): void {
    this.#putAside();
    this.pasted = '';
    this.read.forgive();
  }

  #putAside(): void {
    this.card = undefined;
    this.fingerprint = undefined;
  }
}
