import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { crc32 } from '../../../src/core/crc32.ts';
import { packArchive, partsThatFit, unpackArchive } from '../../../src/core/document/archive.ts';
import { join } from '../../support/der.ts';
import { reasonOf } from '../../support/refusals.ts';

/** An entry of a zip archive, field by field. */
interface ZipFacts {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly packed?: Uint8Array;
  readonly sum?: number;
  readonly length?: number;
  readonly packedLength?: number;
  readonly localOffset?: number;
  readonly extra?: Uint8Array;
}

const text = (said: string) => new TextEncoder().encode(said);

function little(value: number, bytes: number): Bytes {
  const all = Uint8Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);
  return all;
}

const two = (...values: readonly number[]) => join(...values.map((value) => little(value, 2)));
const four = (...values: readonly number[]) => join(...values.map((value) => little(value, 4)));

/** A zip archive, written by hand. */
function zip(
  entries: readonly ZipFacts[],
  end: {
    readonly count?: number;
    readonly comment?: Uint8Array;
    readonly offset?: number;
    readonly rest?: Uint8Array;
  } = {},
): Bytes {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { content, method = 8, flags = 0x800, extra = new Uint8Array() } = entry;
    const name = typeof entry.name === 'string' ? text(entry.name) : entry.name;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content);
    const { sum = crc32(content), length = content.length } = entry;
    const sizes = four(sum, entry.packedLength ?? packed.length, length);
    const head = join(two(20, flags, method, 0, 33), sizes, two(name.length, extra.length));
    const local = join(four(0x04034b50), head, name, extra, packed);
    directory.push(
      join(four(0x02014b50), two(20), head, two(0, 0, 0), four(0, entry.localOffset ?? offset)),
      name,
      extra,
    );
    locals.push(local);
    offset += local.length;
  }
  const { comment = new Uint8Array(), rest = new Uint8Array(), count = entries.length } = end;
  const central = join(...directory);
  const sizes = join(two(0, 0, count, count), four(central.length, end.offset ?? offset));
  return join(...locals, central, four(0x06054b50), sizes, two(comment.length), comment, rest);
}

const ONE = { name: 'one.xml', content: text('first') } as const;
const TWO = { name: 'two.xml', content: text('second') } as const;

const unpacked = async (bytes: Bytes) =>
  (await unpackArchive(bytes)).map((entry) => [entry.name, entry.text]);

describe('What is packed', () => {
  const DOCUMENTS = [
    { name: 'Ødegård 😀.recovery.xml', text: 'ein Text — mit allem' },
    { name: 'empty.xml', text: '' },
    { name: 'long.update.xml', text: 'QUJD'.repeat(400_000) },
  ];

  test('is unpacked again, name by name', async () => {
    expect(await unpackArchive(packArchive(DOCUMENTS))).toEqual(DOCUMENTS);
    expect(await unpackArchive(packArchive([]))).toEqual([]);
  });

  test('is a zip archive, read here by its headers alone', () => {
    const archive = Buffer.from(packArchive(DOCUMENTS));
    let at = 0;
    for (const { name, text: said } of DOCUMENTS) {
      expect(archive.readUInt32LE(at)).toBe(0x04034b50);
      const [method, sum] = [archive.readUInt16LE(at + 8), archive.readUInt32LE(at + 14)];
      const nameAt = at + 30;
      const contentAt = nameAt + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
      const end = contentAt + archive.readUInt32LE(at + 18);
      expect(archive.toString('utf8', nameAt, nameAt + text(name).length)).toBe(name);
      const packed = archive.subarray(contentAt, end);
      const content = method === 0 ? packed : inflateRawSync(packed);
      expect([content.toString(), content.length]).toEqual([said, archive.readUInt32LE(at + 22)]);
      expect(crc32(Uint8Array.from(content))).toBe(sum);
      at = end;
    }
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
  });

  test('has each name once', async () => {
    const same = ['a', 'b', 'c'].map((said) => ({ name: 'Chess.config.xml', text: said }));
    expect(await unpackArchive(packArchive(same))).toEqual([
      { name: 'Chess.config.xml', text: 'a' },
      { name: 'Chess 2.config.xml', text: 'b' },
      { name: 'Chess 3.config.xml', text: 'c' },
    ]);
  });

  test('is refused where it would not be unpacked', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `${index}`, text: '' }));
    expect(await reasonOf(() => packArchive(many))).toBe('archive.count');
    expect(await unpackArchive(packArchive(many.slice(1)))).toHaveLength(1000);
    const large = 'x'.repeat(33 * 1024 * 1024);
    const five = Array.from({ length: 4 }, (_, index) => ({ name: `${index}`, text: large }));
    expect(await reasonOf(() => packArchive(five))).toBe('archive.size');
  });
});

