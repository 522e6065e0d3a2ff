/** Many renewed in one act, and what was issued published. */

import { subjectOf } from '../../core/certificate/issue.ts';
import { memberOf } from '../../core/certificate/chain.ts';
import { fail, PeerError } from '../../core/errors.ts';
import { membershipRecord } from '../../core/record/membership.ts';
import { rolesOf } from '../../core/role.ts';
import { finishing, type Context, type Finishing } from '../context.ts';
import type { IssuedCredential, Renewal, RenewalWishes } from '../group-types.ts';
import {
  issuedSightings,
  issueTo,
  keepingInvitations,
  notingIssued,
  openIssuing,
  type Grant,
  type Issued,
  type Issuing,
} from './issuing.ts';
import { findRows, openRows } from '../people/members.ts';
import { publishing, type Publication } from '../database/publishing.ts';
import type { Group, Member } from '../types.ts';
import { updateDocument } from '../update/update-document.ts';

/** See {@link Credentials.renewMembers}. */
export async function renewMembers(
  context: Context,
  group: Group,
  wishes: RenewalWishes & Finishing,
): Promise<Renewal> {
  const { store } = context;
  return store.inTurn(group.peerName, async () => {
    const issuing = await openIssuing(context, group);
    const members = await openMembers(context, issuing.group, wishes.keyHashes);
    const all: Issued[] = [];
    for (const member of members) {
      const grant = renewalOf(issuing, member, wishes);
      all.push(await namingRefused(member, () => issueTo(context, issuing, grant)));
    }
    const { changes, records } = await publishingIssued(context, issuing, all);
    const noted = notingIssued(context, issuing.group, all);
    // First the document, which may be refused: all are renewed, or nobody.
    const update = await updateDocument(
      issuing.group,
      records.map(({ bytes }) => bytes),
    );
    await store.write([...changes, ...noted, ...finishing(wishes)]);
    const isClamped = isBeyond(issuing, wishes);
    return {
      issued: all.map(({ invitation }): IssuedCredential => ({ ...invitation, isClamped })),
      update,
    };
  });
}

/**
 * The changes that keep what was issued and publish it, with the records that were published. To be
 * used in the turn of the group.
 */
export async function publishingIssued(
  context: Context,
  { group, inviter }: Issuing,
  all: readonly Issued[],
): Promise<Publication> {
  const signer = { certificate: memberOf(inviter.chain), privateKey: inviter.privateKey };
  const now = context.now();
  const records = await Promise.all(all.map(({ chain }) => membershipRecord(chain, signer, now)));
  const publication = await publishing(context, group, { records, met: issuedSightings(all) });
  const invitations = keepingInvitations(all);
  return { ...publication, changes: [...invitations, ...publication.changes] };
}

/** Each once, all of them or nobody. */
async function openMembers(
  context: Context,
  group: Group,
  keyHashes: readonly string[],
): Promise<readonly Member[]> {
  const wanted = [...new Set(keyHashes)];
  const members = await openRows(context, group, await findRows(context, group, wanted));
  const known = new Set(members.map(({ keyHash }) => keyHash));
  const missing = wanted.find((keyHash) => !known.has(keyHash));
  return missing === undefined ? members : fail('issue.unknown', `key ${missing}`);
}

function renewalOf(
  issuing: Issuing,
  member: Member,
  { roles, validityEnd = Infinity }: RenewalWishes,
): Grant {
  const { credential } = member;
  return {
    subject: subjectOf(credential),
    wishes: {
      roles: roles ?? rolesOf(credential.roles),
      validityEnd: Math.min(validityEnd, endOf(issuing)),
      newest: credential,
    },
    before: member,
  };
}

function isBeyond(issuing: Issuing, { validityEnd }: RenewalWishes): boolean {
  return validityEnd !== undefined && validityEnd > endOf(issuing);
}

function endOf({ inviter }: Issuing): number {
  return memberOf(inviter.chain).validity.end;
}

/** Says who is refused, of many. */
async function namingRefused<T>({ friendlyName }: Member, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof PeerError)) throw cause;
    const { code, reason, detail, at } = cause;
    throw new PeerError(code, reason, `${friendlyName}: ${detail}`, { at, cause });
  }
}
