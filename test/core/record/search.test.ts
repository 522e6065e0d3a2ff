/** Attributes of records, and the queries that find by them. */

import { beforeAll, describe, expect, test } from 'vitest';
import {
  formatAttributes,
  MAX_ATTRIBUTES,
  parseAttributes,
  RESERVED_ATTRIBUTES,
} from '../../../src/core/record/attributes.ts';
import { decodeRecord, type SignedRecord } from '../../../src/core/record/record.ts';
import { matches, parseSearch } from '../../../src/core/record/search.ts';
import { NOON, people } from '../../support/people.ts';
import { castOf, encodeFacts, factsOf, TYPE, type Cast } from '../../support/records.ts';
import { refusalOf } from '../../support/refusals.ts';

const listOf = (...attributes: readonly string[]) =>
  `<attributes>${attributes.join('')}</attributes>`;
const one = (name: string, type: string, value: string) =>
  `<attribute name="${name}" type="${type}">${value}</attribute>`;

let cast: Cast;

beforeAll(async () => {
  const [group, alice, bob, ida] = await people('Chess', 'Alice', 'Bob', 'Ida');
  cast = await castOf({ group, alice, bob, ida });
});

describe('attributes', () => {
  test('are read as they were written', () => {
    const attributes = [
      { name: 'title', type: 'string', value: 'Ruy <Lopez> & "others"' },
      { name: 'moves', type: 'int', value: '-42' },
      { name: 'played', type: 'date', value: '2026-11-23' },
    ] as const;
    expect(parseAttributes(formatAttributes(attributes))).toEqual(attributes);
    expect(parseAttributes(formatAttributes([]))).toEqual([]);
  });

  test.each([
    ['2026'],
    ['2026-11'],
    ['2024-02-29'],
    ['2026-11-23T12:30Z'],
    ['2026-11-23T12:30:45+01:00'],
    ['2026-11-23T12:30:45.125-05:30'],
  ])('may be the date %s', (value) => {
    expect(parseAttributes(listOf(one('a', 'date', value)))).toHaveLength(1);
  });

  const schema = { code: 'PEER_E_INVALID_ATTRIBUTES', reason: 'attributes.schema' } as const;
  const name = { code: 'PEER_E_INVALID_ATTRIBUTES', reason: 'attributes.name' } as const;
  const value = { code: 'PEER_E_INVALID_ATTRIBUTES', reason: 'attributes.value' } as const;
  const count = { code: 'PEER_E_TOO_MANY_ATTRIBUTES', reason: 'attributes.count' } as const;

  test.each([
    ['no XML', 'hello', schema],
    ['nothing but white space', ' ', schema],
    ['another root', '<attribute name="a" type="int">1</attribute>', schema],
    ['text beside them', listOf('hello'), schema],
    ['an attribute of the root', '<attributes a="b"/>', schema],
    ['another element', listOf('<other name="a" type="int">1</other>'), schema],
    ['an unknown type', listOf(one('a', 'float', '1')), schema],
    ['no type', listOf('<attribute name="a">1</attribute>'), schema],
    ['an attribute too many', listOf('<attribute name="a" type="int" x="y">1</attribute>'), schema],
    ['something inside one', listOf('<attribute name="a" type="int"><b/></attribute>'), schema],
    ['a comment', listOf('<!-- a -->'), schema],
    ['a CDATA section', listOf(one('a', 'string', '<![CDATA[b]]>')), schema],
    ['a document type', `<!DOCTYPE a>${listOf()}`, schema],
    ['a reference', listOf(one('a', 'string', '&#65;')), schema],
    ['one that is too long', listOf(one('a', 'string', 'a'.repeat(9000))), schema],
    ['an underscore in a name', listOf(one('a_b', 'int', '1')), name],
    ['a hyphen in a name', listOf(one('a-b', 'int', '1')), name],
    ['an empty name', listOf(one('', 'int', '1')), name],
    ...RESERVED_ATTRIBUTES.map(
      (reserved) =>
        [`the reserved ${reserved}`, listOf(one(reserved, 'string', 'a')), name] as const,
    ),
    ['a number that is none', listOf(one('a', 'int', '1.5')), value],
    ['a number beyond what counts', listOf(one('a', 'int', '9007199254740993')), value],
    ['a date that is none', listOf(one('a', 'date', '2026-02-29')), value],
    ['a moment without its offset', listOf(one('a', 'date', '2026-11-23T12:00')), value],
    ['an hour that is none', listOf(one('a', 'date', '2026-11-23T24:00Z')), value],
    ['too many', listOf(...Array.from({ length: 65 }, () => one('a', 'int', '1'))), count],
    ['far too many', listOf(...Array.from({ length: 150 }, () => one('a', 'int', '1'))), count],
  ] as const)('are refused with %s', async (_what, xml, refusal) => {
    expect(await refusalOf(() => parseAttributes(xml))).toEqual(refusal);
  });

  test('as many as may be are read', () => {
    const many = Array.from({ length: MAX_ATTRIBUTES }, (_, at) => one(`a${at}`, 'int', '1'));
    expect(parseAttributes(listOf(...many))).toHaveLength(MAX_ATTRIBUTES);
  });

  test.each([
    ['a reserved name', { name: 'peerrecordid', type: 'string', value: 'a' }],
    ['a control character', { name: 'a', type: 'string', value: 'a\u0007' }],
    ['a value of another type', { name: 'a', type: 'int', value: 'one' }],
  ] as const)('are not written with %s', async (_what, attribute) => {
    const refusal = await refusalOf(() => formatAttributes([attribute]));
    expect(refusal?.code).toBe('PEER_E_INVALID_ATTRIBUTES');
  });
});

