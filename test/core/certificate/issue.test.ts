import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../../src/core/bytes.ts';
import {
  decodeCertificate,
  type Gmc,
  type Grc,
} from '../../../src/core/certificate/certificate.ts';
import { memberOf, verifyChain, verifySoundChain } from '../../../src/core/certificate/chain.ts';
import { verifyIdc } from '../../../src/core/certificate/idc.ts';
import {
  encodePkcs7,
  issueGmc,
  issueGrc,
  issueIdc,
  subjectOf,
  type Grant,
  type Issuer,
} from '../../../src/core/certificate/issue.ts';
import { decodePkcs7 } from '../../../src/core/certificate/pkcs7.ts';
import { hasNoControls } from '../../../src/core/friendly-name.ts';
import type { PeerName } from '../../../src/core/peer-name.ts';
import { ROLES } from '../../../src/core/role.ts';
import { draftOf, encodeTbs, GUID } from '../../support/forge.ts';
import {
  cardOf,
  chainOf,
  NOON,
  people,
  PERIOD,
  SECOND,
  type Person,
} from '../../support/people.ts';

let chess: Person;
let alice: Person;
let bob: Person;
let issuer: Issuer;
let subject: Grant['subject'];
let upToAlice: readonly Uint8Array<ArrayBuffer>[];

beforeAll(async () => {
  [chess, alice, bob] = await people('Chess', 'Alice', 'Bob');
  upToAlice = await chainOf(chess, [alice, [GUID.admin]]);
  const certificate = memberOf(await verifySoundChain(upToAlice));
  issuer = { certificate, privateKey: alice.privateKey };
  subject = subjectOf(await verifyIdc(await cardOf(bob), NOON));
});

const nameOf = (who: Person) => ({
  friendlyName: who.friendlyName,
  peerName: who.peerName as PeerName,
});
const grantOf = (said: Partial<Grant> = {}): Grant => ({
  subject,
  roles: ['member'],
  validity: PERIOD,
  ...said,
});

test('of 100 memberships every serial number is another one, of 16 bytes and positive', async () => {
  const serials = new Set<string>();
  const firsts: number[] = [];
  for (let count = 0; count < 100; count++) {
    const { serialNumber } = await decodeCertificate(await issueGmc(issuer, grantOf()));
    expect(serialNumber).toHaveLength(16);
    firsts.push(serialNumber[0]!);
    serials.add(toHex(serialNumber));
  }
  expect(serials.size).toBe(100);
  expect(Math.min(...firsts)).toBeGreaterThanOrEqual(0x01);
  expect(Math.max(...firsts)).toBeLessThanOrEqual(0x7f);
  // Random, and not counted up: 100 numbers begin with more than a few bytes.
  expect(new Set(firsts).size).toBeGreaterThan(30);
});

describe('What is written is, byte for byte, what the profile says', () => {
  /** The same certificate laid out by hand, without serial number and key. */
  const expected = (der: Uint8Array, facts: Parameters<typeof draftOf>[0]) => {
    const draft = draftOf(facts);
    const length = draft.serialNumber.length;
    const start = Buffer.from(der).indexOf(Buffer.from('0210', 'hex'));
    return encodeTbs({
      ...draft,
      serialNumber: Uint8Array.from(der.subarray(start, start + length)),
    });
  };
  const nothing = { roles: [], classifiers: [] };

  test('in an identity certificate', async () => {
    const der = await issueIdc(alice, { name: nameOf(alice), validity: PERIOD });
    const { tbs } = await verifyIdc(der, NOON);
    const own = { subject: alice, issuer: alice, spki: alice.spki, group: '' };
    expect(toHex(tbs)).toBe(toHex(expected(der, { type: 'idc', ...own, ...PERIOD, ...nothing })));
  });

  test('in a group root certificate', async () => {
    const der = await issueGrc(chess, { name: nameOf(chess), validity: PERIOD });
    const { tbs } = await decodeCertificate(der);
    const own = { subject: chess, issuer: chess, spki: chess.spki, group: chess.peerName };
    expect(toHex(tbs)).toBe(toHex(expected(der, { type: 'grc', ...own, ...PERIOD, ...nothing })));
  });

  test.each([
    [['admin'], [GUID.admin], []],
    [['inviting member'], [GUID.inviting], ['participant']],
    [['member'], [GUID.member], ['participant']],
    [['member', 'admin'], [GUID.member, GUID.admin], []],
  ] as const)('in a membership of %j', async (roles, guids, classifiers) => {
    const der = await issueGmc(issuer, grantOf({ roles }));
    const { tbs } = await decodeCertificate(der);
    const names = { subject: bob, issuer: alice, spki: bob.spki, group: chess.peerName };
    const facts = { type: 'gmc', ...names, ...PERIOD, roles: guids, classifiers } as const;
    expect(toHex(tbs)).toBe(toHex(expected(der, facts)));
    expect(await verifyChain([...upToAlice, der], NOON)).toHaveLength(3);
  });
});

test('years through 2049 are written in two digits, later ones in four', async () => {
  const start = Date.UTC(2049, 11, 31, 23, 59, 59);
  for (const [end, written] of [
    [start, '170d3439313233313233353935395a'],
    [start + SECOND, '180f32303530303130313030303030305a'],
    [Date.UTC(9999, 11, 31, 23, 59, 59), '180f39393939313233313233353935395a'],
  ] as const) {
    const der = await issueGmc(issuer, grantOf({ validity: { start, end } }));
    expect(toHex(der)).toContain(`170d3439313233313233353935395a${written}`);
    expect((await decodeCertificate(der)).validity).toEqual({ start, end });
  }
});

test('characters beyond the first plane stand in a classifier as one of UCS-4', async () => {
  const peerName = `${bob.peerName}😀` as PeerName;
  const der = await issueGmc(issuer, grantOf({ subject: { ...subject, peerName } }));
  expect(toHex(der)).toContain('0000002e0001f600');
  expect((await decodeCertificate(der)).subject.peerName).toBe(peerName);
});

test('whatever is written is read back the same', async () => {
  const text = (maxLength: number) =>
    fc
      .string({ unit: 'binary', minLength: 1, maxLength })
      .filter((value) => hasNoControls(value) && value.length <= maxLength);
  const second = fc.integer({ min: Date.UTC(1950, 0) / SECOND, max: Date.UTC(9999, 11) / SECOND });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        friendlyName: text(255),
        classifier: text(149),
        times: fc.tuple(second, second),
        roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 }),
      }),
      async ({ friendlyName, classifier, times, roles }) => {
        const peerName = `${bob.peerName}${classifier}` as PeerName;
        const [start, end] = times.map((time) => time * SECOND).sort((a, b) => a - b);
        const validity = { start: start!, end: end! };
        const grant = { subject: { ...subject, friendlyName, peerName }, roles, validity };
        expect(await decodeCertificate(await issueGmc(issuer, grant))).toMatchObject({
          type: 'gmc',
          subject: { friendlyName, peerName },
          validity,
          roles,
          spki: bob.spki,
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('a bundle holds the very certificates, in their order', async () => {
  const ders = await chainOf(chess, [alice, [GUID.admin]], [bob, [GUID.member]]);
  const certificates = ders.map((der) => ({ der }) as Grc | Gmc);
  expect(decodePkcs7(await encodePkcs7(certificates))).toEqual(ders);
  expect(decodePkcs7(await encodePkcs7(certificates.toReversed()))).toEqual(ders.toReversed());
});
