import { describe, expect, test } from 'vitest';
import { decodeCertificate } from '../../../src/core/certificate/certificate.ts';
import type { Reason } from '../../../src/core/reasons.ts';
import {
  bits,
  context,
  der,
  hex,
  integer,
  join,
  nothing,
  octets,
  oid,
  sequence,
  set,
  truth,
  universal,
  utf8,
} from '../../support/der.ts';
import {
  adding,
  changing,
  CLASSIFIER_ID,
  draftOf,
  EXTENSION,
  GUID,
  otherName,
  PEER_AUTHENTICATION,
  PEER_NAME_ID,
  SERVER_AUTHENTICATION,
  without,
  type Edit,
  type ExtensionDraft,
  type ExtensionName,
} from '../../support/forge.ts';
import { peerNameOf } from '../../support/people.ts';
import { reasonOf } from '../../support/refusals.ts';
import { factsOf, OTHER_SPKI, SPKI, unsigned } from '../../support/unsigned.ts';

const TYPES = ['idc', 'grc', 'gmc'] as const;
type Type = (typeof TYPES)[number];

/** The table of the profile: what is critical, where it must stand, and where it may. */
const TABLE: Readonly<Record<ExtensionName, readonly [boolean, 'must' | 'may', readonly Type[]]>> =
  {
    basicConstraints: [true, 'may', TYPES],
    keyUsage: [true, 'may', TYPES],
    extendedKeyUsage: [false, 'must', TYPES],
    subjectKeyIdentifier: [false, 'may', TYPES],
    authorityKeyIdentifier: [false, 'may', TYPES],
    subjectAltName: [false, 'must', TYPES],
    issuerAltName: [false, 'must', TYPES],
    certificateType: [true, 'must', TYPES],
    certificateVersion: [true, 'must', TYPES],
    groupPeerName: [true, 'must', ['grc', 'gmc']],
    identityFlags: [false, 'must', ['idc']],
    groupFlags: [false, 'must', ['grc', 'gmc']],
    roles: [true, 'must', ['gmc']],
    classifiers: [true, 'must', ['gmc']],
  };

const ROWS = (Object.keys(TABLE) as ExtensionName[]).map((name) => ({ name }));
const CELLS = ROWS.flatMap(({ name }) => TYPES.map((type) => ({ name, type })));

const read = (type: Type, edit: Edit) => decodeCertificate(unsigned(type, { edit }));
const refusal = (type: Type, edit: Edit) => reasonOf(() => read(type, edit));

/** An extension as a certificate of the profile bears it. */
function rightful(name: ExtensionName): ExtensionDraft {
  const drafts = TYPES.map((type) => draftOf(factsOf(type)));
  return drafts.flatMap((draft) => draft.extensions).find(({ id }) => id === EXTENSION[name])!;
}

/** A type that bears the extension. */
const bearerOf = (name: ExtensionName): Type => TABLE[name][2].at(-1)!;

