/** What I handed to others, and what is awaited for it: the there-and-back, remembered. */

import { harmlessName } from '../../core/friendly-name.ts';
import type { HandingWay, StoredHandover } from '../../core/stored-handover.ts';
import type { Change, Store } from '../../core/stores.ts';
import { cardsAnsweredByPreview, isOpen, requestAnsweredBy, type Invited } from './answers.ts';
import type { Context } from '../context.ts';
import * as parts from '../parts.ts';
import type { Errand, Handover, InvitationPreview } from '../types.ts';

/** See {@link Peer.handovers}. The first screen lists them; what changes them is loaded when asked for. */
export class Handovers {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** All that are remembered, those that are closed too, the newest first. */
  async list(): Promise<readonly Handover[]> {
    const kept = await this.#context.store.list('handovers');
    return kept.map(handoverFrom).toSorted((a, b) => b.begun - a.begun);
  }

  /**
   * Remembers that something left in one of its ways. Within one errand it is the same handover,
   * with one way more.
   */
  async note(errand: Errand, way: HandingWay): Promise<Handover> {
    return (await parts.handing()).note(this.#context, errand, way);
  }

  /**
   * Writes down what my card was given for, or whom I asked. A request for somebody who was asked
   * already goes on in the one that is there.
   *
   * @returns as it is remembered now; `undefined` for one that is gone meanwhile, and stays gone
   */
  async describe(id: string, about: string): Promise<Handover | undefined> {
    return (await parts.handing()).describe(this.#context, id, about);
  }

  /** I wait no longer. One that is gone meanwhile stays gone. */
  async giveUp(id: string): Promise<void> {
    return (await parts.handing()).giveUp(this.#context, id);
  }

  /** The cards of mine that an invitation may be the answer to, the best guess first. */
  async listAnsweredBy(preview: InvitationPreview): Promise<readonly Handover[]> {
    return cardsAnsweredByPreview(await this.list(), preview);
  }

  /** The request for a card that inviting somebody to a group answers; `undefined` where none surely is. */
  requestAnsweredBy(handovers: readonly Handover[], invited: Invited): Handover | undefined {
    return requestAnsweredBy(handovers, invited);
  }

  /**
   * Those that are awaited, without the cards that were answered as far as anybody can tell: each
   * invitation that waits for my decision answers the best guess for it.
   */
  stillAwaited(
    handovers: readonly Handover[],
    undecided: readonly InvitationPreview[],
  ): readonly Handover[] {
    return undecided.reduce(
      (rest, preview) => {
        const [answered] = cardsAnsweredByPreview(rest, preview);
        return rest.filter((handover) => handover !== answered);
      },
      handovers.filter(({ isAwaited }) => isAwaited),
    );
  }
}

/** As a screen shows it. */
export function handoverFrom(kept: StoredHandover): Handover {
  const isAwaited = isOpen(kept) && (kept.what !== 'invitation' || kept.ways.length === 0);
  return { ...kept, about: harmlessName(kept.about), isAwaited };
}

/** Nobody reads, judges and writes handovers while another does. May be used within another turn. */
export function inTurnOfHandovers<T>(store: Store, work: () => Promise<T>): Promise<T> {
  return store.inTurn('handovers', work);
}

/** The deletion of what belongs to an identity, or to one group of it. Used in the turn of handovers. */
export async function forgettingHandovers(
  store: Store,
  { identity, group }: { readonly identity: string; readonly group?: string },
): Promise<readonly Change[]> {
  const kept = await store.list('handovers');
  return kept
    .filter((handover) => handover.identity === identity)
    .filter((handover) => group === undefined || handover.group === group)
    .map(({ id }) => ({ delete: 'handovers', key: id }));
}
