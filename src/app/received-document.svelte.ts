import type { Group } from '../peer.ts';
import { inviteStep } from './invite-draft.svelte.ts';
import { ReceivedText, type OtherKind } from './received-text.svelte.ts';
import { refuseKind } from './refuse-kind.ts';
import { replyTo } from './replies.ts';
import type { Route } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { passOver, Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** Something received: an invitation goes on to its preview, a card to the groups it may be invited to. */
export class ReceivedDocument {
  restored = $state(false);
  readonly received: ReceivedText;
  readonly #session: Session;
  readonly #step: Step;
  /** The screen that this is, to lead on from as long as it is shown. */
  readonly #here: Route;
  readonly reply = $derived.by(() => {
    const { error } = this.received.read;
    return error && replyTo(error, this.#session.text);
  });

  constructor(session: Session) {
    this.#session = session;
    this.#here = session.router.route;
    this.#step = new Step(session.peer.steps, 'open');
    this.received = new ReceivedText(session.peer, {
      onother: (kind, text) => this.#openOther(kind, text),
    });
  }

  /** Opens what came in a link, else what stood here before. */
  readonly restore = new Task(async () => {
    const { received } = this;
    // Taken at once: a second link is for a screen of its own.
    const link = this.#session.router.takeReceived();
    received.pasted = link ?? '';
    try {
      const { pasted = '', card = '' } = await this.#step.restore();
      received.pasted = link ?? pasted;
      if (received.pasted !== '') await received.read.run(received.pasted);
      else if (card !== '') await received.openCard(card);
    } finally {
      this.restored = true;
    }
  });

  keep(): void {
    if (!this.restored) return;
    const { pasted, card } = this.received;
    this.#step.keep({ pasted, card: card?.text ?? '' });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** A card that was looked at survives a reload, and no walk through other screens. */
  readonly left = (): void => {
    if (this.received.card) this.#step.forget().catch(passOver);
  };

  /** Goes on to invite the owner of the card. */
  readonly invite = new Task(async (group: Group) => {
    const { card } = this.received;
    if (!card) return;
    await inviteStep(this.#session, group).keepNow({ card: card.text });
    await this.#step.forget();
    const { peerName } = group.identity;
    const route = { name: 'invite', identity: peerName, group: group.peerName } as const;
    this.#session.router.go(route, this.#here);
  });

  async #openOther(kind: OtherKind, text: string): Promise<void> {
    if (kind !== 'invitation') refuseKind(kind);
    const { peer, router } = this.#session;
    const preview = await peer.previewInvitation(text);
    await peer.kept.keep(preview);
    await this.#step.forget();
    await this.#session.refresh();
    router.replace({ name: 'preview', id: preview.id }, this.#here);
  }
}
