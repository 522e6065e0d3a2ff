/** The screen lock of the device, kept off while a code is shown: a code on a dark screen cannot be read. */

/**
 * Keeps the screen awake where the browser can, also when the page comes back to the front.
 *
 * @returns lets it sleep again
 */
export function keepAwake(): () => void {
  if (!('wakeLock' in navigator)) return () => undefined;
  const awake = new Awake();
  document.addEventListener('visibilitychange', awake.ask);
  awake.ask();
  return () => {
    document.removeEventListener('visibilitychange', awake.ask);
    awake.end();
  };
}

class Awake {
  #lock: WakeLockSentinel | undefined;
  #ended = false;

  /** Browsers take the lock away from a page that is out of sight, and give none to it. */
  readonly ask = (): void => {
    if (document.visibilityState === 'visible') void this.#take();
  };

  end(): void {
    this.#ended = true;
    void this.#lock?.release();
  }

  async #take(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock.request('screen');
      if (this.#ended) this.end();
    } catch {
      // Refused, as when the battery is low: whoever holds the device sees it, and taps.
    }
  }
}
