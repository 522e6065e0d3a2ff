import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/core/base-encodings.ts';
import type { Bytes } from '../../../src/core/bytes.ts';
import {
  formatInvitation,
  parseInvitation,
  SCOPES,
  type Cloud,
} from '../../../src/core/document/invitation.ts';
import { manifest, readVectorText } from '../../support/manifest.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

const TEXT = readVectorText('invitations/valid/from-admin.xml');
const PKCS7 = pkcs7Of(TEXT);
const NOT_TRUSTED = 'PEER_E_INVITATION_NOT_TRUSTED';

function pkcs7Of(text: string): Bytes {
  const [, base64 = ''] = />(MI[^<]*)</.exec(text) ?? [];
  return decodeBase64(base64.replace(/\s/g, '')) ?? new Uint8Array();
}

const withElement = (name: string, value: string) =>
  TEXT.replace(new RegExp(`<${name}>[^<]*`), `<${name}>${value}`);
const withoutGmc = (text: string) => text.replace(/<GMC.*<\/GMC>/s, '');
const asVersion = (version: string) => TEXT.replace('VERSION="1.0"', `VERSION="${version}"`);

const membersOf = (chain: readonly unknown[]) => chain.length;

test('an invitation gives all that a preview shows, and the chain', async () => {
  const { chain, subjectPublicKey, ...invitation } = await parseInvitation(TEXT);
  expect(invitation).toEqual({
    cloudName: 'Global_',
    scope: 'GLOBAL',
    cloudFlags: 0,
    groupPeerName: 'f7244883c15a2dcca976b73547321c990ee76296.radio',
    groupFriendlyName: 'Harbour Radio Club',
    issuerPeerName: '2400be278ddf9fd5c33c9b7fafeb15ceb93c65f1.',
    issuerFriendlyName: 'Alice Moreno',
    subjectPeerName: '8f3c69ab4bc394bca9494a16285ccabc27415b9b.bob',
    subjectFriendlyName: 'Bob Tanaka',
    validity: { start: Date.parse('2026-11-21T12:00Z'), end: Date.parse('2027-11-22T12:00Z') },
    roles: ['member'],
    classifiers: ['participant'],
    authenticationScheme: 'GMC',
  });
  expect(membersOf(chain)).toBe(3);
  expect(chain.at(-1)?.spki).toEqual(subjectPublicKey);
});

test('an invitation is written as the format shows it', () => {
  expect(formatInvitation(Uint8Array.of(1, 2, 3))).toBe(
    [
      '<PEERINVITATION VERSION="1.0">',
      '     <CLOUDNAME>Global_</CLOUDNAME>',
      '     <SCOPE>GLOBAL</SCOPE>',
      '     <CLOUDFLAGS>0</CLOUDFLAGS>',
      '     <GMC xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="bin.base64">AQID</GMC>',
      '</PEERINVITATION>',
      '',
    ].join('\n'),
  );
});

test('an invitation that is written is read again as it was', async () => {
  const cloud: fc.Arbitrary<Cloud> = fc.record({
    cloudName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    scope: fc.constantFrom(...SCOPES),
    cloudFlags: fc.constantFrom(0, 1),
  });
  await fc.assert(
    fc.asyncProperty(cloud, async (wanted) => {
      expect(await parseInvitation(formatInvitation(PKCS7, wanted))).toMatchObject(wanted);
    }),
    { numRuns: 20 },
  );
});

describe('an invitation to a password group', () => {
  test('is read when it holds certificates', async () => {
    expect(membersOf((await parseInvitation(asVersion('1.1'))).chain)).toBe(3);
  });

  test.each([
    ['without certificates', ''],
    ['with elements of its own', '<GROUPPEERNAME>0.x</GROUPPEERNAME>'],
  ])('is not supported %s', async (_, more) => {
    const text = withoutGmc(asVersion('1.1')).replace('</PEERINV', `${more}</PEERINV`);
    expect(await refusalOf(() => parseInvitation(text))).toEqual({
      code: 'PEER_E_UNSUPPORTED_VERSION',
      reason: 'xml.password-group',
    });
  });

  test('with certificates and elements of its own is not trusted', async () => {
    const text = asVersion('1.1').replace('</PEERINV', '<MORE/></PEERINV');
    expect(await refusalOf(() => parseInvitation(text))).toEqual({
      code: NOT_TRUSTED,
      reason: 'xml.schema',
    });
  });
});

