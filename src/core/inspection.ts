/**
 * Looks into a document or a certificate without doing anything with it: what it is, every
 * certificate in it, and the verdict. The verdict comes of the very readers that judge cards and
 * invitations elsewhere; what is shown beside it is trusted by nobody.
 */

import type { Bytes } from './bytes.ts';
import { anatomyOf } from './certificate/anatomy.ts';
import { decodeCertificate, isSameName, type Certificate } from './certificate/certificate.ts';
import {
  MAX_CHAIN_LENGTH,
  pathFrom,
  rootAmong,
  verifyMoment,
  verifySoundChain,
} from './certificate/chain.ts';
import { verifySoundIdc } from './certificate/idc.ts';
import { OID } from './certificate/object-identifiers.ts';
import { parsePem } from './certificate/pem.ts';
import { decodePkcs7 } from './certificate/pkcs7.ts';
import { listCardCertificates, onlyOneOf } from './document/identity-card.ts';
import { readInvitation, type Cloud } from './document/invitation.ts';
import { fail, isPeerError, PeerError } from './errors.ts';
import type { PeerErrorCode } from './reasons.ts';
import { isWithin } from './validity.ts';
import { isSignedBy } from './webcrypto.ts';

/** What can be looked into. */
export type InspectedKind = 'identity card' | 'invitation' | 'certificate';

/** What is to be said of the whole. */
export type InspectionVerdict =
  /** Right in everything, now. */
  | { readonly kind: 'sound' }
  /** Right in everything, but not at this moment. */
  | { readonly kind: 'out-of-time'; readonly refusal: PeerError }
  /** One certificate of a chain, right by itself: more can be said of the whole chain alone. */
  | { readonly kind: 'part' }
  | { readonly kind: 'refused'; readonly refusal: PeerError }
  /** Certificates that were made for something else. */
  | { readonly kind: 'foreign' };

/** A certificate that was looked at. */
export interface InspectedCertificate {
  readonly der: Bytes;
  /** By the rules of one certificate by itself; `undefined` where they refuse it. Its signature is the verdict's. */
  readonly certificate: Certificate | undefined;
  readonly refusal: PeerError | undefined;
  /** A certificate that has nothing of ours in it. */
  readonly isForeign: boolean;
}

/** What nobody signs in an invitation, so that it is never shown as checked. */
export interface UnsignedFields extends Cloud {
  readonly version: string;
}

/** What was found in a document. */
export interface Findings {
  readonly verdict: InspectionVerdict;
  /** In the order of their path where there is one, else as they stand; {@link MAX_CHAIN_LENGTH} at most. */
  readonly certificates: readonly InspectedCertificate[];
  /** How many more there are. */
  readonly left: number;
  readonly unsigned: UnsignedFields | undefined;
}

interface Contents {
  readonly certificates: readonly Bytes[];
  readonly unsigned?: UnsignedFields;
}

const READERS: Readonly<Record<InspectedKind, (text: string) => Contents>> = {
  'identity card': (text) => ({ certificates: listCardCertificates(text) }),
  invitation: (text) => {
    const { version, cloud, certificates } = readInvitation(text);
    return { certificates, unsigned: { version, ...cloud } };
  },
  certificate: (text) => ({
    certificates: parsePem(text).flatMap(({ label, der }) =>
      label === 'PKCS7' || label === 'CMS' ? decodePkcs7(der) : [der],
    ),
  }),
};

/**
 * Looks into a document. Pure but for its verdict, which asks the engine for signatures.
 *
 * @param document the XML alone, or the PEM; not trusted
 * @param now milliseconds since 1970 UTC
 * @throws {PeerError} only what says nothing about the document, such as a browser without keys
 */
export async function inspectDocument(
  { kind, text }: { readonly kind: InspectedKind; readonly text: string },
  now: number,
): Promise<Findings> {
  const contents = await attempt(() => READERS[kind](text));
  if (contents instanceof PeerError) {
    const verdict = { kind: 'refused', refusal: contents } as const;
    return { verdict, certificates: [], left: 0, unsigned: undefined };
  }
  const { certificates: all, unsigned } = contents;
  const certificates = await inspectAll(all.slice(0, MAX_CHAIN_LENGTH));
  const verdict = await verdictOn({ kind, all, certificates }, now);
  return { verdict, certificates, left: all.length - certificates.length, unsigned };
}

