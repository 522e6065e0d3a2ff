import type { Group, Identity } from '../peer.ts';
import { RecoveryFile, type Saving } from './recovery-file.svelte.ts';
import { SavedGroup } from './saved-group.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Under this it is kept until when nobody wants to be reminded, milliseconds since 1970 UTC. */
const CHOICE = 'recovery not now';

/** So long it is quiet after "not now": a week, in milliseconds. */
const QUIET = 7 * 86_400_000;

/** Reminds of identities that nothing brings back: their file was not saved, or there is none. */
export class RecoveryReminder {
  /** Until when it is quiet; `undefined` before that is read. */
  quietUntil = $state<number>();
  /** Whom it is about, those first whose file can still be saved. */
  readonly whom = $derived.by((): readonly Identity[] => {
    if (this.#isQuiet()) return [];
    const open = this.#session.identities.filter(isNotSafe);
    return open.toSorted((a, b) => Number(b.hasRecoveryFile) - Number(a.hasRecoveryFile));
  });
  /** Groups of whose own key the same holds. */
  readonly groups = $derived.by((): readonly Group[] =>
    this.#isQuiet() ? [] : this.#session.groups.filter(isKeyNotSafe),
  );
  readonly #session: Session;
  /** One for each, however often it is listed anew. */
  readonly #savings: Record<string, Saving> = {};

  constructor(session: Session) {
    this.#session = session;
  }

  readonly load = new Task(async () => {
    const kept = Number((await this.#session.peer.choices.find(CHOICE)) ?? 0);
    const { now } = this.#session;
    // A clock that was ahead shall not keep it quiet for good.
    this.quietUntil = kept <= now + QUIET ? kept : 0;
  });

  readonly notNow = new Task(async () => {
    this.quietUntil = this.#session.now + QUIET;
    await this.#session.peer.choices.put(CHOICE, String(this.quietUntil));
  });

  /** The file that one of them has. */
  fileOf(identity: Identity): Saving {
    return this.#savingOf(identity.peerName, () => new RecoveryFile(this.#session, identity));
  }

  /** The file that one of the groups has. */
  savedGroupOf(group: Group): Saving {
    const { identity, peerName } = group;
    const id = `${identity.peerName} ${peerName}`;
    return this.#savingOf(id, () => new SavedGroup(this.#session, () => group));
  }

  #savingOf(id: string, begin: () => Saving): Saving {
    return (this.#savings[id] ??= begin());
  }

  #isQuiet(): boolean {
    return this.quietUntil === undefined || this.quietUntil > this.#session.now;
  }
}

/** Whether the sealed key of a group is in this browser alone. */
export function isKeyNotSafe({ hasSealedKey, keySaved }: Group): boolean {
  return hasSealedKey && keySaved === undefined;
}

function isNotSafe({ hasRecoveryFile, recoverySaved }: Identity): boolean {
  return !hasRecoveryFile || recoverySaved === undefined;
}
