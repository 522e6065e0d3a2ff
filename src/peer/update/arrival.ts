/** What came with a group update: whom it speaks of, and how that is noted. */

import { bytesEqual } from '../../core/bytes.ts';
import { issuerOf, memberOf, type Chain } from '../../core/certificate/chain.ts';
import type { GroupUpdate } from '../../core/document/group-update.ts';
import { highestRole } from '../../core/role.ts';
import type { StoredMember } from '../../core/stored-group.ts';
import { inGroup, type Change } from '../../core/stores.ts';
import { noting, type Happening } from '../activity.ts';
import type { Context } from '../context.ts';
import type { Reception } from '../database/database.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { findKnown } from '../database/many-keys.ts';
import { refusedIn } from './refused-records.ts';
import type { Group } from '../types.ts';

/** What came with an update. */
export interface Arrival {
  readonly update: GroupUpdate;
  /** Those of mine that it is for, as they were before. */
  readonly groups: readonly [Group, ...Group[]];
  readonly reception: Reception;
  /** The chains that take the place of mine. */
  readonly taken: ReadonlyMap<Group, Chain>;
  readonly people: ArrivedPeople;
}

export interface ArrivedPeople {
  readonly newcomers: readonly StoredMember[];
  readonly renewed: readonly StoredMember[];
  /** Of those who were known as invited, whoever has said now that he is in. */
  readonly joined: readonly StoredMember[];
  /** Known already, and known once more: a record of the membership has come, and nothing of it is new. */
  readonly confirmed: readonly StoredMember[];
}

/**
 * Whose rows are new, whose credential is, and of whom else something has come; of others than me.
 *
 * @param changes what is about to be written
 */
export async function peopleIn(
  context: Context,
  { groups, reception }: Pick<Arrival, 'groups' | 'reception'>,
  changes: readonly Change[],
): Promise<ArrivedPeople> {
  const mine = new Set(groups.map(({ identity }) => identity.keyHash));
  const rows = changes
    .flatMap((change) => ('put' in change && change.put === 'members' ? [change.value] : []))
    .filter(({ keyHash }) => !mine.has(keyHash));
  const before = await keptRows(context, reception, new Set(rows.map(({ keyHash }) => keyHash)));
  const renewed = rows.filter((row) => {
    const known = before.get(row.keyHash);
    return known !== undefined && !bytesEqual(known.der, row.der);
  });
  const joined = rows.filter((row) => {
    const known = before.get(row.keyHash);
    return known !== undefined && known.joined === undefined && row.joined !== undefined;
  });
  const newcomers = rows.filter(({ keyHash }) => !before.has(keyHash));
  const told = new Set(mine);
  for (const { keyHash } of [...newcomers, ...renewed, ...joined]) told.add(keyHash);
  return { newcomers, renewed, joined, confirmed: await othersIn(context, reception, told) };
}

/** The rows of some people as they are kept: of those who are new, and they can be many, nothing is read. */
async function keptRows(
  { store }: Context,
  { database: { group } }: Reception,
  keyHashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StoredMember>> {
  const keys = [...keyHashes].map((keyHash) => inGroup(group, keyHash));
  const rows = await findKnown(store, { kind: 'members', group }, keys);
  return new Map(rows.map((row) => [row.keyHash, row]));
}

/** Whose membership records have come, without those of whom more is told. */
async function othersIn(
  context: Context,
  reception: Reception,
  told: ReadonlySet<string>,
): Promise<readonly StoredMember[]> {
  const met = await Promise.all(
    reception.memberships.map(({ chain }) => keyHashIn(memberOf(chain))),
  );
  const others = new Set(met.filter((keyHash) => !told.has(keyHash)));
  return [...(await keptRows(context, reception, others)).values()];
}

/** What is noted of it, with every membership of mine. */
export function notingArrival(context: Context, arrival: Arrival): readonly Change[] {
  return arrival.groups.flatMap((group) => {
    const names = { group: group.peerName, identity: group.identity.peerName };
    return happeningsOf(arrival, group).map((happening) =>
      noting(context, { ...names, ...happening }),
    );
  });
}

type Told = Omit<Happening, 'group' | 'identity'>;

/** That it was opened is said by what it has told; alone it stands where that is nothing. */
function happeningsOf(arrival: Arrival, group: Group): readonly Told[] {
  const { reception, taken } = arrival;
  const told = [
    ...toldOf(arrival).filter(({ count }) => count > 0),
    ...propertiesIn(reception),
    ...renewalOf(taken.get(group)),
  ];
  if (told.length > 0) return told;
  return [{ what: 'update-opened', people: [], count: reception.stored.length }];
}

function toldOf({ update, reception, people }: Arrival): readonly Told[] {
  return [
    { what: 'members-came', ...namesIn(people.newcomers) },
    { what: 'members-joined', ...namesIn(people.joined) },
    { what: 'members-renewed', ...namesIn(people.renewed) },
    { what: 'refused', people: [], count: refusedIn(update, reception) },
  ];
}

function propertiesIn({ properties }: Reception): readonly Told[] {
  if (properties === undefined) return [];
  return [{ what: 'properties-came', people: [], count: 1, about: properties.friendlyName }];
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