async function inspectAll(all: readonly Bytes[]): Promise<readonly InspectedCertificate[]> {
  return inPathOrder(await Promise.all(all.map(inspectCertificate)));
}

async function inspectCertificate(view: Bytes): Promise<InspectedCertificate> {
  const der = new Uint8Array(view);
  const decoded = await attempt(() => decodeCertificate(der));
  return decoded instanceof PeerError
    ? { der, certificate: undefined, refusal: decoded, isForeign: isForeign(der) }
    : { der, certificate: decoded, refusal: undefined, isForeign: false };
}

/** An X.509 certificate without the extension by which all of ours say what they are. */
function isForeign(der: Bytes): boolean {
  const oids = anatomyOf(der)?.extensions.map(({ oid }) => oid);
  return oids?.includes(OID.certificateType) === false;
}

function inPathOrder(all: readonly InspectedCertificate[]): readonly InspectedCertificate[] {
  const decoded = all.map(({ certificate }) => certificate);
  const isWhole = (one: Certificate | undefined): one is Certificate => one !== undefined;
  if (!decoded.every(isWhole)) return all;
  try {
    const path: readonly Certificate[] = pathFrom(rootAmong(decoded), decoded);
    return all.toSorted((a, b) => placeOf(path, a) - placeOf(path, b));
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return all;
  }
}

function placeOf(path: readonly Certificate[], { certificate }: InspectedCertificate): number {
  return path.findIndex((one) => one === certificate);
}

interface Judged {
  readonly kind: InspectedKind;
  readonly all: readonly Bytes[];
  readonly certificates: readonly InspectedCertificate[];
}

async function verdictOn(
  { kind, all, certificates }: Judged,
  now: number,
): Promise<InspectionVerdict> {
  if (kind === 'identity card') return judged(() => cardVerdict(onlyOneOf(all), now));
  if (kind === 'invitation') return judged(() => chainVerdict(all, now));
  if (certificates.every((one) => one.isForeign)) return { kind: 'foreign' };
  const [only, ...others] = certificates;
  if (only === undefined || others.length > 0) return judged(() => chainVerdict(all, now));
  return judged(() => loneVerdict(only, now));
}

async function cardVerdict(der: Bytes, now: number): Promise<InspectionVerdict> {
  const { validity } = await verifySoundIdc(der);
  if (!isWithin(validity, now)) fail('idc.time', new Date(now).toISOString());
  return { kind: 'sound' };
}

async function chainVerdict(all: readonly Bytes[], now: number): Promise<InspectionVerdict> {
  verifyMoment(await verifySoundChain(all), now);
  return { kind: 'sound' };
}

/** One certificate alone: an identity's is whole, a root's can be judged by its own key, a membership's by nothing. */
async function loneVerdict(
  { der, certificate, refusal }: InspectedCertificate,
  now: number,
): Promise<InspectionVerdict> {
  if (certificate === undefined) throw refusal ?? new TypeError('neither read nor refused');
  if (certificate.type === 'idc') return cardVerdict(der, now);
  if (certificate.type === 'gmc') return { kind: 'part' };
  const { subject, issuer, spki, signature, tbs, group } = certificate;
  if (!isSameName(subject, issuer) || group !== subject.peerName) fail('chain.root', 'of another');
  if (!(await isSignedBy(spki, signature, tbs))) fail('chain.signature', 'not by its own key');
  return { kind: 'part' };
}

async function judged(judge: () => Promise<InspectionVerdict>): Promise<InspectionVerdict> {
  const verdict = await attempt(judge);
  if (!(verdict instanceof PeerError)) return verdict;
  const isTime = verdict.code === 'PEER_E_INVALID_TIME_PERIOD';
  return { kind: isTime ? 'out-of-time' : 'refused', refusal: verdict };
}

/** What says nothing about a document: it could not be looked at. */
const NOT_OF_THE_DOCUMENT: readonly PeerErrorCode[] = ['PEER_E_NO_KEY_ACCESS', 'PEER_E_NOT_FOUND'];

/** What some work comes to, or why it refuses what it was given. */
async function attempt<T>(work: () => T | Promise<T>): Promise<T | PeerError> {
  try {
    return await work();
  } catch (error) {
    if (!isPeerError(error) || NOT_OF_THE_DOCUMENT.includes(error.code)) throw error;
    return error;
  }
}
