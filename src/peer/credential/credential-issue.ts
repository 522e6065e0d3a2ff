/** PeerGroupIssueCredentials, whole: for somebody known, or for whoever has a public key. */

import { isSameKey } from '../../core/certificate/certificate.ts';
import { memberOf } from '../../core/certificate/chain.ts';
import { subjectOf } from '../../core/certificate/issue.ts';
import { subjectNamed } from '../../core/credential.ts';
import { fail } from '../../core/errors.ts';
import { keyHashOf } from '../../core/fingerprint.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { rolesOf } from '../../core/role.ts';
import type { Change } from '../../core/stores.ts';
import { finishing, type Context, type Finishing } from '../context.ts';
import type { CredentialInfo, IssuedCredential, IssueWishes } from '../group-types.ts';
import { awaitingHandover } from '../handover/handing.ts';
import { inTurnOfHandovers } from '../handover/handovers.ts';
import {
  issueTo,
  keepingIssued,
  notingIssued,
  openIssuing,
  type Grant,
  type Issued,
  type Issuing,
} from './issuing.ts';
import { findRows, listRows, openRows } from '../people/members.ts';
import { publishingIssued } from './renewal.ts';
import type { Group, Member } from '../types.ts';

/** See {@link Credentials.issueCredential}. */
export async function issueCredential(
  context: Context,
  { group, subject }: { readonly group: Group; readonly subject: PeerName },
  wishes: IssueWishes & Finishing,
): Promise<IssuedCredential> {
  const { store } = context;
  return store.inTurn(group.peerName, async () => {
    const issuing = await openIssuing(context, group);
    const { credentialInfo: info, publish = false } = wishes;
    const grant =
      info === undefined
        ? await renewalOf(context, group, subject)
        : await grantOf(context, group, { subject, info });
    const issued = await issueTo(context, issuing, grant);
    await inTurnOfHandovers(store, async () => {
      const kept = publish
        ? (await publishingIssued(context, issuing, [issued])).changes
        : await keepingUnpublished(context, issuing, issued);
      const noted = notingIssued(context, group, [issued]);
      await store.write([...kept, ...noted, ...finishing(wishes)]);
    });
    return withClamp(issued, grant);
  });
}

/** What was issued, and whether its end is sooner than it would be but for the issuer's. */
function withClamp({ chain, invitation }: Issued, { wishes }: Grant): IssuedCredential {
  const { validity } = memberOf(chain);
  const { duration } = wishes;
  const isCut = duration !== undefined && validity.end < validity.start + duration;
  return { ...invitation, isClamped: isCut && !invitation.term.isEndless };
}

/** The same again: duration, roles and key of the newest credential that is known. */
async function renewalOf(context: Context, group: Group, subject: PeerName): Promise<Grant> {
  const [before] = await knownAs(context, group, subject);
  const { credential } = before ?? fail('issue.unknown', subject);
  const { start, end } = credential.validity;
  const wishes = { roles: rolesOf(credential.roles), duration: end - start, newest: credential };
  return { subject: subjectOf(credential), wishes, before };
}

/** What a credential info says. Whoever is known under the peer name is renewed with his key or not at all. */
async function grantOf(
  context: Context,
  group: Group,
  { subject, info }: { readonly subject: PeerName; readonly info: CredentialInfo },
): Promise<Grant> {
  const named = await subjectNamed(subject, info);
  const { roles, validityStart, validityEnd } = info;
  const rows = await findRows(context, group, [await keyHashOf(named.spki)]);
  const known = [
    ...(await knownAs(context, group, subject)),
    ...(await openRows(context, group, rows)),
  ];
  const before = known.find(({ credential }) => !isSameKey(credential, named)) ?? known[0];
  const newest = before?.credential;
  return { subject: named, wishes: { roles, validityStart, validityEnd, newest }, before };
}

/** Who is known under a peer name, verified. */
async function knownAs(
  context: Context,
  group: Group,
  subject: PeerName,
): Promise<readonly Member[]> {
  const rows = await listRows(context, group);
  const named = rows.filter(({ peerName }) => peerName === subject);
  return openRows(context, group, named);
}

/** Not published, it is still to be given. Used in the turn of handovers. */
async function keepingUnpublished(
  context: Context,
  { group }: Issuing,
  issued: Issued,
): Promise<readonly Change[]> {
  const { invitation } = issued;
  return [
    ...(await keepingIssued(context, group, [issued])),
    ...(await awaitingHandover(context, { what: 'invitation', invitation })),
  ];
}
