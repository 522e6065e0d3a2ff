/** Opening a group update: what is good in it is kept, in one transaction, and what is not is named. */

import { bytesEqual } from '../core/bytes.ts';
import { issuerOf, memberOf, type Chain } from '../core/certificate/chain.ts';
import { parseGroupUpdate, type GroupUpdate } from '../core/document/group-update.ts';
import { fail } from '../core/errors.ts';
import type { PeerName } from '../core/peer-name.ts';
import { highestRole } from '../core/role.ts';
import type { StoredMember } from '../core/stored-group.ts';
import { inGroup, type Change } from '../core/stores.ts';
import { noting, type Happening } from './activity.ts';
import { personOf, type Context } from './context.ts';
import { keeping, receive, type Reception } from './database.ts';
import type { OwnChange, UpdatePreview, UpdateReport } from './group-types.ts';
import { listGroups, openGroup, openMembership, openWholeGroup } from './groups.ts';
import { ownSightings } from './member-rows.ts';
import { offeredCredential, offerOf } from './offered-credential.ts';
import { withChain } from './own-chain.ts';
import { newerOwnChains, takenOf } from './own-credentials.ts';
import { withProperties } from './properties.ts';
import { refusedRecords } from './refused-records.ts';
import type { Group, Person } from './types.ts';

/** The most newcomers that are named; how many there were stands beside them. */
const MAX_NEWCOMERS = 100;

/** See {@link Updates.previewUpdate}. */
export async function previewUpdate(context: Context, text: string): Promise<UpdatePreview> {
  const { group, records } = await parseGroupUpdate(text);
  const [first] = await ownGroups(context, group);
  return { group: first, records: records.length };
}

/** See {@link Updates.openGroupUpdate}. In turn: of two at once, the second sees what the first has brought. */
export async function openGroupUpdate(context: Context, text: string): Promise<UpdateReport> {
  const update = await parseGroupUpdate(text);
  for (const { identity, peerName } of await ownGroups(context, update.group)) {
    await openWholeGroup(context, identity.peerName, peerName);
  }
  return context.store.inTurn(update.group, () => keepUpdate(context, update));
}

/** Several identities of mine can be in one group: the default one first. */
async function ownGroups(
  context: Context,
  peerName: PeerName,
): Promise<readonly [Group, ...Group[]]> {
  const groups = await listGroups(context);
  const [first, ...others] = groups
    .filter((group) => group.peerName === peerName)
    .toSorted((a, b) => Number(b.identity.isDefault) - Number(a.identity.isDefault));
  return first === undefined ? fail('update.group', peerName) : [first, ...others];
}

async function keepUpdate(context: Context, update: GroupUpdate): Promise<UpdateReport> {
  const groups = await ownGroups(context, update.group);
  const [root] = groups[0].chain;
  const reception = await receive(context, root, update.records);
  const taken = await takenChains(context, groups, reception);
  const met = [...taken.values()].flatMap((chain) => ownSightings(chain));
  const opened = context.now();
  const changes = await keeping(context, { reception, root, met }, { opened });
  const people = await peopleIn(context, groups, changes);
  const arrival: Arrival = { update, groups, reception, taken, people };
  await context.store.write([
    ...changes,
    ...(await keepingMemberships(context, arrival)),
    ...notingArrival(context, arrival),
  ]);
  return reportOf(context, arrival);
}

/** What came with an update. */
interface Arrival {
  readonly update: GroupUpdate;
  /** Those of mine that it is for, as they were before. */
  readonly groups: readonly [Group, ...Group[]];
  readonly reception: Reception;
  /** The chains that take the place of mine. */
  readonly taken: ReadonlyMap<Group, Chain>;
  readonly people: ArrivedPeople;
}

interface ArrivedPeople {
  readonly newcomers: readonly StoredMember[];
  readonly renewed: readonly StoredMember[];
  /** Of those who were known as invited, whoever has said now that he is in. */
  readonly joined: readonly StoredMember[];
}

async function takenChains(
  context: Context,
  groups: readonly Group[],
  { chains }: Reception,
): Promise<ReadonlyMap<Group, Chain>> {
  const taken = new Map<Group, Chain>();
  for (const group of groups) {
    const newer = await newerOwnChains(context, group, chains);
    const last = takenOf(group.chain, newer, context.now());
    if (last !== group.chain) taken.set(group, last);
  }
  return taken;
}

