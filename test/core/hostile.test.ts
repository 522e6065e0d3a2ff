/** Bytes that mean harm: nothing but the one right spelling is accepted, and nothing but a PeerError is thrown. */

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/core/bytes.ts';
import { decodeCertificate } from '../../src/core/certificate/certificate.ts';
import { verifySoundChain } from '../../src/core/certificate/chain.ts';
import { verifySoundIdc } from '../../src/core/certificate/idc.ts';
import { decodePkcs7 } from '../../src/core/certificate/pkcs7.ts';
import { modulusBitsOf } from '../../src/core/certificate/public-key.ts';
import { der, hex, join, sequence } from '../support/der.ts';
import { adding, encodeBundle, GUID, rsaKey } from '../support/forge.ts';
import { cardOf, chainOf, people, peerNameOf, type Person } from '../support/people.ts';
import { reasonOf } from '../support/refusals.ts';
import { unsigned } from '../support/unsigned.ts';

const BITS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Verdicts that are asked for at a time, so that the engine has always something to do. */
const BATCH = 64;

let chess: Person;
let alice: Person;
let bob: Person;
let card: Bytes;
let bundle: Bytes;

beforeAll(async () => {
  [chess, alice, bob] = await people('Chess', 'Alice', 'Bob');
  card = await cardOf(alice);
  bundle = encodeBundle(...(await chainOf(chess, [alice, [GUID.admin]], [bob, [GUID.member]])));
});

const verifyBundle = async (bytes: Bytes) => verifySoundChain(decodePkcs7(bytes));

/** The offsets at which a change of one bit is accepted; anything but a PeerError goes on. */
async function acceptedFlips(
  bytes: Bytes,
  bit: number,
  verify: (bytes: Bytes) => Promise<unknown>,
): Promise<readonly number[]> {
  const accepted: number[] = [];
  const flip = async (offset: number) => {
    const flipped = Uint8Array.from(bytes);
    flipped[offset]! ^= 1 << bit;
    if ((await reasonOf(() => verify(flipped))) === undefined) accepted.push(offset);
  };
  for (let first = 0; first < bytes.length; first += BATCH) {
    const length = Math.min(BATCH, bytes.length - first);
    await Promise.all(Array.from({ length }, (_, index) => flip(first + index)));
  }
  return accepted;
}

describe('What nobody has changed is accepted', () => {
  test('a chain of three in PKCS#7', async () => {
    expect(await verifyBundle(bundle)).toHaveLength(3);
    expect(bundle.length).toBeGreaterThan(3000);
  });

  test('a card', async () => {
    expect(await verifySoundIdc(card)).toMatchObject({ type: 'idc' });
  });
});

describe('A chain in PKCS#7 of which one bit is changed is refused', () => {
  test.each(BITS)('bit %i of every byte', async (bit) => {
    expect(await acceptedFlips(bundle, bit, verifyBundle)).toEqual([]);
  });
});

describe('A card of which one bit is changed is refused', () => {
  test.each(BITS)('bit %i of every byte', async (bit) => {
    expect(await acceptedFlips(card, bit, verifySoundIdc)).toEqual([]);
  });
});

describe('What is cut short is refused', () => {
  test('a chain in PKCS#7, after every byte', async () => {
    for (let length = 0; length < bundle.length; length++) {
      const reason = await reasonOf(() => verifyBundle(bundle.slice(0, length)));
      expect(reason, `${length} bytes`).toBe('der.short');
    }
  });

  test('a card, after every byte and before every byte', async () => {
    for (let length = 0; length < card.length; length++) {
      expect(await reasonOf(() => verifySoundIdc(card.slice(0, length)))).toBe('der.short');
      if (length === 0) continue;
      expect(await reasonOf(() => verifySoundIdc(card.slice(length)))).toBeDefined();
    }
  });
});

