import type { Group, Handover, IssuedInvitation } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** How many are drawn at once. */
const PAGE = 50;

/** The invitations that I signed for a group: read for the page that lists them, as each is verified for it. */
export class IssuedList {
  all = $state.raw<readonly IssuedInvitation[]>([]);
  isRead = $state(false);
  #limit = $state(PAGE);
  #group: Group;
  readonly #session: Session;
  readonly drawn = $derived.by(() => this.all.slice(0, this.#limit));
  readonly hasMore = $derived.by(() => this.drawn.length < this.all.length);
  readonly #handovers = $derived.by(() => byInvitation(this.#session.handovers));

  /** @param group opened */
  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
  }

  /** The group was read anew: so are they. */
  follow(group: Group): void {
    this.#group = group;
    void this.load.run();
  }

  readonly load = new Task(async () => {
    let group: Group;
    do {
      group = this.#group;
      this.all = await this.#session.peer.listIssuedInvitations(group);
      this.isRead = true;
    } while (group !== this.#group);
  });

  showMore(): void {
    this.#limit += PAGE;
  }

  /** How one was given; `undefined` for one that was issued before such things were remembered. */
  handoverOf({ id }: IssuedInvitation): Handover | undefined {
    return this.#handovers.get(id);
  }
}

/** The newest for each; they are listed the newest first. */
function byInvitation(handovers: readonly Handover[]): ReadonlyMap<string, Handover> {
  const found = handovers.filter(({ what }) => what === 'invitation').toReversed();
  return new Map(found.map((handover) => [handover.invitation, handover]));
}
