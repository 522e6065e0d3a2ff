import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/core/bytes.ts';
import { formatPem, formatPemFile } from '../../src/core/certificate/pem.ts';
import { formatIdentityCard } from '../../src/core/document/identity-card.ts';
import { formatInvitation } from '../../src/core/document/invitation.ts';
import { inspectDocument, type Findings, type InspectedKind } from '../../src/core/inspection.ts';
import { hex } from '../support/der.ts';
import { adding, encodeBundle, GUID, without } from '../support/forge.ts';
import {
  cardOf,
  chainOf,
  DAY,
  membershipOf,
  NOON,
  people,
  rootOf,
  type Person,
} from '../support/people.ts';
import { unsigned } from '../support/unsigned.ts';

let chess: Person;
let alice: Person;
let bob: Person;
let card: Bytes;
let chain: readonly Bytes[];

beforeAll(async () => {
  [chess, alice, bob] = await people('Chess', 'Alice', 'Bob');
  card = await cardOf(alice);
  chain = await chainOf(chess, [alice, [GUID.admin]], [bob, [GUID.member]]);
});

const inspect = (kind: InspectedKind, text: string, now = NOON) =>
  inspectDocument({ kind, text }, now);
const inspectPem = (...certificates: readonly Bytes[]) =>
  inspect('certificate', formatPem(...certificates.map((der) => ({ der }))));
const pemOf = (...certificates: readonly Bytes[]) => formatPemFile(encodeBundle(...certificates));
const dersOf = ({ certificates }: Findings) => certificates.map(({ der }) => der);

/** A certificate with one byte of its signature changed. */
function broken(certificate: Bytes): Bytes {
  const changed = Uint8Array.from(certificate);
  changed[changed.length - 1]! ^= 1;
  return changed;
}

describe('Sound', () => {
  test('a card, and its certificate alone, in PEM and in a bundle', async () => {
    for (const found of [
      await inspect('identity card', formatIdentityCard(card)),
      await inspectPem(card),
      await inspect('certificate', pemOf(card)),
    ]) {
      expect(found.verdict).toEqual({ kind: 'sound' });
      expect(dersOf(found)).toEqual([card]);
      expect(found.certificates[0]?.certificate).toMatchObject({
        type: 'idc',
        subject: { friendlyName: 'Alice' },
      });
    }
  });

  test('a chain in any order, shown in the order of its path', async () => {
    const [root, first, last] = chain as [Bytes, Bytes, Bytes];
    for (const found of [
      await inspect('invitation', formatInvitation(encodeBundle(last, root, first))),
      await inspect('certificate', pemOf(first, last, root)),
      await inspectPem(last, first, root),
    ]) {
      expect(found.verdict).toEqual({ kind: 'sound' });
      expect(dersOf(found)).toEqual(chain);
      expect(found.left).toBe(0);
    }
  });

  test('an invitation tells apart what nobody signs', async () => {
    const cloud = { cloudName: 'Home', scope: 'LINKLOCAL', cloudFlags: 1 } as const;
    const text = formatInvitation(encodeBundle(...chain), cloud);
    expect((await inspect('invitation', text)).unsigned).toEqual({ version: '1.0', ...cloud });
    expect((await inspectPem(...chain)).unsigned).toBeUndefined();
  });
});

describe('Sound, but not now', () => {
  test('a card', async () => {
    const late = NOON + 366 * DAY;
    const { verdict } = await inspect('identity card', formatIdentityCard(card), late);
    expect(verdict).toMatchObject({ kind: 'out-of-time', refusal: { reason: 'idc.time' } });
  });

  test('a chain, with the place of the certificate that is out of time', async () => {
    const short = [bob, [GUID.member], { end: NOON - DAY }] as const;
    const { verdict } = await inspectPem(...(await chainOf(chess, [alice, [GUID.admin]], short)));
    expect(verdict).toMatchObject({
      kind: 'out-of-time',
      refusal: { reason: 'chain.time', at: 2 },
    });
  });
});

describe('A part of a chain', () => {
  test('a root by itself, judged by its own key', async () => {
    expect((await inspectPem(chain[0]!)).verdict).toEqual({ kind: 'part' });
    const { verdict } = await inspectPem(broken(chain[0]!));
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { reason: 'chain.signature' } });
  });

  test('a root that names somebody else as its issuer is refused', async () => {
    const { verdict } = await inspectPem(await rootOf(chess, { issuer: alice }));
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { reason: 'chain.root' } });
  });

  test('a membership by itself, which nothing here can judge', async () => {
    expect((await inspectPem(chain[2]!)).verdict).toEqual({ kind: 'part' });
  });

  test('a chain without its root is refused', async () => {
    const { verdict } = await inspectPem(...chain.slice(1));
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { reason: 'chain.root' } });
  });
});

