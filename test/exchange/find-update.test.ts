/** Group updates among what is given in: small ones anywhere, large ones alone. */

import { describe, expect, test } from 'vitest';
import { encodeBase45, encodeBase64url } from '../../src/core/base-encodings.ts';
import { encodeCompact, formatCompact } from '../../src/core/document/compact.ts';
import { joinRecords, MAX_UPDATE_LENGTH } from '../../src/core/document/framed-records.ts';
import { formatGroupUpdate, parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { textOfFile } from '../../src/exchange/files.ts';
import { findDocument, listDocuments, MAX_TEXT_LENGTH } from '../../src/exchange/find-document.ts';
import { readVectorText } from '../support/manifest.ts';
import { reasonOf } from '../support/refusals.ts';

const FULL = readVectorText('updates/full.xml');
const { group, records } = await parseGroupUpdate(FULL);
const COMPACT = await encodeCompact('u', joinRecords(records));

/** Bytes that DEFLATE cannot make smaller. */
function noise(length: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return new Uint8Array(length).map(() => (state = (state * 48_271) % 2_147_483_647) & 0xff);
}

const LARGE = await formatGroupUpdate(group, [...records, noise(1024 * 1024)]);

const fileOf = (text: string) => new File([text], 'update.txt');

describe('an update is found', () => {
  test.each([
    ['alone', FULL],
    ['in a mail', `Dear Bob,\n\n${FULL}\n\nBest regards\nAlice`],
    ['quoted', `Alice wrote:\n${FULL.replace(/.{76}/g, '$&\n').replace(/^/gm, '> ')}`],
    ['as text of its compact form', `Hello ${formatCompact(COMPACT)} bye`],
    ['as a link', `https://example.org/#/open/${encodeBase64url(COMPACT)}`],
    ['as the text of a code', `PEER:${encodeBase45(COMPACT)}`],
  ])('%s', async (_how, text) => {
    const found = await findDocument(text);
    expect(found.kind).toBe('group update');
    expect(await parseGroupUpdate(found.text)).toEqual({ group, records, cut: undefined });
  });

  test('beside a card, and both are listed', async () => {
    const both = `${FULL}\n${readVectorText('identities/valid/bob.xml')}`;
    const { documents } = await listDocuments(both);
    expect(documents.map(({ kind }) => kind)).toEqual(['group update', 'identity card']);
  });
});

describe('an update far longer than a mail is found', () => {
  test.each([
    ['alone', LARGE],
    ['behind a byte order mark', `\ufeff${LARGE}`],
    ['behind a declaration', `<?xml version="1.0" encoding="UTF-8"?>\r\n${LARGE}\r\n`],
  ])('%s', async (_how, text) => {
    expect(text.length).toBeGreaterThan(2 * MAX_TEXT_LENGTH);
    const found = await findDocument(await textOfFile(fileOf(text)));
    expect(found.kind).toBe('group update');
    expect((await parseGroupUpdate(found.text)).records).toHaveLength(records.length + 1);
  });

  test('and listed as the only one', async () => {
    const { documents } = await listDocuments(LARGE);
    expect(documents.map(({ kind }) => kind)).toEqual(['group update']);
  });

  test('not inside a mail', async () => {
    expect(await reasonOf(() => findDocument(`Hello\n${LARGE}`))).toBe('size.text');
    expect(await reasonOf(() => textOfFile(fileOf(`Hello\n${LARGE}`)))).toBe('size.file');
  });

  test('not without its end', async () => {
    expect(await reasonOf(() => findDocument(LARGE.slice(0, -30)))).toBe('document.cut');
  });

  test('not beyond its own limit', async () => {
    const long = LARGE.padEnd(MAX_UPDATE_LENGTH + 1, ' ');
    expect(await reasonOf(() => findDocument(long))).toBe('size.text');
    expect(await reasonOf(() => textOfFile(fileOf(long)))).toBe('size.file');
  });

  test('nor anything else that is so long', async () => {
    const card = readVectorText('identities/valid/bob.xml').padEnd(MAX_TEXT_LENGTH + 1, ' ');
    expect(await reasonOf(() => findDocument(card))).toBe('size.text');
  });
});

test('a compact update without any record that can be read is refused', async () => {
  const text = formatCompact(await encodeCompact('u', joinRecords([Uint8Array.of(1, 2)])));
  expect(await reasonOf(() => findDocument(text))).toBe('update.empty');
});
