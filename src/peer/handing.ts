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
import { cardsAnsweredBy, isOpen, lastOf, requestAnsweredBy } from './answers.ts';
import { handoverFrom, inTurnOfHandovers } from './handovers.ts';
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

/** The change that closes the request which the card of somebody answers, see {@link requestAnsweredBy}. */
export async function answeringRequest(
  { store, now }: Context,
  invited: Parameters<typeof requestAnsweredBy>[1],
): Promise<readonly Change[]> {
  return closing(requestAnsweredBy(await store.list('handovers'), invited), now());
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
    .filter(({ about }) => errand.what === 'card' || about === (errand.about ?? ''))
    .filter((other) => isLasting(other) || now - lastOf(other) < ERRAND)
    .toSorted(
      (a, b) => Number(isUnnamedCard(b)) - Number(isUnnamedCard(a)) || lastOf(b) - lastOf(a),
    )[0];
}

/** Goes on until it is closed: a card without a purpose, and the asking of one person. */
function isLasting(handover: StoredHandover): boolean {
  return isUnnamedCard(handover) || (handover.what === 'request' && handover.about !== '');
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
  const asked = errand.what === 'request' ? { group: errand.group, about: errand.about ?? '' } : {};
  return { ...begun, ...asked, id: crypto.randomUUID(), identity, ways: [] };
}

/** What is too much; invitations are as many as were issued, and go with them. */
function surplusOf(kept: readonly StoredHandover[], noted: StoredHandover): readonly Change[] {
  return kept
    .filter(({ id, what }) => id !== noted.id && what !== 'invitation')
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || lastOf(b) - lastOf(a))
    .slice(MAX_KEPT - 1)
    .map(({ id }) => ({ delete: 'handovers', key: id }));
}
