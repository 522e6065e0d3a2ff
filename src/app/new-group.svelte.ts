import { parseFriendlyName } from '../core/friendly-name.ts';
import type { Identity } from '../peer.ts';
import { routeOf } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** A group in the making: first what it is, then what seals its key. */
export class NewGroup {
  name = $state('');
  comment = $state('');
  /** Peer name of the identity that creates it; empty for the default one. */
  identity = $state('');
  /** Name and description stand: now it is asked what shall seal the key. */
  isSealing = $state(false);
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;

  constructor(session: Session) {
    this.#session = session;
    this.#step = new Step(session.peer.steps, 'new group');
  }

  /** Whoever creates it, where that is chosen. */
  get creator(): Identity | undefined {
    return this.#session.identities.find(({ peerName }) => peerName === this.identity);
  }

  readonly restore = new Task(async () => {
    const { name = '', comment = '', identity = '', sealing = '' } = await this.#step.restore();
    const { identities, router } = this.#session;
    const isSealing = sealing !== '' && router.step.isIn;
    if (this.name === '') Object.assign(this, { name, comment, isSealing });
    const known = identities.find(({ peerName }) => peerName === identity) ?? identities[0];
    this.identity = known?.peerName ?? '';
    this.restored = true;
  });

  keep(): void {
    if (!this.restored) return;
    const { name, comment, identity } = this;
    this.#step.keep({ name, comment, identity, sealing: this.isSealing ? 'sealing' : '' });
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

  /** Makes the group, its key sealed where there is a password, and goes straight into it. */
  readonly create = new Task<[password?: string]>(async (password) => {
    const { peer, router } = this.#session;
    const from = router.route;
    const identity = (this.creator ?? (await peer.defaultIdentity())).peerName;
    const group = await peer.createGroup({
      ...{ identity, friendlyName: this.name, comment: this.comment, finishes: this.#step.id },
      ...(password !== undefined && { password }),
    });
    await this.#step.forget();
    await this.#session.refresh();
    router.replace(routeOf(group), from);
  });
}
