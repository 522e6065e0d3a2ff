/** Certificates in the words of whoever reads them, every field. */

import {
  anatomyOf,
  type Anatomy,
  type ExtensionAnatomy,
  type KeyAnatomy,
} from '../core/certificate/anatomy.ts';
import { formatPem } from '../core/certificate/pem.ts';
import { sha256 } from '../core/webcrypto.ts';
import type { Text } from '../text/en.ts';
import { isEndless } from './attention.ts';

/** A field with its words. What stands in it comes from elsewhere, and is to be made harmless. */
export interface FieldText {
  readonly label: string;
  readonly words: readonly string[];
  /** A number or a name that is compared letter by letter. */
  readonly isCode?: boolean;
}

/** An extension with its words. */
export interface ExtensionText extends FieldText {
  readonly oid: string;
  readonly isCritical: boolean;
}

/** A certificate taken apart, as far as it can be read. */
export interface OpenCertificate {
  readonly anatomy: Anatomy | undefined;
  readonly pem: string;
}

/** Takes a certificate apart; what is no certificate has its bytes alone. */
export function openCertificate(der: Uint8Array<ArrayBuffer>): OpenCertificate {
  return { anatomy: anatomyOf(der), pem: formatPem({ der }) };
}

/** Bytes in hex, two digits each, with a colon between them. */
function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The SHA-256 of a certificate or a key in hex, as other software prints it. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(await sha256(bytes));
}

/** The fields of a certificate, those first that say what it is for. */
export function fieldsOf(anatomy: Anatomy, text: Text, now: number): readonly FieldText[] {
  const { fields, types, otherType, version } = text.certificate;
  const { said } = anatomy;
  return [
    { label: fields.type, words: [said.type === undefined ? otherType : types[said.type]] },
    { label: fields.subject, words: wordsOfName(anatomy.subject, text) },
    ...code(fields.subjectPeerName, said.subject),
    { label: fields.issuer, words: wordsOfName(anatomy.issuer, text) },
    ...code(fields.issuerPeerName, said.issuer),
    ...code(fields.group, said.group),
    ...periodOf(anatomy, text, now),
    ...grantOf(anatomy, text),
    { label: fields.version, words: [version(anatomy.version)] },
    ...code(fields.serialNumber, hexOf(anatomy.serialNumber)),
    ...keyFields(anatomy.key, text),
    { label: fields.algorithm, words: [named(anatomy.algorithm, text)] },
  ];
}

/** The extensions of a certificate, in their order. */
export function extensionsOf({ extensions }: Anatomy, text: Text): readonly ExtensionText[] {
  return extensions.map((extension) => ({
    label: text.identifiers[extension.oid] ?? text.certificate.unknownExtension,
    oid: extension.oid,
    isCritical: extension.isCritical,
    ...meaningIn(extension, text),
  }));
}

/** What the owner of a certificate calls himself: his common name, else the last part of the name there is. */
export function subjectOf({ subject }: Anatomy): string | undefined {
  const common = subject.findLast(({ oid }) => oid === COMMON_NAME);
  return (common ?? subject.at(-1))?.text;
}

function code(label: string, value: string | undefined): readonly FieldText[] {
  return value === undefined ? [] : [{ label, words: [value], isCode: true }];
}

/** The name alone where it has only one part, as all of ours; else each part with what it is. */
function wordsOfName(parts: Anatomy['subject'], text: Text): readonly string[] {
  const [only, ...others] = parts;
  if (only === undefined) return [text.certificate.none];
  if (others.length === 0 && only.oid === COMMON_NAME) return [only.text];
  return parts.map((part) => `${text.identifiers[part.oid] ?? part.oid}: ${part.text}`);
}

/** The part of a name that says who it is. */
const COMMON_NAME = '2.5.4.3';

function periodOf({ validity }: Anatomy, text: Text, now: number): readonly FieldText[] {
  const { fields, moment, noEnd, noMoment } = text.certificate;
  const start = validity ? moment(validity.start) : noMoment;
  if (!validity) return [{ label: fields.start, words: [start] }];
  const end = isEndless(validity, now) ? noEnd(validity.end) : moment(validity.end);
  return [
    { label: fields.start, words: [start] },
    { label: fields.end, words: [end] },
  ];
}

function grantOf({ said }: Anatomy, text: Text): readonly FieldText[] {
  const { fields, none, unknownRole } = text.certificate;
  const { roles, classifiers } = said;
  const wordsOfRole = ({ role, guid }: NonNullable<typeof roles>[number]) =>
    role === undefined ? unknownRole(guid) : text.role[role];
  return [
    ...(roles ? [{ label: fields.roles, words: roles.map(wordsOfRole) }] : []),
    ...(classifiers ? [{ label: fields.classifiers, words: orElse(none, classifiers) }] : []),
  ];
}

function keyFields({ algorithm, rsa }: KeyAnatomy, text: Text): readonly FieldText[] {
  const { fields } = text.certificate;
  if (!rsa) return [{ label: fields.key, words: [named(algorithm, text)] }];
  return [
    { label: fields.key, words: [text.certificate.rsa(rsa.bits)] },
    { label: fields.exponent, words: [rsa.exponent] },
  ];
}

/** What an identifier stands for, and the identifier. */
function named(oid: string, text: Text): string {
  const name = text.identifiers[oid];
  return name === undefined ? oid : `${name} (${oid})`;
}

type MeaningText = Pick<FieldText, 'words' | 'isCode'>;

function meaningIn({ meaning, value }: ExtensionAnatomy, text: Text): MeaningText {
  const { may, mayNot, usages, noUse, types, none, roleOf, unknownRole } = text.certificate;
  switch (meaning?.kind) {
    case 'authority':
      return { words: [meaning.isAuthority ? may : mayNot] };
    case 'usages':
      return {
        words: orElse(
          noUse,
          meaning.places.map((place) => usages[place] ?? `${place}`),
        ),
      };
    case 'purposes':
      return { words: meaning.purposes.map((oid) => named(oid, text)) };
    case 'names':
      return { words: orElse(none, meaning.names), isCode: meaning.names.length > 0 };
    case 'type':
      return { words: [types[meaning.type]] };
    case 'roles':
      return {
        words: meaning.roles.map(({ role, guid }) =>
          role === undefined ? unknownRole(guid) : roleOf(text.role[role], guid),
        ),
      };
    default:
      return { words: [hexOf(meaning?.octets ?? value)], isCode: true };
  }
}

function orElse(otherwise: string, words: readonly string[]): readonly string[] {
  return words.length === 0 ? [otherwise] : words;
}
