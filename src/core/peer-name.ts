/**
 * Peer names: `authority "." classifier`, where the authority is the SHA-1 of a public key in hex.
 *
 * SHA-1 makes names, as the standard has it, and carries no trust: wherever two keys must be the
 * same, whole public keys are compared ([MS-PNRP] 1.3.1.1).
 */

import { toHex, type Bytes } from './bytes.ts';
import { fail, isPeerError } from './errors.ts';
import { isUnmistakable } from './friendly-name.ts';
import { sha1 } from './webcrypto.ts';

/** A peer name that {@link parsePeerName} has read. */
export type PeerName = string & { readonly peerName: never };

/** Longest classifier, in UTF-16 code units: with the authority and the dot it makes 190. */
export const MAX_CLASSIFIER_LENGTH = 149;

const AUTHORITY = /^[0-9a-f]{40}$/;

/**
 * Reads a secure peer name as it stands, without trimming or folding it.
 *
 * @throws {PeerError} `PEER_E_INVALID_PEER_NAME` if the authority is not 40 lower-case hex digits
 *   (`0`, the mark of a name without a key, included); `PEER_E_INVALID_CLASSIFIER` for a classifier
 *   over {@link MAX_CLASSIFIER_LENGTH}, with a NUL or not well-formed
 */
export function parsePeerName(text: string): PeerName {
  const [authority = ''] = text.split('.', 1);
  if (!AUTHORITY.test(authority) || text.charAt(40) !== '.') {
    fail('peer-name.authority', 'the authority is not 40 lower-case hex digits and a dot');
  }
  verifyClassifier(text.slice(41));
  return text as PeerName;
}

/** A peer name that stands in a document of ours. @throws {PeerError} `E_INVALIDARG` with `peer-name.*` */
export function readPeerName(text: string): PeerName {
  try {
    return parsePeerName(text);
  } catch (cause) {
    throw isPeerError(cause) ? cause.as('E_INVALIDARG') : cause;
  }
}

/**
 * The peer name of a public key.
 *
 * @param spki DER SubjectPublicKeyInfo
 * @throws {PeerError} `PEER_E_INVALID_CLASSIFIER`, as in {@link parsePeerName}
 */
export async function peerNameOf(spki: Bytes, classifier = ''): Promise<PeerName> {
  return parsePeerName(`${toHex(await sha1(spki))}.${classifier}`);
}

/** The 40 hex digits before the dot. */
export function authorityOf(peerName: PeerName): string {
  return peerName.slice(0, 40);
}

/** What stands behind the first dot; may be empty, and may hold dots of its own. */
export function classifierOf(peerName: PeerName): string {
  return peerName.slice(41);
}

/**
 * Reads a classifier that somebody has chosen.
 *
 * @returns the same text
 * @throws {PeerError} `PEER_E_INVALID_CLASSIFIER`: too long, with controls, or with characters that
 *   mislead the eye
 */
export function parseClassifier(text: string): string {
  verifyClassifier(text);
  if (!isUnmistakable(text)) fail('peer-name.classifier', 'an invisible or direction character');
  return text;
}

function verifyClassifier(classifier: string): void {
  if (classifier.length > MAX_CLASSIFIER_LENGTH) {
    fail('peer-name.length', `${classifier.length} units, ${MAX_CLASSIFIER_LENGTH} fit`);
  }
  if (classifier.includes('\0') || !classifier.isWellFormed()) {
    fail('peer-name.classifier', 'a NUL or a lone surrogate');
  }
}
