import { passwordFor } from '../core/recovery-code.ts';
import { configurationFileName, MEDIA_TYPES, saveFile } from '../exchange/files.ts';
import type { Group } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** A group as a file, with the key that its creator had sealed, and that key where it came back locked. */
export class SavedGroup {
  /** What unlocks the key. It is never kept. */
  password = $state('');
  /** Somebody wanted to unlock it without one. */
  insisted = $state(false);
  /** It was handed to the browser, which does not say what became of it. */
  isOut = $state(false);
  readonly #session: Session;
  readonly #of: () => Group;

  /** @param group as it is listed just now */
  constructor(session: Session, group: () => Group) {
    this.#session = session;
    this.#of = group;
  }

  get #group(): Group {
    return this.#of();
  }

  /** The key is here, sealed, and not to be used until somebody opens it. */
  get isLocked(): boolean {
    return this.#group.hasSealedKey && !this.#group.isCreator;
  }

  readonly save = new Task(async () => {
    const { peer, text } = this.#session;
    const keeping = await peer.keeping();
    const document = await keeping.groupConfiguration(this.#group);
    saveFile(configurationFileName(this.#group.friendlyName), document, MEDIA_TYPES.xml);
    this.isOut = this.#group.hasSealedKey;
    if (!this.isOut) this.#session.say(text.recoveryFile.look);
  });

  /** The person has the file, and with it the sealed key. */
  readonly noteSaved = new Task(async () => {
    const { peer, text } = this.#session;
    await (await peer.keeping()).noteSaved(this.#group);
    this.isOut = false;
    this.#session.say(text.savedGroup.done);
    await this.#session.refresh();
  });

  readonly unlock = new Task(async () => {
    this.insisted = this.password === '';
    if (this.insisted) return;
    const { peer, text } = this.#session;
    await (await peer.keeping()).unlockGroupKey(this.#group, passwordFor(this.password));
    this.password = '';
    this.#session.say(text.savedGroup.unlocked);
    await this.#session.refresh();
  });

  /** The screen is left. */
  readonly forget = (): void => {
    this.password = '';
  };
}
