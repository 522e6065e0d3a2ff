/** Who is in a group, as far as this browser knows: myself, the way to me, and whom I invited (PeerGroupEnumMembers). */

import type { Gmc } from '../core/certificate/certificate.ts';
import {
  invitersOf,
  issuerOf,
  memberOf,
  verifySoundChain,
  type Chain,
} from '../core/certificate/chain.ts';
import { decodePkcs7 } from '../core/certificate/pkcs7.ts';
import { compareCredentials } from '../core/credential.ts';
import type { PeerName } from '../core/peer-name.ts';
import { highestRole } from '../core/role.ts';
import type { StoredInvitation } from '../core/stores.ts';
import { personOf, readAll, type Context } from './context.ts';
import { termOf } from './term.ts';
import type { Group, Member, Source } from './types.ts';

/** See {@link Peer.listMembers}. */
export async function listMembers(context: Context, group: Group): Promise<readonly Member[]> {
  const issued = await readAll(await listIssued(context, group), ({ pkcs7 }) =>
    verifySoundChain(decodePkcs7(pkcs7)),
  );
  const known: readonly (readonly [Chain, Source])[] = [
    [group.chain, 'me'],
    ...invitersOf(group.chain).map((chain) => [chain, 'chain'] as const),
    ...issued.map((chain) => [chain, 'issued'] as const),
  ];
  const members = known.map(([chain, source]) => memberFrom(chain, source, context.now()));
  return newestOfEach(await Promise.all(members));
}

/** What one of my identities has issued in a group, the newest first. */
export async function listIssued(
  { store }: Context,
  group: Pick<Group, 'peerName' | 'identity'>,
): Promise<readonly StoredInvitation[]> {
  const all = await store.list('invitations');
  return all
    .filter((kept) => kept.group === group.peerName && kept.identity === group.identity.peerName)
    .toSorted((a, b) => b.issued - a.issued);
}

/** Credentials in a group that any of my identities has issued or held: what a new one must follow. */
export async function listCredentials(
  { store }: Context,
  group: PeerName,
): Promise<readonly Gmc[]> {
  const issued = (await store.list('invitations')).filter((kept) => kept.group === group);
  const held = (await store.list('memberships')).filter((kept) => kept.group === group);
  const chains = [
    ...(await readAll(issued, ({ pkcs7 }) => verifySoundChain(decodePkcs7(pkcs7)))),
    ...(await readAll(
      held.flatMap(({ chain, earlier }) => [chain, ...earlier]),
      verifySoundChain,
    )),
  ];
  return chains.map(memberOf);
}

/** One row for each key, in the order in which the keys first come, with its newest credential. */
function newestOfEach(all: readonly Member[]): readonly Member[] {
  const newest = new Map<string, Member>();
  for (const member of all) {
    const other = newest.get(member.keyHash);
    const isNewer =
      other === undefined || compareCredentials(member.credential, other.credential) > 0;
    if (isNewer) newest.set(member.keyHash, member);
  }
  return [...newest.values()];
}

async function memberFrom(chain: Chain, source: Source, now: number): Promise<Member> {
  const own = memberOf(chain);
  const issuer = issuerOf(chain);
  return {
    ...(await personOf(own.subject, own.spki)),
    roles: own.roles,
    role: highestRole(own.roles),
    term: await termOf(chain, now),
    invitedBy: await personOf(issuer.subject, issuer.spki),
    source,
    credential: own,
  };
}