describe('The table of extensions', () => {
  const stands = CELLS.filter(({ name, type }) => TABLE[name][2].includes(type));
  const required = stands.filter(({ name }) => TABLE[name][1] === 'must');
  const optional = stands.filter(({ name }) => TABLE[name][1] === 'may');
  const absent = CELLS.filter(({ name, type }) => !TABLE[name][2].includes(type));

  test.each(required)('$name is required in $type', async ({ name, type }) => {
    expect(await refusal(type, without(name))).toBe('extension.missing');
  });

  test.each(optional)('$name may be left out in $type', async ({ name, type }) => {
    expect(await read(type, without(name))).toMatchObject({ type });
  });

  test.each(absent)('$name has no place in $type', async ({ name, type }) => {
    expect(await refusal(type, adding(rightful(name)))).toBe('extension.misplaced');
  });

  test.each(ROWS)(
    '$name is as critical as the table says, no more and no less',
    async ({ name }) => {
      const [isCritical] = TABLE[name];
      expect(rightful(name).isCritical).toBe(isCritical);
      expect(await refusal(bearerOf(name), changing(name, { isCritical: !isCritical }))).toBe(
        'extension.criticality',
      );
    },
  );

  test.each(ROWS)('$name stands there once', async ({ name }) => {
    const again = adding(rightful(name));
    expect(await refusal(bearerOf(name), again)).toBe('extension.twice');
  });

  test.each(ROWS)('nothing stands behind the value of $name', async ({ name }) => {
    const value = join(rightful(name).value, hex('00'));
    const reason: Reason = name === 'keyUsage' ? 'certificate.authority' : 'der.trailing';
    expect(await refusal(bearerOf(name), changing(name, { value }))).toBe(reason);
  });

  test.each(ROWS)('the value of $name is not empty', async ({ name }) => {
    const reason: Reason = name === 'keyUsage' ? 'certificate.authority' : 'der.short';
    expect(await refusal(bearerOf(name), changing(name, { value: join() }))).toBe(reason);
  });

  test('their order is free', async () => {
    const reversed: Edit = ({ extensions }) => ({ extensions: extensions.toReversed() });
    for (const type of TYPES) expect(await read(type, reversed)).toMatchObject({ type });
  });
});

describe('Unknown extensions', () => {
  const unknown = { id: '1.3.6.1.4.1.311.44.9.9', isCritical: false, value: hex('deadbeef') };

  test.each(TYPES)('one that is not critical is passed over in %s', async (type) => {
    const { unknownExtensions } = await read(
      type,
      adding(unknown, { ...unknown, id: '2.5.29.31' }),
    );
    expect(unknownExtensions).toEqual([unknown.id, '2.5.29.31']);
  });

  test.each(TYPES)('a critical one is refused in %s', async (type) => {
    expect(await refusal(type, adding({ ...unknown, isCritical: true }))).toBe('extension.unknown');
  });

  test('one stands there once as well', async () => {
    const other = { ...unknown, value: hex('00') };
    expect(await refusal('gmc', adding(unknown, other))).toBe('extension.twice');
  });
});

describe('Each extension has one spelling', () => {
  const block = (...elements: readonly Uint8Array[]): Edit => {
    return () => ({ extensionBlock: context(3, sequence(sequence(...elements))) });
  };
  const id = oid('1.2.3');
  const value = der(0x04, hex('00'));

  test.each([
    ['FALSE written out', block(id, hex('010100'), value), 'der.boolean'],
    ['a TRUE of another value', block(id, hex('010101'), value), 'der.boolean'],
    ['a TRUE of two bytes', block(id, hex('0102ffff'), value), 'der.boolean'],
    ['an element behind the value', block(id, truth(), value, nothing()), 'der.trailing'],
    ['no value', block(id), 'der.short'],
    ['a value that is no octet string', block(id, sequence()), 'der.tag'],
    ['a known identifier with a padded arc', block(hex('060480551d0f'), value), 'der.oid'],
    ['a set in place of a sequence', () => ({ extensionBlock: context(3, set()) }), 'der.tag'],
  ])('refused: %s', async (_case, edit, reason) => {
    expect(await refusal('gmc', edit)).toBe(reason);
  });
});

type Case = readonly [what: string, value: Uint8Array, reason: Reason];

/** Values that are refused in a certificate that bears the extension. */
function refusedValues(name: ExtensionName, ...cases: readonly Case[]): void {
  test.each(cases)('refused: %s', async (_case, value, reason) => {
    const bytes = Uint8Array.from(value);
    expect(await refusal(bearerOf(name), changing(name, { value: bytes }))).toBe(reason);
  });
}

