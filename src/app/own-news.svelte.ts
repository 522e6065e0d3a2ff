import type { Group, GroupUpdate, HandingWay } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { passOver } from './step.ts';
import { Task } from './task.svelte.ts';

/** Under which step it is remembered that somebody is still to be told. */
function stepOf({ peerName, identity }: Group): string {
  return `tell ${identity.peerName} ${peerName}`;
}

/** I have joined: whoever invited me is still to be told, until I have done so or do not want to. */
export async function rememberToTell({ peer }: Session, group: Group): Promise<void> {
  await peer.steps.put(stepOf(group), '');
}

/** The group was left. */
export async function forgetToTell({ peer }: Session, group: Group): Promise<void> {
  await peer.steps.delete(stepOf(group));
}

/** That I am in a group, to be told to others in a small update of nothing but my own membership. */
export class OwnNews {
  /** Whether somebody is still to be told, or was told just now. */
  isDue = $state(false);
  /** Made when it is asked for. */
  update = $state.raw<GroupUpdate>();
  /** It has left in one of its ways. */
  isTold = $state(false);
  /** It has left, and how is not shown any more. */
  isFolded = $state(false);
  readonly #session: Session;
  readonly #group: Group;

  /** @param group opened */
  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
  }

  /** Looks whether somebody is still to be told. */
  readonly restore = new Task(async () => {
    this.isDue = (await this.#session.peer.steps.find(stepOf(this.#group))) !== undefined;
  });

  readonly make = new Task(async () => {
    const updates = await this.#session.peer.updates();
    this.update = await updates.groupUpdate(this.#group, { onlyMine: true });
  });

  /** It has left: nobody is reminded any more, and it stands here until it is put away. */
  readonly handed = (way: HandingWay): void => {
    this.isTold = true;
    // A code stays where it is as long as somebody reads it.
    this.isFolded = way !== 'code';
    forgetToTell(this.#session, this.#group).catch(passOver);
  };

  readonly putAway = new Task(async () => {
    this.isDue = false;
    await forgetToTell(this.#session, this.#group);
  });
}