describe('What other programs pack is unpacked', () => {
  test('as it is or deflated, with a comment and with fields of theirs', async () => {
    const stored = { ...ONE, method: 0, extra: text('some') };
    const archive = zip([stored, TWO], { comment: text('PK\u0005\u0006 said somebody') });
    expect(await unpacked(archive)).toEqual([
      ['one.xml', 'first'],
      ['two.xml', 'second'],
    ]);
  });

  test('by its last name alone, made harmless, and never believed', async () => {
    const names = [
      '../../etc/passwd',
      'C:\\Windows\\evil.xml',
      '/a.xml',
      '__proto__',
      'a\u202eb\nc',
      'x'.repeat(300),
      Uint8Array.of(0xff, 0xfe),
    ];
    const archive = zip(names.map((name) => ({ ...ONE, name })));
    expect((await unpackArchive(archive)).map(({ name }) => name)).toEqual([
      ...['passwd', 'evil.xml', 'a.xml', '__proto__', 'a\ufffdb\ufffdc', 'x'.repeat(255), ''],
    ]);
  });

  test('without its folders', async () => {
    const folder = { name: 'folder/', content: new Uint8Array(), method: 0 };
    expect(await unpacked(zip([folder, { ...ONE, name: 'folder/one.xml' }]))).toEqual([
      ['one.xml', 'first'],
    ]);
  });

  test('in another order than that of its directory, with an empty one among them', async () => {
    const empty = { name: 'b.xml', content: new Uint8Array() };
    const first = { ...ONE, name: 'a/ü.xml', content: text('häh'.repeat(1000)) };
    const lengthOf = (facts: ZipFacts) => 30 + text(String(facts.name)).length;
    const packed = deflateRawSync(empty.content);
    const archive = zip(
      [
        { ...empty, packed, localOffset: lengthOf(first) + deflateRawSync(first.content).length },
        { ...first, localOffset: 0 },
      ].toReversed(),
    );
    expect(await unpacked(archive)).toEqual([
      ['ü.xml', 'häh'.repeat(1000)],
      ['b.xml', ''],
    ]);
  });
});

describe('A damaged entry does not hide the others (security.md 7 H 142)', () => {
  const huge = new Uint8Array(1_000_000);
  test.each<readonly [string, ZipFacts]>([
    ['a wrong sum', { ...ONE, sum: 1 }],
    ['a size that lies, saying less', { ...ONE, content: huge, length: 1000 }],
    ['a size that lies, saying more', { ...ONE, length: 6 }],
    ['a size that lies, as it is', { ...ONE, method: 0, length: 4 }],
    ['an end that is missing', { ...ONE, packed: deflateRawSync(ONE.content).subarray(0, -1) }],
    ['bytes behind the end', { ...ONE, packed: join(deflateRawSync(ONE.content), text('x')) }],
    ['no DEFLATE', { ...ONE, packed: text('no DEFLATE') }],
    ['another way of packing', { ...ONE, method: 12, packed: text('bzip2') }],
    ['a password', { ...ONE, flags: 0x801 }],
    ['no text', { ...ONE, content: Uint8Array.of(0xff) }],
  ])('%s', async (_, damaged) => {
    const archive = zip([damaged, TWO]);
    expect(await unpacked(archive)).toEqual([
      ['one.xml', undefined],
      ['two.xml', 'second'],
    ]);
  });
});

