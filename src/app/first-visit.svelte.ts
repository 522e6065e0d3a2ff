import { parseFriendlyName } from '../core/friendly-name.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** Making an identity, the first one or a further one: first its name, then what brings it back. */
export class FirstVisit {
  name = $state('');
  /** The name stands: now it is asked what shall bring the identity back. */
  isSealing = $state(false);
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;

  constructor(session: Session) {
    this.#session = session;
    this.#step = new Step(session.peer.steps, 'first visit');
  }

  readonly restore = new Task(async () => {
    const { name = '', sealing = '' } = await this.#step.restore();
    const isSealing = sealing !== '' && this.#session.router.step.isIn;
    if (this.name === '') Object.assign(this, { name, isSealing });
    this.restored = true;
  });

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ name: this.name, sealing: this.isSealing ? 'sealing' : '' });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** The second question survives a reload of its own entry in the history, and nothing else. */
  readonly left = (): void => {
    this.isSealing = false;
    this.keep();
    this.leave();
  };

  /** Goes on to the second question. What is wrong with the name is said while it is on the screen. */
  readonly goOn = new Task(() => {
    // What the keys are being made for is settled.
    if (this.create.running) return Promise.resolve();
    this.name = parseFriendlyName(this.name);
    this.isSealing = true;
    return Promise.resolve();
  });

  /** Makes the keys and the card, with a recovery file where there is a password, then shows the card. */
  readonly create = new Task<[password?: string]>(async (password) => {
    const session = this.#session;
    const isFirst = session.identities.length === 0;
    const { inOneWindow } = await import('../exchange/one-window.ts');
    await inOneWindow('first identity', async () => {
      // In another window it was made meanwhile: this one goes on with that.
      const isMade = isFirst && (await session.peer.listIdentities()).length > 0;
      await (isMade ? this.#yield(password) : this.#create(password));
    });
  });

  /** Nothing was made with what was written down here: that is said, and not asked about again. */
  async #yield(password: string | undefined): Promise<void> {
    const session = this.#session;
    await this.#step.forget();
    await session.refresh();
    const { windows } = await session.learn();
    session.say(password === undefined ? windows.identityHere : windows.identityHereAlready);
  }

  async #create(password: string | undefined): Promise<void> {
    const session = this.#session;
    const from = session.router.route;
    const wishes = { friendlyName: this.name, finishes: this.#step.id };
    const identity = await session.peer.createIdentity({
      ...wishes,
      ...(password !== undefined && { password }),
    });
    await this.#step.forget();
    session.newcomer = identity.peerName;
    await session.refresh();
    // The card says so as well, for all to see.
    session.say((await session.learn()).card.ready, { isShown: false });
    session.router.replace({ name: 'card', identity: identity.peerName }, from);
    session.keepData();
  }
}