describe('Basic constraints', () => {
  refusedValues(
    'basicConstraints',
    ['a path length', sequence(truth(), integer('01')), 'der.trailing'],
    ['a path length alone', sequence(integer('01')), 'der.trailing'],
    ['FALSE written out', sequence(hex('010100')), 'der.boolean'],
    ['no sequence', truth(), 'der.tag'],
  );

  test('a group root says that it is an authority, an identity that it is none', async () => {
    const yes = changing('basicConstraints', { value: sequence(truth()) });
    const no = changing('basicConstraints', { value: sequence() });
    expect(await refusal('idc', yes)).toBe('certificate.authority');
    expect(await refusal('grc', no)).toBe('certificate.authority');
    expect(await read('gmc', yes)).toMatchObject({ isAuthority: true });
    expect(await read('gmc', no)).toMatchObject({ isAuthority: false });
    expect(await read('gmc', without('basicConstraints'))).toMatchObject({
      isAuthority: undefined,
    });
  });
});

describe('Key usage', () => {
  refusedValues(
    'keyUsage',
    ['nothing', bits(hex(''), 0), 'certificate.authority'],
    ['keyCertSign alone', bits(hex('04'), 2), 'certificate.authority'],
    ['keyEncipherment beside it', bits(hex('a0'), 5), 'certificate.authority'],
    ['cRLSign beside it', bits(hex('86'), 1), 'certificate.authority'],
    ['bits that say nothing at the end', bits(hex('80'), 6), 'certificate.authority'],
    ['a set bit among the unused', bits(hex('81'), 7), 'certificate.authority'],
    ['another type', octets('80'), 'certificate.authority'],
  );

  test('a group root signs certificates, an identity does not', async () => {
    const yes = changing('keyUsage', { value: bits(hex('84'), 2) });
    const no = changing('keyUsage', { value: bits(hex('80'), 7) });
    expect(await refusal('idc', yes)).toBe('certificate.authority');
    expect(await refusal('grc', no)).toBe('certificate.authority');
    expect(await read('gmc', yes)).toMatchObject({ signsCertificates: true });
    expect(await read('gmc', no)).toMatchObject({ signsCertificates: false });
    expect(await read('gmc', without('keyUsage'))).toMatchObject({ signsCertificates: undefined });
  });
});

describe('Extended key usage', () => {
  const [peer, server] = [oid(PEER_AUTHENTICATION), oid(SERVER_AUTHENTICATION)];

  refusedValues(
    'extendedKeyUsage',
    ['no purpose', sequence(), 'certificate.purpose'],
    ['peer authentication alone', sequence(peer), 'certificate.purpose'],
    ['server authentication alone', sequence(server), 'certificate.purpose'],
    ['something that is no purpose', sequence(peer, server, nothing()), 'der.tag'],
    ['a set', set(peer, server), 'der.tag'],
  );

  test('others may stand beside, in any order', async () => {
    const value = sequence(server, oid('1.3.6.1.5.5.7.3.2'), peer);
    expect(await read('gmc', changing('extendedKeyUsage', { value }))).toMatchObject({
      type: 'gmc',
    });
  });
});

describe.each(['subjectKeyIdentifier', 'authorityKeyIdentifier'] as const)('The %s', (name) => {
  const wrap = (digits: string) =>
    name === 'subjectKeyIdentifier' ? octets(digits) : sequence(der(0x80, hex(digits)));
  const right = peerNameOf(SPKI).slice(0, 40);

  refusedValues(
    name,
    [
      'that of another key',
      wrap(peerNameOf(OTHER_SPKI).slice(0, 40)),
      'certificate.key-identifier',
    ],
    ['19 bytes', wrap(right.slice(2)), 'certificate.key-identifier'],
    ['21 bytes', wrap(`${right}00`), 'certificate.key-identifier'],
    ['empty', wrap(''), 'certificate.key-identifier'],
    ['no octets', utf8(right), 'der.tag'],
    ['behind an issuer', sequence(context(1), der(0x80, hex(right))), 'der.tag'],
  );

  test('is the authority of its own side', async () => {
    const issuer = { friendlyName: 'Chess', peerName: peerNameOf(OTHER_SPKI) };
    const certificate = await decodeCertificate(unsigned('gmc', { issuer }));
    expect(certificate.issuer).toEqual(issuer);
    const swapped = changing(name, {
      value: wrap((name === 'subjectKeyIdentifier' ? issuer.peerName : right).slice(0, 40)),
    });
    const bytes = unsigned('gmc', { issuer, edit: swapped });
    expect(await reasonOf(() => decodeCertificate(bytes))).toBe('certificate.key-identifier');
  });
});