const clause = (attrib: string, type: string, value: string, compare?: string) => {
  const said = compare === undefined ? '' : ` compare="${compare}"`;
  return `<clause attrib="${attrib}" type="${type}"${said}>${value}</clause>`;
};
const search = (inner: string) => `<peersearch>${inner}</peersearch>`;

function game(attributes: string): SignedRecord {
  return decodeRecord(encodeFacts({ ...factsOf(cast, 'bob'), attributes }, new Uint8Array(256)));
}

describe('a query finds', () => {
  const attributes = listOf(
    one('title', 'string', 'Ruy Lopez'),
    one('stars', 'string', 'a*b?c\\d'),
    one('moves', 'int', '42'),
    one('played', 'date', '2026-11-23T12:00:00Z'),
  );

  test.each([
    [true, clause('title', 'string', 'Ruy Lopez')],
    [false, clause('title', 'string', 'ruy lopez')],
    [true, clause('title', 'string', 'Ruy*', 'equal')],
    [true, clause('title', 'string', '*L?pez')],
    [true, clause('title', 'string', '*')],
    [false, clause('title', 'string', 'Ruy Lopez?')],
    [false, clause('title', 'string', '*Lopez', 'notequal')],
    [true, clause('title', 'string', '*lopez', 'notequal')],
    [true, clause('title', 'string', 'Ruy', 'greater')],
    [true, clause('stars', 'string', 'a\\*b\\?c\\\\d')],
    [false, clause('title', 'string', 'Ruy\\*')],
    [true, clause('moves', 'int', '42')],
    [true, clause('moves', 'int', '41', 'greater')],
    [true, clause('moves', 'int', '42', 'greaterorequal')],
    [true, clause('moves', 'int', '42', 'lessorequal')],
    [false, clause('moves', 'int', '42', 'less')],
    [true, clause('moves', 'int', '9', 'greater')],
    [false, clause('moves', 'string', '42')],
    [true, clause('played', 'date', '2026-11-23T13:00:00+01:00')],
    [true, clause('played', 'date', '2026-12', 'less')],
    [false, clause('other', 'string', '*')],
    [false, clause('other', 'string', 'a', 'notequal')],
    [true, clause('peerrecordtype', 'string', TYPE.note)],
    [true, clause('peercreationtime', 'date', '2026-11-23', 'greater')],
    [false, clause('peerlastmodifiedby', 'string', '*')],
    [true, `<and>${clause('moves', 'int', '42')}${clause('title', 'string', 'R*')}</and>`],
    [false, `<and>${clause('moves', 'int', '42')}${clause('title', 'string', 'S*')}</and>`],
    [true, `<or>${clause('moves', 'int', '1')}${clause('title', 'string', 'R*')}</or>`],
    [false, `<or><and>${clause('moves', 'int', '1')}</and></or>`],
  ])('%s: %s', (isFound, inner) => {
    expect(matches(parseSearch(search(inner)), game(attributes))).toBe(isFound);
  });

  test('by creator, id and time what the record has of itself', () => {
    const record = game('');
    const { creator, id } = record;
    expect(matches(parseSearch(search(clause('peercreatorid', 'string', creator))), record)).toBe(
      true,
    );
    expect(matches(parseSearch(search(clause('peerrecordid', 'string', id))), record)).toBe(true);
    const noon = new Date(NOON).toISOString();
    const at = search(clause('peerlastmodificationtime', 'date', noon));
    expect(matches(parseSearch(at), record)).toBe(true);
  });

  test('nothing in attributes that break their schema, and does not fail', () => {
    expect(matches(parseSearch(search(clause('a', 'int', '1'))), game('<a'))).toBe(false);
  });

  test('in no time with a pattern made to take long', () => {
    const wanted = `${'a*'.repeat(2000)}b`;
    const long = game(listOf(one('a', 'string', 'a'.repeat(7000))));
    const started = performance.now();
    expect(matches(parseSearch(search(clause('a', 'string', wanted))), long)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a query is refused', () => {
  const schema = { code: 'PEER_E_INVALID_SEARCH', reason: 'search.schema' } as const;
  const value = { code: 'PEER_E_INVALID_SEARCH', reason: 'search.value' } as const;
  const escape = { code: 'E_INVALIDARG', reason: 'search.escape' } as const;
  const good = clause('a', 'int', '1');

  test.each([
    ['that is empty', '', schema],
    ['that is no XML', '<peersearch>', schema],
    ['of another root', `<search>${good}</search>`, schema],
    ['without a condition', search(''), schema],
    ['of two conditions', search(good + good), schema],
    ['with text beside its condition', search(`a${good}`), schema],
    ['with an empty and', search('<and/>'), schema],
    ['with an empty or', search('<or> </or>'), schema],
    [
      'with something inside a clause',
      search('<clause attrib="a" type="int">1<b/></clause>'),
      schema,
    ],
    ['with another element', search('<not/>'), schema],
    ['without a type', search('<clause attrib="a">1</clause>'), schema],
    ['without a name', search('<clause type="int">1</clause>'), schema],
    ['with an unknown comparison', search(clause('a', 'int', '1', 'like')), schema],
    ['with an unknown type', search(clause('a', 'float', '1')), schema],
    ['with a foreign attribute', search('<clause attrib="a" type="int" x="y">1</clause>'), schema],
    ['nested too deep', search(`${'<and>'.repeat(40)}${good}${'</and>'.repeat(40)}`), schema],
    ['with too many conditions', search(`<or>${'<and/>'.repeat(1001)}</or>`), schema],
    ['that is too long', search(clause('a', 'string', 'a'.repeat(17_000))), schema],
    ['with a document type', `<!DOCTYPE a>${search(good)}`, schema],
    ['for a number that is none', search(clause('a', 'int', 'one')), value],
    ['for a date that is none', search(clause('a', 'date', 'today')), value],
    ['with a backslash before a letter', search(clause('a', 'string', 'a\\b')), escape],
    ['with a backslash at its end', search(clause('a', 'string', 'a\\')), escape],
  ] as const)('%s', async (_what, xml, refusal) => {
    expect(await refusalOf(() => parseSearch(xml))).toEqual(refusal);
  });
});
