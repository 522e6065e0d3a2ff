/** As much of the Cache storage as the service worker and the page use. */
export class Caches {
  readonly kept = new Map<string, Response>();
  /** Those that there are. */
  readonly names = new Set<string>();
  /** What goes wrong, if anything does. */
  failing: 'open' | 'has' | 'delete' | 'put' | 'match' | undefined;

  constructor(failing?: Caches['failing']) {
    this.failing = failing;
  }

  async has(name: string): Promise<boolean> {
    this.#attempt('has');
    return this.names.has(name);
  }

  async delete(name: string): Promise<boolean> {
    this.#attempt('delete');
    return this.names.delete(name);
  }

  async open(name: string): Promise<Cache> {
    this.#attempt('open');
    this.names.add(name);
    const { kept } = this;
    const key = (address: string) => `${name} ${address}`;
    return {
      put: async (address: string, response: Response) => {
        this.#attempt('put');
        kept.set(key(address), response);
      },
      match: async (address: string) => {
        this.#attempt('match');
        return kept.get(key(address))?.clone();
      },
      delete: async (address: string) => {
        this.#attempt('delete');
        return kept.delete(key(address));
      },
    } as unknown as Cache;
  }

  #attempt(what: Caches['failing']): void {
    if (this.failing === what) throw new DOMException('full', 'QuotaExceededError');
  }
}
