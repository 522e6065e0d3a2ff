import type { Handover } from '../peer.ts';
import type { Phrase } from '../text/phrase.ts';
import type { Route } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Something that is still to come, or to be given, as a screen shows it. */
export interface Awaited {
  readonly id: string;
  readonly what: Handover['what'];
  readonly says: Phrase;
  /** In which ways it was handed out; empty if it was not. */
  readonly ways: Handover['ways'];
  /** Which of several identities it is about. */
  readonly as: string | undefined;
  /** What to do next, and where. */
  readonly next: { readonly label: string; readonly route: Route };
}

/** So many are shown at once: more are asked for. */
const SHOWN = 3;

/** What is still to come, the newest first. */
export class StillToCome {
  showsAll = $state(false);
  readonly #session: Session;
  readonly #handovers: () => readonly Handover[];
  readonly all = $derived.by(() => this.#handovers().flatMap((handover) => this.#read(handover)));
  readonly shown = $derived.by(() => (this.showsAll ? this.all : this.all.slice(0, SHOWN)));

  /** @param handovers which of those that are awaited */
  constructor(session: Session, handovers: () => readonly Handover[]) {
    this.#session = session;
    this.#handovers = handovers;
  }

  /** How many are not shown. */
  get rest(): number {
    return this.all.length - this.shown.length;
  }

  /** I wait no longer. */
  readonly giveUp = new Task(async (id: string) => {
    const { peer, text } = this.#session;
    await peer.handovers.giveUp(id);
    await this.#session.recall();
    this.#session.say(text.handover.noLongerSaid);
  });

  /** Empty for what belongs to something that cannot be read any more. */
  #read({ id, what, ways, ...about }: Handover): readonly Awaited[] {
    const { identities } = this.#session;
    const identity = identities.find(({ peerName }) => peerName === about.identity);
    const says = this.#says({ what, ...about });
    if (!identity || !says) return [];
    const as = identities.length > 1 ? identity.friendlyName : undefined;
    return [{ id, what, ways, as, says, next: this.#next({ what, ...about }) }];
  }

  #says(handover: Pick<Handover, 'what' | 'identity' | 'group' | 'about' | 'begun'>) {
    const text = this.#session.text.handover;
    const { what, identity, about, begun } = handover;
    if (what === 'card') return about === '' ? text.card(begun) : text.cardFor(begun, about);
    const group = this.#session.findGroup(identity, handover.group);
    if (!group) return undefined;
    const { friendlyName } = group;
    return what === 'request'
      ? text.request(friendlyName, begun)
      : text.invitation(about, friendlyName);
  }

  #next({
    what,
    identity,
    group,
    invitation,
  }: Pick<Handover, 'what' | 'identity' | 'group' | 'invitation'>): Awaited['next'] {
    const text = this.#session.text.handover;
    if (what === 'card') return { label: text.openAnswer, route: { name: 'open' } };
    if (what === 'invitation') {
      return { label: text.give, route: { name: 'issued', id: invitation } };
    }
    return { label: text.openAnswer, route: { name: 'invite', identity, group } };
  }
}
