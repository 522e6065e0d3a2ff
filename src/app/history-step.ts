/** A further step of a screen, with an entry of its own in the history: the way back of a phone leaves it. */

/** As much of a window as is used. */
type Surroundings = Pick<
  Window,
  'location' | 'history' | 'addEventListener' | 'removeEventListener'
>;

/** What the state of its entry is. */
const IN_STEP = { inStep: true };

/** See the head of this file. */
export class HistoryStep {
  readonly #window: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#window = surroundings;
  }

  /** Whether this is the entry of such a step, as it is after a reload in one, too. */
  get isIn(): boolean {
    const state: unknown = this.#window.history.state;
    return typeof state === 'object' && state !== null && 'inStep' in state;
  }

  /**
   * Goes on to it.
   *
   * @param onback told that the way back was taken; false if that cannot be just now
   * @returns what ends the listening
   */
  enter(onback: () => boolean): () => void {
    const { history, location } = this.#window;
    const { hash } = location;
    const enter = (): void => {
      if (!this.isIn) history.pushState(IN_STEP, '');
    };
    const look = (): void => {
      // Another address is another screen, and no step of this one.
      if (location.hash === hash && !this.isIn && !onback()) enter();
    };
    enter();
    this.#window.addEventListener('popstate', look);
    return () => this.#window.removeEventListener('popstate', look);
  }

  /** Leaves it by the way on which it was entered. */
  leave(): void {
    this.#window.history.back();
  }
}
