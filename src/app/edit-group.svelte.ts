import type { Group, PropertyChange } from '../peer.ts';
import { routeOf } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** The name and the description of a group, while they are changed. */
export class EditGroup {
  name = $state('');
  comment = $state('');
  restored = $state(false);
  readonly #session: Session;
  readonly #listed: Group;
  readonly #step: Step;

  /** @param listed the group as the list of groups has it */
  constructor(session: Session, listed: Group) {
    this.#session = session;
    this.#listed = listed;
    const { peerName, identity } = listed;
    this.#step = new Step(session.peer.steps, `edit group ${identity.peerName} ${peerName}`);
  }

  /** Whether there is something to save. */
  get isChanged(): boolean {
    const { friendlyName, comment } = this.#listed;
    return this.name !== friendlyName || this.comment !== comment;
  }

  /** Nothing but what was changed here: another window may have changed the rest. */
  get #change(): PropertyChange {
    const { friendlyName, comment } = this.#listed;
    return {
      ...(this.name === friendlyName ? {} : { friendlyName: this.name }),
      ...(this.comment === comment ? {} : { comment: this.comment }),
    };
  }

  readonly restore = new Task(async () => {
    const { friendlyName, comment } = this.#listed;
    [this.name, this.comment] = [friendlyName, comment];
    try {
      const kept = await this.#step.restore();
      this.name = kept['name'] ?? friendlyName;
      this.comment = kept['comment'] ?? comment;
    } finally {
      this.restored = true;
    }
  });

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ name: this.name, comment: this.comment });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** Signs the new properties, and leads on to the update that others learn it by. */
  readonly save = new Task(async () => {
    const { peer, router, text } = this.#session;
    const from = router.route;
    const { peerName, identity } = this.#listed;
    const group = await peer.openGroup(identity.peerName, peerName);
    const changed = await (await peer.updates()).changeGroupProperties(group, this.#change);
    await this.#step.forget();
    await this.#session.refresh();
    this.#session.say(text.editGroup.saved);
    router.replace(routeOf(changed, 'updates'), from);
  });
}
