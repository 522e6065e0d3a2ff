/** Identities: a key pair and the certificate in which it names itself (PeerIdentityCreate). */

import { issueIdc } from './certificate/issue.ts';
import { verifyIdc } from './certificate/idc.ts';
import type { Bytes } from './bytes.ts';
import type { Idc } from './certificate/certificate.ts';
import { parseFriendlyName } from './friendly-name.ts';
import { parseClassifier, peerNameOf, type PeerName } from './peer-name.ts';
import { createCertifiedKeys, type KeyWishes } from './sealed-key.ts';
import { DAY, wholeSeconds, type Validity } from './validity.ts';
import type { KeyPair } from './webcrypto.ts';

/** A key pair with its own certificate. */
export interface KeyedIdentity extends KeyPair {
  readonly idc: Idc;
}

/** A new identity. */
export interface CreatedIdentity extends KeyedIdentity {
  /** The key under the password that was wished for, with the certificate (formats.md, "Recovery file"). */
  readonly pkcs12?: Bytes;
}

export interface IdentityWishes extends KeyWishes {
  /** Empty or absent: the peer name. */
  readonly friendlyName?: string;
  readonly classifier?: string;
}

/**
 * Creates an identity with fresh keys; with a password, its sealed key too, in the same act.
 *
 * @param now milliseconds since 1970 UTC
 * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`, `PEER_E_INVALID_CLASSIFIER`,
 *   `PEER_E_PASSWORD_DOES_NOT_MEET_POLICY`, `PEER_E_NO_KEY_ACCESS`
 */
export async function createIdentity(
  wishes: IdentityWishes,
  now: number,
): Promise<CreatedIdentity> {
  const classifier = parseClassifier(wishes.classifier ?? '');
  const friendlyName = wishes.friendlyName?.trim() ? parseFriendlyName(wishes.friendlyName) : '';
  const created = await createCertifiedKeys(wishes, async (keys) => {
    const peerName = await peerNameOf(keys.spki, classifier);
    return certifyIdentity(keys, { peerName, friendlyName }, now);
  });
  const { keys, certificate: idc, pkcs12 } = created;
  return { ...keys, idc, ...(pkcs12 && { pkcs12 }) };
}

/**
 * Signs an identity's certificate anew, with the same key: a new name.
 *
 * @param name an empty friendly name resets it to the peer name
 * @throws {PeerError} `PEER_E_INVALID_FRIENDLY_NAME`
 */
export async function certifyIdentity(
  keys: KeyPair,
  name: { readonly peerName: PeerName; readonly friendlyName: string },
  now: number,
): Promise<Idc> {
  const { peerName } = name;
  const friendlyName = name.friendlyName.trim() ? parseFriendlyName(name.friendlyName) : peerName;
  const validity = unlimitedFrom(now);
  return verifyIdc(await issueIdc(keys, { name: { peerName, friendlyName }, validity }), now);
}

/** What nobody's end cuts short: from one day before now, for a thousand years of the calendar. */
export function unlimitedFrom(now: number): Validity {
  const start = wholeSeconds(now) - DAY;
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + 1000);
  return { start, end: end.getTime() };
}
