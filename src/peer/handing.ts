/**
 * Handing something out, and closing what was handed out once the answer is there. Loaded when
 * asked for.
 */

import { fail } from '../core/errors.ts';
import {
  membershipKey,
  type Change,
  type HandingWay,
  type StoredHandover,
} from '../core/stores.ts';
import { MINUTE } from '../core/validity.ts';
import type { Context } from './context.ts';
import { handoverFrom, inTurnOfHandovers, isOpen } from './handovers.ts';
import type { Errand, Handover } from './types.ts';

/** Within this time, in milliseconds, handing out the same thing again is the same errand. */
const ERRAND = 60 * MINUTE;

/** Cards and requests that are remembered: the closed ones go first, then the oldest. */
export const MAX_KEPT = 60;

/** See {@link Handovers.note}. */
export async function note(context: Context, errand: Errand, way: HandingWay): Promise<Handover> {
  const { store } = context;
  return inTurnOfHandovers(store, async () => {
    const now = context.now();
    const kept = await store.list('handovers');
    const present = findPresent(kept, errand, now) ?? begunWith(errand, now);
    await refuseOrphan(context, present);
    const ways = [...present.ways.filter((handing) => handing.way !== way), { way, at: now }];
    const value = { ...present, ways };
    await store.write([{ put: 'handovers', value }, ...surplusOf(kept, value)]);
    return handoverFrom(value);
  });
}

/** Changes what is remembered of one; one that is gone meanwhile stays gone. */
export async function change(
  { store, now }: Context,
  id: string,
  changed: (now: number) => Partial<StoredHandover>,
): Promise<void> {
  await inTurnOfHandovers(store, async () => {
    const present = await store.find('handovers', id);
    if (present === undefined) return;
    await store.write([{ put: 'handovers', value: { ...present, ...changed(now()) } }]);
  });
}

/** The open cards of an identity, in the order in which an invitation to a group may answer them. */
export function cardsAnsweredBy<Kept extends StoredHandover>(
  handovers: readonly Kept[],
  { identity, group }: { readonly identity: string; readonly group: string },
): readonly Kept[] {
  return handovers
    .filter((handover) => handover.what === 'card' && handover.identity === identity)
    .filter(isOpen)
    .toSorted(
      (a, b) => likeness(b.about, group) - likeness(a.about, group) || lastOf(b) - lastOf(a),
    );
}

/**
 * The change that closes the card which an invitation answers.
 *
 * @param answers its id, empty for none of them; absent: the best guess
 */
export async function answeringCard(
  { store, now }: Context,
  joined: { readonly identity: string; readonly group: string },
  answers: string | undefined,
): Promise<readonly Change[]> {
  const open = cardsAnsweredBy(await store.list('handovers'), joined);
  const answered = open.find(({ id }) => answers === undefined || id === answers);
  return closing(answered, now());
}

/** The change that closes the request which a card answers: the oldest one for this group. */
export async function answeringRequest(
  { store, now }: Context,
  { identity, group }: Pick<StoredHandover, 'identity' | 'group'>,
): Promise<readonly Change[]> {
  const [oldest] = (await store.list('handovers'))
    .filter((kept) => kept.what === 'request' && isOpen(kept))
    .filter((kept) => kept.identity === identity && kept.group === group)
    .toSorted((a, b) => a.begun - b.begun);
  return closing(oldest, now());
}

/** An invitation that was just signed: not given yet, and in the place of earlier ones that never were. */
export async function awaitingHandover(
  { store, now }: Context,
  errand: Extract<Errand, { readonly what: 'invitation' }>,
): Promise<readonly Change[]> {
  const value = begunWith(errand, now());
  const overtaken = (await store.list('handovers')).filter(
    ({ what, identity, group, person, ways }) =>
      what === 'invitation' &&
      identity === value.identity &&
      group === value.group &&
      person === value.person &&
      ways.length === 0,
  );
  return [
    ...overtaken.map(({ id }): Change => ({ delete: 'handovers', key: id })),
    { put: 'handovers', value },
  ];
}

/** The key of what is remembered of an invitation. */
export function invitationHandoverId(invitation: string): string {
  return `invitation ${invitation}`;
}

function closing(handover: StoredHandover | undefined, now: number): readonly Change[] {
  if (handover === undefined) return [];
  return [{ put: 'handovers', value: { ...handover, answered: now } }];
}

/** What goes with an identity or a group must not come after it: nobody would see it, or could delete it. */
async function refuseOrphan(
  { store }: Context,
  { identity, group }: StoredHandover,
): Promise<void> {
  if ((await store.find('identities', identity)) === undefined) fail('identity.unknown', identity);
  if (group === '') return;
  const membership = await store.find('memberships', membershipKey(identity, group));
  if (membership === undefined) fail('group.unknown', group);
}

function findPresent(
  kept: readonly StoredHandover[],
  errand: Errand,
  now: number,
): StoredHandover | undefined {
  if (errand.what === 'invitation') {
    return kept.find(({ id }) => id === invitationHandoverId(errand.invitation.id));
  }
  if (errand.what === 'card' && errand.anew) return undefined;
  const group = errand.what === 'request' ? errand.group : '';
  return kept
    .filter((other) => other.what === errand.what && isOpen(other))
    .filter((other) => other.identity === errand.identity && other.group === group)
    .filter((other) => isUnnamedCard(other) || now - lastOf(other) < ERRAND)
    .toSorted(
      (a, b) => Number(isUnnamedCard(b)) - Number(isUnnamedCard(a)) || lastOf(b) - lastOf(a),
    )[0];
}

/** As long as nobody said what a card is for, two of them could not be told apart. */
function isUnnamedCard({ what, about }: StoredHandover): boolean {
  return what === 'card' && about === '';
}

function begunWith(errand: Errand, now: number): StoredHandover {
  const begun = { what: errand.what, group: '', invitation: '', person: '', about: '', begun: now };
  if (errand.what === 'invitation') {
    const { id, identity, group, invitee } = errand.invitation;
    return {
      ...begun,
      id: invitationHandoverId(id),
      identity,
      group: group.peerName,
      invitation: id,
      person: invitee.peerName,
      about: invitee.friendlyName,
      ways: [],
    };
  }
  const { identity } = errand;
  const group = errand.what === 'request' ? errand.group : '';
  return { ...begun, id: crypto.randomUUID(), identity, group, ways: [] };
}

/** What is too much; invitations are as many as were issued, and go with them. */
function surplusOf(kept: readonly StoredHandover[], noted: StoredHandover): readonly Change[] {
  return kept
    .filter(({ id, what }) => id !== noted.id && what !== 'invitation')
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || lastOf(b) - lastOf(a))
    .slice(MAX_KEPT - 1)
    .map(({ id }) => ({ delete: 'handovers', key: id }));
}

/** When it was handed out last, or begun. */
function lastOf({ ways, begun }: StoredHandover): number {
  return ways.at(-1)?.at ?? begun;
}

/** How much what a card was given for sounds like a group: words in both. Unsaid is between one and none. */
function likeness(about: string, group: string): number {
  if (about === '') return 0.5;
  const words = wordsOf(group);
  return wordsOf(about).filter((word) => words.includes(word)).length;
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []
  );
}
