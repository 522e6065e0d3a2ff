/** Group updates as documents: their limits, and what becomes of a bad end. */

import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import {
  joinRecords,
  MAX_UPDATE_LENGTH,
  MAX_UPDATE_RECORDS,
  splitRecords,
} from '../../../src/core/document/framed-records.ts';
import {
  formatFramedUpdate,
  formatGroupUpdate,
  parseGroupUpdate,
} from '../../../src/core/document/group-update.ts';
import { parsePeerName, type PeerName } from '../../../src/core/peer-name.ts';
import { people } from '../../support/people.ts';
import { castOf, encodeFacts, factsOf } from '../../support/records.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

const GROUP = parsePeerName(`${'a'.repeat(40)}.chess & <go>`);

let record: Bytes;
let group: PeerName;

beforeAll(async () => {
  const [chess, alice, bob, ida] = await people('Chess', 'Alice', 'Bob', 'Ida');
  const cast = await castOf({ group: chess, alice, bob, ida });
  group = parsePeerName(chess.peerName);
  record = encodeFacts(factsOf(cast, 'bob'), new Uint8Array(256));
});

/** A document of any bytes inside. */
function documentOf(
  framed: Uint8Array,
  { name = GROUP, version = '1.0' }: { readonly name?: string; readonly version?: string } = {},
): string {
  const plain = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const base64 = deflateRawSync(framed).toString('base64');
  const types = 'xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="bin.base64"';
  return `<PEERGROUPUPDATE VERSION="${version}"><GROUPPEERNAME>${plain}</GROUPPEERNAME><RECORDS ${types}>${base64}</RECORDS></PEERGROUPUPDATE>`;
}

const frames = fc.array(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  { maxLength: 20 },
);

test('what is written is read', async () => {
  await fc.assert(
    fc.asyncProperty(frames, async (records) => {
      const update = await parseGroupUpdate(await formatGroupUpdate(GROUP, records));
      expect(update).toEqual({ group: GROUP, records, cut: undefined });
    }),
  );
});

test('what would be longer than anybody reads is not written', async () => {
  const noise = new Uint8Array(26 * 1024 * 1024);
  for (let from = 0; from < noise.length; from += 65_536) {
    crypto.getRandomValues(noise.subarray(from, from + 65_536));
  }
  expect(await reasonOf(() => formatGroupUpdate(GROUP, [noise]))).toBe('update.size');
  expect(await reasonOf(() => formatGroupUpdate(GROUP, [noise.subarray(0, 23_000_000)]))).toBe(
    undefined,
  );
}, 60_000);

test('what zlib has packed is read, and folded base64 too', async () => {
  const framed = joinRecords([record, record]);
  const text = documentOf(framed);
  expect((await parseGroupUpdate(text)).records).toEqual([record, record]);
  const folded = text.replace(/[\w+/]{64}/g, '$&\n  ');
  expect((await parseGroupUpdate(folded)).records).toEqual([record, record]);
});

test('what comes before a length that lies counts', async () => {
  const framed = new Uint8Array([...joinRecords([record]), 0x7f, 0xff, 0xff, 0xff, 1, 2, 3]);
  const { records, cut } = await parseGroupUpdate(documentOf(framed));
  expect(records).toEqual([record]);
  expect(cut).toMatchObject({ code: 'PEER_E_INVALID_RECORD', reason: 'record.cut' });
});

test('wherever frames are cut, whole records come out, and the cut is told', () => {
  const framed = joinRecords([record, record.slice(0, 5)]);
  const whole = [0, 4 + record.length, framed.length];
  for (let length = 0; length <= framed.length; length++) {
    const { records, cut } = splitRecords(framed.slice(0, length));
    expect(records).toHaveLength(whole.filter((end) => end > 0 && end <= length).length);
    expect(cut === undefined).toBe(whole.includes(length));
  }
});

