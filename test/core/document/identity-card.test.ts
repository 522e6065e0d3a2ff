import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../src/core/base-encodings.ts';
import { verifyIdc } from '../../../src/core/certificate/idc.ts';
import { formatIdentityCard, parseIdentityCard } from '../../../src/core/document/identity-card.ts';
import { manifest, readVectorText } from '../../support/manifest.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

const BOB = readVectorText('identities/valid/bob.xml');
const IDC = parseIdentityCard(BOB);
const NOW = Date.parse(manifest.now);

const withContent = (base64: string) => BOB.replace(/>MI[^<]*</, `>${base64}<`);
const contentOf = (path: string) => />(MI[^<]*)</.exec(readVectorText(path))?.[1] ?? '';

/** A certificates-only PKCS#7 around certificates, as [MS-PPSEC] has it. */
function bundleOf(...certificates: readonly Uint8Array[]): Uint8Array {
  const wrap = (tag: number, ...parts: readonly (readonly number[])[]): number[] => {
    const content = parts.flat();
    return [tag, 0x82, content.length >> 8, content.length & 0xff, ...content];
  };
  const signedData = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
  const data = [0x30, 11, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
  const all = wrap(0xa0, ...certificates.map((der) => [...der]));
  const content = wrap(0x30, [2, 1, 1], [0x31, 0], data, all, [0x31, 0]);
  return Uint8Array.from(wrap(0x30, signedData, wrap(0xa0, content)));
}

test('a card leads to the certificate in it', () => {
  expect(encodeBase64(IDC)).toBe(contentOf('identities/valid/bob.xml'));
});

test('a bundle with one certificate leads to the same certificate', () => {
  expect(parseIdentityCard(readVectorText('identities/valid/bob-pkcs7.xml'))).toEqual(IDC);
  expect(parseIdentityCard(withContent(encodeBase64(bundleOf(IDC))))).toEqual(IDC);
});

test('a bundle with two certificates is refused', async () => {
  const card = withContent(encodeBase64(bundleOf(IDC, IDC)));
  expect(await reasonOf(() => parseIdentityCard(card))).toBe('pkcs7.count');
});

test('a card is written as the format shows it', () => {
  expect(formatIdentityCard(Uint8Array.of(1, 2, 3))).toBe(
    [
      '<PEERIDENTITYINFO VERSION="1.0">',
      '     <IDC xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="bin.base64">AQID</IDC>',
      '</PEERIDENTITYINFO>',
      '',
    ].join('\n'),
  );
});

test('a card that is written is read again as it was', () => {
  const der = fc.uint8Array({ minLength: 1, maxLength: 80 }).filter(([, , third]) => third !== 6);
  fc.assert(
    fc.property(der, (array) => {
      const bytes = new Uint8Array(array);
      expect(parseIdentityCard(formatIdentityCard(bytes))).toEqual(bytes);
    }),
  );
});

describe('a card is refused', () => {
  test('beyond 16 KiB of text', async () => {
    const padding = ' '.repeat(16 * 1024 - BOB.length);
    expect(parseIdentityCard(BOB + padding)).toEqual(IDC);
    expect(await reasonOf(() => parseIdentityCard(`${BOB}${padding} `))).toBe('size.text');
  });

  test.each([
    [
      'that is an invitation',
      'document.invitation-instead',
      readVectorText('invitations/valid/from-admin.xml').slice(0, 9000),
    ],
    ['of version 1.1', 'xml.version', BOB.replace('1.0', '1.1')],
    ['with PEM inside', 'xml.base64', withContent('-----BEGIN CERTIFICATE-----MIIB')],
  ] as const)('%s', async (_, reason, text) => {
    expect(await reasonOf(() => parseIdentityCard(text))).toBe(reason);
  });
});

test.each(manifest.identities)('$file: $verdict, $why', async ({ file, code }) => {
  const refusal = await refusalOf(() => verifyIdc(parseIdentityCard(readVectorText(file)), NOW));
  expect(refusal?.code).toBe(code);
});

test('nothing but PeerError comes out of a card with any piece changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(BOB.length), fc.nat(9), fc.string(), async (from, length, piece) => {
      await reasonOf(() =>
        parseIdentityCard(BOB.slice(0, from) + piece + BOB.slice(from + length)),
      );
    }),
    { numRuns: 300 },
  );
});
