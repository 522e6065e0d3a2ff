import { routeOf } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** A group in the making. */
export class NewGroup {
  name = $state('');
  comment = $state('');
  /** Peer name of the identity that creates it; empty for the default one. */
  identity = $state('');
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;

  constructor(session: Session) {
    this.#session = session;
    this.#step = new Step(session.peer.steps, 'new group');
  }

  readonly restore = new Task(async () => {
    const { name = '', comment = '', identity = '' } = await this.#step.restore();
    if (this.name === '') Object.assign(this, { name, comment });
    const { identities } = this.#session;
    const known = identities.find(({ peerName }) => peerName === identity) ?? identities[0];
    this.identity = known?.peerName ?? '';
    this.restored = true;
  });

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ name: this.name, comment: this.comment, identity: this.identity });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** Makes the group and goes straight into it. */
  readonly create = new Task(async () => {
    const { peer, identities, router } = this.#session;
    const from = router.route;
    const creator = identities.find(({ peerName }) => peerName === this.identity);
    const identity = (creator ?? (await peer.defaultIdentity())).peerName;
    const friendlyName = this.name;
    const finishes = this.#step.id;
    const wishes = { identity, friendlyName, comment: this.comment, finishes };
    const group = await peer.createGroup(wishes);
    await this.#step.forget();
    await this.#session.refresh();
    router.replace(routeOf(group), from);
  });
}
