/** Invitations: a whole chain in PKCS#7, which its last key alone can use ([MS-PPSEC] 2.2.6.1). */

import type { Bytes } from '../bytes.ts';
import { verifySoundChain, type Chain } from '../certificate/chain.ts';
import { decodePkcs7 } from '../certificate/pkcs7.ts';
import { fail, isPeerError } from '../errors.ts';
import { hasNoControls } from '../friendly-name.ts';
import type { PeerName } from '../peer-name.ts';
import type { Role } from '../role.ts';
import type { Validity } from '../validity.ts';
import { formatXml, type XmlForm } from './xml-form.ts';
import { parseXml } from './xml.ts';

/** How far a cloud reaches. */
export const SCOPES = ['GLOBAL', 'SITELOCAL', 'LINKLOCAL'] as const;

export type Scope = (typeof SCOPES)[number];

/** Where the peers of a group would meet. Nobody signs it, so it is never shown as checked. */
export interface Cloud {
  /** 1 to 127 UTF-16 code units, no controls. */
  readonly cloudName: string;
  readonly scope: Scope;
  readonly cloudFlags: 0 | 1;
}

/** The cloud of every invitation that we write. */
export const DEFAULT_CLOUD: Cloud = { cloudName: 'Global_', scope: 'GLOBAL', cloudFlags: 0 };

/** All of PEER_INVITATION_INFO, and the chain that it was read from. */
export interface Invitation extends Cloud {
  readonly groupPeerName: PeerName;
  /** As the certificate has it, not made harmless; so are the other two. */
  readonly groupFriendlyName: string;
  readonly issuerPeerName: PeerName;
  readonly issuerFriendlyName: string;
  readonly subjectPeerName: PeerName;
  readonly subjectFriendlyName: string;
  readonly validity: Validity;
  readonly roles: readonly Role[];
  readonly classifiers: readonly string[];
  /** DER SubjectPublicKeyInfo. */
  readonly subjectPublicKey: Bytes;
  /** PEER_GROUP_GMC_AUTHENTICATION, the only one that we read. */
  readonly authenticationScheme: 'GMC';
  /** Sound by rules 0 to 9: whether it may be used now is judged where the clock is. */
  readonly chain: Chain;
}

const INVITATION = {
  root: 'PEERINVITATION',
  versions: ['1.0', '1.1'],
  limit: 256 * 1024,
  elements: [
    { name: 'CLOUDNAME' },
    { name: 'SCOPE' },
    { name: 'CLOUDFLAGS' },
    { name: 'GMC', base64: true, optional: true },
  ],
} as const satisfies XmlForm<readonly { name: string; base64?: true; optional?: true }[]>;

const MAX_CLOUD_NAME_LENGTH = 127;

/**
 * Reads an invitation and verifies its chain, all but the moment. Nothing else happens.
 *
 * @param text the XML and nothing else, not trusted; 256 KiB at most
 * @throws {PeerError} `E_INVALIDARG` for empty text or another document of ours;
 *   `PEER_E_UNSUPPORTED_VERSION` for a VERSION that we do not know, or 1.1 without certificates;
 *   the codes of {@link verifySoundChain}; `PEER_E_INVITATION_NOT_TRUSTED` for everything else
 */
export async function parseInvitation(text: string): Promise<Invitation> {
  const { certificates, cloud } = readInvitation(text);
  const chain = await verifySoundChain(certificates);
  return { ...cloud, ...termsOf(chain), authenticationScheme: 'GMC', chain };
}

/**
 * Writes an invitation.
 *
 * @param pkcs7 the whole chain, root first
 * @throws {PeerError} `xml.value` for a cloud that cannot be written
 */
export function formatInvitation(pkcs7: Bytes, cloud: Cloud = DEFAULT_CLOUD): string {
  return formatXml(INVITATION, { ...formatCloud(cloud), GMC: pkcs7 });
}

