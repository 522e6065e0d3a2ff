/** What opening a group update has done, to be told to whoever has opened it. */

import { issuerOf, memberOf } from '../../core/certificate/chain.ts';
import { RECORD_TYPE } from '../../core/record/record.ts';
import type { StoredMember } from '../../core/stored-group.ts';
import { allInGroup } from '../../core/stores.ts';
import type { Arrival } from './arrival.ts';
import { personOf, type Context } from '../context.ts';
import type { OwnChange, PassingOn, UpdateReport } from '../group-types.ts';
import { openGroup } from '../group/groups.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { offeredCredential, offerOf } from '../credential/offered-credential.ts';
import { newerOwnChains } from '../credential/own-credentials.ts';
import { refusedIn, refusedRecords } from './refused-records.ts';
import type { Group, Person } from '../types.ts';

/** The most people of a kind that are named; how many there were stands beside them. */
const MAX_NAMED = 100;

/** What came, once it was written. */
export async function reportOf(context: Context, arrival: Arrival): Promise<UpdateReport> {
  const { update, groups, reception, people } = arrival;
  const [before] = groups;
  const group = await openGroup(context, before.identity.peerName, before.peerName);
  const { newcomers, renewed, joined, confirmed } = people;
  return {
    group,
    new: reception.stored.length,
    known: reception.known,
    setAside: reception.setAside,
    refused: await refusedRecords(context, update, { reception, root: group.chain[0] }),
    refusedRecords: refusedIn(update, reception),
    newcomers: await firstOf(context, newcomers),
    newMembers: newcomers.length,
    joined: await firstOf(context, joined),
    joinedMembers: joined.length,
    renewed: await firstOf(context, renewed),
    renewedMembers: renewed.length,
    confirmed: await firstOf(context, confirmed),
    confirmedMembers: confirmed.length,
    renamed: changeOf(before.friendlyName, group.friendlyName),
    described: changeOf(before.comment, group.comment),
    others: reception.stored.filter(({ type }) => !OF_GROUPS.includes(type)).length,
    own: await ownChanges(context, arrival),
    passingOn: await passingOn(context, group, arrival),
  };
}

/** Records that this app itself writes and reads. */
const OF_GROUPS: readonly string[] = Object.values(RECORD_TYPE);

function changeOf(before: string, after: string): UpdateReport['renamed'] {
  return before === after ? undefined : { before, after };
}

/** Whoever has joined by my invitation tells me so himself: perhaps nobody else has heard of it. */
async function passingOn(
  context: Context,
  { peerName, chain }: Group,
  { groups, people, reception: { memberships } }: Arrival,
): Promise<PassingOn | undefined> {
  const mine = new Set(groups.map(({ identity }) => identity.keyHash));
  const told = new Set(await Promise.all(memberships.map((one) => keyHashIn(memberOf(one.chain)))));
  const guests = people.joined.filter(
    ({ issuerKeyHash, keyHash }) => mine.has(issuerKeyHash) && told.has(keyHash),
  );
  if (guests.length === 0) return undefined;
  const members = await context.store.listKeys('members', allInGroup(peerName));
  const issuer = issuerOf(chain);
  return {
    guests: await firstOf(context, guests),
    inviter: issuer.type === 'gmc' ? await personOf(issuer.subject, issuer.spki) : undefined,
    hasOthers: members.length > mine.size + guests.length,
  };
}

function firstOf(context: Context, rows: readonly StoredMember[]): Promise<readonly Person[]> {
  return Promise.all(rows.slice(0, MAX_NAMED).map((row) => personIn(context, row)));
}

async function personIn({ certificates }: Context, { der }: StoredMember): Promise<Person> {
  const { subject, spki } = await certificates.decode(der);
  return personOf(subject, spki);
}

/** What became of my own memberships: one that was taken, and beside it one that is offered. */
async function ownChanges(
  context: Context,
  { groups, taken, reception: { memberships } }: Arrival,
): Promise<readonly OwnChange[]> {
  const chains = memberships.map(({ chain }) => chain);
  const changes: OwnChange[] = [];
  for (const group of groups) {
    const chain = taken.get(group);
    if (chain !== undefined) {
      changes.push({ ...(await offerOf(context, group, chain)), outcome: 'taken' });
    }
    const isConcerned = (await newerOwnChains(context, group, chains)).length > 0;
    const offer = isConcerned ? await offeredCredential(context, group) : undefined;
    if (offer !== undefined) changes.push({ ...offer, outcome: 'offered' });
  }
  return changes;
}
