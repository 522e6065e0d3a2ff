import type { PeerError } from '../core/errors.ts';
import type { Group, Identity, Loss } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What is to be deleted. */
export type Deleted = Identity | Group | 'everything';

/** Something that is deleted for good: asked about twice, with what is lost. */
export class Deleting {
  /** How often it was asked and answered; 0 while nothing is asked. */
  asked = $state<0 | 1 | 2>(0);
  /** What is lost, once it was asked for. */
  loss = $state.raw<Loss>();
  /** What was typed, where a word is asked for. */
  typed = $state('');
  readonly #session: Session;
  readonly #what: () => Deleted;
  readonly #act: Task;

  /**
   * @param what as it is when the question is asked
   * @param act what deletes it, and leaves its screen
   */
  constructor(session: Session, what: () => Deleted, act: Task) {
    this.#session = session;
    this.#what = what;
    this.#act = act;
  }

  /** Why it could not be asked, or why it was not deleted. */
  get error(): PeerError | undefined {
    return this.ask.error ?? this.#act.error;
  }

  /** Reads what would be lost, then asks the first time. */
  readonly ask = new Task(async () => {
    this.#act.forgive();
    this.loss = await (await this.#session.peer.keeping()).whatIsLost(this.#what());
    this.typed = '';
    this.asked = 1;
  });

  /** The first question was answered. */
  goOn(): void {
    this.asked = 2;
  }

  cancel(): void {
    this.asked = 0;
  }

  /** The second question was answered too. */
  async delete(): Promise<void> {
    this.asked = 0;
    await this.#act.run();
  }
}

/** Everything that is kept here, asked about in the same way; after it this window is as at a first visit. */
export function deletingEverything(session: Session): Deleting {
  const act = new Task(async () => {
    const { peer, router, text } = session;
    const from = router.route;
    await (await peer.keeping()).deleteEverything();
    Object.assign(session, { damages: [], wasCleared: false });
    await session.refresh();
    session.say(text.deleting.everythingDone);
    router.replace({ name: 'home' }, from);
  });
  return new Deleting(session, () => 'everything', act);
}
