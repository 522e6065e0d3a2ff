import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import {
  decodeDer,
  DerReader,
  readDefaultFalse,
  readInside,
  readInteger,
  readOid,
  readString,
  readWholeBits,
  TAG,
} from '../../../src/core/certificate/der.ts';
import { bits, der, hex, join, oid, sequence, universal } from '../../support/der.ts';
import { reasonOf } from '../../support/refusals.ts';

const content = (bytes: Bytes) => new DerReader(bytes).content(TAG.octetString);

describe('Lengths', () => {
  test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('%i bytes are read', (length) => {
    const reader = new DerReader(der(0x04, new Uint8Array(length)));
    expect(reader.content(TAG.octetString)).toHaveLength(length);
    expect(reader.isAtEnd).toBe(true);
  });

  test.each([
    ['indefinite', '04 80 00 00', 'der.length'],
    ['81 where one octet would do', `04 81 7f ${'00'.repeat(127)}`, 'der.length'],
    ['82 where 81 would do', `04 82 00 ff ${'00'.repeat(255)}`, 'der.length'],
    ['83 where 82 would do', `04 83 00 ff ff ${'00'.repeat(65_535)}`, 'der.length'],
    ['four octets', '04 84 7f ff ff ff', 'der.length'],
    ['four octets for one byte', '04 84 00 00 00 01 00', 'der.length'],
    ['eight octets', '04 88 00 00 00 00 00 00 00 01 00', 'der.length'],
    ['the reserved first octet', '04 ff', 'der.length'],
    ['more than there is', '04 05 00 00 00 00', 'der.short'],
    ['sixteen megabytes that are not there', '04 83 ff ff ff 00', 'der.short'],
    ['a length that is cut', '04 82 01', 'der.short'],
    ['no length', '04', 'der.short'],
    ['nothing at all', '', 'der.short'],
  ])('refused: %s', async (_case, bytes, reason) => {
    expect(await reasonOf(() => content(hex(bytes)))).toBe(reason);
  });
});

describe('Types', () => {
  test.each([
    ['another type', '0c 01 61'],
    ['the constructed form', '24 03 04 01 61'],
    ['a high tag number', '1f 04 01 61'],
    ['a long high tag number', `1f ${'ff'.repeat(20_000)} 01`],
  ])('refused: %s', async (_case, bytes) => {
    expect(await reasonOf(() => content(hex(bytes)))).toBe('der.tag');
  });

  test('a value is known by its type before it is read, and at its end there is none', () => {
    const reader = new DerReader(hex('0401aa'));
    expect(reader.isNext(TAG.octetString)).toBe(true);
    expect(reader.isNext(TAG.integer)).toBe(false);
    expect(reader.whole(TAG.octetString)).toEqual(hex('0401aa'));
    expect(reader.isNext(TAG.octetString)).toBe(false);
  });
});

describe('Whatever is left over is refused', () => {
  const inner = (value: Bytes) => decodeDer(value, TAG.sequence, readInteger);

  test('what is read to its end is returned', () => {
    expect(inner(hex('3003020105'))).toEqual(hex('05'));
  });

  test.each([
    ['behind the value', '3003020105 00'],
    ['a second value behind it', '3003020105 3003020105'],
    ['inside the value', '3004020105 00'],
  ])('%s', async (_case, bytes) => {
    expect(await reasonOf(() => inner(hex(bytes)))).toBe('der.trailing');
  });

  test('inside a value within another', async () => {
    const nested = sequence(sequence(hex('020105'), hex('0500')));
    const read = () =>
      decodeDer(nested, TAG.sequence, (outer) => readInside(outer, TAG.sequence, readInteger));
    expect(await reasonOf(read)).toBe('der.trailing');
  });
});

describe('Integers', () => {
  const read = (bytes: string) => readInteger(new DerReader(hex(bytes)));

  test.each(['0201 00', '0201 7f', '0202 0080', '0201 80', '0202 ff7f'])('%s is read', (bytes) => {
    expect(read(bytes)).toEqual(hex(bytes).subarray(2));
  });

  test.each(['0200', '0202 007f', '0203 000001', '0202 ffff', '0202 ff80'])(
    '%s is refused',
    async (bytes) => {
      expect(await reasonOf(() => read(bytes))).toBe('der.integer');
    },
  );
});

