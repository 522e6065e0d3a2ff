/**
 * The extensions of the profile, read by one table: what is critical, what stands in which
 * certificate, and what each must say ([MS-PPSEC] 2.2.5, RFC 5280 4.2).
 */

import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { readDefaultFalse, readInside, readOid, TAG, type DerReader } from './der.ts';
import {
  decodeAuthorityKeyIdentifier,
  decodeBasicConstraints,
  decodeCertificateType,
  decodeClassifiers,
  decodeExtendedKeyUsage,
  decodeKeyUsage,
  decoderOf,
  decodePeerName,
  decodeRoles,
  decodeSubjectKeyIdentifier,
  type Extensions,
} from './extension-values.ts';
import { CERTIFICATE_VERSION, NO_FLAGS, OID, type CertificateType } from './object-identifiers.ts';

interface Extension {
  readonly isCritical: boolean;
  /** Certificates in which it must stand; in the rest it must not. */
  readonly requiredIn: readonly CertificateType[];
  readonly optionalIn?: readonly CertificateType[];
  readonly decode: (value: Bytes) => Partial<Extensions>;
}

const ALL = ['idc', 'grc', 'gmc'] as const;
const IN_GROUP = ['grc', 'gmc'] as const;

/** One row an extension. */
const EXTENSIONS: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  [
    OID.basicConstraints,
    { isCritical: true, requiredIn: [], optionalIn: ALL, decode: decodeBasicConstraints },
  ],
  [OID.keyUsage, { isCritical: true, requiredIn: [], optionalIn: ALL, decode: decodeKeyUsage }],
  [
    OID.subjectKeyIdentifier,
    { isCritical: false, requiredIn: [], optionalIn: ALL, decode: decodeSubjectKeyIdentifier },
  ],
  [
    OID.authorityKeyIdentifier,
    { isCritical: false, requiredIn: [], optionalIn: ALL, decode: decodeAuthorityKeyIdentifier },
  ],
  [OID.extendedKeyUsage, { isCritical: false, requiredIn: ALL, decode: decodeExtendedKeyUsage }],
  [
    OID.subjectAltName,
    { isCritical: false, requiredIn: ALL, decode: (value) => ({ subject: decodePeerName(value) }) },
  ],
  [
    OID.issuerAltName,
    { isCritical: false, requiredIn: ALL, decode: (value) => ({ issuer: decodePeerName(value) }) },
  ],
  [OID.certificateType, { isCritical: true, requiredIn: ALL, decode: decodeCertificateType }],
  [
    OID.certificateVersion,
    {
      isCritical: true,
      requiredIn: ALL,
      decode: decoderOf(CERTIFICATE_VERSION, 'certificate.version'),
    },
  ],
  [
    OID.identityFlags,
    { isCritical: false, requiredIn: ['idc'], decode: decoderOf(NO_FLAGS, 'certificate.flags') },
  ],
  [
    OID.groupPeerName,
    {
      isCritical: true,
      requiredIn: IN_GROUP,
      decode: (value) => ({ group: decodePeerName(value) }),
    },
  ],
  [
    OID.groupFlags,
    { isCritical: false, requiredIn: IN_GROUP, decode: decoderOf(NO_FLAGS, 'certificate.flags') },
  ],
  [OID.roles, { isCritical: true, requiredIn: ['gmc'], decode: decodeRoles }],
  [OID.classifiers, { isCritical: true, requiredIn: ['gmc'], decode: decodeClassifiers }],
]);

/**
 * Reads the extensions of a certificate.
 *
 * @param reader stands before the SEQUENCE OF Extension
 * @throws {PeerError} `extension.*`, `certificate.*` or `der.*`, all `E_INVALIDARG`
 */
export function readExtensions(reader: DerReader): Extensions {
  const found = new Set<string>();
  const unknown: string[] = [];
  const said: Partial<Extensions> = {};
  readInside(reader, TAG.sequence, (list) => {
    while (!list.isAtEnd) {
      const { oid, isCritical, value } = readExtension(list);
      if (found.has(oid)) fail('extension.twice', oid);
      found.add(oid);
      const extension = EXTENSIONS.get(oid);
      if (extension === undefined && isCritical) fail('extension.unknown', `critical ${oid}`);
      if (extension === undefined) unknown.push(oid);
      else Object.assign(said, decodeExtension(extension, { oid, isCritical, value }));
    }
  });
  return complete(said, found, unknown);
}

interface RawExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Bytes;
}

function readExtension(list: DerReader): RawExtension {
  return readInside(list, TAG.sequence, (extension) => ({
    oid: readOid(extension),
    isCritical: readDefaultFalse(extension),
    value: extension.content(TAG.octetString),
  }));
}

function decodeExtension(extension: Extension, raw: RawExtension): Partial<Extensions> {
  if (raw.isCritical !== extension.isCritical) fail('extension.criticality', raw.oid);
  return extension.decode(raw.value);
}

/** Every extension of the table stands where it must, and nowhere else. */
function complete(
  said: Partial<Extensions>,
  found: ReadonlySet<string>,
  unknown: string[],
): Extensions {
  const { type = fail('extension.missing', 'certificate type'), ...rest } = said;
  for (const [oid, { requiredIn, optionalIn = [] }] of EXTENSIONS) {
    if (requiredIn.includes(type) && !found.has(oid)) fail('extension.missing', oid);
    const mayStand = requiredIn.includes(type) || optionalIn.includes(type);
    if (!mayStand && found.has(oid)) fail('extension.misplaced', `${oid} in ${type}`);
  }
  const { subject, issuer } = rest;
  if (subject === undefined || issuer === undefined) throw new TypeError('the table requires both');
  return {
    group: undefined,
    roles: { known: [], hasUnknown: false },
    classifiers: [],
    isAuthority: undefined,
    signsCertificates: undefined,
    subjectKey: undefined,
    issuerKey: undefined,
    ...rest,
    type,
    subject,
    issuer,
    unknown,
  };
}
