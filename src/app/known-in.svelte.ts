import type { CardPreview, Group, Member } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** A group in which the owner of a card is already, and in which I may renew. */
export interface KnownMember {
  readonly group: Group;
  readonly member: Member;
}

/** In which of my groups the owner of a card is already. */
export class KnownIn {
  groups = $state.raw<readonly KnownMember[]>([]);
  readonly #session: Session;
  readonly #card: CardPreview;

  constructor(session: Session, card: CardPreview) {
    this.#session = session;
    this.#card = card;
  }

  readonly look = new Task(async () => {
    if (this.#card.mine) return;
    const groups = this.#session.groups.filter(({ cannotInvite }) => !cannotInvite);
    const found = await Promise.all(groups.map((group) => this.#find(group)));
    this.groups = found.filter((known) => known !== undefined);
  });

  has(group: Group): boolean {
    return this.groups.some(
      (known) =>
        known.group.peerName === group.peerName &&
        known.group.identity.peerName === group.identity.peerName,
    );
  }

  async #find(listed: Group): Promise<KnownMember | undefined> {
    const { peer } = this.#session;
    const group = await peer.openGroup(listed.identity.peerName, listed.peerName);
    const people = await peer.people();
    const [member] = await people.open(group, [this.#card.keyHash]);
    return member && { group, member };
  }
}
