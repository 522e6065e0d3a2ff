/** Invitations: cards looked at, invitations issued and listed. */

import { bytesEqual, toHex } from '../core/bytes.ts';
import { isSameKey, type Idc } from '../core/certificate/certificate.ts';
import { memberOf, verifySoundChain, type Chain } from '../core/certificate/chain.ts';
import { encodePkcs7 } from '../core/certificate/issue.ts';
import { decodePkcs7 } from '../core/certificate/pkcs7.ts';
import { issueCredential } from '../core/credential.ts';
import { encodeCompact, formatCompact } from '../core/document/compact.ts';
import { formatInvitation, parseInvitation } from '../core/document/invitation.ts';
import { fail } from '../core/errors.ts';
import { isLookAlike } from '../core/friendly-name.ts';
import { parsePeerName, type PeerName } from '../core/peer-name.ts';
import { highestRole, type Role } from '../core/role.ts';
import type { StoredInvitation } from '../core/stores.ts';
import { finishing, personOf, readAll, type Context, type Finishing } from './context.ts';
import { openGroup } from './groups.ts';
import { answeringRequest, awaitingHandover } from './handing.ts';
import { inTurnOfHandovers } from './handovers.ts';
import { listIdentities, openOwnIdentity } from './identities.ts';
import { verifyCard } from './certifying.ts';
import { listCredentials, listIssued, listMembers } from './members.ts';
import { termOf } from './term.ts';
import type {
  CardPreview,
  CompactForm,
  Group,
  InvitationPreview,
  IssuedInvitation,
} from './types.ts';

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
      (member) => !isSamePerson(member) && isLookAlike(member.friendlyName, person.friendlyName),
    ),
  };
}

/** See {@link Peer.createInvitation}. In turn: each sees what the one before has issued. */
export async function createInvitation(
  context: Context,
  { group, card }: { readonly group: Group; readonly card: string },
  wishes: InvitationWishes,
): Promise<IssuedInvitation> {
  const idc = await verifyCard(context, card);
  return context.store.inTurn(group.peerName, () => issueTo(context, { group, idc }, wishes));
}

async function issueTo(
  context: Context,
  { group, idc }: { readonly group: Group; readonly idc: Idc },
  wishes: InvitationWishes,
): Promise<IssuedInvitation> {
  const { peerName: identity } = group.identity;
  // What is kept now, not what was opened: another tab may have left the group since.
  const { chain } = await openGroup(context, identity, group.peerName);
  const { privateKey } = await openOwnIdentity(context, identity);
  const newestStart = await newestStartOf(context, group.peerName, idc);
  const issued = await issueCredential(
    { inviter: { chain, privateKey }, card: idc },
    { ...wishes, newestStart },
    context.now(),
  );
  const value: StoredInvitation = {
    id: toHex(memberOf(issued).serialNumber),
    identity,
    group: group.peerName,
    pkcs7: await encodePkcs7(issued),
    issued: context.now(),
  };
  const invitation = await readInvitation(context, value);
  await writeIssued(context, { value, invitation }, wishes);
  return invitation;
}

/** One transaction: the invitation, that it is still to be given, and the request for the card that it was made of. */
async function writeIssued(
  context: Context,
  {
    value,
    invitation,
  }: { readonly value: StoredInvitation; readonly invitation: IssuedInvitation },
  wishes: Finishing,
): Promise<void> {
  const { store } = context;
  await inTurnOfHandovers(store, async () => {
    await store.write([
      { add: 'invitations', value },
      ...(await awaitingHandover(context, { what: 'invitation', invitation })),
      ...(await answeringRequest(context, { ...value, name: invitation.invitee.friendlyName })),
      ...finishing(wishes),
    ]);
  });
}

/** What I issued in a group, the newest first. */
export async function listIssuedInvitations(
  context: Context,
  group: Group,
): Promise<readonly IssuedInvitation[]> {
  return readAll(await listIssued(context, group), (kept) => readInvitation(context, kept));
}

/** See {@link Peer.compactInvitation}. */
export async function compactInvitation(text: string): Promise<CompactForm> {
  const { chain } = await parseInvitation(text);
  const bytes = await encodeCompact('g', await encodePkcs7(chain));
  return { bytes, text: formatCompact(bytes) };
}

/** See {@link Peer.findIssuedInvitation}. */
export async function findIssuedInvitation(
  context: Context,
  { invitation }: InvitationPreview,
): Promise<IssuedInvitation | undefined> {
  const own = memberOf(invitation.chain);
  const kept = await context.store.find('invitations', toHex(own.serialNumber));
  const issued = kept && (await readInvitation(context, kept));
  // A number can be anybody's; the certificate is not.
  return issued && bytesEqual(memberOf(issued.chain).der, own.der) ? issued : undefined;
}

/** See {@link Peer.openIssuedInvitation}. */
export async function openIssuedInvitation(
  context: Context,
  id: string,
): Promise<IssuedInvitation> {
  const kept = await context.store.find('invitations', id);
  return readInvitation(context, kept ?? fail('step.unknown', id));
}

/** When the newest credential that I know for this key begins. */
async function newestStartOf(
  context: Context,
  group: PeerName,
  card: Idc,
): Promise<number | undefined> {
  const known = await listCredentials(context, group);
  const theirs = known.filter((credential) => isSameKey(credential, card));
  const starts = theirs.map(({ validity }) => validity.start);
  return starts.length === 0 ? undefined : Math.max(...starts);
}

/** What is kept, verified and in every form in which it can go out. */
async function readInvitation(context: Context, kept: StoredInvitation): Promise<IssuedInvitation> {
  const chain: Chain = await verifySoundChain(decodePkcs7(kept.pkcs7));
  const own = memberOf(chain);
  const bytes = await encodeCompact('g', kept.pkcs7);
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
    compact: { bytes, text: formatCompact(bytes) },
  };
}
