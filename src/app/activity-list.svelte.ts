import { activityFileName, MEDIA_TYPES, saveFile } from '../exchange/files.ts';
import type { Act, Group } from '../peer.ts';
import { activityText } from './activity-text.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** So many acts are shown at once: more are asked for. */
const SHOWN = 50;

/** So many are read at once for a file. */
const READ = 500;

/** What happened in a group, the newest first. */
export class ActivityList {
  acts = $state.raw<readonly Act[]>([]);
  /** Whether there are older ones than those shown. */
  hasMore = $state(false);
  /** Whether it was read. */
  isRead = $state(false);
  readonly #session: Session;
  readonly #group: Group;

  /** @param group opened */
  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
  }

  /** Reads the newest ones. */
  readonly load = new Task(async () => {
    const acts = await this.#read(SHOWN);
    this.#show(acts, []);
    this.isRead = true;
  });

  /** Reads those that are next in age. */
  readonly more = new Task(async () => {
    const { acts } = this;
    this.#show(await this.#read(SHOWN, acts.at(-1)), acts);
  });

  /** Saves all of it as a text. */
  readonly save = new Task(async () => {
    const { text } = this.#session;
    const all = await this.#readAll();
    const name = activityFileName(this.#group.friendlyName);
    saveFile(name, activityText(all, text), MEDIA_TYPES.txt);
    this.#session.say(text.parts.saved);
  });

  #show(read: readonly Act[], before: readonly Act[]): void {
    this.hasMore = read.length === SHOWN;
    this.acts = [...before, ...read];
  }

  async #readAll(): Promise<readonly Act[]> {
    const all: Act[] = [];
    for (;;) {
      const read = await this.#read(READ, all.at(-1));
      all.push(...read);
      if (read.length < READ) return all;
    }
  }

  async #read(limit: number, before?: Act): Promise<readonly Act[]> {
    const activity = await this.#session.peer.activity();
    return activity.list(this.#group, { limit, ...(before && { before }) });
  }
}
