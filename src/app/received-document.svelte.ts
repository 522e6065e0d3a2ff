import { readTextFile } from '../exchange/files.ts';
import { findDocument } from '../exchange/find-document.ts';
import type { CardPreview, Fingerprint, Group } from '../peer.ts';
import { inviteStep } from './invite-draft.svelte.ts';
import { refuseKind } from './refuse-kind.ts';
import { replyTo } from './replies.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** Something received: an invitation goes on to its preview, a card to the groups it may be invited to. */
export class ReceivedDocument {
  pasted = $state('');
  card = $state.raw<CardPreview>();
  fingerprint = $state.raw<Fingerprint>();
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;
  readonly reply = $derived.by(() => {
    const { error } = this.read;
    return error && replyTo(error, this.#session.text);
  });

  constructor(session: Session) {
    this.#session = session;
    this.#step = new Step(session.peer.steps, 'open');
  }

  /** Opens what came in a link, else what stood here before. */
  readonly restore = new Task(async () => {
    const { pasted = '', card = '' } = await this.#step.restore();
    const link = this.#session.router.takeReceived();
    this.pasted = link ?? pasted;
    try {
      if (this.pasted !== '') await this.read.run(this.pasted);
      else if (card !== '') await this.#openCard(card);
    } finally {
      this.restored = true;
    }
  });

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ pasted: this.pasted, card: this.card?.text ?? '' });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  readonly read = new Task(async (text: string) => {
    this.#clear();
    this.pasted = text;
    const { kind, text: document } = await findDocument(text);
    if (kind === 'identity card') await this.#openCard(document);
    else if (kind === 'invitation') await this.#openInvitation(document);
    else refuseKind(kind);
  });

  readonly readFile = new Task(async (file: File) => {
    this.#clear();
    this.read.forgive();
    await this.read.run(await readTextFile(file));
  });

  /** Goes on to invite the owner of the card. */
  readonly invite = new Task(async (group: Group) => {
    if (!this.card) return;
    await inviteStep(this.#session, group).keepNow({ card: this.card.text });
    await this.#step.forget();
    const { peerName } = group.identity;
    this.#session.router.go({ name: 'invite', identity: peerName, group: group.peerName });
  });

  /** Puts what was opened aside. */
  readonly startAnew = new Task(async () => {
    this.#clear();
    this.pasted = '';
    this.read.forgive();
    this.keep();
  });

  async #openCard(text: string): Promise<void> {
    const { peer } = this.#session;
    this.card = await peer.previewCard(text);
    this.fingerprint = await peer.fingerprint(this.card.spki);
  }

  async #openInvitation(text: string): Promise<void> {
    const { peer, router } = this.#session;
    const preview = await peer.previewInvitation(text);
    await peer.keepInvitation(preview);
    await this.#step.forget();
    await this.#session.refresh();
    router.replace({ name: 'preview', id: preview.id });
  }

  #clear(): void {
    this.card = undefined;
    this.fingerprint = undefined;
  }
}
