import { describe, expect, test } from 'vitest';
import {
  decodeCertificate,
  isSameKey,
  isSameName,
  MAX_CERTIFICATE_BYTES,
} from '../../../src/core/certificate/certificate.ts';
import type { PeerName } from '../../../src/core/peer-name.ts';
import {
  bits,
  context,
  der,
  generalizedTime,
  hex,
  integer,
  join,
  moment,
  nothing,
  oid,
  sequence,
  set,
  utcTime,
  utf8,
} from '../../support/der.ts';
import {
  adding,
  algorithm,
  commonName,
  draftOf,
  encodeCertificate,
  encodeTbs,
  GUID,
  rsaKey,
  SHA256_WITH_RSA,
  type Draft,
  type Edit,
} from '../../support/forge.ts';
import { peerNameOf, PERIOD } from '../../support/people.ts';
import { reasonOf } from '../../support/refusals.ts';
import { factsOf, OTHER_SPKI, SPKI, unsigned } from '../../support/unsigned.ts';

const TYPES = ['idc', 'grc', 'gmc'] as const;

const replacing =
  (fields: Partial<Draft>): Edit =>
  () =>
    fields;

/** The reason for which a membership is refused that deviates so. */
const refusalWith = (edit: Edit) => reasonOf(() => decodeCertificate(unsigned('gmc', { edit })));

describe('Everything that a certificate says is read', () => {
  const common = {
    subject: { friendlyName: 'Alice', peerName: peerNameOf(SPKI) },
    issuer: { friendlyName: 'Alice', peerName: peerNameOf(SPKI) },
    validity: PERIOD,
    spki: SPKI,
    unknownExtensions: [],
  };

  test('of an identity certificate', async () => {
    const certificate = await decodeCertificate(unsigned('idc'));
    expect(certificate).toMatchObject({ type: 'idc', ...common });
    expect(certificate).not.toHaveProperty('group');
    expect(certificate).not.toHaveProperty('roles');
  });

  test('of a group root certificate', async () => {
    const certificate = await decodeCertificate(unsigned('grc'));
    expect(certificate).toMatchObject({ type: 'grc', ...common, group: peerNameOf(SPKI) });
    expect(certificate).not.toHaveProperty('roles');
  });

  test('of a membership', async () => {
    const group = peerNameOf(OTHER_SPKI, 'chess');
    const issuer = { friendlyName: 'Chess', peerName: group };
    const said = { group, issuer, roles: [GUID.inviting, GUID.member], classifiers: ['a', ''] };
    expect(await decodeCertificate(unsigned('gmc', said))).toMatchObject({
      type: 'gmc',
      ...common,
      group,
      issuer,
      roles: ['inviting member', 'member'],
      hasUnknownRole: false,
      classifiers: ['a', ''],
      isAuthority: true,
      signsCertificates: true,
    });
  });

  test('its bytes, what is signed of them, and the signature are kept as they stand', async () => {
    const draft = draftOf(factsOf('gmc'));
    const signature = new Uint8Array(256).fill(7);
    const bytes = encodeCertificate(draft, signature);
    const certificate = await decodeCertificate(bytes);
    expect(certificate).toMatchObject({ der: bytes, tbs: encodeTbs(draft), signature });
    expect(certificate.serialNumber).toEqual(draft.serialNumber.subarray(2));
  });

  test('and is a copy: whoever changes the bytes afterwards changes nothing', async () => {
    const bytes = unsigned('gmc');
    const before = Uint8Array.from(bytes);
    const certificate = await decodeCertificate(bytes);
    bytes.fill(0);
    expect(certificate.der).toEqual(before);
    expect(certificate.spki).toEqual(SPKI);
  });
});

test('8 KiB are read, a byte more is refused unread', async () => {
  const padded = (length: number) =>
    unsigned('gmc', {
      edit: adding({ id: '1.2.3', isCritical: false, value: new Uint8Array(length) }),
    });
  const overhead = padded(7000).length - 7000;
  const longest = padded(MAX_CERTIFICATE_BYTES - overhead);
  expect(longest).toHaveLength(8192);
  expect(await decodeCertificate(longest)).toMatchObject({ unknownExtensions: ['1.2.3'] });
  const junk = new Uint8Array(8193);
  expect(await reasonOf(() => decodeCertificate(junk))).toBe('size.certificate');
  const longer = padded(MAX_CERTIFICATE_BYTES - overhead + 1);
  expect(await reasonOf(() => decodeCertificate(longer))).toBe('size.certificate');
});

