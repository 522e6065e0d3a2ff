/** What screens write down for themselves: a step half done, so that a reload finds it, or a choice of mine. */

import type { Context } from './context.ts';

/** Short texts under ids of the screens' own. */
export class Notes {
  readonly #context: Context;
  readonly #kind: 'steps' | 'choices';

  constructor(context: Context, kind: 'steps' | 'choices') {
    this.#context = context;
    this.#kind = kind;
  }

  /** What was put under this id. */
  async find(id: string): Promise<string | undefined> {
    return (await this.#context.store.find(this.#kind, id))?.value;
  }

  /** Writes it down; what stood there is replaced. */
  put(id: string, value: string): Promise<void> {
    const { store, now } = this.#context;
    const saved = now();
    return store.write([
      this.#kind === 'steps'
        ? { put: 'steps', value: { id, value, saved } }
        : { put: 'choices', value: { id, value } },
    ]);
  }

  /** Forgets it, if it is there. */
  delete(id: string): Promise<void> {
    return this.#context.store.write([{ delete: this.#kind, key: id }]);
  }
}
