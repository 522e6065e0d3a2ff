/** Joining: an invitation previewed, kept for later, joined or discarded. */

import { toHex, type Bytes } from '../../core/bytes.ts';
import { isSameKey } from '../../core/certificate/certificate.ts';
import {
  isSameGroup,
  issuerOf,
  memberOf,
  verifyMoment,
  type Chain,
} from '../../core/certificate/chain.ts';
import { compareCredentials, isNoWeaker } from '../../core/credential.ts';
import { parseInvitation, type Invitation } from '../../core/document/invitation.ts';
import { fail } from '../../core/errors.ts';
import { isLookAlike } from '../../core/friendly-name.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { highestRole } from '../../core/role.ts';
import {
  membershipKey,
  type Change,
  type StoredMembership,
  type StoredStep,
} from '../../core/stores.ts';
import { sha256, verifyKeyPair } from '../../core/webcrypto.ts';
import { noting } from '../activity.ts';
import { finishing, personOf, readAll, type Context, type Finishing } from '../context.ts';
import { emptyDatabase } from '../database/first-records.ts';
import { listGroups, openGroup } from '../group/groups.ts';
import { knownProperties } from '../group/properties.ts';
import { answeringCard } from '../handover/handing.ts';
import { inTurnOfHandovers } from '../handover/handovers.ts';
import { inTurnOfIdentities, listIdentities, openOwnIdentity } from '../identity/identities.ts';
import { keptKey } from './kept.ts';
import { ownSightings } from '../people/member-rows.ts';
import { withChain } from '../credential/own-chain.ts';
import { termOf } from '../group/term.ts';
import type { Group, Identity, InvitationPreview, Recipient, Standing } from '../types.ts';

/** What only the person who joins can say. */
export interface JoinWishes extends Finishing {
  /** Take a newer credential that lacks a role of the present one, or ends sooner. */
  readonly acceptWeaker?: boolean;
  /** Join although a group of mine has a name that looks the same, and another root. */
  readonly acceptNamesake?: boolean;
  /** The handover of my card that this answers, empty for none; absent: the best guess. */
  readonly answers?: string | undefined;
}

/** See {@link Peer.previewInvitation}. */
export async function previewInvitation(
  context: Context,
  text: string,
): Promise<InvitationPreview> {
  return previewOf(context, await parseInvitation(text), text);
}

async function previewOf(
  context: Context,
  invitation: Invitation,
  text: string,
): Promise<InvitationPreview> {
  const { chain } = invitation;
  const [root] = chain;
  const [own, issuer] = [memberOf(chain), issuerOf(chain)];
  const identities = await listIdentities(context);
  const groups = await listGroups(context);
  const group = await personOf(root.subject, root.spki);
  return {
    id: await keptId(chain),
    text,
    invitation,
    group,
    inviter: await personOf(issuer.subject, issuer.spki),
    invitee: await personOf(own.subject, own.spki),
    role: highestRole(own.roles),
    term: await termOf(chain, context.now()),
    recipient: recipientOf(chain, identities),
    standing: standingOf(chain, groups),
    namesake: groups.find(
      (mine) =>
        isLookAlike(mine.friendlyName, group.friendlyName) && !isSameGroup(mine.chain, chain),
    ),
    impostor: isImpostor(chain, groups),
    inviterKnown: groups.some((mine) => mine.chain.some((other) => isSameKey(other, issuer))),
  };
}

/** See {@link Peer.joinGroup}. In turn: of two at once, the second sees what the first has joined. */
export async function joinGroup(
  context: Context,
  { identity, text }: { readonly identity: PeerName; readonly text: string },
  wishes: JoinWishes,
): Promise<Group> {
  const invitation = await parseInvitation(text);
  return context.store.inTurn(invitation.groupPeerName, async () => {
    const preview = await previewOf(context, invitation, text);
    return inTurnOfIdentities(context.store, () => join(context, { identity, preview }, wishes));
  });
}

async function join(
  context: Context,
  { identity, preview }: Joining,
  wishes: JoinWishes,
): Promise<Group> {
  const { chain, groupPeerName } = preview.invitation;
  verifyMoment(chain, context.now());
  const own = await openOwnIdentity(context, identity);
  if (!isSameKey(memberOf(chain), own.idc)) refuseOther(preview);
  verifyAccepted(preview, wishes);
  await verifyKeyPair({ privateKey: own.privateKey, spki: own.idc.spki });
  await writeMembership(context, { identity, preview }, wishes);
  return openGroup(context, identity, groupPeerName);
}

