import { abilitiesWithWindows } from '../exchange/one-window.ts';
import type { BrowserStorage } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What this browser says of its storage. */
export class StorageNote {
  report = $state.raw<BrowserStorage>();
  /** The browser was asked to keep our data, and did not promise. */
  refused = $state(false);
  /** What it can do with several windows. */
  readonly windows = abilitiesWithWindows();
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
