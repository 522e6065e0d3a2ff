import { describe, expect, test } from 'vitest';
import { english } from '../../src/text/en.ts';
import { isolated, phrase, plain, strong } from '../../src/text/phrase.ts';
import { pseudoText } from '../../src/text/pseudo.ts';
import { saidOf, sentencesOf } from './said.ts';

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

/** All that English says: once, since there is much of it. */
const SAID = [...sentencesOf(english)];

test('the sentence of every reason ends', () => {
  for (const sentence of Object.values(english.errors)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test.each([
  // A key is locked; a seal is the picture of one. A recovery code is none of those that are scanned.
  /\bseal|\bunseal/iu,
  /(?<!recovery |[Ww]ithout a )\bcode or (?:the |its |a )?password/u,
  // A saved group, and numbers as they are written.
  /configuration|\d\s\d{3}\b/u,
])('speaks of things by one word each: not %s', (other) => {
  expect(SAID.filter(([, sentence]) => other.test(sentence))).toEqual([]);
});

test('is heard whole: every sentence that takes something is said at least once', () => {
  expect([...saidOf(english)].filter(([, said]) => said.length === 0)).toEqual([]);
});

test('plurals and sizes', () => {
  expect(english.people.count(1)).toBe('1 person');
  expect(english.people.count(1200)).toBe('1,200 people');
  expect(english.size(1_500_000)).toBe('1.5 MB');
});

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [-5000, 'just now'],
  [60_000, '1 minute ago'],
  [59 * 60_000, '59 minutes ago'],
  [3 * 3_600_000, '3 hours ago'],
  [5 * 86_400_000, '5 days ago'],
  [40 * 86_400_000, 'on 23 Nov 2026'],
])('%d milliseconds after it was copied, that was %s', (passed, said) => {
  const noon = Date.UTC(2026, 10, 23, 12);
  expect(english.handover.given({ ways: [{ way: 'text', at: noon }] }, noon + passed)).toBe(
    `Given: copied as text ${said}.`,
  );
});

test('several ways are one sentence', () => {
  const noon = Date.UTC(2026, 10, 23, 12);
  const ways = [
    { way: 'code', at: noon - 86_400_000 },
    { way: 'share', at: noon },
  ] as const;
  expect(english.handover.given({ ways }, noon)).toBe(
    'Given: shown as a code 1 day ago and shared just now.',
  );
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
