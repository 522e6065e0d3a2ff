import type { OwnChange, UpdatePreview, UpdateReport } from '../peer.ts';
import { closeRenewal } from './handovers.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What I said to a weaker membership that was offered. */
export type Decision = 'taken' | 'kept';

/** A group update that was received: looked at first where nobody asked for it, else opened at once. */
export class OpenedUpdate {
  /** What is in one that waits for a word of mine. */
  preview = $state.raw<UpdatePreview>();
  /** What opening it has done. */
  report = $state.raw<UpdateReport>();
  /** The document that waits. */
  waiting = $state.raw('');
  isOpening = $state(false);
  #decisions = $state.raw<Readonly<Record<string, Decision>>>({});
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Says what it is, and does nothing: any web page can have sent it. @throws {PeerError} */
  async look(text: string): Promise<void> {
    this.preview = await (await this.#session.peer.updates()).previewUpdate(text);
    this.waiting = text;
  }

  /** Takes in what is good in it, all at once. @throws {PeerError} */
  async open(text: string): Promise<void> {
    this.isOpening = true;
    try {
      this.report = await (await this.#session.peer.updates()).openGroupUpdate(text);
      this.preview = undefined;
      this.waiting = '';
    } finally {
      this.isOpening = false;
    }
    await this.#closeRenewals(this.report.own);
    await this.#session.refresh();
  }

  /** Opens the one that waits. */
  readonly openWaiting = new Task(() => this.open(this.waiting));

  /** What was said to an offer, if it was. */
  decisionOn({ present }: OwnChange): Decision | undefined {
    return this.#decisions[present.identity.peerName];
  }

  /** Takes a membership that gives me less than the present one. */
  readonly take = new Task(async ({ id, present }: OwnChange) => {
    const { peer } = this.#session;
    const { peerName } = present.identity;
    const group = await peer.openGroup(peerName, present.peerName);
    await (await peer.credentials()).acceptOffered(group, id);
    await closeRenewal(this.#session, present);
    await this.#decide(peerName, 'taken');
  });

  /** Keeps the present one: this offer is not made again. */
  readonly keep = new Task(async ({ id, present }: OwnChange) => {
    const { peer } = this.#session;
    const { peerName } = present.identity;
    const group = await peer.openGroup(peerName, present.peerName);
    await (await peer.credentials()).declineOffered(group, id);
    await this.#decide(peerName, 'kept');
  });

  /** Forgets all of it, for something else. */
  clear(): void {
    this.preview = undefined;
    this.report = undefined;
    this.waiting = '';
    this.#decisions = {};
    for (const task of [this.openWaiting, this.take, this.keep]) task.forgive();
  }

  /** What I gave my card for has come. */
  async #closeRenewals(changes: readonly OwnChange[]): Promise<void> {
    for (const { present, outcome } of changes) {
      if (outcome === 'taken') await closeRenewal(this.#session, present);
    }
  }

  async #decide(identity: string, decision: Decision): Promise<void> {
    this.#decisions = { ...this.#decisions, [identity]: decision };
    this.#session.say(this.#session.text.openedUpdate[decision]);
    await this.#session.refresh();
  }
}
