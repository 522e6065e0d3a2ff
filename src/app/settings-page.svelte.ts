import type { Identity, StorageReport } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What can be set, and what this browser says of its storage. */
export class SettingsPage {
  storage = $state.raw<StorageReport>();
  /** The browser was asked to keep our data, and did not promise. */
  refused = $state(false);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  readonly useFirst = new Task(async (identity: Identity) => {
    await this.#session.peer.chooseDefaultIdentity(identity.peerName);
    await this.#session.refresh();
  });

  readonly lookAtStorage = new Task(async () => {
    this.storage = await this.#session.peer.storageReport();
  });

  readonly askForPersistence = new Task(async () => {
    this.storage = await this.#session.peer.askForPersistence();
    this.refused = this.storage.persisted !== true;
  });
}
