import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { anatomyOf } from '../../../src/core/certificate/anatomy.ts';
import {
  decodeCertificate,
  MAX_CERTIFICATE_BYTES,
} from '../../../src/core/certificate/certificate.ts';
import { OID } from '../../../src/core/certificate/object-identifiers.ts';
import { certificate, identifiers } from '../../../src/text/en/inspect.ts';
import { bits, der, hex, integer, oid, sequence, set } from '../../support/der.ts';
import { adding, commonName, EXTENSION, GUID } from '../../support/forge.ts';
import { chainOf, NOON, people, PERIOD, type Person } from '../../support/people.ts';
import { unsigned } from '../../support/unsigned.ts';

let chess: Person;
let alice: Person;
let bob: Person;
let chain: readonly Bytes[];

beforeAll(async () => {
  [chess, alice, bob] = await people('Chess', 'Alice', 'Bob');
  chain = await chainOf(chess, [alice, [GUID.admin]], [bob, [GUID.member]]);
});

const printable = (text: string) => der(0x13, new TextEncoder().encode(text));

test('every field of a chain is what the strict reader reads', async () => {
  for (const bytes of chain) {
    const strict = await decodeCertificate(bytes);
    const anatomy = anatomyOf(bytes);
    expect(anatomy).toMatchObject({
      version: 3,
      serialNumber: strict.serialNumber,
      algorithm: OID.sha256WithRsa,
      subject: [{ oid: OID.commonName, text: strict.subject.friendlyName }],
      issuer: [{ oid: OID.commonName, text: strict.issuer.friendlyName }],
      validity: strict.validity,
      key: { spki: strict.spki, rsa: { bits: strict.modulusBits, exponent: '65537' } },
      said: {
        subject: strict.subject.peerName,
        issuer: strict.issuer.peerName,
        group: chess.peerName,
      },
    });
    expect(anatomy?.extensions.every(({ meaning }) => meaning !== undefined)).toBe(true);
  }
});

test('extensions say in words what they allow', () => {
  const [, , member] = chain.map((bytes) => anatomyOf(bytes));
  const meanings = new Map(member?.extensions.map(({ oid, meaning }) => [oid, meaning]));
  expect(meanings.get(EXTENSION.basicConstraints)).toEqual({
    kind: 'authority',
    isAuthority: false,
  });
  expect(meanings.get(EXTENSION.keyUsage)).toEqual({ kind: 'usages', places: [0] });
  expect(meanings.get(EXTENSION.certificateType)).toEqual({ kind: 'type', type: 'gmc' });
  expect(meanings.get(EXTENSION.roles)).toEqual({
    kind: 'roles',
    roles: [{ guid: GUID.member, role: 'member' }],
  });
  expect(meanings.get(EXTENSION.classifiers)).toEqual({ kind: 'names', names: ['participant'] });
  const [root] = chain.map((bytes) => anatomyOf(bytes));
  const usage = root?.extensions.find(({ oid }) => oid === EXTENSION.keyUsage);
  expect(usage).toMatchObject({ isCritical: true, meaning: { places: [0, 5] } });
});

test('every extension, purpose and algorithm of ours has a name in words', () => {
  const { data, signedData, peerName, classifier, ...ours } = OID;
  for (const id of Object.values(ours)) expect(identifiers[id], id).toBeDefined();
  expect(certificate.usages[5]).toBe('Signing certificates');
});

describe('What the profile refuses is taken apart all the same', () => {
  test('an unknown role keeps its GUID', () => {
    const anatomy = anatomyOf(unsigned('gmc', { roles: [GUID.unknown] }));
    expect(anatomy?.said.roles).toEqual([{ guid: GUID.unknown, role: undefined }]);
  });

  test('an extension of nobody keeps its bytes', () => {
    const edit = adding({ id: '1.2.3', isCritical: true, value: hex('0500') });
    expect(anatomyOf(unsigned('idc', { edit }))?.extensions.at(-1)).toEqual({
      oid: '1.2.3',
      isCritical: true,
      value: hex('0500'),
      meaning: undefined,
    });
  });

  test('a known extension that says nothing readable', () => {
    const id = EXTENSION.identityFlags;
    const edit = adding({ id, isCritical: false, value: hex('0c0141') });
    expect(anatomyOf(unsigned('idc', { edit }))?.extensions.at(-1)).toMatchObject({
      oid: id,
      meaning: undefined,
    });
  });

  test('names of several parts, in older kinds of string', () => {
    const part = (id: string, value: Bytes) => set(sequence(oid(id), value));
    const subject = sequence(
      part('2.5.4.6', printable('NO')),
      part('2.5.4.3', der(0x1e, hex('00d8 0064'))),
      part('2.5.4.5', der(0x05)),
    );
    expect(anatomyOf(unsigned('idc', { edit: () => ({ subject }) }))?.subject).toEqual([
      { oid: '2.5.4.6', text: 'NO' },
      { oid: '2.5.4.3', text: 'Ød' },
      { oid: '2.5.4.5', text: '' },
    ]);
  });

  test('version 1, no extensions, another algorithm and another kind of key', () => {
    const ecKey = sequence(
      sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
      bits(hex('04aabb')),
    );
    const ecdsa = sequence(oid('1.2.840.10045.4.3.2'));
    const name = commonName(printable('example.org'));
    const validity = sequence(
      der(0x18, new TextEncoder().encode('20260102030405Z')),
      der(0x17, new TextEncoder().encode('490102030405Z')),
    );
    const tbs = sequence(integer('07'), ecdsa, name, validity, name, ecKey);
    expect(anatomyOf(sequence(tbs, ecdsa, bits(hex('3000'))))).toMatchObject({
      version: 1,
      algorithm: '1.2.840.10045.4.3.2',
      subject: [{ text: 'example.org' }],
      validity: { start: Date.UTC(2026, 0, 2, 3, 4, 5), end: Date.UTC(2049, 0, 2, 3, 4, 5) },
      key: { algorithm: '1.2.840.10045.2.1', rsa: undefined },
      extensions: [],
      said: { type: undefined, subject: undefined, roles: undefined },
    });
  });

  test('a time of another form is no time', () => {
    const validity = sequence(printable('yesterday'), printable('tomorrow'));
    const anatomy = anatomyOf(unsigned('idc', { edit: () => ({ validity }) }));
    expect(anatomy?.validity).toBeUndefined();
    expect(anatomyOf(unsigned('idc'))?.validity).toEqual(PERIOD);
  });
});

test('what is no certificate, or larger than any, is not taken apart', () => {
  expect(anatomyOf(hex('0500'))).toBeUndefined();
  expect(anatomyOf(unsigned('idc').slice(1))).toBeUndefined();
  const value = new Uint8Array(MAX_CERTIFICATE_BYTES);
  const edit = adding({ id: '1.2.3', isCritical: false, value });
  expect(anatomyOf(unsigned('idc', { edit }))).toBeUndefined();
  expect(NOON).toBeLessThan(PERIOD.end);
});

test('hostile bytes are taken apart or not, and nothing is thrown', () => {
  const [root = hex('')] = chain;
  const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(() => anatomyOf(bytes)).not.toThrow();
    }),
  );
  const place = fc.nat({ max: root.length - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.nat({ max: 255 })), { maxLength: 4 }), (edits) => {
      const edited = Uint8Array.from(root);
      for (const [at, value] of edits) edited[at] = value;
      expect(() => anatomyOf(edited)).not.toThrow();
    }),
    { numRuns: 3000 },
  );
});
