/**
 * Certificates of the profile, field by field, with any deviation and then signed: the signature is
 * right and the meaning wrong. The numbers stand here a second time, so that a slip in ours shows.
 */

import type { Bytes } from '../../src/core/bytes.ts';
import {
  bits,
  context,
  der,
  hex,
  integer,
  join,
  moment,
  nothing,
  octets,
  oid,
  sequence,
  set,
  truth,
  universal,
  utf8,
} from './der.ts';

const P2P = '1.3.6.1.4.1.311.44';

/** Identifiers of the extensions. */
export const EXTENSION = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  certificateType: `${P2P}.0.1`,
  certificateVersion: `${P2P}.0.4`,
  groupPeerName: `${P2P}.3.1`,
  identityFlags: `${P2P}.2.2`,
  groupFlags: `${P2P}.3.2`,
  roles: `${P2P}.3.3`,
  classifiers: `${P2P}.3.5`,
} as const;

export type ExtensionName = keyof typeof EXTENSION;

export const PEER_AUTHENTICATION = `${P2P}.3.4`;
export const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
export const PEER_NAME_ID = `${P2P}.0.2`;
export const CLASSIFIER_ID = `${P2P}.0.3`;
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';

/** GUIDs in printed order. */
export const GUID = {
  admin: '04387127-aa56-450a-8ce5-4f565c6790f4',
  inviting: '4370fd89-dc18-4cfb-8dbf-9853a8a9f905',
  /** The one that [MS-PNRP] prints. */
  invitingToo: 'dd15f41f-fc4e-4922-b035-4c06a754d01d',
  member: 'f12dc4c7-0857-4ca0-93fc-b1bb19a3d8c2',
  unknown: '00112233-4455-6677-8899-aabbccddeeff',
} as const;

const MAY_ISSUE: readonly string[] = [GUID.admin, GUID.inviting, GUID.invitingToo];

export interface NameFacts {
  readonly friendlyName: string;
  readonly peerName: string;
}

/** What a certificate says. */
export interface Facts {
  readonly type: 'idc' | 'grc' | 'gmc';
  readonly subject: NameFacts;
  readonly issuer: NameFacts;
  readonly spki: Bytes;
  readonly start: number;
  readonly end: number;
  readonly group: string;
  /** GUIDs. */
  readonly roles: readonly string[];
  readonly classifiers: readonly string[];
}

export interface ExtensionDraft {
  readonly id: string;
  readonly isCritical: boolean;
  /** DER of what stands in the OCTET STRING. */
  readonly value: Bytes;
}

/** A certificate in DER, field by field: each can be replaced by any bytes. */
export interface Draft {
  readonly version: Bytes;
  readonly serialNumber: Bytes;
  readonly algorithm: Bytes;
  readonly issuer: Bytes;
  readonly validity: Bytes;
  readonly subject: Bytes;
  readonly spki: Bytes;
  /** Unique identifiers, which the profile does not have. */
  readonly identifiers: Bytes;
  readonly extensions: readonly ExtensionDraft[];
  /** The whole [3], in place of {@link extensions}. */
  readonly extensionBlock?: Bytes;
  /** What follows [3] inside what is signed. */
  readonly rest: Bytes;
  readonly outerAlgorithm: Bytes;
}

export type Edit = (draft: Draft) => Partial<Draft>;

export function algorithm(id: string = SHA256_WITH_RSA, parameters: Bytes = nothing()): Bytes {
  return sequence(oid(id), parameters);
}

export function commonName(value: Bytes): Bytes {
  return sequence(set(sequence(oid('2.5.4.3'), value)));
}

/** A GeneralName of the choice otherName. */
export function otherName(id: string, text: string): Bytes {
  return context(0, oid(id), context(0, universal(text)));
}

/** An RSA public key; the modulus in hex, with its leading 00. */
export function rsaKey(modulus: string, exponent = '010001'): Bytes {
  const numbers = sequence(integer(modulus), integer(exponent));
  return sequence(algorithm(RSA_ENCRYPTION), bits(numbers));
}

let serial = 0;

/** The draft of a certificate that is right in everything. */
export function draftOf(facts: Facts): Draft {
  const counted = (++serial).toString(16).padStart(30, '0');
  return {
    version: context(0, integer('02')),
    serialNumber: integer(`5a${counted}`),
    algorithm: algorithm(),
    issuer: commonName(utf8(facts.issuer.friendlyName)),
    validity: sequence(moment(facts.start), moment(facts.end)),
    subject: commonName(utf8(facts.subject.friendlyName)),
    spki: facts.spki,
    identifiers: join(),
    extensions: extensionsOf(facts),
    rest: join(),
    outerAlgorithm: algorithm(),
  };
}

