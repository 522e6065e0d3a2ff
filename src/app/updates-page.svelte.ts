import type { Act, Group, GroupStatus, GroupUpdate } from '../peer.ts';
import { ActivityList } from './activity-list.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';
import { startOfDay } from './until.ts';

export const UPDATE_CHOICES = ['all', 'last', 'date'] as const;

/** What an update is made of: everything, what came since my last one, or since a day. */
export type UpdateChoice = (typeof UPDATE_CHOICES)[number];

/** What I did that others learn from an update alone. */
const FOR_OTHERS = ['properties', 'renewed', 'role', 'renewed-self'] as const;
export type ForOthers = (typeof FOR_OTHERS)[number];

/** Group updates: what is known, and one to be given away. */
export class UpdatesPage {
  status = $state.raw<GroupStatus>();
  /** When the last one was made before this page was opened; `undefined` for never. */
  last = $state<number>();
  choice = $state<UpdateChoice>('all');
  /** The day of the choice `date`, as an input of that type writes it. */
  date = $state('');
  /** The one that was made for the choice as it stands. */
  update = $state.raw<GroupUpdate>();
  /** What I did since my last update that the others do not see before the next one. */
  due = $state.raw<ForOthers>();
  readonly happened: ActivityList;
  readonly #session: Session;
  readonly #group: Group;
  /** From when on things are in it: `undefined` for all. */
  readonly #since = $derived.by(() => {
    if (this.choice === 'all') return undefined;
    return this.choice === 'last' ? this.last : startOfDay(this.date);
  });
  /** Whether it can be made of what is chosen. */
  readonly canMake = $derived.by(() => {
    if (this.choice === 'all') return true;
    return this.#since !== undefined && this.#since <= this.#session.now;
  });

  /** @param group opened */
  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
    this.happened = new ActivityList(session, group);
  }

  /** What can be chosen: the last one only where there was one. */
  get choices(): readonly UpdateChoice[] {
    return UPDATE_CHOICES.filter((choice) => choice !== 'last' || this.last !== undefined);
  }

  readonly load = new Task(async () => {
    const status = await this.#readStatus();
    await this.happened.load.run();
    this.due = dueAmong(this.happened.acts, status.made);
    this.last = status.made;
    this.status = status;
  });

  /** Something else is chosen: what was made is of no use for it. */
  choose(choice: UpdateChoice): void {
    this.choice = choice;
    this.update = undefined;
  }

  /** Makes it. When it was made is remembered, so that the next one can go on from there. */
  readonly make = new Task(async () => {
    const since = this.#since;
    const updates = await this.#session.peer.updates();
    this.update = await updates.groupUpdate(this.#group, since === undefined ? {} : { since });
    await this.happened.load.run();
    this.status = await this.#readStatus();
  });

  /** The update has left: nobody is asked for it any more. */
  readonly handed = (): void => {
    this.due = undefined;
  };

  async #readStatus(): Promise<GroupStatus> {
    return (await this.#session.peer.updates()).groupStatus(this.#group);
  }
}

/** The latest act that others are still to learn of. */
function dueAmong(acts: readonly Act[], made = 0): ForOthers | undefined {
  const latest = acts.find(({ what, at }) => at > made && FOR_OTHERS.some((kind) => kind === what));
  return FOR_OTHERS.find((kind) => kind === latest?.what);
}
