/**
 * The verdict on a chain GRC, GMC, …, GMC: does it lead from a group to a member?
 *
 * Rule by rule, root first, the first failure answers. Nothing here has a flag that begins as
 * "fine": the chain is returned on the last line, made of the very certificates that were judged.
 * No CRLs: a membership ends by its date ([MS-PPSEC] 3.1.5, RFC 5280 6).
 */

import { bytesEqual, type Bytes } from '../bytes.ts';
import { fail, refusedAs } from '../errors.ts';
import { canInvite, canIssue } from '../role.ts';
import { isInside, isWithin, type Validity } from '../validity.ts';
import { CertificateMemory } from './certificate-memory.ts';
import {
  isSameKey,
  isSameName,
  MAX_CERTIFICATE_BYTES,
  saysAuthority,
  type Certificate,
  type Gmc,
  type Grc,
} from './certificate.ts';

/** The most certificates that a chain may have: the group's root and 24 memberships. */
export const MAX_CHAIN_LENGTH = 25;

const NOT_TRUSTED = 'PEER_E_INVITATION_NOT_TRUSTED';

declare const verified: unique symbol;

/** The root first, the member's own last. Sound: it comes out of this module alone, judged by rules 0 to 9. */
export type Chain = readonly [Grc, Gmc, ...Gmc[]] & { readonly [verified]: true };

type Path = readonly [Grc, Gmc, ...Gmc[]];

/**
 * Verifies a chain, the moment included.
 *
 * @param certificates DER, in any order, not trusted
 * @param now milliseconds since 1970 UTC
 * @param memory what is known of certificates already
 * @throws {PeerError} as {@link verifySoundChain}; `PEER_E_INVALID_TIME_PERIOD` outside a period
 */
export async function verifyChain(
  certificates: readonly Bytes[],
  now: number,
  memory = new CertificateMemory(),
): Promise<Chain> {
  const chain = await verifySoundChain(certificates, memory);
  verifyMoment(chain, now);
  return chain;
}

/**
 * Verifies all of a chain but the moment: it may be shown, not yet or no longer used.
 *
 * @param certificates DER, in any order, not trusted
 * @param memory what is known of certificates already
 * @throws {PeerError} `PEER_E_CHAIN_TOO_LONG` over {@link MAX_CHAIN_LENGTH};
 *   `PEER_E_CIRCULAR_CHAIN_DETECTED` if a key stands in it twice; `PEER_E_INVITATION_NOT_TRUSTED`
 *   for everything else, with the rule as its reason
 */
export async function verifySoundChain(
  certificates: readonly Bytes[],
  memory = new CertificateMemory(),
): Promise<Chain> {
  verifySizes(certificates);
  verifyDistinct(certificates);
  const members: Certificate[] = [];
  for (const der of certificates) members.push(await decodeMember(der, memory));
  const grc = rootAmong(members);
  verifyDistinctKeys(members);
  const path = pathFrom(grc, members);
  verifyOneGroup(path);
  verifyRoles(path);
  verifyNestedPeriods(path);
  await verifySignatures(path, memory);
  return path as Path & { readonly [verified]: true };
}

/** Rule 0, before anything is parsed. */
function verifySizes(certificates: readonly Bytes[]): void {
  if (certificates.length > MAX_CHAIN_LENGTH) fail('chain.length', `${certificates.length}`);
  const large = certificates.find(({ length }) => length > MAX_CERTIFICATE_BYTES);
  if (large !== undefined) fail('size.certificate', `${large.length} bytes`, { code: NOT_TRUSTED });
}

/** Rule 1. */
function verifyDistinct(certificates: readonly Bytes[]): void {
  if (hasTwice(certificates)) fail('chain.duplicate', 'one certificate twice');
}

/** Whether the same bytes stand in a short list twice; others differ soon after they begin. */
function hasTwice(all: readonly Bytes[]): boolean {
  return all.some((one, at) => all.slice(at + 1).some((other) => bytesEqual(one, other)));
}

/** Rule 2, each certificate by itself. */
async function decodeMember(der: Bytes, memory: CertificateMemory): Promise<Certificate> {
  return refusedAs(NOT_TRUSTED, () => memory.decode(der));
}

/**
 * Rule 3: one root, which names itself, and memberships.
 *
 * @throws {PeerError} `chain.root`
 */
export function rootAmong(members: readonly Certificate[]): Grc {
  const [grc, ...others] = members.filter((certificate) => certificate.type === 'grc');
  if (grc === undefined || others.length > 0) {
    fail('chain.root', `${others.length + 1} roots, or none`);
  }
  if (members.some(({ type }) => type === 'idc')) fail('chain.root', 'an identity certificate');
  if (!isSameName(grc.subject, grc.issuer)) {
    fail('chain.root', 'subject and issuer differ', { at: 0 });
  }
  if (grc.group !== grc.subject.peerName) fail('chain.root', 'names another group', { at: 0 });
  return grc;
}

