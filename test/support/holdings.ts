/** What a member holds of a group, in memory: enough for the core's side of receiving. */

import { toHex, type Bytes } from '../../src/core/bytes.ts';
import { CertificateMemory } from '../../src/core/certificate/certificate-memory.ts';
import { invitersOf, memberOf, type Chain } from '../../src/core/certificate/chain.ts';
import { idOf } from '../../src/core/certificate/hashes.ts';
import { receiveRecords, type Holdings, type Received } from '../../src/core/record/receive.ts';
import { slotOf, type SignedRecord } from '../../src/core/record/record.ts';

/** Keeps what is received; records set aside are tried again when a membership record has come. */
export class HeldInMemory implements Holdings {
  readonly root: Chain[0];
  readonly certificates: CertificateMemory;
  readonly records = new Map<string, SignedRecord>();
  readonly credentials = new Map<string, Chain>();
  readonly aside = new Map<string, Bytes>();

  private constructor(root: Chain[0], certificates: CertificateMemory) {
    this.root = root;
    this.certificates = certificates;
  }

  /** Of a member who knows nothing but his own chain. */
  static async of(chain: Chain, certificates = new CertificateMemory()): Promise<HeldInMemory> {
    const held = new HeldInMemory(chain[0], certificates);
    await held.#learn(chain);
    return held;
  }

  readonly findRecords = (slots: readonly string[]) =>
    Promise.resolve(foundIn(this.records, slots));

  readonly findCredentials = (ids: readonly string[]) =>
    Promise.resolve(foundIn(this.credentials, ids));

  /** Receives, and keeps what came of it. */
  async receive(...frames: readonly Bytes[]): Promise<Received> {
    const received = await receiveRecords(frames, this);
    await this.#keep(received);
    if (received.memberships.length === 0 || this.aside.size === 0) return received;
    const waiting = [...this.aside].filter(([id]) => !received.aside.some((one) => one.id === id));
    const again = await receiveRecords(
      waiting.map(([, bytes]) => bytes),
      this,
    );
    for (const [id] of waiting) this.aside.delete(id);
    await this.#keep(again);
    return { ...received, stored: [...received.stored, ...again.stored] };
  }

  /** Everything held, comparable: what every member must end with. */
  contents(): readonly string[] {
    const records = [...this.records.values()].map(({ bytes }) => toHex(bytes));
    return [...records, ...this.credentials.keys(), ...this.aside.keys()].toSorted();
  }

  async #keep({ stored, memberships, aside }: Received): Promise<void> {
    for (const record of stored) this.records.set(slotOf(record), record);
    for (const { chain } of memberships) await this.#learn(chain);
    for (const { id, bytes } of aside) this.aside.set(id, bytes);
  }

  async #learn(chain: Chain): Promise<void> {
    for (const way of [chain, ...invitersOf(chain)]) {
      this.credentials.set(await idOf(memberOf(way)), way);
    }
  }
}

function foundIn<T>(all: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> {
  return new Map([...all].filter(([key]) => keys.includes(key)));
}
