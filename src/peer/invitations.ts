/** Invitations: cards looked at, invitations issued and listed. */

import { toHex } from '../core/bytes.ts';
import { isSameKey, type Gmc, type Idc } from '../core/certificate/certificate.ts';
import { memberOf, verifySoundChain, type Chain } from '../core/certificate/chain.ts';
import { encodePkcs7 } from '../core/certificate/issue.ts';
import { decodePkcs7 } from '../core/certificate/pkcs7.ts';
import { issueCredential } from '../core/credential.ts';
import { encodeCompact, formatCompact } from '../core/document/compact.ts';
import { formatInvitation } from '../core/document/invitation.ts';
import { fail } from '../core/errors.ts';
import { harmlessName } from '../core/friendly-name.ts';
import { parsePeerName } from '../core/peer-name.ts';
import { highestRole, type Role } from '../core/role.ts';
import type { StoredInvitation } from '../core/stores.ts';
import { endOf, personOf, readAll, type Context, type Finishing } from './context.ts';
import { listIdentities, openOwnIdentity } from './identities.ts';
import { verifyCard } from './identity-acts.ts';
import { listIssued, listMembers } from './members.ts';
import { termOf } from './term.ts';
import type { CardPreview, Group, IssuedInvitation } from './types.ts';

/** What the inviter chooses. */
export interface InvitationWishes extends Finishing {
  readonly roles: readonly [Role, ...Role[]];
  /** Milliseconds since 1970 UTC; absent: as long as the inviter's. */
  readonly validityEnd?: number | undefined;
}

/** See {@link Peer.previewCard}. */
export async function previewCard(
  context: Context,
  text: string,
  group?: Group,
): Promise<CardPreview> {
  const card = await verifyCard(context, text);
  const identities = await listIdentities(context);
  const members = group === undefined ? [] : await listMembers(context, group);
  const person = await personOf(card.subject, card.spki);
  const isSamePerson = ({ keyHash }: { readonly keyHash: string }) => keyHash === person.keyHash;
  return {
    ...person,
    text,
    validity: card.validity,
    mine: identities.find(isSamePerson),
    member: members.find(isSamePerson),
    namesake: members.find(
      (member) =>
        !isSamePerson(member) && member.friendlyName === harmlessName(card.subject.friendlyName),
    ),
  };
}

/** See {@link Peer.createInvitation}. */
export async function createInvitation(
  context: Context,
  { group, card: text }: { readonly group: Group; readonly card: string },
  wishes: InvitationWishes,
): Promise<IssuedInvitation> {
  const card = await verifyCard(context, text);
  const { privateKey } = await openOwnIdentity(context, group.identity.peerName);
  const chain = await issueCredential(
    { inviter: { chain: group.chain, privateKey }, card },
    { ...wishes, newestStart: await newestStartOf(context, group, card) },
    context.now(),
  );
  const value: StoredInvitation = {
    id: toHex(memberOf(chain).serialNumber),
    identity: group.identity.peerName,
    group: group.peerName,
    pkcs7: await encodePkcs7(chain),
    issued: context.now(),
  };
  const issued = await readInvitation(context, value);
  await context.store.write([{ add: 'invitations', value }, ...endOf(wishes)]);
  return issued;
}

/** What I issued in a group, the newest first. */
export async function listIssuedInvitations(
  context: Context,
  group: Group,
): Promise<readonly IssuedInvitation[]> {
  return readAll(await listIssued(context, group), (kept) => readInvitation(context, kept));
}

/** See {@link Peer.openIssuedInvitation}. */
export async function openIssuedInvitation(
  context: Context,
  id: string,
): Promise<IssuedInvitation> {
  const kept = await context.store.find('invitations', id);
  return readInvitation(context, kept ?? fail('step.unknown', id));
}

/** When the newest credential that I issued to this key begins. */
async function newestStartOf(
  context: Context,
  group: Group,
  card: Idc,
): Promise<number | undefined> {
  const kept = await listIssued(context, group);
  const chains = await readAll(kept, ({ pkcs7 }) => verifySoundChain(decodePkcs7(pkcs7)));
  const theirs: readonly Gmc[] = chains.map(memberOf).filter((gmc) => isSameKey(gmc, card));
  const starts = theirs.map(({ validity }) => validity.start);
  return starts.length === 0 ? undefined : Math.max(...starts);
}

/** What is kept, verified and in every form in which it can go out. */
async function readInvitation(context: Context, kept: StoredInvitation): Promise<IssuedInvitation> {
  const chain: Chain = await verifySoundChain(decodePkcs7(kept.pkcs7));
  const own = memberOf(chain);
  return {
    id: kept.id,
    invitee: await personOf(own.subject, own.spki),
    group: await personOf(chain[0].subject, chain[0].spki),
    identity: parsePeerName(kept.identity),
    role: highestRole(own.roles),
    term: await termOf(chain, context.now()),
    issued: kept.issued,
    chain,
    text: formatInvitation(kept.pkcs7),
    compact: formatCompact(await encodeCompact('g', kept.pkcs7)),
  };
}
