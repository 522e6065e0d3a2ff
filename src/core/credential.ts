/** Credentials: what a member may grant to others, for how long, and which of two is the newer (PeerGroupIssueCredentials). */

import { compareBytes } from './bytes.ts';
import { issueGmc, subjectOf } from './certificate/issue.ts';
import {
  MAX_CHAIN_LENGTH,
  memberOf,
  verifyChain,
  verifyMoment,
  type Chain,
} from './certificate/chain.ts';
import { isSameKey, type Gmc, type Idc } from './certificate/certificate.ts';
import { fail, isPeerError } from './errors.ts';
import { isUnmistakable } from './friendly-name.ts';
import { canIssue, type Role } from './role.ts';
import { MINUTE, SECOND, wholeSeconds, type Validity } from './validity.ts';

/** How long before now a membership begins, so that a clock that runs a little late accepts it. */
const BACKDATED = 5 * MINUTE;

/** Who issues: a chain of mine and the key of its last certificate. */
export interface Inviter {
  readonly chain: Chain;
  readonly privateKey: CryptoKey;
}

/** What the inviter grants. */
export interface CredentialWishes {
  readonly roles: readonly [Role, ...Role[]];
  /** Milliseconds since 1970 UTC; absent: as long as the issuer's. */
  readonly validityEnd?: number | undefined;
  /** Beginning of the newest credential known for this key: the new one begins later. */
  readonly newestStart?: number | undefined;
}

/**
 * Issues a membership to the owner of an identity card.
 *
 * @param card verified at this very moment
 * @param now milliseconds since 1970 UTC
 * @returns the whole chain, read back and verified
 * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` where the inviter's membership is out of time or may
 *   not issue a role; `PEER_E_CHAIN_TOO_LONG`, `PEER_E_CIRCULAR_CHAIN_DETECTED`;
 *   `PEER_E_INVALID_FRIENDLY_NAME` for a card whose names mislead the eye;
 *   `PEER_E_INVALID_TIME_PERIOD` for an end beyond the inviter's or before the beginning, or while
 *   a newer credential of this key has not begun
 */
export async function issueCredential(
  { inviter, card }: { readonly inviter: Inviter; readonly card: Idc },
  wishes: CredentialWishes,
  now: number,
): Promise<Chain> {
  const { chain, privateKey } = inviter;
  verifyMayIssue(chain, wishes.roles, now);
  if (chain.some((certificate) => isSameKey(certificate, card))) {
    fail('issue.circular', 'the key stands in the chain of its issuer');
  }
  const { friendlyName, peerName } = card.subject;
  if (!isUnmistakable(friendlyName) || !isUnmistakable(peerName)) {
    fail('issue.name', 'an invisible or direction character on the card');
  }
  const certificate = memberOf(chain);
  const grant = {
    subject: subjectOf(card),
    roles: [...new Set(wishes.roles)],
    validity: validityFor(certificate, wishes, now),
  };
  const issued = await issueGmc({ certificate, privateKey }, grant);
  return verifyChain([...chain.map(({ der }) => der), issued], now);
}

/** Whether the chain of a member lets him issue these roles at this moment. */
function verifyMayIssue(chain: Chain, roles: readonly Role[], now: number): void {
  try {
    verifyMoment(chain, now);
  } catch (cause) {
    if (isPeerError(cause)) fail('issue.ended', 'outside its time', { cause, at: cause.at });
    throw cause;
  }
  const { roles: held } = memberOf(chain);
  const refused = roles.find((role) => !canIssue(held, role));
  if (refused !== undefined) fail('issue.role', `${held.join()} may not issue ${refused}`);
  if (chain.length >= MAX_CHAIN_LENGTH) fail('issue.length', `${chain.length} certificates`);
}

function validityFor(issuer: Gmc, wishes: CredentialWishes, now: number): Validity {
  const { newestStart = -Infinity, validityEnd = issuer.validity.end } = wishes;
  const start = Math.max(
    wholeSeconds(now) - BACKDATED,
    issuer.validity.start,
    newestStart + SECOND,
  );
  const end = wholeSeconds(validityEnd);
  if (start > now) fail('issue.clock', 'a newer credential of this key begins later than now');
  // Said the other way round, so that no number at all is refused too.
  if (!(end <= issuer.validity.end)) fail('issue.period', 'ends after its issuer');
  if (end < start || end < now) fail('issue.period', 'ends before it begins');
  return { start, end };
}

/** Which of two credentials for one key in one group is the newer: above 0 if the first. */
export function compareCredentials(a: Gmc, b: Gmc): number {
  return (
    a.validity.start - b.validity.start ||
    a.validity.end - b.validity.end ||
    compareBytes(a.der, b.der)
  );
}

/** Whether a newer credential gives all that the present one does: every role, and no earlier end. */
export function isNoWeaker(newer: Gmc, present: Gmc): boolean {
  return (
    present.roles.every((role) => newer.roles.includes(role)) &&
    newer.validity.end >= present.validity.end
  );
}