test('an authority key identifier names no issuer and no serial number', async () => {
  const key = der(0x80, hex(peerNameOf(SPKI).slice(0, 40)));
  const value = sequence(key, context(1), der(0x82, hex('01')));
  expect(await refusal('gmc', changing('authorityKeyIdentifier', { value }))).toBe('der.trailing');
});

describe.each(['subjectAltName', 'issuerAltName', 'groupPeerName'] as const)('The %s', (name) => {
  const peerName = peerNameOf(SPKI);
  const one = otherName(PEER_NAME_ID, peerName);
  const inside = (...parts: readonly Uint8Array[]) => sequence(context(0, ...parts));
  const id = oid(PEER_NAME_ID);

  refusedValues(
    name,
    ['no name', sequence(), 'der.short'],
    ['two names', sequence(one, one), 'der.trailing'],
    ['a domain name', sequence(der(0x82, hex('61'))), 'der.tag'],
    ['a name of another kind', sequence(otherName(CLASSIFIER_ID, peerName)), 'certificate.name'],
    ['a UTF-8 string', inside(id, context(0, utf8(peerName))), 'der.tag'],
    ['a string without its wrapping', inside(id, universal(peerName)), 'der.tag'],
    ['two strings', inside(id, context(0, universal(peerName), universal(''))), 'der.trailing'],
    [
      'something behind the string',
      inside(id, context(0, universal(peerName)), nothing()),
      'der.trailing',
    ],
    ['no string', inside(id, context(0)), 'der.short'],
    ['a string of odd length', inside(id, context(0, der(0x1c, hex('000041')))), 'der.string'],
    [
      'a control character',
      sequence(otherName(PEER_NAME_ID, `${peerName}\u0085`)),
      'certificate.name',
    ],
    ['DEL', sequence(otherName(PEER_NAME_ID, `${peerName}\u007f`)), 'certificate.name'],
    [
      'a name that is not secure',
      sequence(otherName(PEER_NAME_ID, '0.alice')),
      'peer-name.authority',
    ],
    ['a name not in a sequence', one, 'der.tag'],
  );

  test('refused: a character spelt as two halves', async () => {
    const halves = hex('0000d83d0000de00');
    const text = join(universal(peerName).subarray(2), halves);
    const value = inside(id, context(0, der(0x1c, text)));
    expect(await refusal('gmc', changing(name, { value }))).toBe('der.string');
  });
});

describe('The certificate type', () => {
  refusedValues(
    'certificateType',
    ['0', octets('00000000'), 'certificate.type'],
    ['4', octets('04000000'), 'certificate.type'],
    ['big-endian', octets('00000001'), 'certificate.type'],
    ['3 bytes', octets('010000'), 'certificate.type'],
    ['5 bytes', octets('0100000000'), 'certificate.type'],
    ['an integer', integer('01'), 'der.tag'],
  );

  test('another type asks for other extensions', async () => {
    const typed = (digit: number) =>
      changing('certificateType', { value: octets(`0${digit}000000`) });
    expect(await refusal('gmc', typed(2))).toBe('extension.misplaced');
    expect(await refusal('gmc', typed(3))).toBe('extension.missing');
    expect(await refusal('grc', typed(1))).toBe('extension.missing');
    expect(await refusal('idc', typed(2))).toBe('extension.misplaced');
  });
});

