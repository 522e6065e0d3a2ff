/** Joining: an invitation previewed, kept for later, joined or discarded. */

import { toHex, type Bytes } from '../core/bytes.ts';
import { isSameKey } from '../core/certificate/certificate.ts';
import {
  isSameGroup,
  issuerOf,
  memberOf,
  verifyMoment,
  type Chain,
} from '../core/certificate/chain.ts';
import { compareCredentials, isNoWeaker } from '../core/credential.ts';
import { parseInvitation } from '../core/document/invitation.ts';
import { fail, type Reason } from '../core/errors.ts';
import { harmlessName } from '../core/friendly-name.ts';
import type { PeerName } from '../core/peer-name.ts';
import { highestRole } from '../core/role.ts';
import type { Change, StoredMembership, StoredStep } from '../core/stores.ts';
import { isWithin } from '../core/validity.ts';
import { sha256, verifyKeyPair } from '../core/webcrypto.ts';
import { endOf, personOf, readAll, type Context, type Finishing } from './context.ts';
import { listGroups, openGroup, openMembership } from './groups.ts';
import { listIdentities, openOwnIdentity } from './identities.ts';
import { keptKey } from './kept.ts';
import { termOf } from './term.ts';
import type { Group, Identity, InvitationPreview, Recipient, Standing } from './types.ts';

/** What only the person who joins can say. */
export interface JoinWishes extends Finishing {
  /** Take a newer credential that gives less than the present one. */
  readonly acceptWeaker?: boolean;
  /** Join although a group of mine has the same friendly name and another root. */
  readonly acceptNamesake?: boolean;
}

/** See {@link Peer.previewInvitation}. */
export async function previewInvitation(
  context: Context,
  text: string,
): Promise<InvitationPreview> {
  const invitation = await parseInvitation(text);
  const { chain } = invitation;
  const [root] = chain;
  const [own, issuer] = [memberOf(chain), issuerOf(chain)];
  const identities = await listIdentities(context);
  const groups = await listGroups(context);
  const name = harmlessName(invitation.groupFriendlyName);
  return {
    id: await keptId(chain),
    text,
    invitation,
    group: await personOf(root.subject, root.spki),
    inviter: await personOf(issuer.subject, issuer.spki),
    invitee: await personOf(own.subject, own.spki),
    role: highestRole(own.roles),
    term: await termOf(chain, context.now()),
    recipient: recipientOf(chain, identities),
    standing: standingOf(chain, groups),
    namesake: groups.find((mine) => mine.friendlyName === name && !isSameGroup(mine.chain, chain)),
    impostor: isImpostor(chain, groups),
    inviterKnown: groups.some((mine) => mine.chain.some((other) => isSameKey(other, issuer))),
  };
}

/** See {@link Peer.joinGroup}. */
export async function joinGroup(
  context: Context,
  { identity, text }: { readonly identity: PeerName; readonly text: string },
  wishes: JoinWishes,
): Promise<Group> {
  const { chain } = await parseInvitation(text);
  verifyMoment(chain, context.now());
  const own = await openOwnIdentity(context, identity);
  if (!isSameKey(memberOf(chain), own.idc)) await refuseOther(context, chain);
  const { standing, impostor, namesake } = await previewInvitation(context, text);
  if (impostor) fail('join.root', 'another key under the peer name of a group of mine');
  if (namesake !== undefined && wishes.acceptNamesake !== true) {
    fail('join.namesake', 'not accepted');
  }
  if (standing.kind === 'member') fail('join.member', 'this credential is no newer');
  if (standing.kind === 'weaker' && wishes.acceptWeaker !== true) {
    fail('join.weaker', 'not accepted');
  }
  await verifyKeyPair({ privateKey: own.privateKey, spki: own.idc.spki });
  await writeMembership(context, { identity, chain, standing }, wishes);
  return openGroup(context, identity, chain[0].subject.peerName);
}

/** Keeps what was received until it is joined or discarded: a reload finds it again. */
export async function keepInvitation(
  { store, now }: Context,
  preview: InvitationPreview,
): Promise<void> {
  const value = { id: keptKey(preview.id), value: preview.text, saved: now() };
  await store.write([{ put: 'steps', value }]);
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

/** Forgets one that was kept. */
export async function discardInvitation({ store }: Context, id: string): Promise<void> {
  await store.write([{ delete: 'steps', key: keptKey(id) }]);
}

/** The same chain has one place, however it came. */
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

/** Says whose the invitation is, if it is for another identity of mine. */
async function refuseOther(context: Context, chain: Chain): Promise<never> {
  const recipient = recipientOf(chain, await listIdentities(context));
  const reason: Reason = recipient.kind === 'me' ? 'join.mine' : 'join.other';
  return fail(reason, memberOf(chain).subject.peerName);
}

interface Joining {
  readonly identity: PeerName;
  readonly chain: Chain;
  readonly standing: Standing;
}

/** One transaction: the membership, and the kept invitation that it came from. */
async function writeMembership(
  context: Context,
  { identity, chain, standing }: Joining,
  wishes: Finishing,
): Promise<void> {
  const group = chain[0].subject.peerName;
  const ders = chain.map(({ der }) => der);
  const fresh = { identity, group, chain: ders, earlier: [], joined: context.now() };
  const membership: Change =
    standing.kind === 'new'
      ? { add: 'memberships', value: fresh }
      : { put: 'memberships', value: await renewed(context, standing.present, ders) };
  const kept: Change = { delete: 'steps', key: keptKey(await keptId(chain)) };
  await context.store.write([membership, kept, ...endOf(wishes)]);
}

/** The present credential gives place to the new one and is kept until its end. */
async function renewed(
  context: Context,
  present: Group,
  chain: readonly Bytes[],
): Promise<StoredMembership> {
  const stored = await openMembership(context, present.identity.peerName, present.peerName);
  const isInTime = isWithin(present.term, context.now());
  const earlier = isInTime ? [stored.chain, ...stored.earlier] : stored.earlier;
  return { ...stored, chain, earlier };
}
