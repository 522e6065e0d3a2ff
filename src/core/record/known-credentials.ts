/** The credentials by which records are judged, under the names that records give them. */

import type { Gmc, Grc } from '../certificate/certificate.ts';
import type { Chain } from '../certificate/chain.ts';
import { idOf } from '../certificate/hashes.ts';
import { fail } from '../errors.ts';
import type { SignedRecord } from './record.ts';

/** What is looked up elsewhere: sound chains, each under the name of the credential that it leads to. */
export type FindCredentials = (ids: readonly string[]) => Promise<ReadonlyMap<string, Chain>>;

/** Whose credentials a record bears. */
export interface Touchers {
  readonly creator: Gmc;
  /** The modifier, or the creator again. */
  readonly last: Gmc;
}

/** Credentials that sound chains have led to. */
export class KnownCredentials {
  /** The name of the group's root. */
  readonly rootId: string;
  readonly #find: FindCredentials;
  readonly #known = new Map<string, Gmc>();

  private constructor(rootId: string, find: FindCredentials) {
    this.rootId = rootId;
    this.#find = find;
  }

  static async of(root: Grc, find: FindCredentials): Promise<KnownCredentials> {
    return new KnownCredentials(await idOf(root), find);
  }

  /** The credentials of a sound chain, by their names. */
  async named(chain: Chain): Promise<ReadonlyMap<string, Gmc>> {
    const [, ...gmcs] = chain as readonly [Grc, ...Gmc[]];
    return new Map(await Promise.all(gmcs.map(async (gmc) => [await idOf(gmc), gmc] as const)));
  }

  /** Makes the credentials of a sound chain known. */
  add(named: ReadonlyMap<string, Gmc>): void {
    for (const [id, gmc] of named) this.#known.set(id, gmc);
  }

  /** Looks up those that these records bear and that are not known yet. */
  async look(records: readonly SignedRecord[]): Promise<void> {
    const ids = records.flatMap((record) => [record.creatorCredential, record.toucherCredential]);
    const unknown = [...new Set(ids)].filter((id) => !this.#known.has(id) && id !== this.rootId);
    const found = unknown.length === 0 ? [] : (await this.#find(unknown)).values();
    for (const chain of found) this.add(await this.named(chain));
  }

  /**
   * Whose credentials a record bears; `undefined` while one of them is unknown.
   *
   * @param own those that stand in the record itself
   * @throws {PeerError} `record.author` for the group's root: it signs nothing but security
   *   properties
   */
  touchersOf(record: SignedRecord, own?: ReadonlyMap<string, Gmc>): Touchers | undefined {
    const { creatorCredential, toucherCredential } = record;
    if ([creatorCredential, toucherCredential].includes(this.rootId)) {
      fail('record.author', 'the root of the group');
    }
    const creator = own?.get(creatorCredential) ?? this.#known.get(creatorCredential);
    const last = own?.get(toucherCredential) ?? this.#known.get(toucherCredential);
    return creator && last && { creator, last };
  }

  /** A name for which {@link touchersOf} has nothing: what a record waits for. */
  missingOf(record: SignedRecord, own: ReadonlyMap<string, Gmc>): string {
    const { creatorCredential: creator, toucherCredential: toucher } = record;
    return own.has(creator) || this.#known.has(creator) ? toucher : creator;
  }
}
