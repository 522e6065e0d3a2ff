/** Codes a second. Faster ones would flash, and phones would miss more than they gain. */
const PACES = [1, 2, 4, 6] as const;

const FIRST_PACE = 2;
/** The shortest time that a code stands, in milliseconds, also under a key that is held down. */
const SHORTEST = 1000 / Math.max(...PACES);
const NUMBERS = 0x10000;

/** A moving code on the screen: which frame stands there, and when the next one comes. */
export class MovingCode {
  /** From 0; after 65 535 comes 0. */
  number = $state(0);
  playing = $state(false);
  #pace = $state(FIRST_PACE);
  readonly #startsStill: boolean;
  #hidden = false;
  #nextComes: ReturnType<typeof setTimeout> | undefined;
  #stands: ReturnType<typeof setTimeout> | undefined;

  /** @param startsStill somebody asked for less motion: it plays when told to, or goes on by hand */
  constructor({ startsStill }: { startsStill: boolean }) {
    this.#startsStill = startsStill;
  }

  /** Codes a second. */
  get pace(): number {
    return PACES[this.#pace] ?? PACES[FIRST_PACE];
  }

  get isSlowest(): boolean {
    return this.#pace === 0;
  }

  get isFastest(): boolean {
    return this.#pace === PACES.length - 1;
  }

  /** The code is on the screen. Returns what ends it. */
  start(): () => void {
    if (!this.#startsStill) this.play();
    return () => {
      this.pause();
      clearTimeout(this.#stands);
    };
  }

  play(): void {
    this.playing = true;
    this.#wait();
  }

  pause(): void {
    this.playing = false;
    this.#wait();
  }

  /** Shows the next one by hand, which ends the playing. */
  next(): void {
    this.pause();
    if (this.#stands === undefined) this.#turn();
  }

  slower(): void {
    this.#pace = Math.max(this.#pace - 1, 0);
    this.#wait();
  }

  faster(): void {
    this.#pace = Math.min(this.#pace + 1, PACES.length - 1);
    this.#wait();
  }

  /** Whether the page is out of sight: there the code stands, and goes on afterwards. */
  hide(isHidden: boolean): void {
    this.#hidden = isHidden;
    this.#wait();
  }

  /** One wait after the other, never at fixed times: a page that was busy must not catch up in flashes. */
  #wait(): void {
    clearTimeout(this.#nextComes);
    if (!this.playing || this.#hidden) return;
    this.#nextComes = setTimeout(() => {
      this.#turn();
      this.#wait();
    }, 1000 / this.pace);
  }

  #turn(): void {
    this.number = (this.number + 1) % NUMBERS;
    clearTimeout(this.#stands);
    this.#stands = setTimeout(() => (this.#stands = undefined), SHORTEST);
  }
}
