import type { Identity } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** All identities of mine, as the settings list them. */
export class IdentityList {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  readonly useFirst = new Task(async (identity: Identity) => {
    await this.#session.peer.chooseDefaultIdentity(identity.peerName);
    await this.#session.refresh();
  });
}
