/** How much may still come out of what is packed. */

import { fail } from '../../core/errors.ts';

/** See the head of this file. */
export class Room {
  readonly #bytes: number;
  #left: number;

  /** @param bytes the most that may come out altogether */
  constructor(bytes: number) {
    this.#bytes = bytes;
    this.#left = bytes;
  }

  /**
   * Takes as much as something may grow to, before it does: what is damaged, or of others, costs as
   * much. The last one may grow beyond what is left.
   *
   * @returns what gives back as much as was not needed
   * @throws {PeerError} `archive.size` where nothing is left
   */
  take(most: number): { readonly giveBack: (bytes: number) => void } {
    if (this.#left <= 0) fail('archive.size', `more than ${this.#bytes} bytes inside`);
    this.#left -= most;
    return { giveBack: (bytes) => (this.#left += bytes) };
  }
}
