import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compactDictionary } from '../../src/core/document/compact-dictionary.ts';
import { decodeCompact, encodeCompact, formatCompact, parseCompact } from '../../src/core/document/compact.ts';
import { parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { parseXml } from '../../src/core/document/xml.ts';
import { findDocument } from '../../src/exchange/find-document.ts';
import { manifest, readVector } from '../support/manifest.ts';
import { refusalOf } from '../support/refusals.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const KINDS = { i: 'identity card', g: 'invitation' } as const;

function bodyOf({ kind, text }: Awaited<ReturnType<typeof findDocument>>): Uint8Array<ArrayBuffer> {
  if (kind === 'identity card') return parseIdentityCard(text);
  const elements = [{ name: 'CLOUDNAME' }, { name: 'SCOPE' }, { name: 'CLOUDFLAGS' }, { name: 'GMC', base64: true }] as const;
  return parseXml(text, { root: 'PEERINVITATION', versions: ['1.0'], limit: 256 * 1024, elements }).values.GMC;
}

test('the dictionary of version 1 is the one that belongs to it', () => {
  expect(compactDictionary()).toEqual(readVector('dictionary.bin'));
});

describe.each(manifest.compact.filter(({ verdict }) => verdict === 'ok'))('$name', (row) => {
  test('leads to the bytes named', async () => {
    const found = await findDocument(row.text);
    expect(found.kind).toBe(KINDS[row.kind as 'i' | 'g']);
    expect(sha256(bodyOf(found))).toBe(row.bodySha256);
  });

  test('and back', async () => {
    const kind = row.kind as 'i' | 'g';
    const body = bodyOf(await findDocument(row.text));
    const text = formatCompact(await encodeCompact(kind, body));
    expect(await decodeCompact(parseCompact(text))).toEqual({ kind, body });
  });
});

const REASONS: Readonly<Record<string, string>> = {
  'no-end': 'compact.end',
  checksum: 'compact.checksum',
  version: 'compact.version',
  kind: 'compact.kind',
  trailing: 'compact.deflate',
  short: 'compact.end',
  bomb: 'compact.deflate',
};

test.each(manifest.compact.filter(({ verdict }) => verdict === 'refused'))('$name is refused', async (row) => {
  expect((await refusalOf(() => findDocument(row.text)))?.reason).toBe(REASONS[row.name]);
});
