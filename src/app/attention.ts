/** What needs attention: my memberships, those of others that I may renew, and what is offered to me. */

import { isPeerError } from '../core/errors.ts';
import { showBadge } from '../exchange/badge.ts';
import type { CredentialOffer, Due, Group, MemberRow, Peer, Stage } from '../peer.ts';

/** What is known besides my own memberships; it is read when the first screen stands. */
export interface Outlook {
  /** Memberships that I may renew and that should be. */
  readonly due: readonly Due[];
  /** Newer credentials of mine that give less, and wait for my word. */
  readonly offers: readonly CredentialOffer[];
}

/** One thing that needs attention, and how much. */
export type Need = { readonly stage: Stage; readonly end: number; readonly id: string } & (
  | { readonly kind: 'mine'; readonly group: Group }
  | { readonly kind: 'offer'; readonly offer: CredentialOffer }
  | { readonly kind: 'due'; readonly due: Due }
);

const URGENCY: readonly Stage[] = ['ended', 'urgent', 'soon', 'not-yet'];

/** What is mine comes before what is others'. */
const KINDS: readonly Need['kind'][] = ['mine', 'offer', 'due'];

/** All that needs attention, the worst first. */
export function needsOf(groups: readonly Group[], { due, offers }: Outlook): readonly Need[] {
  const mine = groups.filter(({ term }) => URGENCY.includes(term.stage)).map(needOfMine);
  return [...mine, ...offers.map(needOfOffer), ...due.map(needOfDue)].toSorted(
    (a, b) =>
      URGENCY.indexOf(a.stage) - URGENCY.indexOf(b.stage) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      a.end - b.end,
  );
}

function needOfMine(group: Group): Need {
  const { stage, end } = group.term;
  return { kind: 'mine', id: idOf('mine', group), stage, end, group };
}

/** It waits, and nothing ends by it. */
function needOfOffer(offer: CredentialOffer): Need {
  const { end } = offer.validity;
  return { kind: 'offer', id: idOf('offer', offer.present), stage: 'soon', end, offer };
}

function needOfDue(due: Due): Need {
  const stage = URGENCY.find((known) => due.rows.some((row) => row.stage === known)) ?? 'soon';
  return { kind: 'due', id: idOf('due', due.group), stage, end: firstEndOf(due.rows), due };
}

function idOf(kind: string, { peerName, identity }: Group): string {
  return `${kind} ${identity.peerName} ${peerName}`;
}

function firstEndOf(rows: readonly MemberRow[]): number {
  return Math.min(...rows.map(({ end }) => end));
}

/** How many of those due have ended, how many still go on, and when the first of those ends. */
export function countsOf({ rows }: Due): { ended: number; ending: number; first: number } {
  const ending = rows.filter(({ stage }) => stage !== 'ended');
  return {
    ended: rows.length - ending.length,
    ending: ending.length,
    first: firstEndOf(ending),
  };
}

/**
 * Whether none of them can be given a longer one yet: they last as long as my own, and mine would
 * have to be renewed first.
 */
export function isCapped({ group, rows }: Due): boolean {
  const { end, isEndless } = group.term;
  return !isEndless && rows.every((row) => row.end >= end);
}

/**
 * Reads what is known besides my own memberships. A group that cannot be opened is passed over: its
 * own page says why.
 */
export async function readOutlook(peer: Peer, groups: readonly Group[]): Promise<Outlook> {
  const [due, offers] = await Promise.all([
    sound(peer.people().then((people) => people.listDue(groups))),
    Promise.all(groups.map((group) => sound(offerOf(peer, group)))),
  ]);
  return { due: due ?? [], offers: offers.filter((offer) => offer !== undefined) };
}

/** Shows on the sign of the installed app how many things need attention. */
export async function showNeeds(groups: readonly Group[], outlook: Outlook): Promise<void> {
  await showBadge(needsOf(groups, outlook).length);
}

async function offerOf(peer: Peer, listed: Group): Promise<CredentialOffer | undefined> {
  const group = await peer.openGroup(listed.identity.peerName, listed.peerName);
  return (await peer.credentials()).offeredCredential(group);
}

async function sound<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isPeerError(error)) return undefined;
    throw error;
  }
}

/** How much of a membership is over, in whole percent from 0 to 100. */
export function usedPercent({ start, end }: Group['term'], now: number): number {
  const share = (now - start) / (end - start);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

/** Two hundred years: beyond it a date says nothing to anybody. */
const NO_PRACTICAL_END = 200 * 365.25 * 86_400_000;

/** Whether a certificate has no practical end. */
export function isEndless({ end }: { readonly end: number }, now: number): boolean {
  return end - now > NO_PRACTICAL_END;
}
