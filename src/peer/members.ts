/** Who is in a group, as far as this browser knows: myself, the way to me, and whom I invited (PeerGroupEnumMembers). */

import { isSameKey } from '../core/certificate/certificate.ts';
import { issuerOf, memberOf, verifySoundChain, type Chain } from '../core/certificate/chain.ts';
import { decodePkcs7 } from '../core/certificate/pkcs7.ts';
import { compareCredentials } from '../core/credential.ts';
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
    ...inviters(group.chain).map((chain) => [chain, 'chain'] as const),
    ...issued.map((chain) => [chain, 'issued'] as const),
  ];
  const newest = known.filter(([chain], index) =>
    isNewestOf(
      chain,
      index,
      known.map(([other]) => other),
    ),
  );
  return Promise.all(newest.map(([chain, source]) => toMember(chain, source, context.now())));
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

/** The chains of those who stand between the group and me, the nearest first. */
function inviters(chain: Chain): readonly Chain[] {
  const lengths = Array.from({ length: chain.length - 2 }, (_, index) => chain.length - 1 - index);
  // Every beginning of a sound chain that reaches a member is sound.
  return lengths.map((length) => chain.slice(0, length) as unknown as Chain);
}

/** Whether no other chain leads to the same key with a newer credential, or the same one earlier in the list. */
function isNewestOf(chain: Chain, index: number, all: readonly Chain[]): boolean {
  const own = memberOf(chain);
  return all.every((other, place) => {
    const theirs = memberOf(other);
    if (place === index || !isSameKey(own, theirs)) return true;
    const order = compareCredentials(own, theirs);
    return order > 0 || (order === 0 && index < place);
  });
}

async function toMember(chain: Chain, source: Source, now: number): Promise<Member> {
  const own = memberOf(chain);
  const issuer = issuerOf(chain);
  return {
    ...(await personOf(own.subject, own.spki)),
    roles: own.roles,
    role: highestRole(own.roles),
    term: await termOf(chain, now),
    invitedBy: await personOf(issuer.subject, issuer.spki),
    source,
  };
}
