/** Reads QR codes in pictures, in a worker; the only door to that worker. */

import { fail, isPeerError } from '../core/errors.ts';
import type { Question, Sight, Way } from './code-worker.ts';
import { codeWorkerAddress } from './own-scripts.ts';

export type { Sight } from './code-worker.ts';

/** Milliseconds for one picture, the start of the worker on a slow telephone included. */
const TIME_LIMIT = 10_000;
/** Milliseconds that the worker may spend on finding a code in a picture that is the only one. */
const THOROUGH = 400;
/** Of so many pictures without a code one is looked at the other way round. */
const TURN = 3;

const NOTHING: Sight = { dark: false };

/** What a {@link CodeReader} may be told. */
export interface ReaderParts {
  /** Starts the worker. */
  readonly open?: () => Worker;
  /** Milliseconds after which a worker that does not answer is replaced. */
  readonly timeLimit?: number;
}

/** Reads one picture after the other. A worker that dies or hangs over one is replaced for the next. */
export class CodeReader {
  readonly #open: () => Worker;
  readonly #timeLimit: number;
  #worker: Worker | undefined;
  /** Ends the reading that is going on. */
  #end: ((sight: Sight | undefined) => void) | undefined;
  /** Whether a worker has ever answered: else it is not the picture that is wrong. */
  #works = false;
  #way: Way = 'plain';
  #misses = 0;

  constructor({ open = openWorker, timeLimit = TIME_LIMIT }: ReaderParts = {}) {
    this.#open = open;
    this.#timeLimit = timeLimit;
  }

  /**
   * Looks for a code in one of many pictures, such as a camera takes: each is looked at one way,
   * most of them as the last code was found, some the other way round.
   *
   * @param picture is handed over and cannot be used afterwards; one at a time
   * @throws {PeerError} `PEER_E_NOT_FOUND` with `app.incomplete` if the worker does not start, or
   *   `canvas.missing` in a browser whose workers cannot draw
   */
  async read(picture: ImageBitmap): Promise<Sight> {
    const way = this.#misses % TURN === TURN - 1 ? otherWay(this.#way) : this.#way;
    const sight = await this.#ask({ picture, ways: [way], patience: 0 });
    this.#misses = sight.text === undefined ? this.#misses + 1 : 0;
    this.#way = sight.way ?? this.#way;
    return sight;
  }

  /** Looks for a code in a picture that is the only one: every way, and with patience. As {@link read}. */
  readThoroughly(picture: ImageBitmap): Promise<Sight> {
    return this.#ask({ picture, ways: ['plain', 'mirrored'], patience: THOROUGH });
  }

  /** Ends the worker. What is being read is found to be nothing. */
  close(): void {
    this.#drop();
    this.#end?.(NOTHING);
  }

  async #ask(question: Question): Promise<Sight> {
    if (this.#end) throw new TypeError('one picture at a time');
    const worker = (this.#worker ??= this.#start());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<Sight | undefined>((resolve) => {
      this.#end = resolve;
      timer = setTimeout(() => this.#replace(resolve), this.#timeLimit);
      worker.onerror = (event) => {
        event.preventDefault();
        this.#replace(resolve);
      };
      worker.onmessage = ({ data }: MessageEvent<Sight>) => {
        this.#works = true;
        resolve(data);
      };
    });
    try {
      worker.postMessage(question, [question.picture]);
      return (await answer) ?? fail('app.incomplete', 'the worker that reads codes did not start');
    } finally {
      clearTimeout(timer);
      this.#end = undefined;
    }
  }

  #start(): Worker {
    try {
      return this.#open();
    } catch (cause) {
      if (isPeerError(cause)) throw cause;
      return fail('app.incomplete', 'the worker that reads codes was refused', { cause });
    }
  }

  /** The next picture gets another worker; this one has nothing in it, if it was the picture. */
  #replace(end: (sight: Sight | undefined) => void): void {
    this.#drop();
    end(this.#works ? NOTHING : undefined);
  }

  #drop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function openWorker(): Worker {
  // Told before any picture: the worker would find nothing in all of them. Safari has it since 16.4.
  if (typeof OffscreenCanvas === 'undefined') fail('canvas.missing', 'no OffscreenCanvas');
  return new Worker(codeWorkerAddress(), { type: 'module', name: 'code reader' });
}

function otherWay(way: Way): Way {
  return way === 'plain' ? 'mirrored' : 'plain';
}
