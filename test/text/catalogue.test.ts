import { describe, expect, test } from 'vitest';
import { CODE_OF_REASON } from '../../src/core/errors.ts';
import { english } from '../../src/text/en.ts';
import { isolated, phrase, plain, strong } from '../../src/text/phrase.ts';
import { pseudoText } from '../../src/text/pseudo.ts';

describe('a phrase', () => {
  test('keeps names apart from our own words', () => {
    expect(phrase`${'Alice'} invites ${strong('you')}`).toEqual([
      { apart: 'Alice' },
      ' invites ',
      { strong: 'you' },
    ]);
  });

  test('is one sentence as text', () => {
    expect(plain(english.preview.title('Alice', 'Chess'))).toBe('Alice invites you to Chess');
  });

  test('keeps names apart where no element can', () => {
    expect(isolated(phrase`Join ${'Chess'}`)).toBe('Join \u2068Chess\u2069');
    expect(isolated('Settings')).toBe('Settings');
  });
});

test('every reason has a sentence that ends', () => {
  expect(Object.keys(english.errors).toSorted()).toEqual(Object.keys(CODE_OF_REASON).toSorted());
  for (const sentence of Object.values(english.errors)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test('plurals and sizes', () => {
  expect(english.people.count(1)).toBe('1 person');
  expect(english.people.count(1200)).toBe('1,200 people');
  expect(english.size(1_500_000)).toBe('1.5 MB');
});

describe('the pseudo language', () => {
  const pseudo = pseudoText();

  test('reads from right to left, names left alone', () => {
    expect(pseudo.direction).toBe('rtl');
    expect(pseudo.preview.title('Alice', 'Chess')).toContainEqual({ apart: 'Alice' });
    expect(plain(pseudo.preview.title('Alice', 'Chess'))).not.toContain('invites');
  });

  test('says everything that English says', () => {
    expect(shapeOf(pseudo)).toEqual(shapeOf(english));
  });
});

/** The catalogue with every sentence replaced by its kind. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([key, part]) => [key, shapeOf(part)]);
}
