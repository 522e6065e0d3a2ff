/** What one of my identities has issued: kept, listed, and in every form in which it can go out. */

import { toHex } from '../../core/bytes.ts';
import { memberOf, verifySoundChain, type Chain } from '../../core/certificate/chain.ts';
import { encodePkcs7 } from '../../core/certificate/issue.ts';
import { decodePkcs7 } from '../../core/certificate/pkcs7.ts';
import { encodeCompact, formatCompact } from '../../core/document/compact.ts';
import { formatInvitation } from '../../core/document/invitation.ts';
import { parsePeerName } from '../../core/peer-name.ts';
import { highestRole } from '../../core/role.ts';
import type { StoredInvitation } from '../../core/stores.ts';
import { personOf, type Context } from '../context.ts';
import { termOf } from '../group/term.ts';
import type { Group, IssuedInvitation } from '../types.ts';

/** What is kept of a chain that was issued just now. */
export async function storedInvitation(
  { now }: Context,
  group: Group,
  chain: Chain,
): Promise<StoredInvitation> {
  return {
    id: toHex(memberOf(chain).serialNumber),
    identity: group.identity.peerName,
    group: group.peerName,
    pkcs7: await encodePkcs7(chain),
    issued: now(),
  };
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

/** What is kept, verified and in every form in which it can go out. */
export async function readInvitation(
  context: Context,
  kept: StoredInvitation,
): Promise<IssuedInvitation> {
  const chain = await verifySoundChain(decodePkcs7(kept.pkcs7), context.certificates);
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
