/** Queries for records (PeerGroupSearchRecords, windows-api.md 6.11). */

import { parseTree, type XmlNode } from '../document/xml-tree.ts';
import { fail, isPeerError } from '../errors.ts';
import { parseAttributes, RESERVED_ATTRIBUTES } from './attributes.ts';
import { timeOf, type SignedRecord } from './record.ts';
import { findValueType, isAttributeName, readValue, type ValueType } from './values.ts';
import { matchesPattern, patternOf, plainOf, type Pattern } from './wildcards.ts';

const COMPARISONS = [
  ...(['equal', 'notequal', 'greater', 'less', 'greaterorequal', 'lessorequal'] as const),
] as const;

type Comparison = (typeof COMPARISONS)[number];

interface Clause {
  readonly kind: 'clause';
  readonly attribute: string;
  readonly type: ValueType;
  readonly compare: Comparison;
  /** What values are compared with; a pattern where a text is equal or not. */
  readonly wanted: string | number | Pattern;
}

/** A query that was read. */
export type Query = Clause | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] };

const LIMITS = { length: 16 * 1024, depth: 32, count: 1000 } as const;

/**
 * Reads a query.
 *
 * @param xml not trusted; 16 KiB, 1000 elements and 32 of them inside one another at most
 * @throws {PeerError} `PEER_E_INVALID_SEARCH`; `E_INVALIDARG` for a backslash before anything but
 *   `*`, `?` and a backslash
 */
export function parseSearch(xml: string): Query {
  const { name, attributes, children, text } = treeOf(xml);
  const [only, ...others] = children;
  if (name !== 'peersearch' || attributes.size > 0 || text.trim() !== '') {
    fail('search.schema', 'not a search');
  }
  return only && others.length === 0 ? queryIn(only) : fail('search.schema', 'not one condition');
}

/** Whether a query finds a record. A record that lacks an attribute is found by no condition on it. */
export function matches(query: Query, record: SignedRecord): boolean {
  const values = valuesOf(record);
  const holds = (part: Query): boolean => {
    if (part.kind === 'clause') return values.some((value) => isMet(part, value));
    return part.kind === 'and' ? part.parts.every(holds) : part.parts.some(holds);
  };
  return holds(query);
}

function treeOf(xml: string): XmlNode {
  try {
    return parseTree(xml, LIMITS);
  } catch (cause) {
    if (!isPeerError(cause)) throw cause;
    return fail('search.schema', cause.detail, { cause });
  }
}

function queryIn(node: XmlNode): Query {
  const { name, attributes, children, text } = node;
  if (name === 'clause') return clauseIn(node);
  if (name !== 'and' && name !== 'or') fail('search.schema', 'neither clause nor and nor or');
  if (attributes.size > 0 || children.length === 0 || text.trim() !== '') {
    fail('search.schema', `an ${name} of something else than conditions`);
  }
  return { kind: name, parts: children.map(queryIn) };
}

const CLAUSE_ATTRIBUTES: ReadonlySet<string> = new Set(['attrib', 'type', 'compare']);

function clauseIn({ attributes, children, text }: XmlNode): Clause {
  const attribute = attributes.get('attrib') ?? '';
  const type = findValueType(attributes.get('type'));
  const said = attributes.get('compare') ?? 'equal';
  const compare = COMPARISONS.find((comparison) => comparison === said);
  const isForeign = [...attributes.keys()].some((name) => !CLAUSE_ATTRIBUTES.has(name));
  if (isForeign || !isAttributeName(attribute) || type === undefined || compare === undefined) {
    fail('search.schema', 'not a clause with attrib, type and compare');
  }
  if (children.length > 0) fail('search.schema', 'something inside a clause');
  const pattern = patternOf(text);
  if (type === 'string' && isEquality(compare)) {
    return { kind: 'clause', attribute, type, compare, wanted: pattern };
  }
  const wanted = readValue(type, plainOf(pattern)) ?? fail('search.value', `no ${type}`);
  return { kind: 'clause', attribute, type, compare, wanted };
}

function isEquality(compare: Comparison): boolean {
  return compare === 'equal' || compare === 'notequal';
}

interface Value {
  readonly name: string;
  readonly type: ValueType;
  readonly value: string | number;
}

function valuesOf(record: SignedRecord): readonly Value[] {
  const reserved: Readonly<
    Record<(typeof RESERVED_ATTRIBUTES)[number], string | number | undefined>
  > = {
    peerrecordid: record.id,
    peerrecordtype: record.type,
    peercreatorid: record.creator,
    peerlastmodifiedby: record.modifier,
    peercreationtime: timeOf(record.created),
    peerlastmodificationtime: timeOf(record.modified),
  };
  const own = RESERVED_ATTRIBUTES.flatMap((name): Value[] => {
    const value = reserved[name];
    if (value === undefined) return [];
    return [{ name, type: typeof value === 'number' ? 'date' : 'string', value }];
  });
  return [...own, ...writtenValues(record)];
}

/** Nobody judges attributes on their way: those that break their schema find nothing. */
function writtenValues({ attributes }: SignedRecord): readonly Value[] {
  try {
    return parseAttributes(attributes).flatMap(({ name, type, value: text }) => {
      const value = readValue(type, text);
      return value === undefined ? [] : [{ name, type, value }];
    });
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return [];
  }
}

function isMet({ attribute, type, compare, wanted }: Clause, given: Value): boolean {
  if (given.name !== attribute || given.type !== type) return false;
  const { value } = given;
  if (typeof wanted === 'object') {
    return matchesPattern(wanted, String(value)) === (compare === 'equal');
  }
  const difference = Number(value > wanted) - Number(value < wanted);
  const answers: Readonly<Record<Comparison, boolean>> = {
    equal: difference === 0,
    notequal: difference !== 0,
    greater: difference > 0,
    less: difference < 0,
    greaterorequal: difference >= 0,
    lessorequal: difference <= 0,
  };
  return answers[compare];
}
