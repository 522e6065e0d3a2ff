import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealOf } from '../../src/app/seal.ts';

const hashes = Array.from({ length: 200 }, (_, index) =>
  createHash('sha256').update(`key ${index}`).digest('hex'),
);

test('a key has one picture', () => {
  const [hash = ''] = hashes;
  expect(sealOf(hash)).toEqual(sealOf(hash));
});

test('two hundred keys have two hundred pictures, in more shapes than colours', () => {
  const seals = hashes.map(sealOf);
  expect(new Set(seals.map(({ first, second }) => first + second)).size).toBe(hashes.length);
  expect(new Set(seals.map(({ hue }) => hue)).size).toBeGreaterThan(20);
});

test('a picture is made of numbers alone and stays on its disc', () => {
  for (const { disc, ground, first, second } of hashes.map(sealOf)) {
    const paths = disc + ground + first + second;
    expect(paths).not.toMatch(/NaN|Infinity|undefined|e-/);
    expect(paths).toMatch(/^[\d\s.,MLQAaZ-]+$/);
    const outside = [...first.matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].filter(
      ([, x, y]) => Math.hypot(Number(x), Number(y)) > 50,
    );
    expect(outside).toEqual([]);
  }
});