describe('No reader throws anything but a PeerError', () => {
  const readers: Readonly<Record<string, (bytes: Bytes) => unknown>> = {
    decodePkcs7,
    decodeCertificate,
    modulusBitsOf,
    verifySoundIdc,
    'verifySoundChain of one': (bytes) => verifySoundChain([bytes]),
    'verifySoundChain of a bundle': verifyBundle,
  };
  const names = Object.keys(readers);
  const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes));
  /** Bytes that look like DER for a while. */
  const derLike = fc.letrec<{ value: Bytes }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc
        .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 0x0c, 0x17, 0x1c, 0x80), anyBytes)
        .map(([tag, content]) => der(tag, content)),
      fc
        .tuple(
          fc.constantFrom(0x30, 0x30, 0x31, 0xa0, 0xa3),
          fc.array(tie('value'), { maxLength: 4 }),
        )
        .map(([tag, parts]) => der(tag, ...parts)),
    ),
  })).value;

  test.each(names)('%s, whatever the bytes', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes, derLike), async (bytes) => {
        expect(await reasonOf(() => readers[name]!(bytes))).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('and what was edited is refused, unless it came out the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 3 }), async (made) => {
        const edited = made.reduce(edit, bundle);
        const reason = await reasonOf(() => verifyBundle(edited));
        expect(reason !== undefined || Buffer.compare(edited, bundle) === 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('What is deep or large ends at once', () => {
  test.each([17, 100, 5000, 50_000])('%i values, one inside the other', async (depth) => {
    for (const tag of [0x30, 0x04, 0xa0, 0x24]) {
      const bytes = nest(tag, depth);
      expect(await reasonOf(() => decodeCertificate(bytes))).toBeDefined();
      expect(await reasonOf(() => decodePkcs7(bytes))).toBeDefined();
      expect(await reasonOf(() => modulusBitsOf(bytes))).toBeDefined();
    }
  });

  test('values one inside the other in an extension that is passed over', async () => {
    const value = nest(0x30, 1000);
    const bytes = unsigned('gmc', { edit: adding({ id: '1.2.3', isCritical: false, value }) });
    expect(await decodeCertificate(bytes)).toMatchObject({ type: 'gmc' });
  });

  test('300 000 NULLs in a list of classifiers', async () => {
    const value = sequence(hex('0500'.repeat(300_000)));
    const edit = adding({ id: '1.2.3', isCritical: false, value });
    const bytes = unsigned('gmc', { edit });
    expect(await reasonOf(() => decodeCertificate(bytes))).toBe('size.certificate');
  });

  test('100 certificates of one name and key', async () => {
    const many = Array.from({ length: 100 }, () => unsigned('gmc'));
    expect(await reasonOf(() => verifySoundChain(many))).toBe('chain.length');
  });

  test.each([2, 3, 24])('a ring of %i that sign each other', async (length) => {
    const ring = ringOf(length);
    expect(await reasonOf(() => verifySoundChain(ring))).toBe('chain.root');
    const rooted = [unsigned('grc'), ...ring];
    expect(await reasonOf(() => verifySoundChain(rooted))).toBe('chain.path');
  });

  test('a ring behind a path that is right', async () => {
    const [root, first] = await chainOf(chess, [alice, [GUID.admin]]);
    const chain = [root!, first!, ...ringOf(20)];
    expect(await reasonOf(() => verifySoundChain(chain))).toBe('chain.path');
  });
});

test('prototypes stay as they are, whatever names a certificate brings', async () => {
  for (const text of ['__proto__', 'constructor', 'toString']) {
    const subject = { friendlyName: text, peerName: peerNameOf(alice.spki, text) };
    const bytes = await cardOf(alice, { subject, issuer: subject });
    expect((await verifySoundIdc(bytes)).subject).toEqual(subject);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

/** Memberships of which each names the one before as its issuer, the first the last; nobody signed them. */
function ringOf(length: number): Bytes[] {
  const names = Array.from({ length }, (_, index) => {
    const spki = rsaKey(`00c5${index.toString(16).padStart(4, '0')}${'5a'.repeat(252)}01`);
    return { friendlyName: `Member ${index}`, peerName: peerNameOf(spki), spki };
  });
  return names.map((subject, index) => {
    const issuer = names.at(index - 1) ?? subject;
    return unsigned('gmc', { subject, issuer, spki: subject.spki, roles: [GUID.admin] });
  });
}

/** Values one inside the other, as long as a length can say. */
function nest(tag: number, depth: number): Bytes {
  const headers: Uint8Array[] = [];
  let length = 0;
  for (let level = 0; level < depth; level++) {
    const header = der(tag, new Uint8Array(length)).subarray(0, -length || undefined);
    headers.unshift(header);
    length += header.length;
    if (length > 20_000) return join(...headers, hex('3080'.repeat(depth - level)));
  }
  return join(...headers);
}

type Edit = readonly [kind: 'set' | 'delete' | 'insert' | 'copy', at: number, with_: number];

const edits: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom('set', 'delete', 'insert', 'copy'),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.nat({ max: 255 }),
);

/** One byte set, some deleted or one inserted, or a stretch copied over another. */
function edit(bytes: Bytes, [kind, place, value]: Edit): Bytes {
  const at = Math.floor(place * bytes.length);
  const edited = [...bytes];
  if (kind === 'set') edited[at] = value;
  if (kind === 'delete') edited.splice(at, 1 + (value % 8));
  if (kind === 'insert') edited.splice(at, 0, value);
  if (kind === 'copy') edited.splice(at, 16, ...bytes.subarray(value * 8, value * 8 + 16));
  return Uint8Array.from(edited);
}