/** The part that is signed. */
export function encodeTbs(draft: Draft): Bytes {
  const { version, serialNumber, issuer, validity, subject, spki, identifiers, rest } = draft;
  const block = draft.extensionBlock ?? context(3, sequence(...draft.extensions.map(encodeOne)));
  return sequence(
    ...[version, serialNumber, draft.algorithm, issuer, validity, subject, spki],
    ...[identifiers, block, rest],
  );
}

/** The certificate, with whatever is given as its signature. */
export function encodeCertificate(draft: Draft, signature: Uint8Array): Bytes {
  return sequence(encodeTbs(draft), draft.outerAlgorithm, bits(signature));
}

/** The certificate, signed. */
export async function signCertificate(draft: Draft, privateKey: CryptoKey): Promise<Bytes> {
  const signature = await crypto.subtle.sign(
    { name: 'RSASSA-PKCS1-v1_5' },
    privateKey,
    encodeTbs(draft),
  );
  return encodeCertificate(draft, new Uint8Array(signature));
}

/** An edit that changes one extension. */
export function changing(name: ExtensionName, change: Partial<ExtensionDraft>): Edit {
  return ({ extensions }) => ({
    extensions: extensions.map((extension) =>
      extension.id === EXTENSION[name] ? { ...extension, ...change } : extension,
    ),
  });
}

/** An edit that leaves extensions out. */
export function without(...names: readonly ExtensionName[]): Edit {
  const ids: readonly string[] = names.map((name) => EXTENSION[name]);
  return ({ extensions }) => ({ extensions: extensions.filter(({ id }) => !ids.includes(id)) });
}

/** An edit that adds extensions at the end. */
export function adding(...added: readonly ExtensionDraft[]): Edit {
  return ({ extensions }) => ({ extensions: [...extensions, ...added] });
}

/** A PKCS#7 bundle, of any bytes. */
export function encodeBundle(...certificates: readonly Uint8Array[]): Bytes {
  const signedData = sequence(
    integer('01'),
    set(),
    sequence(oid('1.2.840.113549.1.7.1')),
    context(0, ...certificates),
    set(),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), context(0, signedData));
}

function encodeOne({ id, isCritical, value }: ExtensionDraft): Bytes {
  return sequence(oid(id), isCritical ? truth() : join(), der(0x04, value));
}

function extensionsOf(facts: Facts): ExtensionDraft[] {
  const { type, subject, issuer, group } = facts;
  const mayIssue = type === 'grc' || facts.roles.some((role) => MAY_ISSUE.includes(role));
  const inGroup = [
    row('groupPeerName', true, sequence(otherName(PEER_NAME_ID, group))),
    row('groupFlags', false, octets('00000000')),
  ];
  const rows = {
    idc: [row('identityFlags', false, octets('00000000'))],
    grc: inGroup,
    gmc: [...inGroup, ...grantOf(facts)],
  };
  return [
    row('basicConstraints', true, sequence(mayIssue ? truth() : join())),
    row('keyUsage', true, mayIssue ? bits(hex('84'), 2) : bits(hex('80'), 7)),
    row('extendedKeyUsage', false, sequence(oid(PEER_AUTHENTICATION), oid(SERVER_AUTHENTICATION))),
    row('subjectKeyIdentifier', false, octets(subject.peerName.slice(0, 40))),
    row('authorityKeyIdentifier', false, sequence(der(0x80, hex(issuer.peerName.slice(0, 40))))),
    row('subjectAltName', false, sequence(otherName(PEER_NAME_ID, subject.peerName))),
    row('issuerAltName', false, sequence(otherName(PEER_NAME_ID, issuer.peerName))),
    row('certificateType', true, octets(`${{ gmc: '01', grc: '02', idc: '03' }[type]}000000`)),
    row('certificateVersion', true, octets('01000200')),
    ...rows[type],
  ];
}

function grantOf({ roles, classifiers }: Facts): ExtensionDraft[] {
  const guids = roles.map((role) => octets(role.replaceAll('-', '')));
  const names = classifiers.map((classifier) => otherName(CLASSIFIER_ID, classifier));
  return [row('roles', true, sequence(...guids)), row('classifiers', true, sequence(...names))];
}

function row(name: ExtensionName, isCritical: boolean, value: Bytes): ExtensionDraft {
  return { id: EXTENSION[name], isCritical, value };
}
