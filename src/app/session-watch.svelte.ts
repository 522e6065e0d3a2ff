/** Watches over one window while it is open: other windows, the clock, and storage that goes away. */

import { isPeerError } from '../core/errors.ts';
import type { Group, Identity } from '../peer.ts';
import { carryDrafts } from './carried-drafts.ts';
import { ClockWatch } from './clock-watch.svelte.ts';
import { DamageList } from './damage-list.svelte.ts';
import type { Session } from './session.svelte.ts';

/** How long it waits for more after a change elsewhere, in milliseconds: acts write several times. */
const PAUSE = 150;

/**
 * How often it looks by itself whether the storage is still there, in milliseconds. Whoever is told
 * that it was taken away, or comes back to this window, looks at once.
 */
const BEAT = 60_000;

/** What was here before it was read anew. */
interface Known {
  readonly identities: readonly Identity[];
  readonly groups: readonly Group[];
}

/** See the head of this file. */
export class SessionWatch {
  readonly clock: ClockWatch;
  readonly damages: DamageList;
  /** What is kept was brought into the form of a newer version. */
  isOutdated = $state(false);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.clock = new ClockWatch(session);
    this.damages = new DamageList(session);
  }

  /** Watches from now on. @returns what ends it */
  start(): () => void {
    const session = this.#session;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      // What comes while it reads is read once more.
      timer = setTimeout(() => (session.lookAgain.running ? follow() : void this.follow()), PAUSE);
    };
    const silence = session.peer.onchange(follow);
    const beat = setInterval(() => void this.beat(), BEAT);
    const loosen = carryDrafts(
      window,
      () => (this.isOutdated = true),
      () => session.now,
    );
    // What makes no noise where it fails: a browser of earlier days has no trace yet.
    void session.peer.hasKept().catch(() => undefined);
    void this.clock.look.run();
    void this.damages.lookAtMine.run();
    return () => {
      clearTimeout(timer);
      clearInterval(beat);
      silence();
      loosen();
    };
  }

  /** Reads anew what another window has changed, and says what has gone with it. */
  async follow(): Promise<void> {
    const session = this.#session;
    const { identities, groups } = session;
    await session.lookAgain.run();
    await this.damages.follow();
    if (!session.lookAgain.error) await this.#tell({ identities, groups });
  }

  /** Whether the storage is still there, and still of this version. */
  async beat(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    const session = this.#session;
    try {
      if (session.identities.length > 0 && (await session.peer.wasCleared())) {
        await session.lookAgain.run();
      }
    } catch (error) {
      if (!isPeerError(error)) throw error;
      if (error.reason === 'storage.newer') this.isOutdated = true;
    }
  }

  async #tell(before: Known): Promise<void> {
    const { identities, groups, wasCleared } = this.#session;
    if (wasCleared) return;
    const { windows } = await this.#session.learn();
    const gone = before.identities.find(
      ({ peerName }) => !identities.some((now) => now.peerName === peerName),
    );
    const left = before.groups.find(
      ({ peerName, identity }) =>
        !groups.some(
          (now) => now.peerName === peerName && now.identity.peerName === identity.peerName,
        ),
    );
    if (gone) this.#session.say(windows.identityGone(gone.friendlyName));
    else if (left) this.#session.say(windows.groupGone(left.friendlyName));
    else if (before.identities.length === 0 && identities.length > 0 && !this.#session.saying) {
      this.#session.say(windows.identityHere);
    }
  }
}