describe('One spelling', () => {
  test.each(TYPES)('every beginning of an %s is refused', async (type) => {
    const whole = unsigned(type);
    for (let length = 0; length < whole.length; length++) {
      const reason = await reasonOf(() => decodeCertificate(whole.subarray(0, length)));
      expect(reason, `${length} bytes`).toBe('der.short');
    }
  });

  const draft = draftOf(factsOf('gmc'));
  const whole = encodeCertificate(draft, new Uint8Array(256));
  const tbs = encodeTbs(draft);
  const signature = bits(new Uint8Array(256));
  const certificate = whole.subarray(4);

  test.each([
    ['a byte behind it', join(whole, hex('00')), 'der.trailing'],
    ['a kilobyte behind it', join(whole, new Uint8Array(1024)), 'der.trailing'],
    ['a second one behind it', join(whole, whole), 'der.trailing'],
    ['a fourth element', sequence(tbs, algorithm(), signature, nothing()), 'der.trailing'],
    ['no signature', sequence(tbs, algorithm()), 'der.short'],
    ['elements in another order', sequence(algorithm(), tbs, signature), 'der.tag'],
    ['indefinite length', join(hex('3080'), certificate, hex('0000')), 'der.length'],
    ['a length in three octets', join(hex('3083 00'), whole.subarray(2)), 'der.length'],
    ['a set in place of a sequence', set(tbs, algorithm(), signature), 'der.tag'],
    ['a primitive sequence', join(hex('10'), whole.subarray(1)), 'der.tag'],
    ['a constructed signature', sequence(tbs, algorithm(), der(0x23, signature)), 'der.tag'],
    ['an empty signature', sequence(tbs, algorithm(), hex('030100')), 'der.bit-string'],
    ['a signature of no bits', sequence(tbs, algorithm(), hex('0300')), 'der.bit-string'],
  ])('refused: %s', async (_case, bytes, reason) => {
    expect(await reasonOf(() => decodeCertificate(bytes))).toBe(reason);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'refused: %i unused bits in the signature',
    async (unused) => {
      const bytes = sequence(tbs, algorithm(), bits(new Uint8Array(256), unused));
      expect(await reasonOf(() => decodeCertificate(bytes))).toBe('der.bit-string');
    },
  );
});

describe('The version is 3', () => {
  test.each([
    ['missing', join(), 'der.tag'],
    ['1, written out', context(0, integer('00')), 'certificate.version'],
    ['2', context(0, integer('01')), 'certificate.version'],
    ['4', context(0, integer('03')), 'certificate.version'],
    ['3 with a leading zero', context(0, integer('0002')), 'der.integer'],
    ['two numbers', context(0, integer('02'), integer('02')), 'der.trailing'],
  ])('refused: %s', async (_case, version, reason) => {
    expect(await refusalWith(replacing({ version }))).toBe(reason);
  });
});

describe('The serial number is positive and of exactly 16 bytes', () => {
  const fifteen = '11'.repeat(15);

  test.each(['01', '7f'])('its first byte may be %s', async (first) => {
    const edit = replacing({ serialNumber: integer(first + fifteen) });
    const { serialNumber } = await decodeCertificate(unsigned('gmc', { edit }));
    expect(serialNumber).toEqual(hex(first + fifteen));
  });

  test.each([
    ['15 bytes', fifteen, 'certificate.serial'],
    ['17 bytes', `1111${fifteen}`, 'certificate.serial'],
    ['17 bytes, the first of them 0', `0080${fifteen}`, 'certificate.serial'],
    ['21 bytes', '11'.repeat(21), 'certificate.serial'],
    ['negative', `80${fifteen}`, 'certificate.serial'],
    ['minus one', 'ff', 'certificate.serial'],
    ['15 bytes and a sign byte', `00${'81'.repeat(15)}`, 'certificate.serial'],
    ['zero', '00', 'certificate.serial'],
    ['16 bytes that begin with 0', `00${fifteen}`, 'der.integer'],
    ['empty', '', 'der.integer'],
  ])('refused: %s', async (_case, digits, reason) => {
    expect(await refusalWith(replacing({ serialNumber: integer(digits) }))).toBe(reason);
  });
});

describe('The signature algorithm is sha256WithRSAEncryption, inside and outside', () => {
  const cases = [
    ['MD2', algorithm('1.2.840.113549.1.1.2'), 'certificate.weak'],
    ['MD5', algorithm('1.2.840.113549.1.1.4'), 'certificate.weak'],
    ['SHA-1', algorithm('1.2.840.113549.1.1.5'), 'certificate.weak'],
    ['SHA-224', algorithm('1.2.840.113549.1.1.14'), 'certificate.algorithm'],
    ['SHA-384', algorithm('1.2.840.113549.1.1.12'), 'certificate.algorithm'],
    ['SHA-512', algorithm('1.2.840.113549.1.1.13'), 'certificate.algorithm'],
    ['PSS', algorithm('1.2.840.113549.1.1.10', sequence()), 'certificate.algorithm'],
    ['ECDSA', sequence(oid('1.2.840.10045.4.3.2')), 'certificate.algorithm'],
    ['rsaEncryption alone', algorithm('1.2.840.113549.1.1.1'), 'certificate.algorithm'],
    ['no parameters', sequence(oid(SHA256_WITH_RSA)), 'der.short'],
    ['an integer as parameters', algorithm(SHA256_WITH_RSA, integer('00')), 'der.tag'],
    [
      'a thousand bytes in the NULL',
      algorithm(SHA256_WITH_RSA, der(0x05, new Uint8Array(1000))),
      'certificate.algorithm',
    ],
    ['two NULLs', sequence(oid(SHA256_WITH_RSA), nothing(), nothing()), 'der.trailing'],
  ] as const;

  test.each(cases)('refused inside: %s', async (_case, id, reason) => {
    expect(await refusalWith(replacing({ algorithm: id }))).toBe(reason);
  });

  test.each(cases)('refused outside: %s', async (_case, id, reason) => {
    expect(await refusalWith(replacing({ outerAlgorithm: id }))).toBe(reason);
  });

  test('the same other one in both is refused as well', async () => {
    const id = algorithm('1.2.840.113549.1.1.13');
    const edit = replacing({ algorithm: id, outerAlgorithm: id });
    expect(await refusalWith(edit)).toBe('certificate.algorithm');
  });
});

describe.each(['subject', 'issuer'] as const)('The %s is one common name', (side) => {
  const named = (value: Uint8Array) => replacing({ [side]: value });

  test.each([
    ['one unit', 'x'],
    ['255 units', 'x'.repeat(255)],
    ['255 units with an astral character', `${'😀'.repeat(127)}x`],
    ['white space', ' '],
    ['invisible and bidi characters, which are made harmless when shown', 'a\u202e\u200bb\u2066'],
    ['not normalised', 'A\u030a'],
  ])('read as it stands: %s', async (_case, text) => {
    const edit = named(commonName(utf8(text)));
    const certificate = await decodeCertificate(unsigned('gmc', { edit }));
    expect(certificate[side].friendlyName).toBe(text);
  });

  test.each([
    ['empty', ''],
    ['256 units', 'x'.repeat(256)],
    ['256 units in 128 characters', '😀'.repeat(128)],
    ['5000 units', 'x'.repeat(5000)],
    ['NUL', 'a\0'],
    ['a line end', 'a\nb'],
    ['U+001F', '\u001f'],
    ['DEL', 'a\u007f'],
    ['U+0080', 'a\u0080'],
    ['U+009F', 'a\u009f'],
  ])('refused: %s', async (_case, text) => {
    expect(await refusalWith(named(commonName(utf8(text))))).toBe('certificate.name');
  });

  const attribute = sequence(oid('2.5.4.3'), utf8('Alice'));

  test.each([
    ['no name at all', sequence(), 'der.short'],
    ['no attribute', sequence(set()), 'der.short'],
    ['two names', sequence(set(attribute), set(attribute)), 'der.trailing'],
    ['two attributes in a name', sequence(set(attribute, attribute)), 'der.trailing'],
    [
      'an organisation',
      sequence(set(sequence(oid('2.5.4.10'), utf8('Alice')))),
      'certificate.name',
    ],
    ['a value behind the value', sequence(set(sequence(attribute, nothing()))), 'der.tag'],
    ['a printable string', commonName(der(0x13, hex('416c696365'))), 'der.tag'],
    ['a BMP string', commonName(der(0x1e, hex('00410042'))), 'der.tag'],
    ['a universal string', commonName(der(0x1c, hex('00000041'))), 'der.tag'],
    ['invalid UTF-8', commonName(der(0x0c, hex('41ff'))), 'der.string'],
    ['an overlong NUL', commonName(der(0x0c, hex('c080'))), 'der.string'],
    ['a lone surrogate', commonName(der(0x0c, hex('eda080'))), 'der.string'],
    ['a constructed string', commonName(der(0x2c, utf8('Alice'))), 'der.tag'],
  ])('refused: %s', async (_case, value, reason) => {
    expect(await refusalWith(named(value))).toBe(reason);
  });
});

describe('Times', () => {
  const period = (start: Uint8Array, end: Uint8Array) =>
    replacing({ validity: sequence(start, end) });

  test.each([
    ['the first second of 1950', '1950-01-01T00:00:00Z', utcTime('500101000000Z')],
    ['the last second of 1999', '1999-12-31T23:59:59Z', utcTime('991231235959Z')],
    ['29 February 2028', '2028-02-29T12:00:00Z', utcTime('280229120000Z')],
    ['the last second of 2049', '2049-12-31T23:59:59Z', utcTime('491231235959Z')],
    ['the first second of 2050', '2050-01-01T00:00:00Z', generalizedTime('20500101000000Z')],
    ['the last second of 9999', '9999-12-31T23:59:59Z', generalizedTime('99991231235959Z')],
  ])('read: %s', async (_case, iso, time) => {
    const edit = period(time, time);
    const { validity } = await decodeCertificate(unsigned('gmc', { edit }));
    expect(validity).toEqual({ start: Date.parse(iso), end: Date.parse(iso) });
  });

  test.each([
    ['GeneralizedTime before 2050', generalizedTime('20491231235959Z')],
    ['year 0', generalizedTime('00000101000000Z')],
    ['UTCTime with a year of four digits', utcTime('20500101000000Z')],
    ['GeneralizedTime with a year of two digits', generalizedTime('500101000000Z')],
    ['no seconds', utcTime('2611231200Z')],
    ['a fraction', generalizedTime('20500101000000.5Z')],
    ['an offset', utcTime('261123120000+0100')],
    ['no zone', utcTime('261123120000')],
    ['a lower-case z', utcTime('261123120000z')],
    ['31 February', utcTime('270231120000Z')],
    ['29 February 2027', utcTime('270229120000Z')],
    ['31 April in 2051', generalizedTime('20510431120000Z')],
    ['month 0', utcTime('270001120000Z')],
    ['month 13', utcTime('271301120000Z')],
    ['day 0', utcTime('270100120000Z')],
    ['day 32', utcTime('270132120000Z')],
    ['hour 24', utcTime('270101240000Z')],
    ['minute 60', utcTime('270101126000Z')],
    ['a leap second', utcTime('261231235960Z')],
    ['a sign', utcTime('-61123120000Z')],
    ['a line end behind it', utcTime('261123120000Z\n')],
    ['empty', utcTime('')],
    ['words', utcTime('zzz')],
  ])('refused as a beginning: %s', async (_case, time) => {
    const end = generalizedTime('99991231235959Z');
    expect(await refusalWith(period(time, end))).toBe('certificate.time');
  });

  test('refused as an end just the same', async () => {
    const edit = period(utcTime('261123120000Z'), utcTime('270231120000Z'));
    expect(await refusalWith(edit)).toBe('certificate.time');
  });

  test('an end before the beginning is refused, one at the same second is not', async () => {
    const { start } = PERIOD;
    expect(await refusalWith(period(moment(start), moment(start - 1000)))).toBe('certificate.time');
    expect(await refusalWith(period(moment(start), moment(start)))).toBeUndefined();
  });

  test.each([
    ['one time', sequence(utcTime('261123120000Z'))],
    ['two times and a third', sequence(...Array.from({ length: 3 }, () => moment(PERIOD.start)))],
    ['text', sequence(utf8('261123120000Z'), utf8('261123120000Z'))],
  ])('refused: %s', async (_case, validity) => {
    expect(await refusalWith(replacing({ validity }))).toMatch(/^der\./);
  });
});

describe('Nothing else stands in a certificate', () => {
  const block = context(3, sequence());

  test.each([
    ['an issuer unique identifier', { identifiers: der(0x81, hex('00aa')) }, 'der.tag'],
    ['a subject unique identifier', { identifiers: der(0x82, hex('00aa')) }, 'der.tag'],
    ['no extensions', { extensionBlock: join() }, 'der.short'],
    ['an empty block of extensions', { extensionBlock: context(3) }, 'der.short'],
    ['an empty list of extensions', { extensionBlock: block }, 'extension.missing'],
    ['a second block of extensions', { rest: block }, 'der.trailing'],
    ['an element at the end', { rest: nothing() }, 'der.trailing'],
  ])('refused: %s', async (_case, fields, reason) => {
    expect(await refusalWith(replacing(fields))).toBe(reason);
  });
});

describe('The key has the shape of the profile', () => {
  test.each([
    ['1024 bits', `00c5${'5a'.repeat(126)}01`, '010001', 'certificate.weak'],
    ['8192 bits', `00c5${'5a'.repeat(1022)}01`, '010001', 'certificate.key'],
    ['an exponent of 1', `00c5${'5a'.repeat(254)}01`, '01', 'certificate.key'],
    ['an exponent of 3', `00c5${'5a'.repeat(254)}01`, '03', 'certificate.key'],
  ])('refused: %s', async (_case, modulus, exponent, reason) => {
    const spki = rsaKey(modulus, exponent);
    expect(await reasonOf(() => decodeCertificate(unsigned('gmc', { spki })))).toBe(reason);
  });
});

describe('Peer names', () => {
  const authority = peerNameOf(SPKI).slice(0, 40);
  const nameOf = (peerName: string) => ({ friendlyName: 'Alice', peerName });
  const refusalOf = (peerName: string) =>
    reasonOf(() => decodeCertificate(unsigned('gmc', { subject: nameOf(peerName) })));

  test.each(['', 'bob', 'a.b.c', '😀', 'x'.repeat(149), '.'])(
    'a classifier may be “%s”',
    async (classifier) => {
      const subject = nameOf(`${authority}.${classifier}`);
      const certificate = await decodeCertificate(unsigned('gmc', { subject }));
      expect(certificate.subject.peerName).toBe(subject.peerName);
    },
  );

  test('the subject has the authority of its own key', async () => {
    const name = peerNameOf(OTHER_SPKI);
    expect(await refusalOf(name)).toBe('certificate.peer-name');
    const grc = unsigned('grc', { subject: nameOf(name), issuer: nameOf(name), group: name });
    expect(await reasonOf(() => decodeCertificate(grc))).toBe('certificate.peer-name');
    const idc = unsigned('idc', { subject: nameOf(name), issuer: nameOf(name) });
    expect(await reasonOf(() => decodeCertificate(idc))).toBe('certificate.peer-name');
  });

  test.each([
    ['upper case', `${authority.toUpperCase()}.`, 'peer-name.authority'],
    ['39 digits', `${authority.slice(1)}.`, 'peer-name.authority'],
    ['41 digits', `${authority}0.`, 'peer-name.authority'],
    ['no dot', authority, 'peer-name.authority'],
    ['not secure', '0.alice', 'peer-name.authority'],
    ['empty', '', 'peer-name.authority'],
    ['150 units of classifier', `${authority}.${'x'.repeat(150)}`, 'peer-name.length'],
    ['a NUL', `${authority}.a\0`, 'certificate.name'],
    ['a line end', `${authority}.a\n`, 'certificate.name'],
    ['a lone surrogate', `${authority}.\ud800`, 'der.string'],
  ])('refused: %s', async (_case, peerName, reason) => {
    expect(await refusalOf(peerName)).toBe(reason);
    const issuer = nameOf(peerName);
    expect(await reasonOf(() => decodeCertificate(unsigned('gmc', { issuer })))).toBe(reason);
    const group = peerName;
    expect(await reasonOf(() => decodeCertificate(unsigned('gmc', { group })))).toBe(reason);
  });
});

test('names are the same letter for letter, keys by the whole of them', () => {
  const name = (friendlyName: string, peerName: string) => ({
    friendlyName,
    peerName: peerName as PeerName,
  });
  expect(isSameName(name('Ⅷ', 'a'), name('Ⅷ', 'a'))).toBe(true);
  expect(isSameName(name('\u00c5', 'a'), name('A\u030a', 'a'))).toBe(false);
  expect(isSameName(name('Alice', 'a'), name('Alice', 'b'))).toBe(false);
  expect(isSameName(name('Alice', 'a'), name('Eve', 'a'))).toBe(false);
  expect(isSameKey({ spki: SPKI }, { spki: Uint8Array.from(SPKI) })).toBe(true);
  expect(isSameKey({ spki: SPKI }, { spki: OTHER_SPKI })).toBe(false);
});
