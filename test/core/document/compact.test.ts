import { createHash } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { compactDictionary } from '../../../src/core/document/compact-dictionary.ts';
import {
  decodeCompact,
  encodeCompact,
  formatCompact,
  parseCompact,
} from '../../../src/core/document/compact.ts';
import { encodePkcs7 } from '../../../src/core/certificate/issue.ts';
import { splitFrames } from '../../../src/core/document/frame.ts';
import { parseIdentityCard } from '../../../src/core/document/identity-card.ts';
import { parseInvitation } from '../../../src/core/document/invitation.ts';
import { readVectorText } from '../../support/manifest.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

const CARD = parseIdentityCard(readVectorText('identities/valid/bob.xml'));
const dictionary = compactDictionary();

const body = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 3000 }),
    fc.nat(CARD.length - 1).map((length) => CARD.slice(0, length + 1)),
  )
  .map((array) => new Uint8Array(array));

/** A compact form of any parts, with a checksum that is right. */
function compactOf(packed: Uint8Array, { version = 1, kind = 'i' } = {}): Bytes {
  const summed = Buffer.concat([Buffer.from([version]), Buffer.from(kind), packed]);
  const sum = createHash('sha256').update(summed).digest().subarray(0, 4);
  return new Uint8Array(Buffer.concat([summed, sum]));
}

const packedBy = (plain: Uint8Array, options = {}) =>
  deflateRawSync(plain, { dictionary, level: 9, ...options });

test('a body that is packed is unpacked as it was', async () => {
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom('i', 'g', 'u'), async (plain, kind) => {
      const compact = await decodeCompact(await encodeCompact(kind, plain));
      expect(compact).toEqual({ kind, body: plain });
    }),
  );
});

test('zlib unpacks what we pack', async () => {
  await fc.assert(
    fc.asyncProperty(body, async (plain) => {
      const packed = (await encodeCompact('i', plain)).slice(2, -4);
      expect(new Uint8Array(inflateRawSync(packed, { dictionary }))).toEqual(plain);
    }),
  );
});

test('we unpack what zlib packs, whatever its blocks', async () => {
  const { Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY } = constants;
  const strategy = fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY);
  await fc.assert(
    fc.asyncProperty(body, fc.integer({ min: 0, max: 9 }), strategy, async (plain, level, by) => {
      const compact = compactOf(packedBy(plain, { level, strategy: by }));
      expect((await decodeCompact(compact)).body).toEqual(plain);
    }),
  );
});

test('a card becomes smaller by more than a third', async () => {
  const compact = await encodeCompact('i', CARD);
  expect(compact.length).toBeLessThan(CARD.length * 0.66);
});

describe('what is shown as a code is small enough', () => {
  test('a card of an ordinary name, for a still one', async () => {
    expect((await encodeCompact('i', CARD)).length).toBeLessThanOrEqual(760);
  });

  test('an invitation of three certificates, for a moving one of three parts', async () => {
    const { chain } = await parseInvitation(readVectorText('invitations/valid/from-admin.xml'));
    expect(chain).toHaveLength(3);
    const compact = await encodeCompact('g', await encodePkcs7(chain));
    expect(compact.length).toBeLessThanOrEqual(2300);
    expect((await splitFrames(compact))?.blocks).toBe(3);
  });
});

