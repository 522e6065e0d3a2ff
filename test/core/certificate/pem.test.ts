import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPem, formatPem, formatPemFile, parsePem } from '../../../src/core/certificate/pem.ts';
import { integer, sequence, oid } from '../../support/der.ts';
import { encodeBundle } from '../../support/forge.ts';
import { reasonOf } from '../../support/refusals.ts';

const one = sequence(sequence(integer('01')));
const two = sequence(sequence(integer('02')));
const ONE = formatPem({ der: one });

describe('PEM is read', () => {
  test('block by block, in their order, with text around them', () => {
    const text = `subject=CN = Alice\n${formatPem({ der: one }, { der: two })}Bag Attributes\n`;
    expect(parsePem(text).map(({ der }) => der)).toEqual([one, two]);
  });

  test.each(['CERTIFICATE', 'X509 CERTIFICATE', 'PKCS7', 'CMS'])('under the label %s', (label) => {
    const text = ONE.replaceAll('CERTIFICATE', label);
    expect(parsePem(text)).toEqual([{ label, der: one }]);
  });

  test('folded in any way, with any line ends', () => {
    const base64 = Buffer.from(one).toString('base64');
    const folded = base64.replace(/(.{3})/g, '$1\r\n\t ');
    expect(parsePem(`-----BEGIN CMS-----${folded}-----END CMS-----`)[0]?.der).toEqual(one);
  });

  test('again as it was written, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1 }), (all) => {
        const certificates = all.map((bytes) => ({ der: Uint8Array.from(bytes) }));
        const read = parsePem(formatPem(...certificates)).map(({ der }) => ({ der }));
        expect(read).toEqual(certificates);
      }),
    );
  });

  test('past a block of another kind', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    expect(parsePem(key + ONE)).toHaveLength(1);
  });
});

describe('PEM is refused', () => {
  test.each([
    ['nothing', '', 'document.none'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'document.none'],
    ['without its end', ONE.slice(0, -20), 'document.cut'],
    ['with another end', ONE.replace('END CERT', 'END X509 CERT'), 'document.cut'],
    ['cut in its second block', `${ONE}${ONE.slice(0, 40)}`, 'document.cut'],
    ['with a foreign letter', ONE.replace('MAUw', 'MA.w'), 'pem.base64'],
    ['with spare bits', ONE.replace(/.(=*)\n-----END/, 'B$1\n-----END'), 'pem.base64'],
    ['with headers', ONE.replace('\n', '\nComment: x\n\n'), 'pem.base64'],
    ['too long', ' '.repeat(512 * 1024 + 1), 'size.text'],
  ])('%s', async (_case, text, reason) => {
    expect(await reasonOf(() => parsePem(text))).toBe(reason);
  });
});

describe('PEM is found', () => {
  test('in a mail with quote marks, without what stands around it', () => {
    const quoted = ONE.replace(/^/gm, '> ');
    const found = findPem(`Hello\n${quoted}\nBye\n${ONE}-----BEGIN PRIVATE KEY-----\nAAAA`);
    expect(parsePem(found!).map(({ der }) => der)).toEqual([one, one]);
    expect(found).not.toMatch(/Hello|Bye|PRIVATE/);
  });

  test('cut off, for the reader to say so', async () => {
    const found = findPem(`Hello\n${ONE.slice(0, -20)}`);
    expect(await reasonOf(() => parsePem(found!))).toBe('document.cut');
  });

  test('nowhere in plain words', () => {
    expect(findPem('-----BEGIN PRIVATE KEY-----')).toBeUndefined();
  });
});

test('a file in DER gets the label that its beginning asks for', () => {
  const label = (der: Uint8Array<ArrayBuffer>) => parsePem(formatPemFile(der))[0]?.label;
  expect(label(one)).toBe('CERTIFICATE');
  expect(label(encodeBundle(one))).toBe('PKCS7');
  expect(label(sequence(oid('1.2.840.113549.1.7.2')))).toBe('PKCS7');
  expect(label(new Uint8Array())).toBe('CERTIFICATE');
});
