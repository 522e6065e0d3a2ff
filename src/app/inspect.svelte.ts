import type { Given } from '../exchange/given.ts';
import type { Inspection } from '../peer.ts';
import { HandedIn, type Readable } from './handed-in.svelte.ts';
import type { OfferedDocument } from './offered-documents.ts';
import type { Session } from './session.svelte.ts';
import { passOver, Step } from './step.ts';
import { Task } from './task.svelte.ts';

/** Leads to the screen that looks into things, and hands a document over if there is one. */
export function inspectText(session: Session, text: string): void {
  if (text.trim() !== '') session.inbox.put({ given: text, isUnasked: false });
  session.router.go({ name: 'inspect' });
}

/** A document looked into, and nothing more: nothing is joined and nothing kept but what is shown. */
export class Inspect {
  readonly box: HandedIn;
  inspection = $state.raw<Inspection>();
  restored = $state(false);
  readonly #session: Session;
  readonly #step: Step;

  constructor(session: Session) {
    this.#session = session;
    this.box = new HandedIn(session.peer);
    this.#step = new Step(session.peer.steps, 'inspect');
  }

  /** Looks into what has come in, else into what was looked into before. */
  readonly restore = new Task(async () => {
    // Taken at once: a second arrival is for a screen of its own.
    const arrival = this.#session.inbox.take();
    try {
      const { pasted = '' } = await this.#step.restore();
      if (arrival) await this.#open(arrival.given);
      else if (pasted !== '') await this.#open(pasted);
    } finally {
      this.restored = true;
    }
  });

  /** Looks into what was pasted, dropped, chosen or scanned. */
  readonly look = new Task(async (given: Readable) => {
    this.inspection = undefined;
    const meant = await this.box.find(given);
    if (!meant) return;
    this.inspection = await this.#session.peer.inspect(meant.text);
    this.box.clear();
  });

  /** Looks into what was given in on this screen; while it looks, on a screen of its own. */
  readonly read = (given: Given): void => {
    if (this.look.running) {
      this.#session.inbox.put({ given, isUnasked: false });
      return;
    }
    this.restore.forgive();
    void this.look.run(given);
  };

  /** Looks into the one that was meant among several. */
  readonly choose = (offered: OfferedDocument): void => {
    void this.look.run(offered);
  };

  keep(): void {
    if (!this.restored) return;
    this.#step.keep({ pasted: this.#shown });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** What was looked into survives a reload, and no walk through other screens. */
  readonly left = (): void => {
    if (this.inspection) this.#step.forget().catch(passOver);
  };

  /** Puts it away, for another one. */
  clear(): void {
    this.inspection = undefined;
    this.box.clear();
    this.look.forgive();
    this.restore.forgive();
  }

  /** A file that may be secret is not kept a second time. */
  get #shown(): string {
    if (!this.inspection) return this.box.keepable;
    return this.inspection.verdict.kind === 'later' ? '' : this.inspection.text;
  }

  async #open(given: Given | (() => Promise<Given>)): Promise<void> {
    await this.look.run(typeof given === 'function' ? await given() : given);
  }
}