describe('A truth value with the default FALSE', () => {
  const read = (bytes: string) => readDefaultFalse(new DerReader(hex(bytes)));

  test('is absent or TRUE', () => {
    expect(read('')).toBe(false);
    expect(read('0500')).toBe(false);
    expect(read('0101ff')).toBe(true);
  });

  test.each(['010100', '010101', '0102ffff', '0100'])('%s is refused', async (bytes) => {
    expect(await reasonOf(() => read(bytes))).toBe('der.boolean');
  });
});

describe('Bit strings of whole bytes', () => {
  const read = (bytes: Bytes) => readWholeBits(new DerReader(bytes));

  test('are read', () => {
    expect(read(bits(hex('abcd')))).toEqual(hex('abcd'));
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 255])('%i unused bits are refused', async (unused) => {
    expect(await reasonOf(() => read(bits(hex('ff00'), unused)))).toBe('der.bit-string');
  });

  test('one without any content is refused', async () => {
    expect(await reasonOf(() => read(hex('0300')))).toBe('der.bit-string');
    expect(await reasonOf(() => read(hex('030100')))).toBe('der.bit-string');
  });

  test('the constructed form is refused', async () => {
    expect(await reasonOf(() => read(hex('23040302 00aa')))).toBe('der.tag');
  });
});

describe('Object identifiers', () => {
  const read = (bytes: Bytes) => readOid(new DerReader(bytes));

  test.each(['0.0', '0.39', '1.0', '1.39', '2.5.29.15', '2.100.3', '1.3.6.1.4.1.311.44.3.5'])(
    '%s is read',
    (dotted) => {
      expect(read(oid(dotted))).toBe(dotted);
    },
  );

  test('the greatest arc is that of 32 bits', async () => {
    expect(read(oid('1.3.4294967295'))).toBe('1.3.4294967295');
    expect(await reasonOf(() => read(oid('1.3.4294967296')))).toBe('der.oid');
  });

  test('32 bytes are the most', async () => {
    const long = (length: number) => der(0x06, new Uint8Array(length).fill(1));
    expect(read(long(32)).split('.')).toHaveLength(33);
    expect(await reasonOf(() => read(long(33)))).toBe('der.oid');
    expect(await reasonOf(() => read(long(200_000)))).toBe('der.oid');
  });

  test.each([
    ['empty', '0600'],
    ['an arc without an end', '06022a86'],
    ['an arc with a leading zero', '06045580 1d0f'],
    ['a first arc with a leading zero', '0602 8055'],
    ['an arc beyond 32 bits that ends like a known one', '0607551d9080808023'],
  ])('refused: %s', async (_case, bytes) => {
    expect(await reasonOf(() => read(hex(bytes)))).toBe('der.oid');
  });
});

describe('Strings', () => {
  const ucs4 = (bytes: Bytes) => readString(new DerReader(bytes), TAG.universalString);
  const utf8 = (bytes: string) => readString(new DerReader(der(0x0c, hex(bytes))), TAG.utf8String);

  test.each(['', 'Bob', 'Carol Ødegård', '木', 'a😀b', '\ufeffBob'])('“%s” is read', (text) => {
    expect(ucs4(universal(text))).toBe(text);
    expect(utf8(Buffer.from(text).toString('hex'))).toBe(text);
  });

  test.each([
    ['a byte that never occurs', 'ff'],
    ['a character that is cut', 'e282'],
    ['an overlong solidus', 'c0af'],
    ['an overlong NUL', 'c080'],
    ['a lone surrogate', 'eda080'],
    ['a surrogate pair', 'eda080edb080'],
    ['beyond the last character', 'f4908080'],
  ])('UTF-8 refused: %s', async (_case, bytes) => {
    expect(await reasonOf(() => utf8(bytes))).toBe('der.string');
  });

  test.each([
    ['three bytes', '000041'],
    ['five bytes', '0000004100'],
    ['a lone surrogate', '0000d83d'],
    ['a surrogate pair', '0000d83d0000de00'],
    ['beyond the last character', '00110000'],
    ['the greatest number', 'ffffffff'],
    ['little-endian', '41000000'],
  ])('UCS-4 refused: %s', async (_case, bytes) => {
    expect(await reasonOf(() => ucs4(der(0x1c, hex(bytes))))).toBe('der.string');
  });
});

test('depth is what the reader of a format goes down, so nested values are never followed', async () => {
  let nested: Bytes = hex('0500');
  for (let depth = 0; depth < 200; depth++) nested = sequence(nested);
  const deep = join(hex('3080'), nested);
  expect(await reasonOf(() => decodeDer(nested, TAG.sequence, readInteger))).toBe('der.tag');
  expect(await reasonOf(() => decodeDer(deep, TAG.sequence, readInteger))).toBe('der.length');
});
