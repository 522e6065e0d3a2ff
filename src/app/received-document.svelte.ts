import { archiveIn, type Given } from '../exchange/given.ts';
import type { Group } from '../peer.ts';
import type { Arrival } from './inbox.svelte.ts';
import { inviteStep } from './invite-draft.svelte.ts';
import { OpenedUpdate } from './opened-update.svelte.ts';
import { ReceivedText, type OtherKind } from './received-text.svelte.ts';
import { replyTo } from './replies.ts';
import type { Route } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { passOver, Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** A document that was found in what was given in. */
interface ReadDocument {
  readonly text: string;
  readonly isUnasked: boolean;
}

/**
 * Something received: an invitation goes on to its preview, a card to the groups it may be invited
 * to, an update into the group it is of.
 */
export class ReceivedDocument {
  restored = $state(false);
  readonly received: ReceivedText;
  readonly update: OpenedUpdate;
  readonly #session: Session;
  readonly #step: Step;
  /** The screen that this is, to lead on from as long as it is shown. */
  readonly #here: Route;
  /** The next arrival has a screen of its own, perhaps in the same place. */
  readonly #arrivals: number;
  readonly reply = $derived.by(() => {
    const { error } = this.received.read;
    return error && replyTo(error, this.#session.text);
  });

  constructor(session: Session) {
    this.#session = session;
    this.#here = session.router.route;
    this.#arrivals = session.inbox.arrivals;
    this.#step = new Step(session.peer.steps, 'open');
    this.update = new OpenedUpdate(session);
    this.received = new ReceivedText(session.peer, {
      onother: (kind, text, isUnasked) => this.#openOther(kind, { text, isUnasked }),
    });
  }

  /** The scanner is on from the beginning. */
  get scansFirst(): boolean {
    return this.#here.name === 'scan';
  }

  /** Opens what has come in by any entrance, else what stood here before. */
  readonly restore = new Task(async () => {
    const { received } = this;
    // Taken at once: a second arrival is for a screen of its own.
    const arrival = this.#session.inbox.take();
    try {
      const { pasted = '', card = '', unasked = '' } = await this.#step.restore();
      if (arrival) await this.#open(arrival);
      else if (card !== '') await received.openCard(card);
      // Whoever comes to scan has not come for what was of no use before.
      else if (pasted !== '' && !this.scansFirst) await this.#reopen(pasted, unasked !== '');
    } finally {
      this.restored = true;
    }
  });

  /** Reads what was given in on this screen; while something is read here, on a screen of its own. */
  readonly read = (given: Given): void => {
    if (this.received.read.running) {
      this.#session.openAnew(given);
      return;
    }
    this.restore.forgive();
    void this.#read(given, false);
  };

  /** Forgets all of it, for another one. */
  clear(): void {
    this.restore.forgive();
    this.update.clear();
    this.received.clear();
  }

  keep(): void {
    if (!this.restored) return;
    const { box, card, isUnasked } = this.received;
    const unasked = isUnasked ? 'unasked' : '';
    const { report, waiting } = this.update;
    // What has been opened is done with, even before its text is out of the box.
    const pasted = report ? '' : waiting || box.keepable;
    this.#step.keep({ pasted, card: card?.text ?? '', unasked });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** What was looked at, or was of no use, survives a reload, and no walk through other screens. */
  readonly left = (): void => {
    const { card, read } = this.received;
    if (card ?? this.update.preview ?? read.error) this.#step.forget().catch(passOver);
  };

  /** Goes on to invite the owner of the card; `anew`: even though he is a member already. */
  readonly invite = new Task<[group: Group, anew?: boolean]>(async (group, anew = false) => {
    const { card } = this.received;
    if (!card) return;
    await inviteStep(this.#session, group).keepNow({
      card: card.text,
      anew: anew ? 'anew' : '',
    });
    await this.#step.forget();
    const { peerName } = group.identity;
    const route = { name: 'invite', identity: peerName, group: group.peerName } as const;
    this.#session.router.go(route, this.#here);
  });

  async #open({ given, isUnasked }: Arrival): Promise<void> {
    await this.#read(typeof given === 'function' ? await given() : given, isUnasked);
  }

  /** An archive is no document: with everything of somebody in it, it is brought back elsewhere. */
  async #read(given: Given, isUnasked: boolean): Promise<void> {
    const isArchive = typeof given !== 'string' && (await archiveIn(given)) !== undefined;
    if (isArchive) await this.#leadOn('restore', { given, isUnasked });
    else await this.received.read.run(given, isUnasked);
  }

  async #reopen(pasted: string, isUnasked: boolean): Promise<void> {
    this.received.box.pasted = pasted;
    await this.received.read.run(pasted, isUnasked);
  }

  /** Whoever has left meanwhile is left alone, and so is what another screen keeps by now. */
  #isShown(): boolean {
    const { inbox, router } = this.#session;
    return router.route === this.#here && inbox.arrivals === this.#arrivals;
  }

  async #openOther(kind: OtherKind, document: ReadDocument): Promise<void> {
    if (!this.#isShown()) return;
    const { text: given, isUnasked } = document;
    if (kind === 'invitation') await this.#preview(document);
    else if (kind === 'group update') await this.#takeIn(document);
    // Certificates of other software are looked at, and lead nowhere.
    else if (kind === 'certificate') await this.#leadOn('inspect', { given, isUnasked });
    else await this.#leadOn('restore', { given, isUnasked });
  }

  /** There is a screen for it, which takes it from here. */
  async #leadOn(name: 'inspect' | 'restore', arrival: Arrival): Promise<void> {
    const { inbox, router } = this.#session;
    await this.#step.forget();
    if (!this.#isShown()) return;
    inbox.put(arrival);
    router.replace({ name }, this.#here);
  }

  /** An update is opened at once where somebody asked for it: nothing in it can do harm that is not judged. */
  async #takeIn({ text, isUnasked }: ReadDocument): Promise<void> {
    if (isUnasked) await this.update.look(text);
    else await this.update.open(text);
    this.received.box.clear();
  }

  async #preview({ text, isUnasked }: ReadDocument): Promise<void> {
    const { peer, router } = this.#session;
    const preview = await peer.previewInvitation(text);
    if (!this.#isShown()) return;
    await peer.kept.keep(preview, { unasked: isUnasked });
    if (this.#isShown()) await this.#step.forget();
    await this.#session.refresh();
    if (this.#isShown()) router.replace({ name: 'preview', id: preview.id }, this.#here);
  }
}
