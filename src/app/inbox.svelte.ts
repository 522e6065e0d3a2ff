import type { Given } from '../exchange/given.ts';

/** Something that has come in by any entrance. */
export interface Arrival {
  /** What was given, or the way to it where it has to be fetched first. */
  readonly given: Given | (() => Promise<Given>);
  /** Any web page can cause it, by a link or by a form: it is shown, and nothing else is done. */
  readonly isUnasked: boolean;
}

/** What a screen takes in by itself. */
type Taker = (given: Given) => void;

/** Where every entrance puts what it got, until a screen takes it. */
export class Inbox {
  /** How many came: each is opened on a screen of its own. */
  arrivals = $state(0);
  /** What the screen that is shown just now takes in by itself, if it does. */
  taker: Taker | undefined;
  #arrival: Arrival | undefined;

  /** Something has come in; what nobody has taken yet gives way to it. */
  put(arrival: Arrival): void {
    this.#arrival = arrival;
    this.arrivals += 1;
  }

  /** Hands over the last thing that came in, once. */
  take(): Arrival | undefined {
    const arrival = this.#arrival;
    this.#arrival = undefined;
    return arrival;
  }
}
