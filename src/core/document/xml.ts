/**
 * Our documents in XML, read strictly.
 *
 * We read with a table of what may stand where and abort at the first thing outside it, because
 * whatever is passed over in silence is where two readers begin to differ. Nothing is returned
 * before the whole text has been read.
 */

import { decodeBase64 } from '../base-encodings.ts';
import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import type { Reason } from '../reasons.ts';
import {
  BASE64_ATTRIBUTES,
  DOCUMENT_INSTEAD,
  type XmlElement,
  type XmlForm,
  type XmlValues,
} from './xml-form.ts';
import { readXml, type XmlReader } from './xml-parser.ts';

/** A document that was read. */
export interface XmlDocument<Elements extends readonly XmlElement[]> {
  readonly version: string;
  readonly values: XmlValues<Elements>;
}

/**
 * Reads a document of a form.
 *
 * @param text not trusted; nothing stands around the document but white space and comments
 * @returns text as it stands, bytes out of base64 and never empty
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.empty`, the reason of another
 *   document of ours, or `xml.*`; `PEER_E_UNSUPPORTED_VERSION` for a VERSION that we do not know
 */
export function parseXml<const Elements extends readonly XmlElement[]>(
  text: string,
  form: XmlForm<Elements>,
): XmlDocument<Elements> {
  const reader = new DocumentReader(form);
  readXml(text, form.limit, reader);
  const { version, values } = reader;
  return { version, values: Object.fromEntries(values) as XmlValues<Elements> };
}

/** Walks through a document beside its form; every step that the form does not have is refused. */
class DocumentReader implements XmlReader {
  readonly values = new Map<string, string | Bytes>();
  readonly #form: XmlForm<readonly XmlElement[]>;
  /** What may still come inside the root. */
  #ahead: readonly XmlElement[];
  #depth = 0;
  #element: XmlElement | undefined;
  /** Attributes that the present tag still lacks. */
  #lacking = new Set<string>();
  #text = '';
  #version: string | undefined;

  constructor(form: XmlForm<readonly XmlElement[]>) {
    this.#form = form;
    this.#ahead = form.elements;
  }

  get version(): string {
    return this.#version ?? fail('xml.schema', 'no VERSION');
  }

  open(name: string): void {
    if (this.#depth === 0) this.#openRoot(name);
    else if (this.#depth === 1) this.#openElement(name);
    else fail('xml.schema', 'an element where text belongs');
    this.#depth++;
  }

  attribute(name: string, value: string): void {
    if (!this.#lacking.delete(name)) fail('xml.schema', 'an attribute that is unknown or repeated');
    if (name === 'VERSION') this.#version = knownVersion(value, this.#form.versions);
    else if (value !== BASE64_ATTRIBUTES.get(name)) {
      fail('xml.schema', `another value of ${name}`);
    }
  }

  opened(): void {
    if (this.#lacking.size > 0) fail('xml.schema', `${[...this.#lacking].join()} missing`);
  }

  text(text: string): void {
    if (this.#element !== undefined) this.#text += text;
    else if (!/^[\t\n\r ]*$/.test(text)) fail('xml.schema', 'text between elements');
  }

  close(): void {
    this.#depth--;
    if (this.#element === undefined) verifyAllSeen(this.#ahead);
    else this.values.set(this.#element.name, valueOf(this.#element, this.#text));
    this.#element = undefined;
  }

  #openRoot(name: string): void {
    const { root } = this.#form;
    const another = new Map<string, Reason>(Object.entries(DOCUMENT_INSTEAD)).get(name);
    if (name !== root) fail(another ?? 'xml.schema', `the root is not ${root}`);
    this.#lacking = new Set(['VERSION']);
  }

  #openElement(name: string): void {
    const at = this.#ahead.findIndex((element) => element.name === name);
    const element = this.#ahead[at] ?? fail('xml.schema', 'an element that does not belong here');
    verifyAllSeen(this.#ahead.slice(0, at));
    this.#ahead = this.#ahead.slice(at + 1);
    this.#element = element;
    this.#text = '';
    this.#lacking = new Set(element.base64 ? BASE64_ATTRIBUTES.keys() : []);
  }
}

function knownVersion(value: string, versions: readonly string[]): string {
  if (versions.includes(value)) return value;
  return fail('xml.version', `${versions.join()} are known`);
}

function verifyAllSeen(passed: readonly XmlElement[]): void {
  const missing = passed.find(({ optional }) => optional !== true);
  if (missing !== undefined) fail('xml.schema', `${missing.name} missing`);
}

function valueOf(element: XmlElement, text: string): string | Bytes {
  if (element.base64 !== true) return text;
  const bytes = decodeBase64(text.replace(/[\t\n\r ]+/g, ''));
  if (bytes === undefined || bytes.length === 0) fail('xml.base64', `in ${element.name}`);
  return bytes;
}
