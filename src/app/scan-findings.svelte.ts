import { PeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { CodeCollector, type Progress } from '../exchange/code-collector.ts';
import type { Sight } from '../exchange/code-reader.ts';

/** What is said while scanning goes on: of the picture, or of a code. */
export type Note = 'dark' | 'hint' | 'away' | Reason;

/** Milliseconds: until darkness is said, until help is offered, and for how long a note stays at least. */
const DARK_AFTER = 2500;
const HINT_AFTER = 12_000;
const STUCK_AFTER = 3000;
const NOTE_STAYS = 5000;
/** Milliseconds: how long a note is not replaced by that of another code beside the first. */
const NOTE_HOLDS = 1000;

/** Parts that were read are given up: said once, and therefore at once. */
const STARTED_ANEW: readonly Note[] = ['frame.conflict', 'frame.hash'];

/** What came of the pictures that a camera took. Times are milliseconds of any clock that runs evenly. */
export class ScanFindings {
  /** How much there is of a moving code. */
  progress = $state.raw<Progress>();
  /** The same, but only from time to time: whoever listens need not hear every part. */
  said = $state.raw<Progress>();
  note = $state.raw<Note>();
  /** Parts come, and none of them is new. */
  isStuck = $state(false);
  readonly #collector = new CodeCollector();
  #seen = 0;
  #light = 0;
  #moved = 0;
  #noted = 0;

  /** The camera is on. What was collected before it was put off is still there. */
  begin(at: number): void {
    this.#seen = at;
    this.#light = at;
    this.#moved = at;
    this.isStuck = false;
    this.note = undefined;
  }

  /** The text of a whole document, if this picture has brought it. */
  async look({ text, dark }: Sight, at: number): Promise<string | undefined> {
    if (!dark) this.#light = at;
    if (text === undefined) {
      this.#lookAround(at);
      return undefined;
    }
    this.#seen = at;
    return this.#take(text, at);
  }

  /** Forgets what was collected of moving codes, at somebody's wish. */
  startOver(at: number): void {
    this.#collector.clear();
    this.#show(at);
    this.begin(at);
  }

  #lookAround(at: number): void {
    if (at - this.#light > DARK_AFTER) this.#say('dark', at);
    else if (at - this.#seen > HINT_AFTER) this.#say(this.progress ? 'away' : 'hint', at);
    else if (this.note === 'dark') this.note = undefined;
  }

  async #take(text: string, at: number): Promise<string | undefined> {
    try {
      const collected = await this.#collector.add(text);
      this.#show(at);
      this.#unsay(at);
      return collected.kind === 'text' ? collected.text : undefined;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      this.#show(at);
      this.#say(error.reason, at);
      return undefined;
    }
  }

  #show(at: number): void {
    const { progress } = this.#collector;
    const isNew = progress?.have !== this.progress?.have || progress?.of !== this.progress?.of;
    if (isNew) this.#moved = at;
    this.isStuck = progress !== undefined && at - this.#moved >= STUCK_AFTER;
    if (!isNew) return;
    this.progress = progress;
    if (stepOf(progress) !== stepOf(this.said)) this.said = progress;
  }

  /** Two codes on one table are seen in turn: a note that changed with each picture would flash. */
  #say(note: Note, at: number): void {
    const isHeld = this.note !== undefined && !isOfPicture(this.note) && note !== this.note;
    if (isHeld && at - this.#noted < NOTE_HOLDS && !STARTED_ANEW.includes(note)) return;
    this.note = note;
    this.#noted = at;
  }

  /** A code of ours is seen: what was said of others has been read by now, or will be. */
  #unsay(at: number): void {
    if (isOfPicture(this.note) || at - this.#noted >= NOTE_STAYS) this.note = undefined;
  }
}

function isOfPicture(note: Note | undefined): boolean {
  return note === 'dark' || note === 'hint' || note === 'away';
}

/** Something that changes with every quarter of the whole, and with every part of a few. */
function stepOf(progress: Progress | undefined): string {
  if (!progress) return '';
  const { have, of } = progress;
  return of <= 4 ? `${have}/${of}` : `${Math.floor((4 * have) / of)}/4 ${of}`;
}
