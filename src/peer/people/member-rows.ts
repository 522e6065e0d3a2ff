/** The rows in which the members of a group are kept: one for each key, with its present credential. */

import type { Gmc } from '../../core/certificate/certificate.ts';
import {
  invitersOf,
  isSameGroup,
  issuerOf,
  memberOf,
  verifySoundChain,
  type Chain,
} from '../../core/certificate/chain.ts';
import { decodePkcs7 } from '../../core/certificate/pkcs7.ts';
import { sortableName } from '../../core/friendly-name.ts';
import { highestRole } from '../../core/role.ts';
import type { KnownCredential, StoredMember } from '../../core/stored-group.ts';
import { inGroup, sortableTime, type Change } from '../../core/stores.ts';
import { trustedNow } from '../clock.ts';
import { readAll, type Context } from '../context.ts';
import { idOf, keyHashIn } from '../../core/certificate/hashes.ts';
import { keepingCredentials } from '../database/kept-credentials.ts';
import { findKnown } from '../database/many-keys.ts';
import {
  compareKnown,
  othersOf,
  presentOf,
  withCredential,
} from '../credential/present-credential.ts';
import { isCut, RENEW_SOON } from '../group/term.ts';
import type { Group } from '../types.ts';

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

/** The same of whoever stands on the way to those who were met: who has invited is in. Each credential once. */
export function withInviters(sightings: readonly Sighting[]): readonly Sighting[] {
  const inviters = sightings.flatMap(({ chain, source }) =>
    invitersOf(chain).map((inviter) => ({ chain: inviter, source, hasJoined: true })),
  );
  const met = new Map<Gmc, Sighting>();
  for (const sighting of [...sightings, ...inviters]) {
    const gmc = memberOf(sighting.chain);
    const known = met.get(gmc);
    if (known === undefined) met.set(gmc, sighting);
    else if (sighting.hasJoined && !known.hasJoined) met.set(gmc, { ...known, hasJoined: true });
  }
  return [...met.values()];
}

/**
 * The changes that keep what was met of a group: the credentials of all these chains, and the rows
 * of their members where they tell more than what is kept. A member who joined stays so; whom I let
 * end stays so until I renew him myself. To be used in the turn of the group.
 *
 * @param group peer name
 */
export async function mergedRows(
  context: Context,
  group: string,
  sightings: readonly Sighting[],
): Promise<readonly Change[]> {
  const now = await trustedNow(context);
  const met = await Promise.all(sightings.map((sighting) => metIn(sighting, now)));
  const keys = [...new Set(met.map(({ keyHash }) => inGroup(group, keyHash)))];
  const kept = await findKnown(context.store, { kind: 'members', group }, keys);
  const before = new Map(kept.map((row) => [row.keyHash, row]));
  const after = new Map(before);
  for (const one of met) after.set(one.keyHash, merged(after.get(one.keyHash), one, now));
  const changed = [...after.values()].filter((row) => before.get(row.keyHash) !== row);
  const chains = sightings.map(({ chain }) => chain);
  return [
    ...changed.map((value): Change => ({ put: 'members', value })),
    ...(await keepingCredentials(group, chains)),
  ];
}

/** A row as it is now: a credential that had not begun when it came can count in the meantime. */
export function asOf(row: StoredMember, now: number): StoredMember {
  if (row.others.length === 0) return row;
  const after = withKnown(row, knownIn(row), now);
  return after.der === row.der ? row : after;
}

/** A row that is mine no longer: what is known of its key counts as if it were somebody else's. */
export function noLongerMine(row: StoredMember, now: number): StoredMember {
  const known = knownIn(row).map((one) => ({ ...one, source: 'update' as const }));
  return withKnown(row, known, now);
}

/** A row with its places by name and among those that are to be renewed: nobody stands there whom I let end, and not I. */
export function placed(row: Omit<StoredMember, 'order' | 'due'>): StoredMember {
  const { group, keyHash, friendlyName, source, letEnd, start, end } = row;
  const isNever = source === 'me' || letEnd !== undefined;
  const due = isNever ? NEVER : start + RENEW_SOON * (end - start);
  return {
    ...row,
    order: inGroup(group, sortableName(friendlyName), keyHash),
    due: inGroup(group, sortableTime(due), keyHash),
  };
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

/** A credential that was met, and whose it is. */
interface Met {
  readonly group: string;
  readonly keyHash: string;
  readonly credential: KnownCredential;
  readonly joined: number | undefined;
}

async function metIn(sighting: Sighting, now: number): Promise<Met> {
  const { chain, source, hasJoined, since = now } = sighting;
  const [own, issuer] = [memberOf(chain), issuerOf(chain)];
  const { group, subject, validity, der, roles } = own;
  const credential: KnownCredential = {
    ...{ ...subject, der, roles, role: highestRole(roles), ...validity, source, since },
    issuer: issuer.type === 'gmc' ? await idOf(issuer) : '',
    issuerKeyHash: await keyHashIn(issuer),
    issuerRole: issuer.type === 'gmc' ? highestRole(issuer.roles) : 'admin',
    endsWithIssuer: isCut(chain, now),
    ...(hasJoined ? { isHeld: true } : {}),
  };
  const joined = hasJoined ? since : undefined;
  return { group, keyHash: await keyHashIn(own), credential, joined };
}

/** What is kept of somebody once he was met in another way, or with another credential. */
function merged(kept: StoredMember | undefined, met: Met, now: number): StoredMember {
  const { group, keyHash, credential } = met;
  const before = kept === undefined ? [] : knownIn(kept);
  const known = withCredential(before, credential);
  const joined = kept?.joined ?? met.joined;
  const isSame = known.every((one, at) => one === before[at]) && joined === kept?.joined;
  if (kept !== undefined && isSame) return kept;
  const { letEnd } = kept ?? {};
  const row = {
    ...{ group, keyHash, ...credential, others: [] },
    ...(joined === undefined ? {} : { joined }),
  };
  const after = withKnown(row, known, now);
  const isRenewed = after.der === credential.der && credential.source === 'issued';
  return letEnd === undefined || isRenewed ? after : placed({ ...after, letEnd });
}

/** A row with the present one of some credentials, and the others. */
function withKnown(
  row: Omit<StoredMember, 'order' | 'due'>,
  known: readonly KnownCredential[],
  now: number,
): StoredMember {
  const present = presentOf(known, now);
  return placed({ ...row, ...present, others: othersOf(known, present, now) });
}

/** All credentials in a row, the oldest first. */
function knownIn(row: StoredMember): readonly KnownCredential[] {
  return [credentialIn(row), ...row.others].toSorted(compareKnown);
}

function credentialIn(row: StoredMember): KnownCredential {
  const { peerName, friendlyName, der, issuer, issuerKeyHash, issuerRole } = row;
  const { roles, role, start, end, endsWithIssuer, source, since, isHeld } = row;
  return {
    ...{ peerName, friendlyName, der, issuer, issuerKeyHash, issuerRole },
    ...{ roles, role, start, end, endsWithIssuer, source, since },
    ...(isHeld === undefined ? {} : { isHeld }),
  };
}
