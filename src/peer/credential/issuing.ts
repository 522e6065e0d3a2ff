/** Issuing: the one path for invitations, credentials and renewals. To be used in the turn of the group. */

import { memberOf, type Chain } from '../../core/certificate/chain.ts';
import {
  issueCredential,
  type CredentialWishes,
  type Inviter,
  type Subject,
} from '../../core/credential.ts';
import { keyHashOf } from '../../core/fingerprint.ts';
import type { StoredAct } from '../../core/stored-group.ts';
import type { Change, StoredInvitation } from '../../core/stores.ts';
import { noting } from '../activity.ts';
import type { Context } from '../context.ts';
import { openGroup } from '../group/groups.ts';
import { openOwnIdentity } from '../identity/identities.ts';
import { readInvitation, storedInvitation } from '../invitation/issued.ts';
import { mergedRows, type Sighting } from '../people/member-rows.ts';
import { findRows } from '../people/members.ts';
import { newestOf } from './present-credential.ts';
import type { Group, IssuedInvitation, Member } from '../types.ts';

/** Who issues, as he is kept now. */
export interface Issuing {
  readonly group: Group;
  readonly inviter: Inviter;
}

/** Whom a credential is for, and what it grants. */
export interface Grant {
  readonly subject: Subject;
  readonly wishes: CredentialWishes;
  /** As he was in the group before. */
  readonly before: Member | undefined;
}

/** A credential that was issued and is not kept yet. */
export interface Issued {
  readonly chain: Chain;
  readonly value: StoredInvitation;
  readonly invitation: IssuedInvitation;
  readonly before: Member | undefined;
}

/** What is kept now, not what was opened: another tab may have left the group since. */
export async function openIssuing(
  context: Context,
  { identity, peerName }: Group,
): Promise<Issuing> {
  const group = await openGroup(context, identity.peerName, peerName);
  const { privateKey } = await openOwnIdentity(context, identity.peerName);
  return { group, inviter: { chain: group.chain, privateKey } };
}

/** Issues a credential, read back and in every form in which it can go out. @throws {PeerError} as {@link issueCredential} */
export async function issueTo(
  context: Context,
  { group, inviter }: Issuing,
  { subject, wishes, before }: Grant,
): Promise<Issued> {
  const newest = await newestBeside(context, group, { subject, wishes });
  const chain = await issueCredential(
    { inviter, subject, certificates: context.certificates },
    { ...wishes, newest },
    context.now(),
  );
  const value = await storedInvitation(context, group, chain);
  return { chain, value, invitation: await readInvitation(context, value), before };
}

/** What the new one has to be newer than: also one that does not count as the present one. */
async function newestBeside(
  context: Context,
  group: Group,
  { subject, wishes }: Omit<Grant, 'before'>,
): Promise<CredentialWishes['newest']> {
  const [row] = await findRows(context, group, [await keyHashOf(subject.spki)]);
  const validity = row && newestOf(row, context.now());
  if (validity === undefined) return wishes.newest;
  return { spki: wishes.newest?.spki ?? subject.spki, validity };
}

/** The changes that keep what was issued: among the invitations, and among the members. */
export async function keepingIssued(
  context: Context,
  { peerName }: Group,
  all: readonly Issued[],
): Promise<readonly Change[]> {
  const rows = await mergedRows(context, peerName, issuedSightings(all));
  return [...keepingInvitations(all), ...rows];
}

/** Those that keep it among the invitations alone. */
export function keepingInvitations(all: readonly Issued[]): readonly Change[] {
  return all.map(({ value }) => ({ add: 'invitations', value }));
}

/** Whom I issued something to: nothing was heard of him since. */
export function issuedSightings(all: readonly Issued[]): readonly Sighting[] {
  return all.map(({ chain }) => ({ chain, source: 'issued', hasJoined: false }));
}

/** The changes that note what was issued: who was invited, who got another role, who was renewed. */
export function notingIssued(
  context: Context,
  group: Group,
  all: readonly Issued[],
): readonly Change[] {
  const kinds = [...new Set(all.map(kindOf))];
  return kinds.map((what) => {
    const issued = all.filter((one) => kindOf(one) === what);
    const people = issued.map(({ chain }) => memberOf(chain).subject.friendlyName);
    const names = { group: group.peerName, identity: group.identity.peerName };
    return noting(context, { ...names, what, people, count: people.length, ...sharedBy(issued) });
  });
}

/** The role and the end of what was issued, where all have the same. */
function sharedBy(issued: readonly Issued[]): Pick<StoredAct, 'role' | 'end'> {
  const [role, ...otherRoles] = new Set(issued.map(({ invitation }) => invitation.role));
  const [end, ...otherEnds] = new Set(issued.map(({ invitation }) => invitation.term.end));
  return {
    ...(role === undefined || otherRoles.length > 0 ? {} : { role }),
    ...(end === undefined || otherEnds.length > 0 ? {} : { end }),
  };
}

function kindOf({ before, invitation }: Issued): 'invited' | 'role' | 'renewed' {
  if (before === undefined) return 'invited';
  return before.role === invitation.role ? 'renewed' : 'role';
}
