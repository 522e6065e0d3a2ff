/**
 * The files of one version of the app. Each has the SHA-256 that the build wrote down for it: one that
 * has other bytes is neither kept nor handed out, whether it comes from the network or from what was
 * kept, so that parts of two versions never meet in one page.
 */

/** Where files are kept, and which. */
export interface KeptFilesOptions {
  /** The Cache storage of the worker. */
  readonly storage: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  /** What the names of all versions of this installation begin with. */
  readonly prefix: string;
  readonly version: string;
  /** Integrity values, as `sha256-` and Base64, by the whole addresses of the files. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** See the head of this file. */
export class KeptFiles {
  readonly #storage: KeptFilesOptions['storage'];
  readonly #prefix: string;
  readonly #name: string;
  readonly #hashes: ReadonlyMap<string, string>;
  /** Those that were compared since this worker started: what rests on a disk goes bad slowly. */
  readonly #sound = new Set<string>();

  constructor({ storage, prefix, version, hashes }: KeptFilesOptions) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#name = prefix + version;
    this.#hashes = hashes;
  }

  /** Whether a file of this version has this address. */
  has(address: string): boolean {
    return this.#hashes.has(address);
  }

  /** All or nothing: bytes that differ from the build make this fail, and it is tried again. */
  async keepAll(): Promise<void> {
    const cache = await this.#storage.open(this.#name);
    await cache.addAll([...this.#hashes.keys()].map((address) => this.#requestOf(address)));
  }

  /** Forgets the files of all other versions, half kept ones too. */
  async dropOthers(): Promise<void> {
    const names = await this.#storage.keys();
    const others = names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
    await Promise.all(others.map((name) => this.#storage.delete(name)));
  }

  /**
   * A file as the build made it. What is missing or changed is fetched anew, and kept again where
   * there is room. Where nothing that was kept can be read, the network is asked for everything.
   *
   * @throws {TypeError} as `fetch` does, if it is needed from the network and does not come as it was
   */
  async open(address: string): Promise<Response> {
    // A disk that is full or damaged refuses even to be opened.
    const cache = await this.#storage.open(this.#name).catch(() => undefined);
    const kept = await cache?.match(address, { ignoreVary: true }).catch(() => undefined);
    if (kept && (await this.#isSound(address, kept))) return kept;
    const file = await fetch(this.#requestOf(address));
    if (!file.ok) throw new TypeError(`${address}: ${file.status}`);
    await this.#keep(cache, address, file.clone());
    return file;
  }

  /** Where it cannot be kept, what was kept before stays, and is compared again whenever it is asked for. */
  async #keep(cache: Cache | undefined, address: string, file: Response): Promise<void> {
    const put = cache?.put(address, file).then(() => this.#sound.add(address));
    await put?.catch(() => undefined);
  }

  /** What cannot even be read, since the browser compares sums of its own, is not sound either. */
  async #isSound(address: string, file: Response): Promise<boolean> {
    if (this.#sound.has(address)) return true;
    const bytes = await file
      .clone()
      .arrayBuffer()
      .catch(() => undefined);
    const isSound = bytes !== undefined && (await integrityOf(bytes)) === this.#hashes.get(address);
    if (isSound) this.#sound.add(address);
    return isSound;
  }

  /** The browser compares what comes by itself, and takes nothing from what it has kept otherwise. */
  #requestOf(address: string): Request {
    return new Request(address, {
      cache: 'reload',
      integrity: this.#hashes.get(address) ?? '',
    });
  }
}

async function integrityOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
