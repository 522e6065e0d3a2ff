import { publicAddressOf } from '../exchange/link.ts';
import type { Group, HandingWay } from '../peer.ts';
import { plain } from '../text/phrase.ts';
import { requestsFor } from './handovers.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Asking somebody for the identity card, to be invited to a group. */
export class CardRequest {
  /** Who is asked, as it is typed. */
  whom = $state('');
  readonly #session: Session;
  readonly #group: Group;
  /** The id of the one that left from this screen last. */
  #lastId = $state<string>();
  /** Those that are not answered yet. */
  readonly present = $derived.by(() => requestsFor(this.#session.handovers, this.#group));
  readonly #last = $derived(this.present.find(({ id }) => id === this.#lastId));
  /** The name that left last, where another one is typed by now: a slip, or somebody else. */
  readonly mistaken = $derived.by(() => {
    const about = this.whom.trim();
    return about === '' || about === this.#last?.about ? '' : (this.#last?.about ?? '');
  });

  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
  }

  /** A message that says what to do. */
  get message(): string {
    const { router, text } = this.#session;
    const address = publicAddressOf(router.address);
    return plain(text.handover.messages.request(this.#group.friendlyName, address));
  }

  /** The message has left. */
  readonly note = new Task(async (way: HandingWay) => {
    const { identity, peerName: group } = this.#group;
    const about = this.whom.trim();
    const errand = { what: 'request', identity: identity.peerName, group, about } as const;
    const { id } = await this.#session.peer.handovers.note(errand, way);
    this.#lastId = id;
    await this.#session.recall();
  });

  /** Said only afterwards whom it is for. One that has a name keeps it: the next may be for somebody else. */
  readonly describe = new Task(async () => {
    if (this.#last?.about === '') await this.#rename();
  });

  /** The name that left last was a slip: what is typed now is whom it is for. */
  readonly correct = new Task(() => this.#rename());

  async #rename(): Promise<void> {
    const about = this.whom.trim();
    if (this.#lastId === undefined || about === '') return;
    const { peer, text } = this.#session;
    this.#lastId = (await peer.handovers.describe(this.#lastId, about))?.id;
    await this.#session.recall();
    this.#session.say(text.handover.remembered);
  }
}
