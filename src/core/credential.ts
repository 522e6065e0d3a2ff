/** Credentials: what a member may grant to others, for how long, and which of two is the newer (PeerGroupIssueCredentials). */

import { compareBytes, type Bytes } from './bytes.ts';
import { issueGmc, type Grant } from './certificate/issue.ts';
import {
  MAX_CHAIN_LENGTH,
  memberOf,
  verifyChain,
  verifyMoment,
  type Chain,
} from './certificate/chain.ts';
import { isSameKey, type Gmc } from './certificate/certificate.ts';
import type { CertificateMemory } from './certificate/certificate-memory.ts';
import { modulusBitsOf } from './certificate/public-key.ts';
import { fail, isPeerError, refusedAs } from './errors.ts';
import { isUnmistakable, parseFriendlyName } from './friendly-name.ts';
import { classifierOf, peerNameOf, type PeerName } from './peer-name.ts';
import { canIssue, ROLES, type Role } from './role.ts';
import { MINUTE, SECOND, wholeSeconds, type Validity } from './validity.ts';

/** How long before now a membership begins, so that a clock that runs a little late accepts it. */
const BACKDATED = 5 * MINUTE;

/** Who issues: a chain of mine and the key of its last certificate. */
export interface Inviter {
  readonly chain: Chain;
  readonly privateKey: CryptoKey;
}

/** Whom a credential is for: see {@link subjectOf} and {@link subjectNamed}. */
export type Subject = Grant['subject'];

/** What the inviter grants. */
export interface CredentialWishes {
  readonly roles: readonly [Role, ...Role[]];
  /** Milliseconds since 1970 UTC; absent: five minutes before now, or as soon after as it may begin. */
  readonly validityStart?: number | undefined;
  /** Milliseconds since 1970 UTC; absent: as long as the issuer's. */
  readonly validityEnd?: number | undefined;
  /** Instead of an end: milliseconds from the beginning on, cut to the end of the issuer's. */
  readonly duration?: number | undefined;
  /** The newest credential that is known of the subject: the new one is of the same key, and begins later, if that one has begun. */
  readonly newest?: Pick<Gmc, 'spki' | 'validity'> | undefined;
}

/** Who issues to whom, and what is known of certificates already. */
export interface Issue {
  readonly inviter: Inviter;
  readonly subject: Subject;
  readonly certificates?: CertificateMemory;
}

/** What PEER_CREDENTIAL_INFO says of a subject. */
export interface SubjectInfo {
  readonly friendlyName: string;
  /** DER SubjectPublicKeyInfo, not trusted. */
  readonly publicKey: Bytes;
  readonly roles: readonly Role[];
}

/**
 * Issues a membership to whoever holds a key.
 *
 * @param subject of a card that was verified at this very moment, of the credential that is
 *   renewed, or of a credential info
 * @param now milliseconds since 1970 UTC
 * @returns the whole chain, read back and verified
 * @throws {PeerError} `PEER_E_NOT_AUTHORIZED` where the inviter's membership is out of time or may
 *   not issue a role; `PEER_E_CHAIN_TOO_LONG`, `PEER_E_CIRCULAR_CHAIN_DETECTED`;
 *   `PEER_E_INVALID_CREDENTIAL` for another key than the one that is renewed;
 *   `PEER_E_INVALID_FRIENDLY_NAME` for names that mislead the eye; `PEER_E_INVALID_TIME_PERIOD` for
 *   an end beyond the inviter's or before the beginning, for a beginning that is not now or not
 *   later than the newest credential's, or in the second in which that one begins
 */
export async function issueCredential(
  { inviter, subject, certificates }: Issue,
  wishes: CredentialWishes,
  now: number,
): Promise<Chain> {
  const { chain, privateKey } = inviter;
  verifyMayIssue(chain, wishes.roles, now);
  verifySubject(chain, subject, wishes.newest);
  const certificate = memberOf(chain);
  const grant = {
    subject,
    roles: [...new Set(wishes.roles)],
    validity: validityFor(certificate, wishes, now),
  };
  const issued = await issueGmc({ certificate, privateKey }, grant);
  return verifyChain([...chain.map(({ der }) => der), issued], now, certificates);
}

/**
 * The subject of a credential info: the key as it is given, named by its own authority.
 *
 * @param peerName whose classifier the subject keeps
 * @throws {PeerError} `PEER_E_INVALID_CREDENTIAL_INFO` for a name or a key that no certificate may
 *   have, and for no role at all; `PEER_E_INVALID_CREDENTIAL` if the peer name is that of another key
 */
export async function subjectNamed(peerName: PeerName, info: SubjectInfo): Promise<Subject> {
  const spki = info.publicKey;
  if (!info.roles.some((role) => ROLES.includes(role))) fail('issue.info', 'no role');
  const friendlyName = await refusedAs('PEER_E_INVALID_CREDENTIAL_INFO', () => {
    modulusBitsOf(spki);
    return parseFriendlyName(info.friendlyName);
  });
  const ownName = await peerNameOf(spki, classifierOf(peerName));
  if (ownName !== peerName) fail('issue.key', `${peerName} is the name of another key`);
  return { friendlyName, peerName, spki };
}

/** Whether a subject may stand at the end of this chain. */
function verifySubject(chain: Chain, subject: Subject, newest: CredentialWishes['newest']): void {
  const { friendlyName, peerName } = subject;
  if (newest !== undefined && !isSameKey(newest, subject)) {
    fail('issue.key', 'the newest credential is of another key');
  }
  if (chain.some((certificate) => isSameKey(certificate, subject))) {
    fail('issue.circular', 'the key stands in the chain of its issuer');
  }
  if (!isUnmistakable(friendlyName) || !isUnmistakable(peerName)) {
    fail('issue.name', 'an invisible or direction character in the name');
  }
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
  const { duration = Infinity } = wishes;
  const start = startFor(issuer, wishes, now);
  const { validityEnd = Math.min(start + duration, issuer.validity.end) } = wishes;
  const end = wholeSeconds(validityEnd);
  // Said the other way round, so that no number at all is refused too.
  if (!(end <= issuer.validity.end)) fail('issue.period', 'ends after its issuer');
  if (end < start || end < now) fail('issue.period', 'ends before it begins');
  return { start, end };
}

/** One that begins later than now would displace the present one before it can be used. */
function startFor(issuer: Gmc, { newest, validityStart }: CredentialWishes, now: number): number {
  const earliest = Math.max(issuer.validity.start, behindNewest(newest, now));
  if (earliest > now) fail('issue.clock', 'the newest of this key begins in this second');
  if (validityStart === undefined) return Math.max(earliest, wholeSeconds(now) - BACKDATED);
  const start = wholeSeconds(validityStart);
  return start >= earliest && start <= now
    ? start
    : fail('issue.start', `${new Date(earliest).toISOString()} to now is possible`);
}

/**
 * From when on a credential is the newest of its key. One that has not begun does not count: nobody
 * shall keep others from renewing somebody by issuing to him for a time to come.
 */
export function behindNewest(newest: Pick<Gmc, 'validity'> | undefined, now: number): number {
  const { start } = newest?.validity ?? { start: Infinity };
  return start <= now ? start + SECOND : -Infinity;
}

/** Which of two credentials for one key in one group is the newer: above 0 if the first. */
export function compareCredentials(
  a: Pick<Gmc, 'validity' | 'der'>,
  b: Pick<Gmc, 'validity' | 'der'>,
): number {
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
