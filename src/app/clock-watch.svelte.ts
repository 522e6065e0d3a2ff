import type { ClockReading } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** The clock of this device beside the latest time that it has shown. */
export class ClockWatch {
  reading = $state.raw<ClockReading>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is wrong with it, if anything is. */
  readonly trouble = $derived.by(() =>
    this.reading && this.reading.state !== 'fine' ? this.reading : undefined,
  );

  readonly look = new Task(async () => {
    this.reading = await (await this.#session.peer.keeping()).clock();
  });

  /** The person says that it is right: what it shows is the latest time from now on. */
  readonly accept = new Task(async () => {
    const keeping = await this.#session.peer.keeping();
    await keeping.acceptClock();
    this.reading = await keeping.clock();
    await this.#session.refresh();
  });
}
