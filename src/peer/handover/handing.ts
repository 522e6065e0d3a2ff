/**
 * Handing something out, and closing what was handed out once the answer is there. Loaded when
 * asked for.
 */

import { fail } from '../../core/errors.ts';
import type { HandingWay, StoredHandover } from '../../core/stored-handover.ts';
import { membershipKey, type Change } from '../../core/stores.ts';
import { MINUTE } from '../../core/validity.ts';
import type { Context } from '../context.ts';
import { cardsAnsweredBy, isOpen, lastOf, requestAnsweredBy, type Invited } from './answers.ts';
import { handoverFrom, inTurnOfHandovers } from './handovers.ts';
import type { Errand, Handover } from '../types.ts';

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

/** See {@link Handovers.describe}. */
export async function describe(
  { store }: Context,
  id: string,
  about: string,
): Promise<Handover | undefined> {
  return inTurnOfHandovers(store, async () => {
    const kept = await store.list('handovers');
    const present = kept.find((other) => other.id === id);
    if (present === undefined) return undefined;
    const described = { ...present, about };
    const same = kept.find((other) => isSameRequest(other, described));
    const value = same ? { ...same, ways: waysOf(same, described) } : described;
    const surplus: readonly Change[] = same ? [{ delete: 'handovers', key: id }] : [];
    await store.write([...surplus, { put: 'handovers', value }]);
    return handoverFrom(value);
  });
}

/** See {@link Handovers.giveUp}. */
export async function giveUp({ store, now }: Context, id: string): Promise<void> {
  await inTurnOfHandovers(store, async () => {
    const present = await store.find('handovers', id);
    if (present === undefined) return;
    await store.write([{ put: 'handovers', value: { ...present, givenUp: now() } }]);
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
  invited: Invited,
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
function invitationHandoverId(invitation: string): string {
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
  const { group } = groupIn(errand);
  return kept
    .filter((other) => other.what === errand.what && isOpen(other))
    .filter((other) => other.identity === errand.identity && other.group === group)
    .filter(({ about }) => errand.what === 'card' || about === (errand.about ?? ''))
    .filter((other) => isUnnamedCard(other) || !isAnew(errand))
    .filter((other) => isLasting(other) || now - lastOf(other) < ERRAND)
    .toSorted(
      (a, b) => Number(isUnnamedCard(b)) - Number(isUnnamedCard(a)) || lastOf(b) - lastOf(a),
    )[0];
}

/** The group that a request or a card is about, and what stands with it from the beginning. */
function groupIn(errand: Exclude<Errand, { readonly what: 'invitation' }>) {
  if (errand.what === 'request') return { group: errand.group, about: errand.about ?? '' };
  return errand.renews ?? { group: '', about: '' };
}

function isAnew(errand: Errand): boolean {
  return errand.what === 'card' && errand.anew === true;
}

/** Two open requests for the card of one person: one invitation would leave the other for ever. */
function isSameRequest(other: StoredHandover, one: StoredHandover): boolean {
  const isOpenRequest = (kept: StoredHandover) => kept.what === 'request' && isOpen(kept);
  return (
    isOpenRequest(one) &&
    isOpenRequest(other) &&
    other.id !== one.id &&
    other.identity === one.identity &&
    other.group === one.group &&
    one.about !== '' &&
    other.about === one.about
  );
}

/** The ways of both, each once. */
function waysOf(...both: readonly StoredHandover[]): StoredHandover['ways'] {
  const ways = both.flatMap((each) => each.ways).toSorted((a, b) => a.at - b.at);
  return ways.filter(({ way }, place) => !ways.slice(place + 1).some((later) => later.way === way));
}

/** Goes on until it is closed: a card without a purpose or for a renewal, and the asking of one person. */
function isLasting(handover: StoredHandover): boolean {
  const { what, group, about } = handover;
  const isRenewal = what === 'card' && group !== '';
  return isUnnamedCard(handover) || isRenewal || (what === 'request' && about !== '');
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
  return { ...begun, ...groupIn(errand), id: crypto.randomUUID(), identity, ways: [] };
}

/** What is too much; invitations are as many as were issued, and go with them. */
function surplusOf(kept: readonly StoredHandover[], noted: StoredHandover): readonly Change[] {
  return kept
    .filter(({ id, what }) => id !== noted.id && what !== 'invitation')
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || lastOf(b) - lastOf(a))
    .slice(MAX_KEPT - 1)
    .map(({ id }) => ({ delete: 'handovers', key: id }));
}
