/** A start that another window stands in the way of: it is tried again until it goes. */

import { isPeerError } from '../core/errors.ts';

/** Milliseconds until it is tried again, and the most that this may grow to. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/** As much of a page as is used. */
interface Waiting {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(kind: 'visibilitychange', listener: () => void): void;
  removeEventListener(kind: 'visibilitychange', listener: () => void): void;
}

/**
 * Tries to open the storage until nothing blocks it any more: ever less often, and at once when the
 * page comes to the front, as it does when the other window was closed.
 *
 * @param open what is tried
 * @returns when it was opened, or when something else is wrong, which a reload says
 */
export async function whenUnblocked(
  open: () => Promise<unknown>,
  page: Waiting = document,
): Promise<void> {
  for (let pause = FIRST_PAUSE; await isBlocked(open); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await pauseOf(page, pause);
  }
}

async function isBlocked(open: () => Promise<unknown>): Promise<boolean> {
  try {
    await open();
    return false;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return error.reason === 'storage.blocked';
  }
}

function pauseOf(page: Waiting, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      page.removeEventListener('visibilitychange', come);
      resolve();
    };
    const come = (): void => {
      if (page.visibilityState === 'visible') end();
    };
    const timer = setTimeout(end, milliseconds);
    page.addEventListener('visibilitychange', come);
  });
}
