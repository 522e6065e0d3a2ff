/** Group configurations: a membership of mine, and for a creator the group's key under a password (formats.md). */

import type { Bytes } from '../bytes.ts';
import { decodeCertificate, isSameKey, type Grc } from '../certificate/certificate.ts';
import { memberOf, verifySoundChain, type Chain } from '../certificate/chain.ts';
import { encodePkcs7 } from '../certificate/issue.ts';
import { decodePkcs7 } from '../certificate/pkcs7.ts';
import { fail, renamedAs } from '../errors.ts';
import { authorityOf, readPeerName, type PeerName } from '../peer-name.ts';
import type { Lock } from '../pkcs12/seal.ts';
import { openSealedKey } from '../sealed-key.ts';
import { DEFAULT_CLOUD, formatCloud, readCloud, type Cloud } from './invitation.ts';
import { formatXml, type XmlElement, type XmlForm } from './xml-form.ts';
import { parseXml } from './xml.ts';

const CONFIGURATION = {
  root: 'PEERGROUPCONFIG',
  versions: ['1.0'],
  limit: 512 * 1024,
  elements: [
    { name: 'IDENTITYPEERNAME' },
    { name: 'GROUPPEERNAME' },
    { name: 'CLOUDNAME' },
    { name: 'SCOPE' },
    { name: 'CLOUDFLAGS' },
    { name: 'GMC', base64: true },
    { name: 'GROUPKEY', base64: true, optional: true },
  ],
} as const satisfies XmlForm<readonly XmlElement[]>;

/** What stands in a group configuration, none of it judged. */
export interface GroupConfiguration {
  /** Whose membership it says it is. */
  readonly identity: PeerName;
  /** Which group it says it is of. */
  readonly group: PeerName;
  readonly cloud: Cloud;
  /** DER certificates, in the order in which they stand. */
  readonly certificates: readonly Bytes[];
  /** The group's own key in PKCS#12, sealed: with its creator alone, if at all. */
  readonly groupKey: Bytes | undefined;
}

/** What goes into a group configuration. */
export interface ConfigurationContent {
  readonly identity: PeerName;
  readonly group: PeerName;
  /** Absent: {@link DEFAULT_CLOUD}. */
  readonly cloud?: Cloud;
  /** The group's root first, mine last. */
  readonly chain: readonly { readonly der: Bytes }[];
  /** As it was sealed when the group was made. */
  readonly groupKey?: Bytes | undefined;
}

/**
 * Reads a group configuration.
 *
 * @param text the XML and nothing else, not trusted; 512 KiB at most
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.*`, `xml.*`, `peer-name.*`,
 *   `size.pkcs7`, `pkcs7.*` or `der.*`; `PEER_E_UNSUPPORTED_VERSION`
 */
export function parseGroupConfiguration(text: string): GroupConfiguration {
  const { values } = parseXml(text, CONFIGURATION);
  return {
    identity: readPeerName(values.IDENTITYPEERNAME),
    group: readPeerName(values.GROUPPEERNAME),
    cloud: readCloud(values),
    certificates: decodePkcs7(values.GMC),
    groupKey: values.GROUPKEY,
  };
}

/**
 * Writes a group configuration.
 *
 * @throws {PeerError} `app.incomplete` if the writer of certificates does not come
 */
export async function formatGroupConfiguration(content: ConfigurationContent): Promise<string> {
  const { identity, group, cloud = DEFAULT_CLOUD, chain, groupKey } = content;
  return formatXml(CONFIGURATION, {
    IDENTITYPEERNAME: identity,
    GROUPPEERNAME: group,
    ...formatCloud(cloud),
    GMC: await encodePkcs7(chain),
    GROUPKEY: groupKey,
  });
}

/**
 * Verifies the chain of a group configuration, all but the moment: that it leads from the group that is
 * named to the key of the identity that is named. A membership may call that key by another classifier.
 *
 * @throws {PeerError} `configuration.chain`, with the rule of {@link verifySoundChain} as its cause;
 *   `configuration.group`, `configuration.member`
 */
export async function verifyConfiguration(
  configuration: Pick<GroupConfiguration, 'identity' | 'group' | 'certificates'>,
): Promise<Chain> {
  const chain = await renamedAs('configuration.chain', () =>
    verifySoundChain(configuration.certificates),
  );
  const { group, subject } = memberOf(chain);
  if (group !== configuration.group) fail('configuration.group', group);
  if (authorityOf(subject.peerName) !== authorityOf(configuration.identity)) {
    fail('configuration.member', subject.peerName);
  }
  return chain;
}

/**
 * Opens the sealed key of a group.
 *
 * @param groupKey PKCS#12, not trusted
 * @param root of the group, verified
 * @param lock a password or a recovery code as it was typed
 * @returns a key that signs for the group and cannot be exported
 * @throws {PeerError} as {@link openSealedKey}: `recovery.unclear` for a password that is wrong or a
 *   file that is damaged; `configuration.key` for the key of another group
 */
export async function openGroupKey(groupKey: Bytes, root: Grc, lock: Lock): Promise<CryptoKey> {
  const { privateKey } = await openSealedKey(groupKey, lock, (der) => verifyRoot(der, root));
  return privateKey;
}

/** The certificate beside the key may be any of the group's own: the root here is what counts. */
async function verifyRoot(der: Bytes, root: Grc): Promise<Grc> {
  const certificate = await renamedAs('recovery.certificate', () => decodeCertificate(der));
  const isOurs = certificate.type === 'grc' && isSameKey(certificate, root);
  return isOurs ? root : fail('configuration.key', 'the root of another group');
}
