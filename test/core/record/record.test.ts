/** The binary form of records: read strictly, written as it is read. */

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { CertificateMemory } from '../../../src/core/certificate/certificate-memory.ts';
import { isPeerError } from '../../../src/core/errors.ts';
import {
  compareVersions,
  decodeRecord,
  encodeRecord,
  filetimeOf,
  slotOf,
  timeOf,
} from '../../../src/core/record/record.ts';
import { isSignedRecord } from '../../../src/core/record/sign.ts';
import { NOON, people } from '../../support/people.ts';
import {
  castOf,
  encodeFacts,
  factsOf,
  membershipFacts,
  signFacts,
  TYPE,
  type Cast,
  type RecordFacts,
} from '../../support/records.ts';
import { refusalOf } from '../../support/refusals.ts';

const SIGNATURE = new Uint8Array(256).fill(7);

let cast: Cast;

beforeAll(async () => {
  const [group, alice, bob, ida] = await people('Chess', 'Alice', 'Bob', 'Ida');
  cast = await castOf({ group, alice, bob, ida });
});

const encoded = (deviation: Partial<RecordFacts> = {}, signature: Uint8Array = SIGNATURE) =>
  encodeFacts({ ...factsOf(cast, 'bob'), ...deviation }, signature);

describe('a record that is right', () => {
  test('is read as it was written', () => {
    const facts = { ...factsOf(cast, 'bob'), attributes: '<attributes/>' };
    const record = decodeRecord(encodeFacts(facts, SIGNATURE));
    expect(record).toMatchObject({
      ...{ type: TYPE.note, id: facts.id, version: 1, isDeleted: false },
      ...{ creator: cast.bob.peerName, modifier: undefined, group: cast.group.peerName },
      ...{ attributes: '<attributes/>', signature: SIGNATURE },
    });
    expect(record.payload).toEqual(new Uint8Array(Buffer.from('hello')));
    expect(timeOf(record.created)).toBe(NOON);
    expect(record.creatorCredential).toBe(record.toucherCredential);
  });

  test('is written as it was read', () => {
    const changed = { version: 2, modifier: cast.alice.peerName, attributes: '<a/>' };
    for (const bytes of [
      encoded(),
      encoded(changed),
      encoded({ flags: 1, payload: Buffer.of() }),
    ]) {
      expect(encodeRecord(decodeRecord(bytes))).toEqual(bytes);
    }
  });

  test('bears a signature over all of it but the signature', async () => {
    const record = decodeRecord(await signFacts(factsOf(cast, 'bob'), cast.bob));
    const memory = new CertificateMemory();
    expect(await isSignedRecord(record, cast.bob.spki, memory)).toBe(true);
    expect(await isSignedRecord(record, cast.alice.spki, memory)).toBe(false);
  });

  test('with signatures of every key of the profile', () => {
    for (const length of [256, 384, 512]) {
      expect(decodeRecord(encoded({}, new Uint8Array(length))).signature).toHaveLength(length);
    }
  });

  test('with a payload as large as it may be', () => {
    const payload = new Uint8Array(64 * 1024);
    expect(decodeRecord(encoded({ payload })).payload).toHaveLength(payload.length);
    const large = { ...membershipFacts(cast, 'bob'), payload: new Uint8Array(168 * 1024) };
    expect(decodeRecord(encodeFacts(large, SIGNATURE)).payload).toHaveLength(168 * 1024);
  });
});

