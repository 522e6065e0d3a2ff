/**
 * Puts documents together from frames in any order, with any of them lost or repeated.
 *
 * We keep several collections apart, because anybody can hold a code before a camera: frames of
 * another document never reset what was read, and a hostile first frame holds nothing up. A frame is
 * reduced by those before it as it comes (Gaussian elimination over GF(2)), so what is held never
 * grows beyond the document itself.
 */

import { concatBytes, type Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { blocksOf, parseFrame, sessionOf, xorInto, type Frame, type FrameSeries } from './frame.ts';

/** How much of a document was read, in blocks. */
export interface Progress {
  readonly have: number;
  readonly of: number;
}

/** What a frame has led to. */
export type Collected =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'complete';
      /** The compact form of the document. Its SHA-256 is that of the session; it is not trusted. */
      readonly compact: Bytes;
    };

const MAX_COLLECTIONS = 4;

/** Frames on their way to documents. */
export class FrameCollector {
  /** The one fed last stands last. */
  readonly #collections = new Map<string, Collection>();

  /** That of the most advanced document; `undefined` before the first frame. */
  get progress(): Progress | undefined {
    return mostAdvanced(this.#collections.values())?.progress;
  }

  /**
   * Takes the text of one frame. When a document is complete, nothing is kept of it or of others.
   *
   * @throws {PeerError} `E_INVALIDARG` with `frame.form`, `frame.checksum` or `frame.header` for the frame
   *   alone; with `frame.conflict` if it contradicts those before it, and `frame.hash` if the document
   *   is not that of its session: its reading starts anew then
   */
  async add(text: string): Promise<Collected> {
    const frame = parseFrame(text);
    const collection = this.#collectionOf(frame);
    const came = collection.take(frame);
    if (came === 'conflict') {
      this.#drop(collection);
      fail('frame.conflict', `frame ${frame.number} contradicts others`);
    }
    if (came === 'new' && collection.isComplete) return this.#complete(collection);
    const { progress } = mostAdvanced(this.#collections.values()) ?? collection;
    return { kind: 'progress', progress };
  }

  /** Forgets all that was read. */
  clear(): void {
    this.#collections.clear();
  }

  /** Of the series of a frame; a new one takes the place of the least advanced. */
  #collectionOf(frame: Frame): Collection {
    const key = keyOf(frame);
    const collection = this.#collections.get(key) ?? new Collection(frame);
    this.#collections.delete(key);
    if (this.#collections.size === MAX_COLLECTIONS) {
      this.#drop(leastAdvanced(this.#collections.values()));
    }
    this.#collections.set(key, collection);
    return collection;
  }

  async #complete(collection: Collection): Promise<Collected> {
    const compact = collection.join();
    if (compact === undefined || (await sessionOf(compact)) !== collection.series.session) {
      this.#drop(collection);
      fail('frame.hash', `${collection.series.length} bytes are not those of the session`);
    }
    this.clear();
    return { kind: 'complete', compact };
  }

  /** Another of the same series may have begun while the hash was taken. */
  #drop(collection: Collection | undefined): void {
    if (!collection) return;
    const key = keyOf(collection.series);
    if (this.#collections.get(key) === collection) this.#collections.delete(key);
  }
}

/** Some blocks XORed. */
interface Row {
  /** Bit i is set for block i. */
  readonly blocks: bigint;
  readonly bytes: Bytes;
}

/** What is known of one document: rows of which each has a block that stands in no other. */
class Collection {
  readonly series: FrameSeries;
  /** By the lowest block of the row, which stands in no other. */
  readonly #rows = new Map<bigint, Row>();

  constructor({ session, blocks, length }: FrameSeries) {
    this.series = { session, blocks, length };
  }

  get progress(): Progress {
    return { have: this.#rows.size, of: this.series.blocks };
  }

  get isComplete(): boolean {
    return this.#rows.size === this.series.blocks;
  }

  /** `known`: it follows from the frames before; `conflict`: it cannot be true beside them. */
  take({ number, block }: Frame): 'new' | 'known' | 'conflict' {
    let row: Row = { blocks: blocksOf(this.series, number), bytes: block };
    for (const [own, known] of this.#rows) if (row.blocks & own) row = sum(row, known);
    if (row.blocks === 0n) return row.bytes.every((byte) => byte === 0) ? 'known' : 'conflict';
    const own = row.blocks & -row.blocks;
    for (const [place, known] of this.#rows) {
      if (known.blocks & own) this.#rows.set(place, sum(known, row));
    }
    this.#rows.set(own, row);
    return 'new';
  }

  /** The document without its padding; `undefined` where that is not of zeros. */
  join(): Bytes | undefined {
    const blocks = Array.from(
      { length: this.series.blocks },
      (_, index) => this.#rows.get(1n << BigInt(index))?.bytes ?? new Uint8Array(),
    );
    const whole = concatBytes(...blocks);
    const { length } = this.series;
    return whole.subarray(length).every((byte) => byte === 0) ? whole.slice(0, length) : undefined;
  }
}

function sum(row: Row, other: Row): Row {
  const bytes = row.bytes.slice();
  xorInto(bytes, other.bytes);
  return { blocks: row.blocks ^ other.blocks, bytes };
}

/** The number of blocks follows from the length. */
function keyOf({ session, length }: FrameSeries): string {
  return `${session}/${length}`;
}

/** Of two that have read as much, the one fed last. */
function mostAdvanced(collections: Iterable<Collection>): Collection | undefined {
  return [...collections].reduce<Collection | undefined>(
    (most, next) => (most && most.progress.have > next.progress.have ? most : next),
    undefined,
  );
}

/** Of two that have read as little, the one that was not fed for longer. */
function leastAdvanced(collections: Iterable<Collection>): Collection | undefined {
  return [...collections].reduce<Collection | undefined>(
    (least, next) => (least && least.progress.have <= next.progress.have ? least : next),
    undefined,
  );
}
