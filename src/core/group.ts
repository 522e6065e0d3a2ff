/** Groups: a key pair of their own, and the creator's membership (PeerGroupCreate). */

import type { Bytes } from './bytes.ts';
import { issueGmc, issueGrc, subjectOf, type SelfSigned } from './certificate/issue.ts';
import { verifyChain, type Chain } from './certificate/chain.ts';
import {
  decodeCertificate,
  isSameKey,
  type Gmc,
  type Grc,
  type Idc,
} from './certificate/certificate.ts';
import { behindNewest } from './credential.ts';
import { fail } from './errors.ts';
import { parseFriendlyName } from './friendly-name.ts';
import { parseClassifier, peerNameOf } from './peer-name.ts';
import { unlimitedFrom } from './identity.ts';
import { createCertifiedKeys, type KeyWishes } from './sealed-key.ts';
import { DAY, wholeSeconds } from './validity.ts';
import type { KeyPair } from './webcrypto.ts';

/** Longest comment, in UTF-16 code units. */
export const MAX_COMMENT_LENGTH = 255;

const MIN_LIFETIME_SECONDS = 28_800;
const MAX_LIFETIME_SECONDS = (10 * 365.25 * DAY) / 1000;

/** What a creator may lay down. */
export interface GroupWishes extends Omit<KeyWishes, 'modulusLength'> {
  readonly friendlyName: string;
  readonly comment?: string;
  readonly classifier?: string;
  /** Seconds: 8 hours to 10 years, or 0 for as long as the credential. */
  readonly memberDataLifetime?: number;
  readonly flags?: number;
}

export interface CreatedGroup {
  /** The group's root, and the creator's membership as admin. */
  readonly chain: Chain;
  /** Non-extractable. */
  readonly groupKey: CryptoKey;
  /** DER SubjectPublicKeyInfo of the group. */
  readonly spki: Bytes;
  /** The group's key under the password that was wished for, with the root (formats.md, "Group configuration"). */
  readonly pkcs12?: Bytes;
}

/**
 * Creates a group with fresh keys, and its creator's membership, signed with the group's key; with a
 * password, the group's sealed key too, in the same act.
 *
 * @param creator must be valid now
 * @param now milliseconds since 1970 UTC
 * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`, `PEER_E_INVALID_CLASSIFIER`,
 *   `PEER_E_INVALID_GROUP_PROPERTIES`, `PEER_E_PASSWORD_DOES_NOT_MEET_POLICY`,
 *   `PEER_E_NO_KEY_ACCESS`
 */
export async function createGroup(
  creator: Idc,
  wishes: GroupWishes,
  now: number,
): Promise<CreatedGroup> {
  verifyGroupProperties(wishes);
  const friendlyName = parseFriendlyName(wishes.friendlyName);
  const classifier = parseClassifier(wishes.classifier ?? '');
  const validity = unlimitedFrom(now);
  const created = await createCertifiedKeys(wishes, async (keys) => {
    const name = { friendlyName, peerName: await peerNameOf(keys.spki, classifier) };
    return certifyGroup(keys, { name, validity });
  });
  const { keys, certificate, pkcs12 } = created;
  const { spki, privateKey: groupKey } = keys;
  const grant = { subject: subjectOf(creator), roles: ['admin'] as const, validity };
  const own = await issueGmc({ certificate, privateKey: groupKey }, grant);
  const chain = await verifyChain([certificate.der, own], now);
  return { chain, groupKey, spki, ...(pkcs12 && { pkcs12 }) };
}

async function certifyGroup(keys: KeyPair, said: SelfSigned): Promise<Grc> {
  const certificate = await decodeCertificate(await issueGrc(keys, said));
  if (certificate.type !== 'grc') throw new TypeError('the writer made something else');
  return certificate;
}

/** Who renews himself: the group's root, its key, and the newest credential that he knows of his own and that has begun. */
export interface Creator {
  readonly chain: Chain;
  readonly groupKey: CryptoKey;
  readonly newest: Pick<Gmc, 'spki' | 'validity'>;
}

/**
 * Renews the creator's membership with the group's key, after its end too: as admin, under the name
 * of his card.
 *
 * @param card of the same key, verified at this very moment
 * @param validityEnd milliseconds since 1970 UTC; absent: as long as the group's root
 * @param now milliseconds since 1970 UTC
 * @returns the group's root and the membership, read back and verified
 * @throws {PeerError} `PEER_E_INVALID_CREDENTIAL` for the card of another key;
 *   `PEER_E_INVALID_TIME_PERIOD` for an end that is past or beyond the root's, or in the second in
 *   which the newest credential begins
 */
export async function renewCreator(
  { chain, groupKey, newest }: Creator,
  { card, validityEnd }: { readonly card: Idc; readonly validityEnd?: number | undefined },
  now: number,
): Promise<Chain> {
  const [certificate] = chain;
  if (!isSameKey(card, newest)) fail('issue.key', 'the card is of another key');
  const earliest = behindNewest(newest, now);
  if (earliest > now) fail('issue.clock', 'the newest credential begins in this second');
  const start = Math.max(wholeSeconds(now) - DAY, certificate.validity.start, earliest);
  const end = wholeSeconds(validityEnd ?? certificate.validity.end);
  // Said the other way round, so that no number at all is refused too.
  if (!(end >= now && end <= certificate.validity.end)) {
    fail('issue.period', 'ends before now, or after the group');
  }
  const grant = { subject: subjectOf(card), roles: ['admin'] as const, validity: { start, end } };
  const own = await issueGmc({ certificate, privateKey: groupKey }, grant);
  return verifyChain([certificate.der, own], now);
}

/**
 * Verifies the properties of a group that are not names.
 *
 * @throws {PeerError} `PEER_E_INVALID_GROUP_PROPERTIES`
 */
export function verifyGroupProperties(wishes: GroupWishes): void {
  const { comment = '', memberDataLifetime: lifetime = 0, flags = 0 } = wishes;
  if (comment.length > MAX_COMMENT_LENGTH || !comment.isWellFormed() || comment.includes('\0')) {
    fail('group.properties', `comment of ${comment.length} units, ${MAX_COMMENT_LENGTH} fit`);
  }
  const isInRange = lifetime >= MIN_LIFETIME_SECONDS && lifetime <= MAX_LIFETIME_SECONDS;
  if (lifetime !== 0 && !(Number.isInteger(lifetime) && isInRange)) {
    fail('group.properties', `member data lifetime of ${lifetime} s`);
  }
  if (!Number.isInteger(flags) || flags < 0 || flags > 0xffff_ffff) {
    fail('group.properties', `flags ${flags}`);
  }
}
