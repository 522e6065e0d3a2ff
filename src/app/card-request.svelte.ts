import { publicAddressOf } from '../exchange/link.ts';
import type { Group, HandingWay } from '../peer.ts';
import { plain } from '../text/phrase.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Asking somebody for the identity card, to be invited to a group. */
export class CardRequest {
  readonly #session: Session;
  readonly #group: Group;
  /** One that is not answered yet. */
  readonly present = $derived.by(() =>
    this.#session.handovers.find(
      ({ what, isAwaited, identity, group }) =>
        what === 'request' &&
        isAwaited &&
        identity === this.#group.identity.peerName &&
        group === this.#group.peerName,
    ),
  );

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
    const errand = { what: 'request', identity: identity.peerName, group } as const;
    await this.#session.peer.handovers.note(errand, way);
    await this.#session.recall();
  });
}
