/** Tidings between the pages of one origin: which kinds one of them has written, and never what. */

import { KINDS, type Kind } from '../core/stores.ts';

/** Told which kinds somebody else has written. */
export type Listener = (kinds: readonly Kind[]) => void;

/**
 * A channel under a name. Any script of this origin can write to it: what comes is no more than a
 * reason to read anew, and whatever does not look like tidings is passed over.
 */
export class Tidings {
  readonly #name: string;
  readonly #listeners = new Set<Listener>();
  #channel: BroadcastChannel | undefined;

  /** @param name what the pages share */
  constructor(name: string) {
    this.#name = name;
  }

  /** Tells all others, if the browser can. It never fails: what is told of is written already. */
  tell(kinds: readonly Kind[]): void {
    try {
      this.#open()?.postMessage(kinds);
    } catch {
      // They read anew when they come to the front.
    }
  }

  /** Tells the listeners of this page. */
  hear(kinds: readonly Kind[]): void {
    for (const listener of this.#listeners) listener(kinds);
  }

  /** @returns what ends the listening */
  listen(listener: Listener): () => void {
    this.#open();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#channel?.close();
    this.#listeners.clear();
  }

  #open(): BroadcastChannel | undefined {
    if (this.#channel === undefined && typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = ({ data }) => {
        if (areKinds(data)) this.hear(data);
      };
    }
    return this.#channel;
  }
}

function areKinds(data: unknown): data is readonly Kind[] {
  const known: readonly unknown[] = KINDS;
  return Array.isArray(data) && data.length > 0 && data.every((kind) => known.includes(kind));
}