describe('an invitation is refused', () => {
  test.each([
    ['empty', 'E_INVALIDARG', 'document.empty', ''],
    [
      'as an identity card',
      'E_INVALIDARG',
      'document.card-instead',
      readVectorText('identities/valid/bob.xml'),
    ],
    [
      'as a recovery file',
      'E_INVALIDARG',
      'document.recovery-instead',
      '<PEERIDENTITYEXPORT VERSION="1.0"/>',
    ],
    [
      'of a version that we do not know',
      'PEER_E_UNSUPPORTED_VERSION',
      'xml.version',
      asVersion('2.0'),
    ],
    ['without a version', NOT_TRUSTED, 'xml.schema', TEXT.replace(' VERSION="1.0"', '')],
    ['without certificates', NOT_TRUSTED, 'xml.schema', withoutGmc(TEXT)],
    [
      'with other elements in place of certificates',
      NOT_TRUSTED,
      'xml.schema',
      withoutGmc(TEXT).replace('</PEERINV', '<MORE/></PEERINV'),
    ],
    ['with an empty cloud name', NOT_TRUSTED, 'xml.value', withElement('CLOUDNAME', '')],
    ['with a long cloud name', NOT_TRUSTED, 'xml.value', withElement('CLOUDNAME', 'x'.repeat(128))],
    [
      'with a control in the cloud name',
      NOT_TRUSTED,
      'xml.value',
      withElement('CLOUDNAME', 'a\u0085b'),
    ],
    ['with a scope in other letters', NOT_TRUSTED, 'xml.value', withElement('SCOPE', 'global')],
    [
      'with a scope named like a property',
      NOT_TRUSTED,
      'xml.value',
      withElement('SCOPE', 'constructor'),
    ],
    ['with cloud flags of 2', NOT_TRUSTED, 'xml.value', withElement('CLOUDFLAGS', '2')],
    ['with empty cloud flags', NOT_TRUSTED, 'xml.value', withElement('CLOUDFLAGS', '')],
    [
      'with cloud flags in another spelling',
      NOT_TRUSTED,
      'xml.value',
      withElement('CLOUDFLAGS', '00'),
    ],
    [
      'with something else in place of a bundle',
      NOT_TRUSTED,
      'der.short',
      TEXT.replace(/>MI[^<]*</, '>MIIC<'),
    ],
    ['with plain words', NOT_TRUSTED, 'xml.syntax', 'Dear Bob, come and join us'],
    [
      'with a bundle beyond 160 KiB',
      NOT_TRUSTED,
      'size.pkcs7',
      formatInvitation(new Uint8Array(160 * 1024 + 1)),
    ],
    ['beyond 256 KiB', NOT_TRUSTED, 'size.text', TEXT + ' '.repeat(256 * 1024)],
  ] as const)('%s', async (_, code, reason, text) => {
    expect(await refusalOf(() => parseInvitation(text))).toEqual({ code, reason });
  });
});

test('a cloud name of 127 characters is good', async () => {
  const cloudName = 'x'.repeat(127);
  expect((await parseInvitation(withElement('CLOUDNAME', cloudName))).cloudName).toBe(cloudName);
});

test.each(manifest.invitations)('$file: $verdict, $why', async ({ file, code, parses }) => {
  const refusal = await refusalOf(() => parseInvitation(readVectorText(file)));
  expect(refusal?.code).toBe(parses ? undefined : code);
});

test('nothing but PeerError comes out of an invitation with any bytes in it', async () => {
  const at = fc.nat(PKCS7.length - 1);
  await fc.assert(
    fc.asyncProperty(at, fc.uint8Array({ maxLength: 9 }), async (from, piece) => {
      const bytes = [...PKCS7.subarray(0, from), ...piece, ...PKCS7.subarray(from + piece.length)];
      const text = TEXT.replace(encodeBase64(PKCS7), encodeBase64(Uint8Array.from(bytes)));
      await reasonOf(() => parseInvitation(text));
    }),
    { numRuns: 100 },
  );
});
