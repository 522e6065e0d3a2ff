import { abilitiesWithWindows } from '../exchange/one-window.ts';
import { refusesFiles } from '../exchange/private-window.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What the browser makes of storage here: keeps it, may clear it, says nothing, or refuses a part of it. */
export type StoragePromise = 'kept' | 'unpromised' | 'silent' | 'private';

/** What is known of this window before an identity is made in it, as the browser says it. */
export class WindowOutlook {
  promise = $state<StoragePromise>();
  /** What this browser cannot do with several windows. */
  readonly windows = abilitiesWithWindows();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  readonly look = new Task(async () => {
    const [isPrivate, { persisted }] = await Promise.all([
      refusesFiles(),
      this.#session.peer.storageReport(),
    ]);
    if (isPrivate) this.promise = 'private';
    else if (persisted === undefined) this.promise = 'silent';
    else this.promise = persisted ? 'kept' : 'unpromised';
  });
}