describe('The certificate version', () => {
  refusedValues(
    'certificateVersion',
    ['another minor version', octets('01000100'), 'certificate.version'],
    ['another major version', octets('02000200'), 'certificate.version'],
    ['0', octets('00000000'), 'certificate.version'],
    ['65535', octets('ffffffff'), 'certificate.version'],
    ['2 bytes', octets('0100'), 'certificate.version'],
    ['5 bytes', octets('0100020000'), 'certificate.version'],
    ['an integer', integer('01000200'), 'der.tag'],
  );
});

describe.each(['identityFlags', 'groupFlags'] as const)('The %s are 0', (name) => {
  refusedValues(
    name,
    ['1', octets('01000000'), 'certificate.flags'],
    ['the highest bit', octets('00000080'), 'certificate.flags'],
    ['3 bytes', octets('000000'), 'certificate.flags'],
    ['5 bytes', octets('0000000000'), 'certificate.flags'],
    ['an integer', integer('00'), 'der.tag'],
  );
});

describe('Roles', () => {
  const granted = (...roles: readonly string[]) => decodeCertificate(unsigned('gmc', { roles }));
  const bytesOf = (guid: string) => octets(guid.replaceAll('-', ''));
  const little = bytesOf('2771380456aa0a458ce54f565c6790f4');

  refusedValues(
    'roles',
    ['none', sequence(), 'certificate.roles'],
    ['one twice', sequence(bytesOf(GUID.member), bytesOf(GUID.member)), 'certificate.roles'],
    [
      'an unknown one twice',
      sequence(bytesOf(GUID.unknown), bytesOf(GUID.unknown)),
      'certificate.roles',
    ],
    ['15 bytes', sequence(octets('11'.repeat(15))), 'certificate.roles'],
    ['17 bytes', sequence(octets('11'.repeat(17))), 'certificate.roles'],
    ['text', sequence(utf8(GUID.member)), 'der.tag'],
    ['no list', bytesOf(GUID.member), 'der.tag'],
  );

  test.each([
    [GUID.admin, 'admin'],
    [GUID.inviting, 'inviting member'],
    [GUID.invitingToo, 'inviting member'],
    [GUID.member, 'member'],
  ])('%s is %s', async (guid, role) => {
    expect(await granted(guid)).toMatchObject({ roles: [role], hasUnknownRole: false });
  });

  test('both identifiers of the inviting member are one role', async () => {
    const { inviting, invitingToo } = GUID;
    expect(await granted(inviting, invitingToo)).toMatchObject({ roles: ['inviting member'] });
  });

  test('an unknown one is noted: no chain with it is valid', async () => {
    expect(await granted(GUID.unknown, GUID.admin)).toMatchObject({
      roles: ['admin'],
      hasUnknownRole: true,
    });
  });

  test('in the byte order of Windows’ memory, one is unknown', async () => {
    const edit = changing('roles', { value: sequence(little) });
    expect(await read('gmc', edit)).toMatchObject({ roles: [], hasUnknownRole: true });
  });

  test('a thousand are too large a certificate', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => index.toString(16).padStart(32, '0'));
    expect(await reasonOf(() => granted(...many))).toBe('size.certificate');
  });
});

describe('Classifiers', () => {
  const named = (text: string) => sequence(otherName(CLASSIFIER_ID, text));

  test.each([[[]], [['']], [['participant']], [['a', 'b', 'a']], [['😀 .']]])(
    '%j is read',
    async (classifiers) => {
      const certificate = decodeCertificate(unsigned('gmc', { classifiers }));
      expect(await certificate).toMatchObject({ classifiers });
    },
  );

  refusedValues(
    'classifiers',
    ['a NUL', named('a\0'), 'certificate.name'],
    ['a line end', named('a\n'), 'certificate.name'],
    ['U+009F', named('a\u009f'), 'certificate.name'],
    ['a lone surrogate', named('\udc00'), 'der.string'],
    ['a peer name', sequence(otherName(PEER_NAME_ID, 'a')), 'certificate.name'],
    ['text', sequence(utf8('participant')), 'der.tag'],
    ['no list', otherName(CLASSIFIER_ID, 'participant'), 'der.tag'],
  );
});
