/** What happened in my groups: what I did, and what updates brought. The words for it are the screens'. */

import { harmlessName } from '../core/friendly-name.ts';
import { allInGroup, inGroup, sortableTime, type Change } from '../core/stores.ts';
import type { StoredAct } from '../core/stored-group.ts';
import type { Context } from './context.ts';
import type { Act } from './group-types.ts';
import type { Group } from './types.ts';

/** The most names that are kept of one act; how many there were stands beside them. */
const MAX_NAMES = 100;

/** What is noted of an act; when it was and what tells it from others is added. */
export type Happening = Omit<StoredAct, 'at' | 'id'>;

/** Acts of one moment keep the order in which they were noted. */
let noted = 0;

/** The change that notes an act, for the transaction in which it is done. */
export function noting({ now }: Context, happening: Happening): Change {
  noted += 1;
  const id = `${sortableTime(noted)} ${crypto.randomUUID()}`;
  const people = happening.people.slice(0, MAX_NAMES);
  return { add: 'acts', value: { ...happening, people, at: now(), id } };
}

/** Which acts are listed. */
export interface ActivityWishes {
  /** Only those that came before this one: the last one listed before. */
  readonly before?: Pick<Act, 'at' | 'id'>;
  readonly limit: number;
}

/** See {@link Peer.activity}. */
export class Activity {
  readonly #context: Context;
  readonly #used: (group: Group) => Group;

  constructor(context: Context, used: (group: Group) => Group) {
    this.#context = context;
    this.#used = used;
  }

  /** What happened in a group while this identity was in it, the newest first, with names that are harmless to show. */
  async list(group: Group, { before, limit }: ActivityWishes): Promise<readonly Act[]> {
    const { peerName, identity } = this.#used(group);
    const names = [peerName, identity.peerName] as const;
    const { from, to } = allInGroup(...names);
    const last = before && inGroup(...names, sortableTime(before.at), before.id);
    // Both ends of a stretch belong to it: the one listed before comes once more.
    const stretch = { from, to: last ?? to, limit: limit + 1, descending: true } as const;
    const acts = await this.#context.store.listStretch('acts', stretch);
    const others = acts.filter(({ id }) => id !== before?.id);
    return others.slice(0, limit).map(harmlessAct);
  }
}

function harmlessAct(act: StoredAct): Act {
  const people = act.people.map(harmlessName);
  return act.about === undefined
    ? { ...act, people }
    : { ...act, people, about: harmlessName(act.about) };
}
