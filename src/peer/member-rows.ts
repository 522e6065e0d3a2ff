/** The rows in which the members of a group are kept: one for each key, with its newest credential. */

import {
  invitersOf,
  isSameGroup,
  issuerOf,
  memberOf,
  verifySoundChain,
  type Chain,
} from '../core/certificate/chain.ts';
import { decodePkcs7 } from '../core/certificate/pkcs7.ts';
import { compareCredentials } from '../core/credential.ts';
import { sortableName } from '../core/friendly-name.ts';
import { highestRole } from '../core/role.ts';
import type { StoredMember } from '../core/stored-group.ts';
import { inGroup, sortableTime, type Change } from '../core/stores.ts';
import { readAll, type Context } from './context.ts';
import { idOf, keyHashIn } from './hashes.ts';
import { keepingCredentials } from './kept-credentials.ts';
import { findKnown } from './many-keys.ts';
import { isCut, RENEW_SOON } from './term.ts';
import type { Group } from './types.ts';

/** Where whoever is never due stands: behind all times. */
const NEVER = 8.64e15;

/** A sound chain of a group as it was met, and how. */
export interface Sighting {
  readonly chain: Chain;
  readonly source: StoredMember['source'];
  /** Whether it shows that its member has joined: it is mine, it stands on my way, or a record of it was seen. */
  readonly hasJoined: boolean;
  /** When it came here, milliseconds since 1970 UTC; absent: now. */
  readonly since?: number;
}

/** What a chain of mine shows: myself, and those who stand between the group and me. */
export function ownSightings(chain: Chain, since?: number): readonly Sighting[] {
  const when = since === undefined ? {} : { since };
  const inviters = invitersOf(chain).map((inviter): Sighting => ({
    chain: inviter,
    source: 'chain',
    hasJoined: true,
    ...when,
  }));
  return [{ chain, source: 'me', hasJoined: true, ...when }, ...inviters];
}

/**
 * The changes that keep what was met of a group: the credentials of all these chains, and the rows
 * of their members where that is newer, or tells more, than what is kept. A member who joined stays
 * so; whom I let end stays so until I renew him myself. To be used in the turn of the group.
 *
 * @param group peer name
 */
export async function mergedRows(
  context: Context,
  group: string,
  sightings: readonly Sighting[],
): Promise<readonly Change[]> {
  const now = context.now();
  const met = await Promise.all(sightings.map((sighting) => memberRow(sighting, now)));
  const keys = [...new Set(met.map(({ keyHash }) => inGroup(group, keyHash)))];
  const kept = await findKnown(context.store, { kind: 'members', group }, keys);
  const before = new Map(kept.map((row) => [row.keyHash, row]));
  const after = new Map(before);
  for (const row of met) after.set(row.keyHash, merged(after.get(row.keyHash), row));
  const changed = [...after.values()].filter((row) => before.get(row.keyHash) !== row);
  const chains = sightings.map(({ chain }) => chain);
  return [
    ...changed.map((value): Change => ({ put: 'members', value })),
    ...(await keepingCredentials(group, chains)),
  ];
}

/**
 * The row of the member of a sound chain, as if nothing were kept of him.
 *
 * @param now milliseconds since 1970 UTC
 */
export async function memberRow(sighting: Sighting, now: number): Promise<StoredMember> {
  const { chain, source, hasJoined, since = now } = sighting;
  const [own, issuer] = [memberOf(chain), issuerOf(chain)];
  const { group, subject, validity, der } = own;
  const keyHash = await keyHashIn(own);
  return placed({
    ...{ group, keyHash, ...subject, der },
    issuer: issuer.type === 'gmc' ? await idOf(issuer) : '',
    issuerKeyHash: await keyHashIn(issuer),
    role: highestRole(own.roles),
    ...validity,
    endsWithIssuer: isCut(chain, now),
    ...{ source, since },
    ...(hasJoined ? { joined: since } : {}),
    order: inGroup(group, sortableName(subject.friendlyName), keyHash),
    due: '',
  });
}

/** A row with its place among those that are to be renewed: nobody stands there whom I let end, and not I. */
export function placed(row: StoredMember): StoredMember {
  const { group, keyHash, source, letEnd, start, end } = row;
  const isNever = source === 'me' || letEnd !== undefined;
  const due = isNever ? NEVER : start + RENEW_SOON * (end - start);
  return { ...row, due: inGroup(group, sortableTime(due), keyHash) };
}

/**
 * What groups that were joined before rows were kept lack: myself, the way to me, and whom I
 * invited. Nothing where my own row says that it is mine: it is written with the others. To be used
 * in the turn of the group.
 */
export async function missingSightings(
  context: Context,
  { peerName, identity, chain, joined }: Group,
): Promise<readonly Sighting[]> {
  const { store, certificates } = context;
  const [own] = await store.findAll('members', [inGroup(peerName, identity.keyHash)]);
  if (own?.source === 'me') return [];
  const invitations = await store.list('invitations');
  const ours = invitations.filter(({ group }) => group === peerName);
  const issued = await readAll(ours, async (kept): Promise<Sighting> => {
    const issuedChain = await verifySoundChain(decodePkcs7(kept.pkcs7), certificates);
    return { chain: issuedChain, source: 'issued', hasJoined: false, since: kept.issued };
  });
  const sound = issued.filter((sighting) => isSameGroup(sighting.chain, chain));
  return [...ownSightings(chain, joined), ...sound];
}

/** What is kept of somebody once he was met in another way, or with another credential. */
function merged(kept: StoredMember | undefined, met: StoredMember): StoredMember {
  if (kept === undefined) return met;
  const isNewer = compareCredentials(credentialIn(met), credentialIn(kept)) > 0;
  const { letEnd, joined = met.joined, ...present } = kept;
  const { joined: _, ...newer } = met;
  const isLetEnd = letEnd !== undefined && !(isNewer && met.source === 'issued');
  const row = isNewer ? newer : present;
  const source = [kept, met].some((one) => one.source === 'me') ? 'me' : row.source;
  const isSame = !isNewer && source === kept.source && joined === kept.joined;
  if (isSame) return kept;
  return placed({
    ...row,
    source,
    ...(joined === undefined ? {} : { joined }),
    ...(isLetEnd ? { letEnd } : {}),
  });
}

function credentialIn({ start, end, der }: StoredMember) {
  return { validity: { start, end }, der };
}