/** Says whose the invitation is, if it is for another identity of mine. */
function refuseOther({ recipient, invitee }: InvitationPreview): never {
  return fail(recipient.kind === 'me' ? 'join.mine' : 'join.other', invitee.peerName);
}

/** Nothing is replaced, and no look-alike joined, unless the person has said so. */
function verifyAccepted(
  { impostor, namesake, standing }: InvitationPreview,
  { acceptNamesake = false, acceptWeaker = false }: JoinWishes,
): void {
  if (impostor) fail('join.root', 'another key under the peer name of a group of mine');
  if (namesake !== undefined && !acceptNamesake) fail('join.namesake', 'not accepted');
  if (standing.kind === 'member') fail('join.member', 'this credential is no newer');
  if (standing.kind === 'weaker' && !acceptWeaker) fail('join.weaker', 'not accepted');
}

/** Previews of what was kept. */
export async function previewAll(
  context: Context,
  kept: readonly StoredStep[],
): Promise<readonly InvitationPreview[]> {
  return readAll(kept, ({ value }) => previewInvitation(context, value));
}

/** One that was kept, which must be there. */
export async function openKeptInvitation(context: Context, id: string): Promise<InvitationPreview> {
  const step = await context.store.find('steps', keptKey(id));
  return previewInvitation(context, (step ?? fail('step.unknown', id)).value);
}

/** An invitation has one place, however it came: that of its last certificate. */
async function keptId(chain: Chain): Promise<string> {
  return toHex(await sha256(memberOf(chain).der)).slice(0, 32);
}

function recipientOf(chain: Chain, identities: readonly Identity[]): Recipient {
  const identity = identities.find(({ card }) => isSameKey(card, memberOf(chain)));
  if (identity !== undefined) return { kind: 'me', identity };
  return { kind: identities.length === 0 ? 'nobody-yet' : 'somebody-else' };
}

/** What this credential is beside the one that the same key has in the same group. */
function standingOf(chain: Chain, groups: readonly Group[]): Standing {
  const offered = memberOf(chain);
  const present = groups.find(
    (mine) => isSameGroup(mine.chain, chain) && isSameKey(memberOf(mine.chain), offered),
  );
  if (present === undefined) return { kind: 'new' };
  const own = memberOf(present.chain);
  if (compareCredentials(offered, own) <= 0) return { kind: 'member', present };
  return { kind: isNoWeaker(offered, own) ? 'renewal' : 'weaker', present };
}

function isImpostor([root]: Chain, groups: readonly Group[]): boolean {
  return groups.some(
    (mine) => mine.peerName === root.subject.peerName && !isSameKey(mine.chain[0], root),
  );
}

interface Joining {
  readonly identity: PeerName;
  readonly preview: InvitationPreview;
}

/** One transaction: the membership with those on the way to it, the kept invitation that it came from, and the card that it answers. */
async function writeMembership(
  context: Context,
  { identity, preview }: Joining,
  wishes: JoinWishes,
): Promise<void> {
  const { store } = context;
  const { chain, groupPeerName: group } = preview.invitation;
  const ders = chain.map(({ der }) => der);
  const present = await store.find('memberships', membershipKey(identity, group));
  const membership: Change =
    present === undefined
      ? { add: 'memberships', value: await firstMembership(context, { identity, group }, ders) }
      : { put: 'memberships', value: await withChain(context, present, chain) };
  const kept: Change = { delete: 'steps', key: keptKey(preview.id) };
  const people = await emptyDatabase(context, { peerName: group }, ownSightings(chain));
  const act = notingJoined(context, { identity, preview }, present === undefined);
  await inTurnOfHandovers(store, async () => {
    const joined = { identity, group: preview.group.friendlyName };
    const answered = await answeringCard(context, joined, wishes.answers);
    await store.write([membership, kept, ...people, act, ...answered, ...finishing(wishes)]);
  });
}

async function firstMembership(
  context: Context,
  names: { readonly identity: PeerName; readonly group: PeerName },
  chain: readonly Bytes[],
): Promise<StoredMembership> {
  const known = await knownProperties(context, names.group);
  return { ...names, chain, earlier: [], joined: context.now(), ...known };
}

function notingJoined(context: Context, { identity, preview }: Joining, isNew: boolean): Change {
  const { role, term, inviter, invitation } = preview;
  return noting(context, {
    group: invitation.groupPeerName,
    identity,
    what: isNew ? 'joined' : 'renewed-me',
    people: [inviter.friendlyName],
    count: 1,
    role,
    end: term.end,
  });
}
