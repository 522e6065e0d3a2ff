/** Attributes: what a program writes beside the payload of a record, to find it by (windows-api.md 6.10). */

import { parseTree, type XmlNode } from '../document/xml-tree.ts';
import { escapeXml } from '../document/xml-form.ts';
import { fail, isPeerError } from '../errors.ts';
import { hasNoControls } from '../friendly-name.ts';
import { findValueType, isAttributeName, readValue, type ValueType } from './values.ts';

/** One attribute. */
export interface RecordAttribute {
  /** Letters and digits; none of {@link RESERVED_ATTRIBUTES}. */
  readonly name: string;
  readonly type: ValueType;
  /** As it stands: for a date one of the forms of W3C NOTE-datetime, for an int a whole number. */
  readonly value: string;
}

/** What every record has of itself: searched for like the others, written by nobody. */
export const RESERVED_ATTRIBUTES = [
  ...(['peerrecordid', 'peerrecordtype', 'peercreatorid', 'peerlastmodifiedby'] as const),
  ...(['peercreationtime', 'peerlastmodificationtime'] as const),
] as const;

/** The most attributes that a record may have; the standard names no number. */
export const MAX_ATTRIBUTES = 64;

const LIMITS = { length: 8 * 1024, depth: 2, count: MAX_ATTRIBUTES + 2 } as const;

/**
 * Reads the attributes of a record.
 *
 * @param xml not trusted; empty for none
 * @throws {PeerError} `PEER_E_INVALID_ATTRIBUTES`; `PEER_E_TOO_MANY_ATTRIBUTES` over
 *   {@link MAX_ATTRIBUTES}
 */
export function parseAttributes(xml: string): readonly RecordAttribute[] {
  if (xml === '') return [];
  const { name, attributes, children, text } = treeOf(xml);
  if (name !== 'attributes' || attributes.size > 0 || text.trim() !== '') {
    fail('attributes.schema', 'not a list of attributes');
  }
  verifyCount(children.length);
  return children.map(attributeIn);
}

/**
 * Writes attributes.
 *
 * @returns XML; empty for none
 * @throws {PeerError} as {@link parseAttributes}
 */
export function formatAttributes(attributes: readonly RecordAttribute[]): string {
  if (attributes.length === 0) return '';
  verifyCount(attributes.length);
  const isPlain = ({ value }: RecordAttribute) => hasNoControls(value) && value.isWellFormed();
  if (!attributes.every(isPlain)) fail('attributes.value', 'a control character');
  const lines = attributes.map(verified).map(({ name, type, value }) => {
    return `<attribute name="${name}" type="${type}">${escapeXml(value)}</attribute>`;
  });
  return `<attributes>${lines.join('')}</attributes>`;
}

function treeOf(xml: string): XmlNode {
  try {
    return parseTree(xml, LIMITS);
  } catch (cause) {
    if (!isPeerError(cause)) throw cause;
    const isCount = (xml.match(/<attribute\s/g)?.length ?? 0) > MAX_ATTRIBUTES;
    return fail(isCount ? 'attributes.count' : 'attributes.schema', cause.detail, { cause });
  }
}

function verifyCount(count: number): void {
  if (count > MAX_ATTRIBUTES) fail('attributes.count', `${count}, ${MAX_ATTRIBUTES} fit`);
}

function attributeIn({ name, attributes, text }: XmlNode): RecordAttribute {
  const type = findValueType(attributes.get('type'));
  if (name !== 'attribute' || attributes.size !== 2 || type === undefined) {
    fail('attributes.schema', 'not an attribute with name and type');
  }
  return verified({ name: attributes.get('name') ?? '', type, value: text });
}

function verified(attribute: RecordAttribute): RecordAttribute {
  const { name, type, value } = attribute;
  const isReserved = RESERVED_ATTRIBUTES.some((reserved) => reserved === name.toLowerCase());
  if (isReserved || !isAttributeName(name)) fail('attributes.name', name);
  if (readValue(type, value) === undefined) fail('attributes.value', `no ${type} in ${name}`);
  return attribute;
}
