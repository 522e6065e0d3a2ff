import { MEDIA_TYPES, saveFile } from '../exchange/files.ts';
import type { ArchiveNote, ArchiveStatus } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

interface LeftOut {
  /** Groups that are in it without what was written in them: it would not fit. */
  readonly updates: readonly string[];
  /** Memberships that are damaged. */
  readonly damaged: readonly string[];
}

/** Everything of mine in one file: when it was saved last, and what has come since. */
export class SaveAll {
  status = $state.raw<ArchiveStatus>();
  /** What the file that was made last had to leave out, by name. */
  leftOut = $state.raw<LeftOut>({ updates: [], damaged: [] });
  /** What is noted of the file that was handed to the browser, which does not say what became of it. */
  #out = $state.raw<ArchiveNote>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether there is a file of which only the person knows what became of it. */
  get isOut(): boolean {
    return this.#out !== undefined;
  }

  /** Names of those whose keys cannot be in it. */
  get without(): readonly string[] {
    const { identities } = this.#session;
    return identities
      .filter(({ hasRecoveryFile }) => !hasRecoveryFile)
      .map(({ friendlyName }) => friendlyName);
  }

  readonly load = new Task(async () => {
    this.status = await (await this.#session.peer.keeping()).archiveStatus();
  });

  readonly save = new Task(async () => {
    const keeping = await this.#session.peer.keeping();
    const { bytes, fileName, ...about } = await keeping.archive();
    const { withoutUpdates, damaged, made, sealedKeys } = about;
    this.leftOut = { updates: withoutUpdates.map(({ friendlyName }) => friendlyName), damaged };
    saveFile(fileName, bytes, MEDIA_TYPES.zip);
    this.#out = { made, sealedKeys };
  });

  /** The person has the file. */
  readonly noteSaved = new Task(async () => {
    const { peer, text } = this.#session;
    if (this.#out === undefined) return;
    const keeping = await peer.keeping();
    await keeping.noteArchived(this.#out);
    this.#out = undefined;
    this.#session.say(text.saveAll.done);
    this.status = await keeping.archiveStatus();
    await this.#session.refresh();
  });
}
