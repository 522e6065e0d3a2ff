/** What an extension says, for people to look at: those of the profile and no others ([MS-PPSEC] 2.2.5, RFC 5280 4.2). */

import type { Bytes } from '../bytes.ts';
import { findRole, type Role } from '../role.ts';
import { DerReader, TAG } from './der.ts';
import {
  decodeAuthorityKeyIdentifier,
  decodeBasicConstraints,
  decodeCertificateType,
  decodeClassifiers,
  decodeOctets,
  decodePeerName,
  listGuids,
  listPurposes,
} from './extension-values.ts';
import { OID, type CertificateType } from './object-identifiers.ts';

/** What an extension says, by what kind of thing it is. */
export type Meaning =
  /** Whether the subject may sign certificates. */
  | { readonly kind: 'authority'; readonly isAuthority: boolean }
  /** What the key may be used for, by the places of RFC 5280 4.2.1.3: 0 is digitalSignature. */
  | { readonly kind: 'usages'; readonly places: readonly number[] }
  /** Dotted identifiers. */
  | { readonly kind: 'purposes'; readonly purposes: readonly string[] }
  /** Names, as they stand and not made harmless. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'type'; readonly type: CertificateType }
  /** `role` is `undefined` for one that we do not know. */
  | { readonly kind: 'roles'; readonly roles: readonly RoleMeaning[] }
  /** Bytes that are compared as they are: identifiers of keys, versions, flags. */
  | { readonly kind: 'octets'; readonly octets: Bytes };

/** A role with the GUID that stands for it. */
export interface RoleMeaning {
  readonly guid: string;
  readonly role: Role | undefined;
}

type Read = (value: Bytes) => Meaning | undefined;

const octets: Read = (value) => ({ kind: 'octets', octets: decodeOctets(value) });

const peerName: Read = (value) => ({ kind: 'names', names: [decodePeerName(value)] });

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [OID.basicConstraints, authority],
  [OID.keyUsage, usages],
  [OID.extendedKeyUsage, (value) => ({ kind: 'purposes', purposes: listPurposes(value) })],
  [OID.subjectKeyIdentifier, octets],
  [OID.authorityKeyIdentifier, issuerKey],
  [OID.subjectAltName, peerName],
  [OID.issuerAltName, peerName],
  [OID.certificateType, certificateType],
  [OID.certificateVersion, octets],
  [OID.identityFlags, octets],
  [OID.groupFlags, octets],
  [OID.groupPeerName, peerName],
  [OID.roles, roles],
  [
    OID.classifiers,
    (value) => ({ kind: 'names', names: decodeClassifiers(value).classifiers ?? [] }),
  ],
]);

/**
 * What an extension says.
 *
 * @param value DER, not trusted
 * @returns `undefined` for an extension that we do not know
 * @throws {PeerError} for a value that is not written as ours are
 */
export function meaningOf(oid: string, value: Bytes): Meaning | undefined {
  return READERS.get(oid)?.(value);
}

function authority(value: Bytes): Meaning {
  return { kind: 'authority', isAuthority: decodeBasicConstraints(value).isAuthority === true };
}

function usages(value: Bytes): Meaning {
  const reader = new DerReader(value);
  const bits = reader.content(TAG.bitString).subarray(1);
  reader.end();
  const places = Array.from({ length: bits.length * 8 }, (_, place) => place);
  const isSet = (place: number) => (((bits[place >> 3] ?? 0) << (place & 7)) & 0x80) !== 0;
  return { kind: 'usages', places: places.filter(isSet) };
}

function issuerKey(value: Bytes): Meaning | undefined {
  const { issuerKey: key } = decodeAuthorityKeyIdentifier(value);
  return key && { kind: 'octets', octets: key };
}

function certificateType(value: Bytes): Meaning | undefined {
  const { type } = decodeCertificateType(value);
  return type && { kind: 'type', type };
}

function roles(value: Bytes): Meaning {
  return {
    kind: 'roles',
    roles: listGuids(value).map((guid) => ({ guid, role: findRole(guid) })),
  };
}
