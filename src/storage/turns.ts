/** Works of one name follow one another, in this page and, where the browser has Web Locks, in all its tabs. */

export class Turns {
  readonly #scope: string | undefined;
  readonly #last = new Map<string, Promise<unknown>>();

  /** @param scope what the tabs share; without it only this object's works take turns */
  constructor(scope?: string) {
    this.#scope = scope;
  }

  /** Does some work when all that came before it under this name has ended, well or not. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { navigator } = globalThis as { navigator?: Partial<Navigator> };
    if (this.#scope !== undefined && navigator?.locks !== undefined) {
      return navigator.locks.request(`${this.#scope} ${name}`, work);
    }
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work, work);
    this.#last.set(name, turn);
    return turn;
  }
}