describe('refused as a whole', () => {
  test('a million records', async () => {
    const text = documentOf(new Uint8Array(4_000_000));
    expect(await refusalOf(() => parseGroupUpdate(text))).toEqual({
      code: 'E_INVALIDARG',
      reason: 'update.count',
    });
  });

  test('one record more than fits, also in writing', async () => {
    const most = Array.from({ length: MAX_UPDATE_RECORDS }, () => new Uint8Array());
    expect(splitRecords(joinRecords(most)).records).toHaveLength(MAX_UPDATE_RECORDS);
    const more = [...most, new Uint8Array()];
    expect(await reasonOf(() => joinRecords(more))).toBe('update.count');
  });

  test('what expands beyond its limit, and without expanding it all', async () => {
    const bomb = documentOf(new Uint8Array(65 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf(() => parseGroupUpdate(bomb))).toBe('update.size');
  });

  test('a text beyond its limit', async () => {
    const text = documentOf(joinRecords([record])).padEnd(MAX_UPDATE_LENGTH + 1, ' ');
    expect(await reasonOf(() => parseGroupUpdate(text))).toBe('size.text');
  });

  test.each([
    ['empty', '', 'document.empty'],
    ['another document', '<PEERINVITATION VERSION="1.0"/>', 'document.invitation-instead'],
    ['another version', documentOf(new Uint8Array(), { version: '2.0' }), 'xml.version'],
    [
      'a group that is none',
      documentOf(new Uint8Array(), { name: 'chess' }),
      'peer-name.authority',
    ],
    ['no DEFLATE', documentOf(new Uint8Array()).replace(/>AwA=</, '>////<'), 'update.deflate'],
    [
      'DEFLATE with bytes behind it',
      documentOf(new Uint8Array()).replace(/>AwA=</, '>AwAA<'),
      'update.deflate',
    ],
    [
      'DEFLATE without its end',
      documentOf(new Uint8Array()).replace(/>AwA=</, '>Aw==<'),
      'update.deflate',
    ],
    ['bad base64', documentOf(new Uint8Array()).replace(/>AwA=</, '>AwA<'), 'xml.base64'],
    ['no records', documentOf(new Uint8Array()).replace(/<RECORDS.*RECORDS>/, ''), 'xml.schema'],
  ] as const)('%s', async (_what, text, reason) => {
    const refusal = await refusalOf(() => parseGroupUpdate(text));
    expect(refusal?.reason).toBe(reason);
    const code = reason === 'xml.version' ? 'PEER_E_UNSUPPORTED_VERSION' : 'E_INVALIDARG';
    expect(refusal?.code).toBe(code);
  });
});

describe('out of framed records', () => {
  test('the document is of the group of the first record that can be read', async () => {
    const framed = joinRecords([Uint8Array.of(1), record]);
    const update = await parseGroupUpdate(await formatFramedUpdate(framed));
    expect(update).toEqual({ group, records: [Uint8Array.of(1), record], cut: undefined });
  });

  test('without such a record there is none', async () => {
    const framed = joinRecords([Uint8Array.of(1)]);
    expect(await reasonOf(() => formatFramedUpdate(framed))).toBe('update.empty');
  });
});

describe('long runs of base64 are read beside the XML', () => {
  const long = 'A'.repeat(10_000);

  test('and stand where they stood', async () => {
    const framed = joinRecords([new Uint8Array(30_000).map((_, at) => (at * 7919) >> 3)]);
    expect((await parseGroupUpdate(documentOf(framed))).records).toHaveLength(1);
  });

  test.each([
    ['as the name of the group', `<GROUPPEERNAME>${long}</GROUPPEERNAME>`],
    ['between elements', `${long}<GROUPPEERNAME></GROUPPEERNAME>`],
    ['as an element', `<${long}/>`],
    ['as an attribute', `<GROUPPEERNAME a="${long}"></GROUPPEERNAME>`],
  ])('refused %s', async (_where, element) => {
    const text = documentOf(new Uint8Array()).replace(/<GROUPPEERNAME.*PEERNAME>/, element);
    expect(await refusalOf(() => parseGroupUpdate(text))).toMatchObject({ code: 'E_INVALIDARG' });
  });

  test('white space may be as long', async () => {
    const space = ' '.repeat(10_000);
    const text = documentOf(joinRecords([record]));
    const wide = text
      .replace(/><(?=[GR]|\/PEERGROUPU)/g, `>${space}<`)
      .replace(' VERSION', `${space}VERSION`);
    expect((await parseGroupUpdate(`${space}${wide}${space}`)).records).toEqual([record]);
  });

  test('nobody else can write the marks that stand for them', async () => {
    const name = `${'a'.repeat(40)}.\ue0000\ue001`;
    const { group: read } = await parseGroupUpdate(documentOf(new Uint8Array(9000), { name }));
    expect(read).toBe(name);
  });
});