describe('a record is refused', () => {
  const form = { code: 'PEER_E_INVALID_RECORD', reason: 'record.form' } as const;
  const size = { code: 'PEER_E_MAX_RECORD_SIZE_EXCEEDED', reason: 'record.size' } as const;
  const time = { code: 'PEER_E_INVALID_RECORD', reason: 'record.time' } as const;

  test.each([
    ['of version 0', { version: 0 }, form],
    ['with a flag that nobody knows', { flags: 2 }, form],
    ['with a flag that nobody knows beside the known one', { flags: 3 }, form],
    ['deleted, and with a payload', { flags: 1 }, form],
    ['of another protocol version', { protocol: 0x0101 }, form],
    ['without a creator', { creator: '' }, form],
    ['without a group', { group: '' }, form],
    ['with a NUL inside a string', { attributes: 'a\0b' }, form],
    ['with a lone surrogate', { attributes: 'a\ud800' }, form],
    ['that is changed before it is made', { modified: NOON - 1 }, time],
    ['that ends before it is changed', { expires: NOON - 1 }, time],
    ['with a payload beyond its limit', { payload: new Uint8Array(64 * 1024 + 1) }, size],
    ['with attributes beyond their limit', { attributes: 'a'.repeat(8 * 1024 + 1) }, size],
    ['never modified, with another toucher', { toucherCredential: Buffer.of(1) }, form],
  ] as const)('%s', async (_what, deviation, refusal) => {
    expect(await refusalOf(() => decodeRecord(encoded(deviation)))).toEqual(refusal);
  });

  test.each(['0.bob', 'bob', 'a'.repeat(40)])('with %s as its creator', async (creator) => {
    const refusal = await refusalOf(() => decodeRecord(encoded({ creator })));
    expect(refusal).toMatchObject({ code: 'PEER_E_INVALID_RECORD' });
  });

  test.each([0, 31, 255, 513, 4096])('with a signature of %i bytes', async (length) => {
    const bytes = encoded({}, new Uint8Array(length));
    expect(await refusalOf(() => decodeRecord(bytes))).toEqual(form);
  });

  test('as a membership, with a payload beyond its own limit', async () => {
    const large = { ...membershipFacts(cast, 'bob'), payload: new Uint8Array(168 * 1024 + 1) };
    expect(await refusalOf(() => decodeRecord(encodeFacts(large, SIGNATURE)))).toEqual(size);
  });

  test('with bytes behind its end', async () => {
    const bytes = new Uint8Array([...encoded(), 0]);
    expect(await refusalOf(() => decodeRecord(bytes))).toEqual(form);
  });

  test('cut anywhere', async () => {
    const bytes = encoded({ attributes: '<attributes/>', modifier: cast.alice.peerName });
    for (let length = 0; length < bytes.length; length++) {
      const refusal = await refusalOf(() => decodeRecord(bytes.slice(0, length)));
      expect(refusal?.reason, `${length} bytes`).toMatch(/^record\.|^peer-name\./);
    }
  });

  test('with any four bytes that announce more than there is', async () => {
    const bytes = encoded();
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const lying = new Uint8Array(bytes);
      lying.set([0x7f, 0xff, 0xff, 0xff], at);
      await refusalOf(() => decodeRecord(lying));
    }
  });
});

test('whatever bit is turned, the record is refused or its signature is wrong', async () => {
  const bytes = await signFacts(factsOf(cast, 'bob'), cast.bob);
  const memory = new CertificateMemory();
  const turned = (bit: number): Bytes => {
    const copy = new Uint8Array(bytes);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  };
  const isTaken = async (copy: Bytes): Promise<boolean> => {
    try {
      return await isSignedRecord(decodeRecord(copy), cast.bob.spki, memory);
    } catch (error) {
      if (!isPeerError(error)) throw error;
      return false;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
      expect(await isTaken(turned(bit))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

describe('of two versions', () => {
  const version = (deviation: Partial<RecordFacts>, signature = SIGNATURE) =>
    decodeRecord(encoded(deviation, signature));

  test('the later end stays, then the higher version, the later change, the greater signature', () => {
    const later = new Uint8Array(256).fill(8);
    const order = [
      version({ version: 9, expires: NOON + 1 }),
      version({ version: 1, expires: NOON + 2, modified: NOON + 1 }),
      version({ version: 2, expires: NOON + 2 }),
      version({ version: 2, expires: NOON + 2, modified: NOON + 1 }),
      version({ version: 2, expires: NOON + 2, modified: NOON + 1 }, later),
    ];
    for (const [index, one] of order.entries()) {
      for (const [other, two] of order.entries()) {
        expect(Math.sign(compareVersions(one, two))).toBe(Math.sign(index - other));
      }
    }
  });
});

describe('a slot', () => {
  test('is that of a type, a creator and an id', () => {
    const facts = factsOf(cast, 'bob');
    const slot = (deviation: Partial<RecordFacts>) =>
      slotOf(decodeRecord(encodeFacts({ ...facts, ...deviation }, SIGNATURE)));
    expect(slot({ version: 2, payload: Buffer.of(1) })).toBe(slot({}));
    const others = [{ type: TYPE.membership }, { creator: cast.alice.peerName }];
    for (const deviation of others) expect(slot(deviation)).not.toBe(slot({}));
  });

  test('of security properties there is one', () => {
    const one = slotOf(decodeRecord(encoded({ type: TYPE.properties, id: TYPE.note })));
    expect(one).toBe(slotOf(decodeRecord(encoded({ type: TYPE.properties }))));
  });
});

test('times go to FILETIME and back', () => {
  expect(filetimeOf(0)).toBe(116_444_736_000_000_000n);
  expect(timeOf(filetimeOf(NOON))).toBe(NOON);
});
