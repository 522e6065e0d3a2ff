import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** Making an identity, the first one or a further one. */
export class FirstVisit {
  name = $state('');
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;

  constructor(session: Session) {
    this.#session = session;
    this.#step = new Step(session.peer.steps, 'first visit');
  }

  readonly restore = new Task(async () => {
    const { name = '' } = await this.#step.restore();
    if (this.name === '') this.name = name;
    this.restored = true;
  });

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ name: this.name });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** Makes the keys and the card, then shows the card. */
  readonly create = new Task(async () => {
    const session = this.#session;
    const from = session.router.route;
    const finishes = this.#step.id;
    const identity = await session.peer.createIdentity({ friendlyName: this.name, finishes });
    await this.#step.forget();
    session.newcomer = identity.peerName;
    await session.refresh();
    // The card says so as well, for all to see.
    session.say((await session.learn()).card.ready, { isShown: false });
    session.router.go({ name: 'card', identity: identity.peerName }, from);
    session.keepData();
  });
}
