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
  /** The one that left from this screen before anybody said whom it is for. */
  #unnamed: string | undefined;
  /** Those that are not answered yet. */
  readonly present = $derived.by(() => requestsFor(this.#session.handovers, this.#group));

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
    this.#unnamed = about === '' ? id : undefined;
    await this.#session.recall();
  });

  /** Said only afterwards whom it is for. */
  readonly describe = new Task(async () => {
    const about = this.whom.trim();
    if (this.#unnamed === undefined || about === '') return;
    await this.#session.peer.handovers.describe(this.#unnamed, about);
    this.#unnamed = undefined;
    await this.#session.recall();
    this.#session.say(this.#session.text.handover.remembered);
  });
}
