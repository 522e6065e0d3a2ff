import { describe, expect, test } from 'vitest';
import { decodePkcs7, MAX_PKCS7_BYTES } from '../../../src/core/certificate/pkcs7.ts';
import { context, der, hex, integer, join, octets, oid, sequence, set } from '../../support/der.ts';
import { encodeBundle } from '../../support/forge.ts';
import { reasonOf } from '../../support/refusals.ts';
import { throwing } from '../../support/throwing.ts';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';

const one = sequence(integer('01'));
const two = sequence(integer('02'));

interface Fields {
  readonly type?: string;
  readonly version?: Uint8Array;
  readonly digests?: Uint8Array;
  readonly content?: Uint8Array;
  readonly certificates?: Uint8Array;
  readonly crls?: Uint8Array;
  readonly signers?: Uint8Array;
  readonly rest?: Uint8Array;
  readonly around?: Uint8Array;
}

function bundle({
  type = SIGNED_DATA,
  version = integer('01'),
  digests = set(),
  content = sequence(oid(DATA)),
  certificates = context(0, one),
  crls = join(),
  signers = set(),
  rest = join(),
  around = join(),
}: Fields) {
  const signedData = sequence(version, digests, content, certificates, crls, signers, rest);
  return sequence(oid(type), context(0, signedData, around));
}

test('the certificates come in their order, and nothing is looked into', () => {
  expect(decodePkcs7(encodeBundle(two, one, two))).toEqual([two, one, two]);
});

test('1000 certificates are counted by whoever asked for them', () => {
  const many = Array.from({ length: 1000 }, () => one);
  expect(decodePkcs7(encodeBundle(...many))).toHaveLength(1000);
});

describe('Another content', () => {
  test.each([
    ['plain data', { type: DATA }],
    ['enveloped data', { type: '1.2.840.113549.1.7.3' }],
    ['encrypted data', { type: '1.2.840.113549.1.7.6' }],
    ['version 0', { version: integer('00') }],
    ['version 3', { version: integer('03') }],
    ['a digest algorithm', { digests: set(sequence(oid('2.16.840.1.101.3.4.2.1'))) }],
    ['content of another type', { content: sequence(oid(SIGNED_DATA)) }],
    ['a signer', { signers: set(sequence(integer('01'))) }],
    ['no certificates', { certificates: context(0) }],
  ])('refused: %s', async (_case, fields) => {
    expect(await reasonOf(() => decodePkcs7(bundle(fields)))).toBe('pkcs7.shape');
  });

  test.each([
    ['content', { content: sequence(oid(DATA), context(0, octets('00'))) }, 'der.trailing'],
    ['a bundle as content', { content: sequence(oid(DATA), bundle({})) }, 'der.trailing'],
    ['revocation lists', { crls: context(1, one) }, 'der.tag'],
    ['certificates that are absent', { certificates: join() }, 'der.tag'],
    ['an attribute certificate', { certificates: context(0, context(1, one)) }, 'der.tag'],
    ['an extended certificate', { certificates: context(0, context(0, one)) }, 'der.tag'],
    ['one more element', { rest: set() }, 'der.trailing'],
    ['digests as a sequence', { digests: sequence() }, 'der.tag'],
  ])('refused: %s', async (_case, fields, reason) => {
    expect(await reasonOf(() => decodePkcs7(bundle(fields)))).toBe(reason);
  });
});

describe('Another encoding', () => {
  test.each([
    ['a byte behind it', join(bundle({}), hex('00')), 'der.trailing'],
    ['a second bundle behind it', join(bundle({}), bundle({})), 'der.trailing'],
    ['an element behind the content', bundle({ around: one }), 'der.trailing'],
    ['indefinite length', hex('30800609 2a864886f70d010702 a0800000 0000'), 'der.length'],
    ['no content', sequence(oid(SIGNED_DATA)), 'der.short'],
    ['nothing', join(), 'der.short'],
    ['four gigabytes', hex('3084ffffffff'), 'der.length'],
    ['a certificate', one, 'der.tag'],
    ['plain words', new TextEncoder().encode('hello'), 'der.tag'],
  ])('refused: %s', async (_case, bytes, reason) => {
    expect(await reasonOf(() => decodePkcs7(bytes))).toBe(reason);
  });
});

test('160 KiB are read, a byte more is refused before anything is parsed', () => {
  const filled = (length: number) => encodeBundle(der(0x30, new Uint8Array(length)));
  const overhead = filled(MAX_PKCS7_BYTES - 100).length - (MAX_PKCS7_BYTES - 100);
  const longest = filled(MAX_PKCS7_BYTES - overhead);
  expect(longest).toHaveLength(163_840);
  expect(decodePkcs7(longest)).toHaveLength(1);
  expect(() => decodePkcs7(new Uint8Array(MAX_PKCS7_BYTES + 1))).toThrow(
    throwing('E_INVALIDARG', 'size.pkcs7'),
  );
});