/** Rule 4. */
function verifyDistinctKeys(members: readonly Certificate[]): void {
  if (hasTwice(members.map(({ spki }) => spki))) fail('chain.circular', 'a key comes back');
}

/**
 * Rule 5: one single path, which uses every certificate.
 *
 * @throws {PeerError} `chain.path`
 */
export function pathFrom(grc: Grc, members: readonly Certificate[]): Path {
  const left = new Set(members.filter((certificate) => certificate.type === 'gmc'));
  const gmcs: Gmc[] = [];
  let issuer: Grc | Gmc = grc;
  while (left.size > 0) {
    const [next, ...others] = [...left].filter((gmc) => isSameName(gmc.issuer, issuer.subject));
    if (next === undefined || others.length > 0) {
      fail('chain.path', `${left.size} left, ${others.length} too many`, { at: gmcs.length + 1 });
    }
    left.delete(next);
    gmcs.push(next);
    issuer = next;
  }
  const [first, ...rest] = gmcs;
  return first === undefined ? fail('chain.path', 'a root alone') : [grc, first, ...rest];
}

/** Rule 6. */
function verifyOneGroup(path: Path): void {
  path.forEach(({ group }, at) => {
    if (group !== path[0].group) fail('chain.group', group, { at });
  });
}

/** Rule 7. */
function verifyRoles([, ...gmcs]: Path): void {
  let issuer: Gmc | undefined;
  for (const [index, gmc] of gmcs.entries()) {
    const at = index + 1;
    if (gmc.hasUnknownRole) fail('chain.role', 'unknown role', { at });
    const mayIssue = (role: Gmc['roles'][number]) =>
      issuer === undefined || canIssue(issuer.roles, role);
    if (!gmc.roles.every(mayIssue)) fail('chain.role', `${gmc.roles.join()} not issuable`, { at });
    if (!areDelegated(gmc, issuer)) fail('chain.classifier', 'not delegated', { at });
    if (!saysAuthority(gmc, canInvite(gmc.roles))) {
      fail('certificate.authority', 'against its roles', { at, code: NOT_TRUSTED });
    }
    issuer = gmc;
  }
}

/** Whether the classifiers of a member are among what his issuer may give ([MS-PNRP] 2.2.3.5). */
function areDelegated(gmc: Gmc, issuer: Gmc | undefined): boolean {
  if (issuer === undefined || issuer.classifiers.length === 0) return true;
  const { classifiers } = issuer;
  const isInviting = canInvite(gmc.roles);
  if (gmc.classifiers.length === 0) return isInviting && classifiers.includes('');
  return gmc.classifiers.every((classifier) =>
    classifiers.some(
      (given) => classifier === given || (isInviting && classifier.startsWith(given)),
    ),
  );
}

/** Rule 8. */
function verifyNestedPeriods([grc, ...gmcs]: Path): void {
  let outer: Validity = grc.validity;
  for (const [index, { validity }] of gmcs.entries()) {
    if (!isInside(validity, outer)) fail('chain.period', 'outside its issuer', { at: index + 1 });
    outer = validity;
  }
}

/** Rule 9, from the root down. */
async function verifySignatures(path: Path, memory: CertificateMemory): Promise<void> {
  let issuer: Grc | Gmc = path[0];
  for (const [at, certificate] of path.entries()) {
    if (!(await memory.isSignedBy(issuer, certificate))) {
      fail('chain.signature', `not by ${issuer.subject.peerName}`, { at });
    }
    issuer = certificate;
  }
}

/**
 * Rule 10: the moment lies inside every period, its ends included. There is no tolerance.
 *
 * @throws {PeerError} `PEER_E_INVALID_TIME_PERIOD`, `at` the first certificate that is out of time
 */
export function verifyMoment(chain: Chain, now: number): void {
  chain.forEach(({ validity }, at) => {
    if (!isWithin(validity, now)) fail('chain.time', new Date(now).toISOString(), { at });
  });
}

/** The member's own certificate. */
export function memberOf(chain: Chain): Gmc {
  const [, ...gmcs]: Path = chain;
  return gmcs.at(-1) ?? chain[1];
}

/** The certificate that signed the member's: the root itself for the creator. */
export function issuerOf(chain: Chain): Grc | Gmc {
  return chain.at(-2) ?? chain[0];
}

/** Whether two chains lead from the same root key. */
export function isSameGroup(a: Chain, b: Chain): boolean {
  return isSameKey(a[0], b[0]);
}

/**
 * The chains of those who stand between the group and a member, the nearest first: each beginning
 * of a sound chain that reaches a member is sound.
 */
export function invitersOf(chain: Chain): readonly Chain[] {
  const [root, first, ...rest]: Path = chain;
  const beginnings = rest.map((_, index): Path => [root, first, ...rest.slice(0, index)]);
  return beginnings.reverse() as readonly Path[] as readonly Chain[];
}