describe('Refused', () => {
  test('a card with a wrong signature, its certificate shown', async () => {
    const found = await inspect('identity card', formatIdentityCard(broken(card)));
    expect(found.verdict).toMatchObject({ kind: 'refused', refusal: { reason: 'idc.signature' } });
    expect(found.certificates).toMatchObject([{ refusal: undefined, isForeign: false }]);
  });

  test('a card that holds two certificates, both shown', async () => {
    const text = formatIdentityCard(encodeBundle(card, chain[0]!));
    const found = await inspect('identity card', text);
    expect(found.verdict).toMatchObject({ kind: 'refused', refusal: { reason: 'pkcs7.count' } });
    expect(found.certificates).toHaveLength(2);
  });

  test('a chain with a wrong signature, in the order of its path, with the place', async () => {
    const [root, first, last] = chain as [Bytes, Bytes, Bytes];
    const found = await inspectPem(last, broken(first), root);
    expect(found.verdict).toMatchObject({ refusal: { reason: 'chain.signature', at: 1 } });
    expect(dersOf(found)).toEqual([root, broken(first), last]);
  });

  test('a chain with one certificate that the profile refuses: that one says why', async () => {
    const edit = adding({ id: '1.2.3', isCritical: true, value: hex('0500') });
    const odd = await membershipOf({ group: chess, issuer: alice }, [bob, [GUID.member], { edit }]);
    const found = await inspectPem(odd, chain[1]!, chain[0]!);
    expect(found.verdict).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'extension.unknown' },
    });
    expect(found.certificates.map(({ refusal }) => refusal?.reason)).toEqual([
      'extension.unknown',
      undefined,
      undefined,
    ]);
    expect(found.certificates[0]).toMatchObject({ der: odd, isForeign: false });
  });

  test('what is no certificate at all', async () => {
    const found = await inspectPem(hex('3003020105'));
    expect(found.verdict.kind).toBe('refused');
    expect(found.certificates).toMatchObject([{ certificate: undefined, isForeign: false }]);
  });

  test.each([
    ['identity card', '<PEERIDENTITYINFO VERSION="1.0"></PEERIDENTITYINFO>', 'xml.schema'],
    ['identity card', '<PEERIDENTITYINFO VERSION="9"></PEERIDENTITYINFO>', 'xml.version'],
    ['invitation', '<PEERINVITATION VERSION="1.0"/>', 'xml.schema'],
    ['certificate', '-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----', 'der.tag'],
    ['certificate', '-----BEGIN CMS-----\nM*AA\n-----END CMS-----', 'pem.base64'],
    ['certificate', '-----BEGIN CERTIFICATE-----\nMAA', 'document.cut'],
  ] as const)('%s: %s', async (kind, text, reason) => {
    const found = await inspect(kind, text);
    expect(found.verdict).toMatchObject({ kind: 'refused', refusal: { reason } });
    expect(found.certificates).toEqual([]);
  });
});

describe('Not one of ours', () => {
  test('certificates without the extension that says what they are', async () => {
    const foreign = unsigned('idc', { edit: without('certificateType') });
    const found = await inspectPem(foreign, unsigned('gmc', { edit: without('certificateType') }));
    expect(found.verdict).toEqual({ kind: 'foreign' });
    expect(found.certificates).toMatchObject([{ isForeign: true }, { isForeign: true }]);
  });

  test('one among ours makes the chain refused, and is named', async () => {
    const foreign = unsigned('gmc', { edit: without('certificateType') });
    const found = await inspectPem(...chain, foreign);
    expect(found.verdict.kind).toBe('refused');
    expect(found.certificates.map(({ isForeign }) => isForeign)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

test('of a thousand certificates 25 are shown, and the rest is counted', async () => {
  const found = await inspect(
    'certificate',
    pemOf(...Array.from({ length: 1000 }, () => hex('3000'))),
  );
  expect(found).toMatchObject({ left: 975, verdict: { refusal: { reason: 'chain.length' } } });
  expect(found.certificates).toHaveLength(25);
});

describe('Hostile bytes come to a verdict, and nothing is thrown', () => {
  const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes));

  test('in every kind of document', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        for (const found of [
          await inspectPem(bytes),
          await inspect('certificate', formatPemFile(bytes)),
          await inspect('certificate', pemOf(bytes)),
          await inspect('identity card', formatIdentityCard(bytes)),
          await inspect('invitation', formatInvitation(bytes)),
        ]) {
          expect(['refused', 'foreign']).toContain(found.verdict.kind);
        }
      }),
    );
  });

  test('in place of text', async () => {
    const kind = fc.constantFrom<InspectedKind>('identity card', 'invitation', 'certificate');
    await fc.assert(
      fc.asyncProperty(kind, fc.string({ unit: 'binary' }), async (one, text) => {
        expect((await inspect(one, text)).verdict.kind).toBe('refused');
      }),
    );
  });

  test('in place of a few bytes of a chain: sound only where nothing was changed', async () => {
    const whole = encodeBundle(...chain);
    const edits = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        const edited = Uint8Array.from(whole);
        for (const [at, value] of made) edited[at] = value;
        const { verdict } = await inspect('invitation', formatInvitation(edited));
        expect(verdict.kind === 'sound').toBe(Buffer.compare(edited, whole) === 0);
      }),
      { numRuns: 500 },
    );
  });
});
