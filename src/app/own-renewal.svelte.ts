import type { CredentialOffer, Group, Member } from '../peer.ts';
import { closeRenewal } from './handovers.ts';
import { leftBehind } from './renewal.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';
import { untilOf, type UntilChoice } from './until.ts';

/** My own membership in a group: what is offered to me, what I can sign myself, who ends with it. */
export class OwnRenewal {
  /** A newer credential of mine that gives less. */
  offer = $state.raw<CredentialOffer>();
  /** How many still end with a membership that I had before, and that I may renew. */
  leftBehind = $state(0);
  /** Whoever mine was cut to, with the newest membership that is known of him. */
  endsWith = $state.raw<Member>();
  choice = $state<UntilChoice>('mine');
  date = $state('');
  readonly #session: Session;
  readonly #group: Group;
  /** The group itself has no practical end, and its creator no other bounds. */
  readonly until = $derived.by(() =>
    untilOf(this.choice, this.date, {
      now: this.#session.now,
      mine: { end: Number.POSITIVE_INFINITY },
    }),
  );

  /** @param group opened */
  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#group = group;
  }

  /** Whether what I am about to sign ends sooner than what I have. */
  get isSooner(): boolean {
    return this.until.end !== undefined && this.until.end < this.#group.term.end;
  }

  readonly load = new Task(async () => {
    const { peer } = this.#session;
    this.offer = await (await peer.credentials()).offeredCredential(this.#group);
    const people = await peer.people();
    const { endsWith } = this.#group.term;
    if (endsWith) [this.endsWith] = await people.open(this.#group, [endsWith.keyHash]);
    if (this.#group.cannotInvite) return;
    const rows = await people.rows(this.#group);
    this.leftBehind = leftBehind(rows, this.#group.identity.keyHash).length;
  });

  /** Whoever mine was cut to, where he was renewed since. */
  get renewedSince(): Member | undefined {
    const { endsWith } = this;
    return endsWith && endsWith.term.end > this.#group.term.end ? endsWith : undefined;
  }

  /** Takes the offered credential in the place of mine. */
  readonly take = new Task(async () => {
    if (this.offer === undefined) return;
    const { peer, text } = this.#session;
    await (await peer.credentials()).acceptOffered(this.#group, this.offer.id);
    await closeRenewal(this.#session, this.#group);
    await this.#session.refresh();
    this.#session.say(text.openedUpdate.taken);
  });

  /** Keeps mine: this one is not offered again. */
  readonly keepMine = new Task(async () => {
    if (this.offer === undefined) return;
    const { peer, text } = this.#session;
    await (await peer.credentials()).declineOffered(this.#group, this.offer.id);
    this.offer = undefined;
    await this.#session.refresh();
    this.#session.say(text.openedUpdate.kept);
  });

  /** Signs my own membership with the key of the group. */
  readonly renew = new Task(async () => {
    const { until } = this;
    if (until.end === undefined) return;
    const { peer, text } = this.#session;
    const validityEnd = until.isMine ? undefined : until.end;
    await (await peer.credentials()).renewOwn(this.#group, { validityEnd });
    await this.#session.refresh();
    this.#session.say(text.own.selfDone);
  });
}