/** What stands in an invitation, none of it judged. */
export interface InvitationContents {
  /** The VERSION, which nobody signs either. */
  readonly version: string;
  readonly cloud: Cloud;
  /** DER, in the order in which they stand. */
  readonly certificates: readonly Bytes[];
}

/**
 * Reads an invitation without looking into its certificates.
 *
 * @param text the XML and nothing else, not trusted; 256 KiB at most
 * @throws {PeerError} as {@link parseInvitation}, but for the chain
 */
export function readInvitation(text: string): InvitationContents {
  return untrusted(() => readDocument(text));
}

function readDocument(text: string): InvitationContents {
  const { version, values } = readXml(text);
  const { CLOUDNAME, SCOPE, CLOUDFLAGS, GMC } = values;
  if (GMC === undefined) {
    fail(version === '1.1' ? 'xml.password-group' : 'xml.schema', 'no certificates');
  }
  const cloud = readCloud({ CLOUDNAME, SCOPE, CLOUDFLAGS });
  return { version, cloud, certificates: decodePkcs7(GMC) };
}

/** A cloud, as its three elements have it. */
export interface CloudElements {
  readonly CLOUDNAME: string;
  readonly SCOPE: string;
  readonly CLOUDFLAGS: string;
}

/**
 * Reads a cloud.
 *
 * @throws {PeerError} `xml.value`
 */
export function readCloud({ CLOUDNAME, SCOPE, CLOUDFLAGS }: CloudElements): Cloud {
  return {
    cloudName: verifyCloudName(CLOUDNAME),
    scope: SCOPES.find((scope) => scope === SCOPE) ?? fail('xml.value', 'SCOPE'),
    cloudFlags:
      ([0, 1] as const).find((flag) => String(flag) === CLOUDFLAGS) ??
      fail('xml.value', 'CLOUDFLAGS'),
  };
}

/**
 * Writes a cloud.
 *
 * @throws {PeerError} `xml.value` for one that cannot be written
 */
export function formatCloud({ cloudName, scope, cloudFlags }: Cloud): CloudElements {
  return {
    CLOUDNAME: verifyCloudName(cloudName),
    SCOPE: scope,
    CLOUDFLAGS: String(cloudFlags),
  };
}

const PASSWORD_GROUP = /<PEERINVITATION\s{1,99}VERSION\s{0,99}=\s{0,99}["']1\.1["']/;

/** An invitation to a password group has elements of its own in place of certificates. */
function readXml(text: string) {
  try {
    return parseXml(text, INVITATION);
  } catch (error) {
    if (!isPeerError(error) || error.reason !== 'xml.schema') throw error;
    if (!PASSWORD_GROUP.test(text) || /<GMC[\s/>]/.test(text)) throw error;
    return fail('xml.password-group', 'no certificates', { cause: error });
  }
}

function verifyCloudName(name: string): string {
  if (name.length < 1 || name.length > MAX_CLOUD_NAME_LENGTH || !hasNoControls(name)) {
    fail('xml.value', `CLOUDNAME, 1 to ${MAX_CLOUD_NAME_LENGTH} characters without controls`);
  }
  return name;
}

/** A text that says plainly what else it is keeps its own code; whatever else is wrong is not trusted. */
function untrusted<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const isOther = !isPeerError(error, 'E_INVALIDARG') || error.reason.startsWith('document.');
    throw isOther ? error : error.as('PEER_E_INVITATION_NOT_TRUSTED');
  }
}

function termsOf(chain: Chain) {
  const [{ subject: group }] = chain;
  const member = chain.at(-1);
  if (member?.type !== 'gmc') throw new TypeError('a sound chain ends with a membership');
  const { subject, issuer, validity, roles, classifiers, spki } = member;
  return {
    groupPeerName: group.peerName,
    groupFriendlyName: group.friendlyName,
    issuerPeerName: issuer.peerName,
    issuerFriendlyName: issuer.friendlyName,
    subjectPeerName: subject.peerName,
    subjectFriendlyName: subject.friendlyName,
    validity,
    roles,
    classifiers,
    subjectPublicKey: spki,
  };
}
