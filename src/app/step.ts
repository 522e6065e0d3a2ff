/** A step half done, kept so that it survives reload, sleep and another tab. */

import { isPeerError, type PeerError } from '../core/errors.ts';
import type { Peer } from '../peer.ts';

/** The part of the facade that keeps steps. */
type StepKeeper = Pick<Peer['steps'], 'find' | 'put' | 'delete'>;

/** Milliseconds after the last keystroke until it is written down. */
const PAUSE = 250;

/** Longest field that is kept, in UTF-16 units: what is longer is no document, and no form either. */
const MAX_FIELD = 512 * 1024;

/** The fields of a form. */
export type StepFields = Readonly<Record<string, string>>;

/** Told of fields that could not be kept, and why. */
type OnUnkept = (id: string, fields: StepFields, error: PeerError) => void;

/** What one screen has so far. It keeps nothing before it was restored: else the empty form would win. */
export class Step {
  /** One for the whole window. */
  static onunkept: OnUnkept = () => undefined;
  /** Its key, for an act that finishes it. */
  readonly id: string;
  readonly #keeper: StepKeeper;
  #restored = false;
  #pending: StepFields | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keeper: StepKeeper, id: string) {
    this.#keeper = keeper;
    this.id = id;
  }

  /** What was kept; empty if nothing was, or if an older version wrote something else. */
  async restore(): Promise<StepFields> {
    const text = await this.#keeper.find(this.id);
    this.#restored = true;
    return text === undefined ? {} : fieldsOf(text);
  }

  /** Keeps the fields, a little later. */
  keep(fields: StepFields): void {
    if (!this.#restored) return;
    clearTimeout(this.#timer);
    this.#pending = fields;
    this.#timer = setTimeout(() => {
      this.keepPending();
    }, PAUSE);
  }

  /** Keeps at once what is still to be kept. */
  keepPending(): void {
    clearTimeout(this.#timer);
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    this.keepNow(pending).catch((error: unknown) => {
      passOver(error);
      Step.onunkept(this.id, pending, error);
    });
  }

  /** Keeps the fields at once, for another screen to go on with. */
  async keepNow(fields: StepFields): Promise<void> {
    const kept = Object.entries(fields).filter(([, field]) => field.length <= MAX_FIELD);
    await this.#keeper.put(this.id, JSON.stringify(Object.fromEntries(kept)));
  }

  /** The step is done, or given up. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#pending = undefined;
    this.#restored = false;
    await this.#keeper.delete(this.id);
  }
}

/** A full disk is said where something is saved on purpose, not at every keystroke. */
export function passOver(error: unknown): asserts error is PeerError {
  if (!isPeerError(error)) throw error;
}

function fieldsOf(text: string): StepFields {
  const value = parsedJson(text);
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(([, field]) => typeof field === 'string');
  return Object.fromEntries(entries);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
