/**
 * Judges one record: who may write it, within which times, and whether he signed it (records.md,
 * "Receiving"). There is no clock here: what has ended is judged like everything else, so that it
 * never matters when a record comes.
 */

import { bytesEqual } from '../bytes.ts';
import { isSameKey, type Gmc, type Grc } from '../certificate/certificate.ts';
import type { CertificateMemory } from '../certificate/certificate-memory.ts';
import { issuerOf, memberOf, verifySoundChain, type Chain } from '../certificate/chain.ts';
import { fail, refusedAs } from '../errors.ts';
import type { Validity } from '../validity.ts';
import type { KnownCredentials, Touchers } from './known-credentials.ts';
import { decodeMembership } from './membership.ts';
import { filetimeOf, RECORD_TYPE, type SignedRecord } from './record.ts';
import { decodeSecurityProperties, type SecurityProperties } from './security-properties.ts';
import { isSignedRecord } from './sign.ts';

/** By what records are judged. */
export interface Court {
  readonly root: Grc;
  readonly certificates: CertificateMemory;
  readonly known: KnownCredentials;
}

/**
 * Judges a record of security properties.
 *
 * @throws {PeerError} `PEER_E_INVALID_RECORD`
 */
export async function judgeProperties(
  record: SignedRecord,
  { root, certificates, known }: Court,
): Promise<SecurityProperties> {
  verifyKept(record);
  const { creator, modifier = creator } = record;
  const bySomebody = creator !== root.group || modifier !== root.group;
  const ids = [record.creatorCredential, record.toucherCredential];
  if (bySomebody || ids.some((id) => id !== known.rootId)) fail('record.signer', modifier);
  const properties = decodeSecurityProperties(record.payload);
  if (properties.group !== root.group) fail('record.type', 'speaks of another group');
  verifyTimes(record, root.validity);
  if (!(await isSignedRecord(record, root.spki, certificates))) {
    fail('record.signer', 'not signed with the key of the group');
  }
  return properties;
}

/**
 * Reads the chain in a membership record, and whose it may be.
 *
 * @throws {PeerError} `PEER_E_INVALID_RECORD`, with the reason of the chain where that is refused
 */
export async function chainIn(
  record: SignedRecord,
  { root, certificates }: Pick<Court, 'root' | 'certificates'>,
): Promise<Chain> {
  verifyKept(record);
  const chain = await refusedAs('PEER_E_INVALID_RECORD', () => {
    const ders = decodeMembership(record.payload);
    // Chains are put together again under this very root; and no signature is tried for another one.
    if (!ders.some((der) => bytesEqual(der, root.der))) fail('record.chain', 'of another root');
    return verifySoundChain(ders, certificates);
  });
  const { modifier = record.creator } = record;
  if (publisherIn(chain, record) === undefined || modifier !== record.creator) {
    fail('record.foreign', modifier);
  }
  return chain;
}

/**
 * Judges a membership record whose chain is sound and whose touchers are known.
 *
 * @throws {PeerError} `PEER_E_INVALID_RECORD`
 */
export async function judgeMembership(
  record: SignedRecord,
  { chain, touchers }: { readonly chain: Chain; readonly touchers: Touchers },
  { certificates }: Court,
): Promise<void> {
  verifyAuthors(record, touchers);
  const publisher = publisherIn(chain, record);
  const { creator, last } = touchers;
  if (!publisher || !isSameKey(publisher, creator) || !isSameKey(publisher, last)) {
    fail('record.foreign', 'the key of another');
  }
  verifyTimes(record, last.validity);
  await verifySignature(record, last, certificates);
}

/**
 * Judges a record of an application whose touchers are known.
 *
 * @throws {PeerError} `PEER_E_INVALID_RECORD`
 */
export async function judgeApplication(
  record: SignedRecord,
  touchers: Touchers,
  { certificates }: Court,
): Promise<void> {
  verifyAuthors(record, touchers);
  const { creator, last } = touchers;
  const isOwn = isSameKey(creator, last) && creator.subject.peerName === last.subject.peerName;
  if (!isOwn && !last.roles.includes('admin')) fail('record.modifier', last.roles.join());
  verifyTimes(record, last.validity);
  await verifySignature(record, last, certificates);
}

/** Whether applications may use a type: [MS-PPGRH] keeps 00000100- to 00000400- for itself. */
export function isApplicationType(type: string): boolean {
  const begins = type.slice(0, 8);
  const isOurs = type === RECORD_TYPE.properties || type === RECORD_TYPE.membership;
  return !isOurs && (begins < '00000100' || begins > '00000400');
}

/** Neither memberships nor security properties are ever deleted. */
function verifyKept({ isDeleted }: SignedRecord): void {
  if (isDeleted) fail('record.deleted', 'a record of the group itself');
}

/** The certificate of a chain whose name published its record: the member's, or that of whoever signed it. */
function publisherIn(chain: Chain, { creator }: SignedRecord): Gmc | undefined {
  const issuer = issuerOf(chain);
  const mayPublish = issuer.type === 'gmc' ? [memberOf(chain), issuer] : [memberOf(chain)];
  return mayPublish.find(({ subject }) => subject.peerName === creator);
}

function verifyAuthors(record: SignedRecord, { creator, last }: Touchers): void {
  const modifier = record.modifier ?? record.creator;
  if (creator.subject.peerName !== record.creator || last.subject.peerName !== modifier) {
    fail('record.author', 'not the name that the credential bears');
  }
}

/** A record lies within the certificate of its last toucher; what it was before is not his. */
function verifyTimes(record: SignedRecord, { start, end }: Validity): void {
  const begins = record.modifier === undefined ? record.created : record.modified;
  if (begins < filetimeOf(start) || record.expires > filetimeOf(end)) {
    fail('record.time', 'outside the certificate of whoever signed it');
  }
}

async function verifySignature(
  record: SignedRecord,
  { spki }: Gmc,
  certificates: CertificateMemory,
): Promise<void> {
  if (!(await isSignedRecord(record, spki, certificates))) fail('record.signature', 'wrong');
}