describe('a compact form is refused', () => {
  test.each([
    [
      'with any bytes behind the end of the stream',
      'compact.deflate',
      compactOf(Buffer.concat([packedBy(CARD), Buffer.of(0)])),
    ],
    [
      'with another stream behind the end',
      'compact.deflate',
      compactOf(Buffer.concat([packedBy(CARD), packedBy(CARD)])),
    ],
    [
      'without the last byte of the stream',
      'compact.deflate',
      compactOf(packedBy(CARD).subarray(0, -1)),
    ],
    ['with a block of no type', 'compact.deflate', compactOf(Buffer.of(0xff, 0xff, 0xff))],
    [
      'packed without the dictionary and reaching before it',
      'compact.deflate',
      compactOf(Buffer.of(0x4b, 0x04, 0x7e, 0xff, 0xff)),
    ],
    ['with nothing inside', 'compact.deflate', compactOf(packedBy(new Uint8Array()))],
    [
      'with one byte beyond a certificate',
      'compact.deflate',
      compactOf(packedBy(new Uint8Array(8193))),
    ],
    [
      'with one byte beyond a bundle',
      'compact.deflate',
      compactOf(packedBy(new Uint8Array(163_841)), { kind: 'g' }),
    ],
    [
      'with more bytes packed than the body could need',
      'size.text',
      compactOf(new Uint8Array(9217)),
    ],
    ['with a kind that we do not know', 'compact.kind', compactOf(packedBy(CARD), { kind: 'x' })],
    ['with too few bytes', 'compact.end', Uint8Array.of(1, 0x67, 3, 0, 0, 0, 0)],
    ['with no bytes', 'compact.end', new Uint8Array()],
  ] as const)('%s', async (_, reason, bytes) => {
    expect(await refusalOf(() => decodeCompact(bytes))).toEqual({ code: 'E_INVALIDARG', reason });
  });

  test('as an update that expands beyond its limit', async () => {
    const bomb = compactOf(packedBy(new Uint8Array(65 * 1024 * 1024)), { kind: 'u' });
    expect(await reasonOf(() => decodeCompact(bomb))).toBe('compact.deflate');
  });

  test('in another format version', async () => {
    const bytes = compactOf(packedBy(CARD), { version: 2 });
    expect(await refusalOf(() => decodeCompact(bytes))).toEqual({
      code: 'PEER_E_UNSUPPORTED_VERSION',
      reason: 'compact.version',
    });
  });

  test('with any bit flipped', async () => {
    const compact = await encodeCompact('i', CARD.slice(0, 120));
    for (let bit = 0; bit < compact.length * 8; bit++) {
      const flipped = compact.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(await reasonOf(() => decodeCompact(flipped))).toMatch(/^compact\.(checksum|version)$/);
    }
  });

  test('with fifty megabytes inside, long before they are there', async () => {
    const bomb = compactOf(packedBy(new Uint8Array(50_000_000)), { kind: 'g' });
    expect(await reasonOf(() => decodeCompact(bomb))).toBe('compact.deflate');
  });
});

test('the largest bodies are good', async () => {
  const card = new Uint8Array(8192).map((_, index) => (index * index) >> 3);
  expect((await decodeCompact(await encodeCompact('i', card))).body).toEqual(card);
  const bundle = crypto.getRandomValues(new Uint8Array(65_536));
  const largest = new Uint8Array([...bundle, ...bundle, ...bundle]).slice(0, 160 * 1024);
  expect((await decodeCompact(await encodeCompact('g', largest))).body).toEqual(largest);
});

test('nothing but PeerError comes out, whatever the stream', async () => {
  const good = packedBy(CARD);
  const changed = fc
    .tuple(fc.nat(good.length), fc.uint8Array({ maxLength: 5 }))
    .map(([at, piece]) =>
      Buffer.concat([good.subarray(0, at), piece, good.subarray(at + piece.length)]),
    );
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, fc.uint8Array()), async (packed) => {
      await reasonOf(() => decodeCompact(compactOf(packed)));
    }),
    { numRuns: 500 },
  );
});

describe('the text of a compact form', () => {
  test('leads to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (array) => {
        const bytes = new Uint8Array(array);
        expect(parseCompact(formatCompact(bytes))).toEqual(bytes);
        expect(parseCompact(`web+${formatCompact(bytes)}`)).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['without its full stop', 'compact.end', 'peer:AWk'],
    ['with spare bits', 'compact.text', 'peer:AWl.'],
    ['with padding', 'compact.text', 'peer:AWkx+===.'],
    ['with something behind it', 'compact.text', 'peer:AWkx. '],
    ['with nothing in it', 'compact.text', 'peer:.'],
    ['under another name', 'compact.text', 'pear:AWkx.'],
  ] as const)('is refused %s', async (_, reason, text) => {
    expect(await reasonOf(() => parseCompact(text))).toBe(reason);
  });
});