/** Whose rows are new, and whose credential is; of others than me. */
async function peopleIn(
  { store }: Context,
  groups: readonly Group[],
  changes: readonly Change[],
): Promise<ArrivedPeople> {
  const mine = new Set(groups.map(({ identity }) => identity.keyHash));
  const rows = changes
    .flatMap((change) => ('put' in change && change.put === 'members' ? [change.value] : []))
    .filter(({ keyHash }) => !mine.has(keyHash));
  const keys = rows.map(({ group, keyHash }) => inGroup(group, keyHash));
  const before = await store.findAll('members', keys);
  const renewed = rows.filter((row, index) => {
    const known = before[index];
    return known !== undefined && !bytesEqual(known.der, row.der);
  });
  const joined = rows.filter((row, index) => {
    const known = before[index];
    return known !== undefined && known.joined === undefined && row.joined !== undefined;
  });
  return { newcomers: rows.filter((_, index) => before[index] === undefined), renewed, joined };
}

/** Each membership of mine once, with what is new of it. */
async function keepingMemberships(
  context: Context,
  { groups, taken, reception: { properties } }: Arrival,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const group of groups) {
    const stored = await openMembership(context, group.identity.peerName, group.peerName);
    const chain = taken.get(group);
    const renewed = chain === undefined ? stored : await withChain(context, stored, chain);
    const value = properties === undefined ? renewed : withProperties(renewed, properties);
    if (value !== stored) changes.push({ put: 'memberships', value });
  }
  return changes;
}

function notingArrival(context: Context, arrival: Arrival): readonly Change[] {
  return arrival.groups.flatMap((group) => {
    const names = { group: group.peerName, identity: group.identity.peerName };
    const happenings = [...happeningsOf(arrival), ...renewalOf(arrival.taken.get(group))];
    return happenings.map((happening) => noting(context, { ...names, ...happening }));
  });
}

type Told = Omit<Happening, 'group' | 'identity'>;

function happeningsOf({ update, reception, people }: Arrival): readonly Told[] {
  const { stored, refused, properties } = reception;
  const refusals = refused.length + (update.cut === undefined ? 0 : 1);
  const nobody: readonly string[] = [];
  const told: readonly Told[] = [
    { what: 'members-came', ...namesIn(people.newcomers) },
    { what: 'members-renewed', ...namesIn(people.renewed) },
    { what: 'refused', people: nobody, count: refusals },
  ];
  return [
    { what: 'update-opened', people: nobody, count: stored.length },
    ...told.filter(({ count }) => count > 0),
    ...(properties
      ? [
          {
            what: 'properties-came',
            people: nobody,
            count: 1,
            about: properties.friendlyName,
          } as const,
        ]
      : []),
  ];
}

function namesIn(rows: readonly StoredMember[]): Pick<Told, 'people' | 'count'> {
  return { people: rows.map(({ friendlyName }) => friendlyName), count: rows.length };
}

function renewalOf(chain: Chain | undefined): readonly Told[] {
  if (chain === undefined) return [];
  const { roles, validity } = memberOf(chain);
  const people = [issuerOf(chain).subject.friendlyName];
  const role = highestRole(roles);
  return [{ what: 'renewed-me', people, count: 1, role, end: validity.end }];
}

async function reportOf(context: Context, arrival: Arrival): Promise<UpdateReport> {
  const { update, groups, reception, people } = arrival;
  const [{ identity, peerName, friendlyName: before }] = groups;
  const group = await openGroup(context, identity.peerName, peerName);
  const { newcomers, renewed, joined } = people;
  return {
    group,
    new: reception.stored.length,
    known: reception.known,
    setAside: reception.setAside,
    refused: await refusedRecords(context, update, { reception, root: group.chain[0] }),
    newcomers: await firstOf(context, newcomers),
    newMembers: newcomers.length,
    joined: await firstOf(context, joined),
    joinedMembers: joined.length,
    renewedMembers: renewed.length,
    renamed: group.friendlyName === before ? undefined : { before, after: group.friendlyName },
    own: await ownChanges(context, arrival),
  };
}

function firstOf(context: Context, rows: readonly StoredMember[]): Promise<readonly Person[]> {
  return Promise.all(rows.slice(0, MAX_NEWCOMERS).map((row) => personIn(context, row)));
}

async function personIn({ certificates }: Context, { der }: StoredMember): Promise<Person> {
  const { subject, spki } = await certificates.decode(der);
  return personOf(subject, spki);
}

/** What became of my own memberships: one that was taken, and beside it one that is offered. */
async function ownChanges(
  context: Context,
  { groups, taken, reception: { chains } }: Arrival,
): Promise<readonly OwnChange[]> {
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