describe('An archive is refused', () => {
  test.each<readonly [string, Bytes, string]>([
    ['of nothing', new Uint8Array(), 'archive.form'],
    ['that is none', text('PK is not all'), 'archive.form'],
    ['without its end', zip([ONE]).slice(0, -1), 'archive.form'],
    ['with bytes behind its end', zip([ONE], { rest: text('x') }), 'archive.form'],
    ['with a directory elsewhere', zip([ONE], { offset: 1 }), 'archive.form'],
    ['with a directory beyond its end', zip([ONE], { offset: 0xffff_ffff }), 'archive.form'],
    ['with fewer entries than it says', zip([ONE], { count: 2 }), 'archive.form'],
    ['with more entries than it says', zip([ONE, TWO], { count: 1 }), 'archive.form'],
    ['with an entry beyond its end', zip([{ ...ONE, packedLength: 10_000 }]), 'archive.form'],
    ['with an entry that is nowhere', zip([{ ...ONE, localOffset: 99_999 }]), 'archive.form'],
    ['with an entry that is no entry', zip([{ ...ONE, localOffset: 3 }]), 'archive.form'],
    ['that says it has 1 001 entries', zip([ONE], { count: 1001 }), 'archive.count'],
    ['that says it has 65 535 entries', zip([ONE], { count: 65_535 }), 'archive.count'],
    ['that says it holds 4 GiB', zip([{ ...ONE, length: 0xffff_ffff }]), 'archive.size'],
  ])('%s', async (_, archive, reason) => {
    expect(await reasonOf(() => unpackArchive(archive))).toBe(reason);
  });

  test('that would become 400 MB, before it does (security.md 7 H 142)', async () => {
    const content = new Uint8Array(1024 * 1024);
    const packed = deflateRawSync(content);
    const honest = zip([{ ...ONE, content, packed, length: 400 * 1024 * 1024 }]);
    expect(await reasonOf(() => unpackArchive(honest))).toBe('archive.size');
    // Each entry fits: together they do not.
    const many = Array.from({ length: 129 }, (_, index) => ({ ...ONE, name: `${index}`, content }));
    expect(await reasonOf(() => unpackArchive(zip(many)))).toBe('archive.size');
  });

  test('of which each entry is damaged, before as much was expanded (security.md 7 H 142)', async () => {
    const content = new Uint8Array(32 * 1024 * 1024);
    const packed = deflateRawSync(content);
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...{ name: `${index}`, content: ONE.content, packed, length: content.length, sum: 1 },
    }));
    const start = performance.now();
    expect(await reasonOf(() => unpackArchive(zip(many)))).toBe('archive.size');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('of which entries share bytes, before any is expanded (security.md 7 H 142)', async () => {
    const packed = deflateRawSync(new Uint8Array(128 * 1024));
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...ONE,
      ...{ name: `${index}`, packed: index === 0 ? packed : new Uint8Array(), sum: 1 },
      ...{ packedLength: packed.length, localOffset: 0, length: 128 * 1024 },
    }));
    expect(await reasonOf(() => unpackArchive(zip(many)))).toBe('archive.form');
    const inside = [ONE, { ...TWO, localOffset: 0 }];
    expect(await reasonOf(() => unpackArchive(zip(inside)))).toBe('archive.form');
  });

  test('that says of a thousand large entries that they are small, soon (security.md 7 H 142)', async () => {
    const packed = deflateRawSync(new Uint8Array(16 * 1024 * 1024));
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...{ name: `${index}`, content: ONE.content, packed, length: 0 },
    }));
    const start = performance.now();
    const entries = await unpackArchive(zip(many));
    expect(entries.every(({ text: said }) => said === undefined)).toBe(true);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('of more than 128 MiB, before anything is looked at (security.md 7 H 143)', async () => {
    const large = new Uint8Array(128 * 1024 * 1024 + 1);
    expect(await reasonOf(() => unpackArchive(large))).toBe('archive.size');
  });
});

describe('Of several parts', () => {
  const name = 'n'.repeat(36);
  // With its name and what zip writes beside it: 1 000 bytes each.
  const part = (...lengths: readonly number[]) => ({
    documents: lengths.map((length) => ({ name, text: 'x'.repeat(length - 205) })),
  });
  const [small, large, twice] = [part(1000), part(5000), part(1000, 1000)];
  const chosen = (bytes: number, entries = 99) =>
    partsThatFit([small, large, twice], part(1000).documents, { bytes, entries });

  test('those are chosen that fit beside what is needed, each whole or not at all', () => {
    expect(chosen(9000)).toEqual([small, large, twice]);
    expect(chosen(8999)).toEqual([small, large]);
    expect(chosen(6999)).toEqual([small, twice]);
    expect(chosen(1999)).toEqual([]);
    expect(chosen(99_999, 4)).toEqual([small, large]);
    expect(chosen(99_999, 1)).toEqual([]);
  });

  test('nothing is chosen that makes an archive longer than was reckoned', () => {
    // So long that they go in as they are.
    const text = 'x'.repeat(1_100_000);
    const documents = ['ä'.repeat(40), 'b'].map((said) => ({ name: said, text }));
    const { length } = packArchive(documents);
    expect(partsThatFit([{ documents }], [], { bytes: length - 1, entries: 9 })).toEqual([]);
  });
});

test('whatever comes, nothing but a refusal is thrown', async () => {
  const whole = zip([ONE, { ...TWO, method: 0 }], { comment: text('said') });
  for (let length = 0; length < whole.length; length++) {
    expect(await reasonOf(() => unpackArchive(whole.slice(0, length)))).toBe('archive.form');
  }
  const edits = fc.array(
    fc.tuple(fc.nat({ max: whole.length - 1 }), fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff)),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const mutant = Uint8Array.from(whole);
      for (const [at, byte] of changes) mutant[at] = byte;
      await reasonOf(() => unpackArchive(mutant));
    }),
    { numRuns: 2000 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await reasonOf(() => unpackArchive(new Uint8Array(bytes)))).toBe('archive.form');
    }),
    { numRuns: 500 },
  );
});
