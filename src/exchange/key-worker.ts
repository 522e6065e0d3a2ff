/** Derives the key of a recovery file in a worker; the only door to that worker. */

import type { Bytes } from '../core/bytes.ts';
import { fail } from '../core/errors.ts';
import { deriveMacKey, type MacKeyInput } from '../core/pkcs12/mac-key.ts';
import { keyWorkerAddress } from './own-scripts.ts';

/** Milliseconds for a worker to count the most rounds that are counted, on a slow telephone. */
const TIME_LIMIT = 300_000;

/**
 * Counts in a worker of its own each time, and here in the page where no worker starts, or it dies:
 * slower to look at, and the same key. As a {@link MacKeyDerivation}.
 *
 * @throws {PeerError} `crypto.slow` for a worker that is not done after five minutes: the page would
 *   stand still for longer than that
 */
export async function deriveKeyInWorker(input: MacKeyInput): Promise<Bytes> {
  return (await askWorker(input)) ?? deriveMacKey(input);
}

/** What the worker answers; `undefined` where there is none, or it dies. */
async function askWorker(input: MacKeyInput): Promise<Bytes | undefined> {
  const worker = started();
  if (!worker) return undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const answer = answerOf(worker, input);
    const end = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), TIME_LIMIT);
    });
    const first = await Promise.race([answer, end]);
    return first === 'late' ? fail('crypto.slow', `not done after ${TIME_LIMIT} ms`) : first;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

function answerOf(worker: Worker, input: MacKeyInput): Promise<Bytes | undefined> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Bytes>) => {
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(undefined);
    };
    worker.postMessage(input);
  });
}

/** Browsers and policies refuse workers in ways of their own. */
function started(): Worker | undefined {
  try {
    return new Worker(keyWorkerAddress(), { type: 'module', name: 'key derivation' });
  } catch {
    return undefined;
  }
}
