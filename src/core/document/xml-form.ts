/** What our documents in XML look like: a table for each, by which they are read and written. */

import { encodeBase64 } from '../base-encodings.ts';
import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import type { Reason } from '../reasons.ts';
import { hasNoControls } from '../friendly-name.ts';

/** The root elements of our documents, each with what is said where another one belongs. */
export const DOCUMENT_INSTEAD = {
  PEERIDENTITYINFO: 'document.card-instead',
  PEERINVITATION: 'document.invitation-instead',
  PEERGROUPUPDATE: 'document.update-instead',
  PEERIDENTITYEXPORT: 'document.recovery-instead',
  PEERGROUPCONFIG: 'document.configuration-instead',
} as const satisfies Record<string, Reason>;

export type DocumentRoot = keyof typeof DOCUMENT_INSTEAD;

/** An element inside the root, which holds text or bytes. */
export interface XmlElement {
  readonly name: string;
  /** Bytes, in base64 under the `dt` attributes. */
  readonly base64?: true;
  /** May be absent. */
  readonly optional?: true;
}

/** What a document looks like. */
export interface XmlForm<Elements extends readonly XmlElement[]> {
  readonly root: DocumentRoot;
  /** Each VERSION that is read, as it is spelt; the first is written. */
  readonly versions: readonly [string, ...string[]];
  /** The longest text, in UTF-16 code units. */
  readonly limit: number;
  /** In the order in which they stand. */
  readonly elements: Elements;
}

/** What stands in the elements of a document, by their names. */
export type XmlValues<Elements extends readonly XmlElement[]> = {
  readonly [E in Elements[number] as E['name']]:
    | (E extends { base64: true } ? Bytes : string)
    | (E extends { optional: true } ? undefined : never);
};

/** Attributes of an element with base64: both are required, and literally so. */
export const BASE64_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['xmlns:dt', 'urn:schemas-microsoft-com:datatypes'],
  ['dt:dt', 'bin.base64'],
]);

/**
 * Writes a document in the first version of its form, with a line end after each line.
 *
 * @throws {PeerError} `xml.value` for text that XML cannot hold, or with controls
 */
export function formatXml<const Elements extends readonly XmlElement[]>(
  form: XmlForm<Elements>,
  values: XmlValues<Elements>,
): string {
  const contents = new Map<string, string | Bytes | undefined>(Object.entries(values));
  const lines = form.elements.flatMap(({ name }) => formatElement(name, contents.get(name)));
  const version = form.versions[0];
  return [`<${form.root} VERSION="${version}">`, ...lines, `</${form.root}>`, ''].join('\n');
}

function formatElement(name: string, value: string | Bytes | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [`     <${name}>${escapeXml(value)}</${name}>`];
  const attributes = [...BASE64_ATTRIBUTES].map(([key, said]) => ` ${key}="${said}"`);
  return [`     <${name}${attributes.join('')}>${encodeBase64(value)}</${name}>`];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text as it stands in XML.
 *
 * @throws {PeerError} `xml.value` for text that XML cannot hold, or with controls
 */
export function escapeXml(text: string): string {
  if (!hasNoControls(text) || /[\ufffe\uffff]/.test(text)) fail('xml.value', 'a control character');
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
