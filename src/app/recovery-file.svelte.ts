import { MEDIA_TYPES, recoveryFileName, saveFile } from '../exchange/files.ts';
import { canShareFile, type Shared } from '../exchange/share.ts';
import type { Identity } from '../peer.ts';
import { plain } from '../text/phrase.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Something of mine that is saved as a file: as long as nobody has said that it is there, it is only on its way. */
export interface Saving {
  readonly save: Task;
  /** It was handed to the browser, which does not say what became of it. */
  readonly isOut: boolean;
  /** The person has it. */
  readonly noteSaved: Task;
}

/** Whose file it is. */
type Owner = Pick<Identity, 'peerName' | 'friendlyName'>;

/** The recovery file of an identity on its way out. It stays sealed all the while. */
export class RecoveryFile {
  /** What the share sheet gets, where it takes files; read beforehand, since it opens only at once. */
  shared = $state.raw<Shared>();
  /** It was handed to the browser, which does not say what became of it. */
  isOut = $state(false);
  /** It has left from this very screen. */
  isDone = $state(false);
  readonly #session: Session;
  readonly #identity: Owner;

  /** @param identity may be damaged: its name and its sealed file are enough */
  constructor(session: Session, identity: Owner) {
    this.#session = session;
    this.#identity = identity;
  }

  /** Has it ready for the share sheet. */
  readonly load = new Task(async () => {
    const { friendlyName } = this.#identity;
    const message = plain(this.#session.text.recoveryFile.shareSays(friendlyName));
    const file = { name: recoveryFileName(friendlyName), document: await this.#read() };
    const shared = { message, file };
    // Without the file the message would be of no use.
    if (canShareFile(shared)) this.shared = shared;
  });

  readonly save = new Task(async () => {
    saveFile(recoveryFileName(this.#identity.friendlyName), await this.#read(), MEDIA_TYPES.xml);
    this.isOut = true;
  });

  /** The person has it, or the share sheet has taken it: then it counts as saved. */
  readonly noteSaved = new Task(async () => {
    const { peer, text } = this.#session;
    await (await peer.keeping()).noteSaved(this.#identity);
    Object.assign(this, { isOut: false, isDone: true });
    this.#session.say(text.recoveryFile.done);
    await this.#session.refresh();
  });

  async #read(): Promise<string> {
    const keeping = await this.#session.peer.keeping();
    return keeping.recoveryFile(this.#identity.peerName);
  }
}
