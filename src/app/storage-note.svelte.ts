import type { StorageReport } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What this browser says of its storage. */
export class StorageNote {
  report = $state.raw<StorageReport>();
  /** The browser was asked to keep our data, and did not promise. */
  refused = $state(false);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  readonly look = new Task(async () => {
    this.report = await this.#session.peer.storageReport();
  });

  readonly askForPersistence = new Task(async () => {
    this.report = await this.#session.peer.askForPersistence();
    this.refused = this.report.persisted !== true;
  });
}
