import { afterEach, describe, expect, test, vi } from 'vitest';
import { deriveMacKey } from '../../src/core/pkcs12/mac-key.ts';
import { spellPassword } from '../../src/core/pkcs12/password.ts';
import { deriveKeyInWorker } from '../../src/exchange/key-worker.ts';

const INPUT = {
  password: spellPassword('a password').utf16,
  salt: new Uint8Array(16).fill(7),
  rounds: 100_000,
};

const RealWorker = Worker;

/** A worker that does what its code says. */
const workerOf = (code: string) => new RealWorker(URL.createObjectURL(new Blob([code])));

/** Has workers come from somewhere else; those that run are listed. */
function workersFrom(open: () => Worker): readonly Worker[] {
  const running: Worker[] = [];
  vi.stubGlobal('Worker', function Stub() {
    const worker = open();
    worker.terminate = () => {
      running.splice(running.indexOf(worker), 1);
      RealWorker.prototype.terminate.call(worker);
    };
    running.push(worker);
    return worker;
  });
  return running;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('A worker', () => {
  test('counts the same key as the page would', async () => {
    expect(await deriveKeyInWorker(INPUT)).toEqual(await deriveMacKey(INPUT));
  });

  test('counts 600 000 rounds while the page goes on', async () => {
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    const from = performance.now();
    const key = await deriveKeyInWorker({ ...INPUT, rounds: 600_000 });
    const taken = performance.now() - from;
    clearInterval(beat);
    expect(key).toHaveLength(32);
    expect(taken).toBeLessThan(20_000);
    // The page itself is busy for as long when it counts by itself.
    expect(longest).toBeLessThan(Math.max(200, taken / 2));
  });

  test('leaves the password and the salt where they are', async () => {
    const input = { ...INPUT, password: INPUT.password.slice(), salt: INPUT.salt.slice() };
    await deriveKeyInWorker(input);
    expect(input).toEqual(INPUT);
  });

  test('is ended with its work, and several count beside each other', async () => {
    const code = 'onmessage = () => postMessage(new Uint8Array([1]))';
    const running = workersFrom(() => workerOf(code));
    const keys = await Promise.all([deriveKeyInWorker(INPUT), deriveKeyInWorker(INPUT)]);
    expect(keys).toEqual([Uint8Array.of(1), Uint8Array.of(1)]);
    expect(running).toEqual([]);
  });

  test('that is not done after five minutes is stopped, and the page does not count in its place', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const running = workersFrom(() => workerOf('onmessage = () => { for (;;); }'));
    const work = expect(deriveKeyInWorker(INPUT)).rejects.toMatchObject({
      code: 'PEER_E_NO_KEY_ACCESS',
      reason: 'crypto.slow',
    });
    await vi.advanceTimersByTimeAsync(299_999);
    expect(running).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await work;
    expect(running).toEqual([]);
  });
});

describe('Where no worker helps, the page counts by itself', () => {
  const REFUSED = () => {
    throw new TypeError('not allowed');
  };

  test.each<readonly [string, () => Worker]>([
    ['one that may not be started', REFUSED],
    ['one that is not found', () => new RealWorker('/nowhere.js')],
    ['one that dies', () => workerOf('onmessage = () => { throw 1; }')],
    ['one that dies before it has begun', () => workerOf('throw 1')],
  ])('%s', async (_, open) => {
    const running = workersFrom(open);
    expect(await deriveKeyInWorker(INPUT)).toEqual(await deriveMacKey(INPUT));
    expect(running).toEqual([]);
  });
});
