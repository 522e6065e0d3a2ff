/** The writer on PKI.js and asn1js: the only module that knows them. */

import {
  BitString,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Set as AsnSet,
  Utf8String,
  type BaseBlock,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
  TimeType,
} from 'pkijs';
import type { Bytes } from '../bytes.ts';
import { authorityOf } from '../peer-name.ts';
import { canInvite, classifiersFor, ROLE_RULES } from '../role.ts';
import { CERTIFICATE_TYPE, CERTIFICATE_VERSION, NO_FLAGS, OID } from './object-identifiers.ts';
import type { CertificateDraft, CertificateWriter } from './writer.ts';

/** From this year on, times are GeneralizedTime (RFC 5280 4.1.2.5). */
const FIRST_GENERALIZED_YEAR = 2050;

const UNIVERSAL_STRING = { tagClass: 1, tagNumber: 28 };

/** See {@link CertificateWriter}. */
export const pkijsWriter: CertificateWriter = { encodeCertificate, encodePkcs7 };

async function encodeCertificate(
  draft: CertificateDraft,
  sign: (tbs: Bytes) => Promise<Bytes>,
): Promise<Bytes> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: draft.serialNumber.slice().buffer }),
    signature: sha256WithRsa(),
    signatureAlgorithm: sha256WithRsa(),
    issuer: commonName(draft.issuer.friendlyName),
    subject: commonName(draft.subject.friendlyName),
    notBefore: moment(draft.validity.start),
    notAfter: moment(draft.validity.end),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(draft.spki),
    extensions: extensionsOf(draft),
  });
  const signature = await sign(new Uint8Array(certificate.encodeTBS().toBER()));
  certificate.signatureValue = new BitString({ valueHex: signature.slice().buffer });
  return new Uint8Array(certificate.toSchema(true).toBER());
}

function encodePkcs7(certificates: readonly Bytes[]): Bytes {
  const signedData = sequence(
    new Integer({ value: 1 }),
    new AsnSet({ value: [] }),
    sequence(oid(OID.data)),
    context0(...certificates.map((der) => fromBER(der).result)),
    new AsnSet({ value: [] }),
  );
  return new Uint8Array(sequence(oid(OID.signedData), context0(signedData)).toBER());
}

function sha256WithRsa(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: OID.sha256WithRsa, algorithmParams: new Null() });
}

function commonName(friendlyName: string): RelativeDistinguishedNames {
  const value = new Utf8String({ value: friendlyName });
  const attribute = new AttributeTypeAndValue({ type: OID.commonName, value });
  return new RelativeDistinguishedNames({ typesAndValues: [attribute] });
}

function moment(time: number): Time {
  const value = new Date(time);
  const isShort = value.getUTCFullYear() < FIRST_GENERALIZED_YEAR;
  return new Time({ type: isShort ? TimeType.UTCTime : TimeType.GeneralizedTime, value });
}

function extensionsOf(draft: CertificateDraft): Extension[] {
  const { type, subject, issuer } = draft;
  return [
    ...standardExtensions(draft),
    extension(OID.subjectAltName, sequence(name(OID.peerName, subject.peerName))),
    extension(OID.issuerAltName, sequence(name(OID.peerName, issuer.peerName))),
    critical(OID.certificateType, octets(CERTIFICATE_TYPE[type])),
    critical(OID.certificateVersion, octets(CERTIFICATE_VERSION)),
    ...(type === 'idc' ? [extension(OID.identityFlags, octets(NO_FLAGS))] : groupExtensions(draft)),
  ];
}

/** What RFC 5280 asks of any certificate, so that other software accepts the chain. */
function standardExtensions({ type, roles = [], subject, issuer }: CertificateDraft): Extension[] {
  const mayIssue = type === 'grc' || canInvite(roles);
  const issuerKey = new Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: fromHex(authorityOf(issuer.peerName)),
  });
  return [
    critical(OID.basicConstraints, new BasicConstraints({ cA: mayIssue }).toSchema()),
    critical(OID.keyUsage, keyUsage(mayIssue)),
    extension(
      OID.extendedKeyUsage,
      sequence(oid(OID.peerAuthentication), oid(OID.serverAuthentication)),
    ),
    extension(OID.subjectKeyIdentifier, octets(authorityOf(subject.peerName))),
    extension(OID.authorityKeyIdentifier, sequence(issuerKey)),
  ];
}

function groupExtensions({ type, group, roles = [] }: CertificateDraft): Extension[] {
  if (group === undefined) throw new TypeError(`a ${type} without a group`);
  const always = [
    critical(OID.groupPeerName, sequence(name(OID.peerName, group))),
    extension(OID.groupFlags, octets(NO_FLAGS)),
  ];
  if (type === 'grc') return always;
  const guids = roles.map((role) => octets(ROLE_RULES[role].guids[0].replaceAll('-', '')));
  const classifiers = classifiersFor(roles).map((classifier) => name(OID.classifier, classifier));
  return [
    ...always,
    critical(OID.roles, sequence(...guids)),
    critical(OID.classifiers, sequence(...classifiers)),
  ];
}

/** digitalSignature, with keyCertSign where the subject may issue. */
function keyUsage(mayIssue: boolean): BitString {
  return mayIssue
    ? new BitString({ unusedBits: 2, valueHex: Uint8Array.of(0x84).buffer })
    : new BitString({ unusedBits: 7, valueHex: Uint8Array.of(0x80).buffer });
}

/** A GeneralName of the choice otherName with a UniversalString. */
function name(typeId: string, text: string): Constructed {
  // asn1js writes surrogate pairs as two characters, so the UCS-4 is laid out here.
  const value = new Primitive({ idBlock: UNIVERSAL_STRING, valueHex: toUcs4(text) });
  return context0(oid(typeId), context0(value));
}

function toUcs4(text: string): ArrayBuffer {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, index) => {
    view.setUint32(index * 4, point);
  });
  return view.buffer;
}

function extension(id: string, value: BaseBlock, isCritical = false): Extension {
  return new Extension({ extnID: id, critical: isCritical, extnValue: value.toBER() });
}

function critical(id: string, value: BaseBlock): Extension {
  return extension(id, value, true);
}

function octets(hex: string): OctetString {
  return new OctetString({ valueHex: fromHex(hex) });
}

function fromHex(hex: string): ArrayBuffer {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16)).buffer;
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function sequence(...value: BaseBlock[]): Sequence {
  return new Sequence({ value });
}

function context0(...value: BaseBlock[]): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value });
}
