import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealOf } from '../../src/app/seal.ts';

const hashes = Array.from({ length: 200 }, (_, index) =>
  createHash('sha256').update(`key ${index}`).digest('hex'),
);

test('two hundred keys have two hundred shapes, which colours alone would not do', () => {
  const seals = hashes.map(sealOf);
  const shapes = new Set(seals.map(({ first, second }) => first + second)).size;
  const colours = new Set(seals.map(({ hue }) => hue)).size;
  expect(shapes).toBe(hashes.length);
  expect(colours).toBeGreaterThan(20);
  expect(colours).toBeLessThan(shapes);
});

test('a picture is made of numbers alone and stays on its disc', () => {
  for (const { disc, ground, first, second } of hashes.map(sealOf)) {
    const paths = disc + ground + first + second;
    expect(paths).not.toMatch(/NaN|Infinity|undefined|e-/);
    expect(paths).toMatch(/^[\d\s.,MLQAaZ-]+$/);
    const outside = [...(first + second).matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].filter(
      ([, x, y]) => Math.hypot(Number(x), Number(y)) > 50,
    );
    expect(outside).toEqual([]);
  }
});
