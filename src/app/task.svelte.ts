import { PeerError } from '../core/errors.ts';

/** One thing a person can set going: its progress and its failure, to be shown where it was started. */
export class Task<Args extends unknown[] = []> {
  running = $state(false);
  error = $state.raw<PeerError>();
  readonly #work: (...args: Args) => Promise<void>;

  constructor(work: (...args: Args) => Promise<void>) {
    this.#work = work;
  }

  /** Runs the work unless it is running already. A {@link PeerError} is kept; anything else is a bug and goes on. */
  run = async (...args: Args): Promise<void> => {
    if (this.running) return;
    this.running = true;
    this.error = undefined;
    try {
      await this.#work(...args);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      this.error = error;
    } finally {
      this.running = false;
    }
  };

  /** Forgets a failure that has been dealt with otherwise. */
  forgive(): void {
    this.error = undefined;
  }
}
