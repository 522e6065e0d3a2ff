/** Invitations: cards looked at, invitations issued and listed. */

import { bytesEqual, toHex } from '../../core/bytes.ts';
import { memberOf } from '../../core/certificate/chain.ts';
import { encodePkcs7, subjectOf } from '../../core/certificate/issue.ts';
import { encodeCompact, formatCompact } from '../../core/document/compact.ts';
import { parseInvitation } from '../../core/document/invitation.ts';
import { fail } from '../../core/errors.ts';
import { isLookAlike, sortableName } from '../../core/friendly-name.ts';
import type { Role } from '../../core/role.ts';
import { allInGroup } from '../../core/stores.ts';
import { verifyCard } from '../identity/certifying.ts';
import { finishing, personOf, readAll, type Context, type Finishing } from '../context.ts';
import { answeringRequest, awaitingHandover } from '../handover/handing.ts';
import { inTurnOfHandovers } from '../handover/handovers.ts';
import { keyHashIn } from '../../core/certificate/hashes.ts';
import { listIdentities } from '../identity/identities.ts';
import { listIssued, readInvitation } from './issued.ts';
import {
  issueTo,
  keepingIssued,
  notingIssued,
  openIssuing,
  type Issued,
} from '../credential/issuing.ts';
import { findRows, openRows } from '../people/members.ts';
import type {
  CardPreview,
  CompactForm,
  Group,
  InvitationPreview,
  IssuedInvitation,
  Member,
  Person,
} from '../types.ts';

/** The most that are looked through for a name that looks the same. */
const MAX_NAMESAKES = 100;

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
  const person = await personOf(card.subject, card.spki);
  const [member, namesake] = group === undefined ? [] : await knownIn(context, group, person);
  return {
    ...person,
    text,
    validity: card.validity,
    mine: identities.find(({ keyHash }) => keyHash === person.keyHash),
    member,
    namesake,
  };
}

/** Who has this key in a group, and somebody whose name looks the same with another one. */
async function knownIn(
  context: Context,
  group: Group,
  { keyHash, friendlyName }: Person,
): Promise<readonly [Member | undefined, Member | undefined]> {
  const alike = await context.store.listStretch('members', {
    by: 'order',
    ...allInGroup(group.peerName, sortableName(friendlyName)),
    limit: MAX_NAMESAKES,
  });
  const namesakes = alike
    .filter((row) => row.keyHash !== keyHash && isLookAlike(row.friendlyName, friendlyName))
    .slice(0, 1);
  const [member] = await openRows(context, group, await findRows(context, group, [keyHash]));
  const [namesake] = await openRows(context, group, namesakes);
  return [member, namesake];
}

/** See {@link Peer.createInvitation}. In turn: each sees what the one before has issued. */
export async function createInvitation(
  context: Context,
  { group, card }: { readonly group: Group; readonly card: string },
  wishes: InvitationWishes,
): Promise<IssuedInvitation> {
  const idc = await verifyCard(context, card);
  const { roles, validityEnd } = wishes;
  return context.store.inTurn(group.peerName, async () => {
    const issuing = await openIssuing(context, group);
    const known = await findRows(context, group, [await keyHashIn(idc)]);
    const [member] = await openRows(context, group, known);
    const issued = await issueTo(context, issuing, {
      subject: subjectOf(idc),
      wishes: { roles, validityEnd, newest: member?.credential },
      before: member?.hasJoined === true ? member : undefined,
    });
    await writeIssued(context, { group, issued }, wishes);
    return issued.invitation;
  });
}

/** One transaction: the invitation, that it is still to be given, and the request for the card that it was made of. */
async function writeIssued(
  context: Context,
  { group, issued }: { readonly group: Group; readonly issued: Issued },
  wishes: Finishing,
): Promise<void> {
  const { store } = context;
  const { value, invitation } = issued;
  await inTurnOfHandovers(store, async () => {
    await store.write([
      ...(await keepingIssued(context, group, [issued])),
      ...(await awaitingHandover(context, { what: 'invitation', invitation })),
      ...(await answeringRequest(context, { ...value, name: invitation.invitee.friendlyName })),
      ...notingIssued(context, group, [issued]),
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
