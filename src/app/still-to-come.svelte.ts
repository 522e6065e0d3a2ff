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
  /** What puts it away, and what is said then. */
  readonly away: { readonly label: string; readonly said: string };
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

  /** Nothing more is to be done about it. */
  readonly giveUp = new Task(async ({ id, away }: Awaited) => {
    await this.#session.peer.handovers.giveUp(id);
    await this.#session.recall();
    this.#session.say(away.said);
  });

  /** Empty for what belongs to something that cannot be read any more. */
  #read(handover: Handover): readonly Awaited[] {
    const { id, what, ways } = handover;
    const { identities } = this.#session;
    const identity = identities.find(({ peerName }) => peerName === handover.identity);
    const says = this.#says(handover);
    if (!identity || !says) return [];
    const as = identities.length > 1 ? identity.friendlyName : undefined;
    return [{ id, what, ways, as, says, next: this.#next(handover), away: this.#away(what) }];
  }

  #says({ what, identity, group: named, about, begun }: Handover): Phrase | undefined {
    const text = this.#session.text.handover;
    if (what === 'card' && named !== '') return text.cardToRenew(begun, about);
    if (what === 'card') return about === '' ? text.card(begun) : text.cardFor(begun, about);
    const group = this.#session.findGroup(identity, named)?.friendlyName;
    if (group === undefined) return undefined;
    if (what === 'invitation') return text.invitation(about, group);
    return about === '' ? text.request(group, begun) : text.requestTo(about, group, begun);
  }

  #next({ what, identity, group, invitation }: Handover): Awaited['next'] {
    const text = this.#session.text.handover;
    if (what === 'card') {
      const label = group === '' ? text.openAnswer : text.openRenewal;
      return { label, route: { name: 'open' } };
    }
    if (what === 'request') {
      return { label: text.takeIn, route: { name: 'invite', identity, group } };
    }
    return { label: text.give, route: { name: 'issued', id: invitation } };
  }

  #away(what: Handover['what']): Awaited['away'] {
    const text = this.#session.text.handover;
    return what === 'invitation'
      ? { label: text.wasGiven, said: text.wasGivenSaid }
      : { label: text.noLonger, said: text.noLongerSaid };
  }
}
