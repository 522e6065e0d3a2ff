/** Who is in a group, as far as this browser knows, each verified (PeerGroupEnumMembers). */

import type { Gmc, Grc } from '../../core/certificate/certificate.ts';
import { issuerOf, memberOf, verifySoundChain, type Chain } from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { highestRole } from '../../core/role.ts';
import type { StoredMember } from '../../core/stored-group.ts';
import { allInGroup, inGroup } from '../../core/stores.ts';
import { readAll, type Context } from '../context.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { certificatesOf, findIssuersBeside, type Issuers } from '../database/kept-credentials.ts';
import { asOf } from './member-rows.ts';
import { termOf } from '../group/term.ts';
import type { Group, Member, Person } from '../types.ts';

/** Somebody with the whole way from the group to him. */
interface KnownMember {
  readonly member: Member;
  readonly chain: Chain;
}

/** See {@link Peer.listMembers}. */
export async function listMembers(context: Context, group: Group): Promise<readonly Member[]> {
  return openRows(context, group, await listRows(context, group));
}

/** The first of a group, verified: myself, then by name. As few readings as there can be: people wait for it. */
export async function firstMembers(
  context: Context,
  group: Group,
  limit: number,
): Promise<readonly Member[]> {
  const { peerName, identity } = group;
  const stretch = { by: 'order', ...allInGroup(peerName), limit } as const;
  const rows = await context.store.listStretch('members', stretch);
  const others = rows.filter(({ keyHash }) => keyHash !== identity.keyHash).slice(0, limit - 1);
  const now = context.now();
  const present = others.map((row) => asOf(row, now));
  const members = await openRows(context, group, present);
  return [await myself(context, group), ...members];
}

/** The rows of a group, myself first, then by name. */
export async function listRows(
  { store, now }: Context,
  { peerName, identity }: Group,
): Promise<readonly StoredMember[]> {
  const kept = await store.listStretch('members', { by: 'order', ...allInGroup(peerName) });
  const moment = now();
  const rows = kept.map((row) => asOf(row, moment));
  const isMine = ({ keyHash }: StoredMember) => keyHash === identity.keyHash;
  return [...rows.filter(isMine), ...rows.filter((row) => !isMine(row))];
}

/** The rows of some keys, in their order; those that are not known are left out. */
export async function findRows(
  { store, now }: Context,
  group: Group,
  keyHashes: readonly string[],
): Promise<readonly StoredMember[]> {
  const keys = keyHashes.map((keyHash) => inGroup(group.peerName, keyHash));
  const rows = await store.findAll('members', keys);
  const moment = now();
  return rows.flatMap((row) => (row === undefined ? [] : [asOf(row, moment)]));
}

/** The members of some rows, verified, in their order; one that does not match its certificate is left out. */
export async function openRows(
  context: Context,
  group: Group,
  rows: readonly StoredMember[],
): Promise<readonly Member[]> {
  return (await openKnown(context, group, rows)).map(({ member }) => member);
}

/** The same, with the way from the group to each. */
export async function openKnown(
  context: Context,
  group: Group,
  rows: readonly StoredMember[],
): Promise<readonly KnownMember[]> {
  const finding = findIssuersBeside(context.store, group.chain, rows);
  await readAhead(context, rows);
  const issuers = await finding;
  const now = context.now();
  const nameIssuer = issuersNamedOnce();
  return readAll(rows, async (row) => {
    const chain = await verifiedChain(context, { group, row, issuers });
    return { member: await memberFrom(row, { chain, now, nameIssuer }), chain };
  });
}

/** What can be worked out while the storage looks for the issuers. A refusal comes again with the chain. */
async function readAhead({ certificates }: Context, rows: readonly StoredMember[]): Promise<void> {
  for (const { der } of rows) {
    const certificate = await certificates.decode(der).catch(() => undefined);
    if (certificate !== undefined) void keyHashIn(certificate);
  }
}

/** As I am in the group with my present credential. */
function myself({ now }: Context, { chain, joined, identity }: Group): Promise<Member> {
  const row = { keyHash: identity.keyHash, source: 'me', since: joined, joined } as const;
  return memberFrom(row, { chain, now: now(), nameIssuer: issuersNamedOnce() });
}

async function verifiedChain(
  { certificates }: Context,
  { group, row, issuers }: { group: Group; row: StoredMember; issuers: Issuers },
): Promise<Chain> {
  const [root] = group.chain;
  const chain = await verifySoundChain(certificatesOf(root.der, row, issuers), certificates);
  const { subject, validity, roles } = memberOf(chain);
  const isSame =
    row.keyHash === (await keyHashIn(memberOf(chain))) &&
    row.peerName === subject.peerName &&
    row.friendlyName === subject.friendlyName &&
    row.role === highestRole(roles) &&
    row.start === validity.start &&
    row.end === validity.end;
  return isSame ? chain : fail('storage.damaged', 'a row that does not match its certificate');
}

type NameIssuer = (issuer: Grc | Gmc) => Promise<Person>;

async function memberFrom(
  row: Pick<StoredMember, 'keyHash' | 'source' | 'since' | 'joined'>,
  { chain, now, nameIssuer }: { chain: Chain; now: number; nameIssuer: NameIssuer },
): Promise<Member> {
  const own = memberOf(chain);
  return {
    ...personNamed(own, row.keyHash),
    roles: own.roles,
    role: highestRole(own.roles),
    term: await termOf(chain, now, nameIssuer),
    invitedBy: await nameIssuer(issuerOf(chain)),
    source: row.source,
    since: row.since,
    hasJoined: row.joined !== undefined,
    credential: own,
  };
}

/** Few have issued for many. */
function issuersNamedOnce(): NameIssuer {
  const named = new Map<Grc | Gmc, Promise<Person>>();
  return (issuer) => {
    const person =
      named.get(issuer) ?? keyHashIn(issuer).then((keyHash) => personNamed(issuer, keyHash));
    named.set(issuer, person);
    return person;
  };
}

function personNamed({ subject, spki }: Grc | Gmc, keyHash: string): Person {
  const { peerName } = subject;
  return { peerName, friendlyName: harmlessName(subject.friendlyName), spki, keyHash };
}
