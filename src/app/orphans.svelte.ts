import type { OrphanedRecovery } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Recovery files that are still here while their identities are not. */
export class Orphans {
  readonly #session: Session;
  #all = $state.raw<readonly OrphanedRecovery[]>([]);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Those that are not listed with what is damaged. */
  get found(): readonly OrphanedRecovery[] {
    const named = this.#session.damages?.map(({ recovery }) => recovery) ?? [];
    return this.#all.filter(({ peerName }) => !named.includes(peerName));
  }

  readonly look = new Task(async () => {
    this.#all = await (await this.#session.peer.keeping()).orphanedRecoveries();
  });

  /** Leads to where one of them is opened, with a field for its code or password. */
  open({ text }: OrphanedRecovery): void {
    const { inbox, router } = this.#session;
    inbox.put({ given: text, isUnasked: false });
    router.go({ name: 'restore' });
  }
}
