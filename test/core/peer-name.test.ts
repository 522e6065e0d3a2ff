import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorityOf, classifierOf, parsePeerName, peerNameOf } from '../../src/core/peer-name.ts';
import { refusalOf } from '../support/refusals.ts';

const AUTHORITY = '0123456789abcdef0123456789abcdef01234567';
const KEY = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05);

test.each([
  ['without a classifier', ''],
  ['with a classifier', 'radio'],
  ['with dots in the classifier', 'a.b..c.'],
  ['with a classifier of another script', 'Ødegård 山'],
  ['with the longest classifier', 'x'.repeat(149)],
])('a name %s is good', (_, classifier) => {
  const name = parsePeerName(`${AUTHORITY}.${classifier}`);
  expect(authorityOf(name)).toBe(AUTHORITY);
  expect(classifierOf(name)).toBe(classifier);
});

test('the longest classifier makes the longest name', () => {
  expect(parsePeerName(`${AUTHORITY}.${'x'.repeat(149)}`)).toHaveLength(190);
});

describe('a name is refused', () => {
  test.each([
    ['that is not secure', '0.radio'],
    ['in capitals', `${AUTHORITY.toUpperCase()}.radio`],
    ['with 39 digits', `${AUTHORITY.slice(1)}.radio`],
    ['with 41 digits', `0${AUTHORITY}.radio`],
    ['without its dot', AUTHORITY],
    ['with a space in front', ` ${AUTHORITY}.radio`],
    ['with a line end for a dot', `${AUTHORITY}\n.radio`],
    ['with nothing', ''],
  ])('%s', async (_, text) => {
    expect(await refusalOf(() => parsePeerName(text))).toEqual({
      code: 'PEER_E_INVALID_PEER_NAME',
      reason: 'peer-name.authority',
    });
  });

  test.each([
    ['with a classifier of 150 units', 'peer-name.length', 'x'.repeat(150)],
    ['with a NUL in the classifier', 'peer-name.classifier', 'a\0b'],
    ['with a lone surrogate in the classifier', 'peer-name.classifier', 'a\udc00'],
  ] as const)('%s', async (_, reason, classifier) => {
    const code = 'PEER_E_INVALID_CLASSIFIER';
    const refusal = { code, reason };
    expect(await refusalOf(() => parsePeerName(`${AUTHORITY}.${classifier}`))).toEqual(refusal);
    expect(await refusalOf(() => peerNameOf(KEY, classifier))).toEqual(refusal);
  });
});

test('the authority of a key is its SHA-1', async () => {
  const sha1 = createHash('sha1').update(KEY).digest('hex');
  expect(await peerNameOf(KEY)).toBe(`${sha1}.`);
  expect(await peerNameOf(KEY, 'radio')).toBe(`${sha1}.radio`);
});

test('a name that is good is made of its two parts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 160 }), async (classifier) => {
      const text = `${AUTHORITY}.${classifier}`;
      const refusal = await refusalOf(() => {
        const name = parsePeerName(text);
        expect(`${authorityOf(name)}.${classifierOf(name)}`).toBe(text);
      });
      expect(refusal === undefined || refusal.code === 'PEER_E_INVALID_CLASSIFIER').toBe(true);
    }),
  );
});
