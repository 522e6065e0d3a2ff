import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  harmlessName,
  hasNoControls,
  isLookAlike,
  parseFriendlyName,
  sortableName,
} from '../../src/core/friendly-name.ts';
import { refusalOf } from '../support/refusals.ts';

test.each([
  ['a name of any script', 'Ødegård 山田 नमस्ते', 'Ødegård 山田 नमस्ते'],
  ['spaces around it', '  Bob  Tanaka ', 'Bob  Tanaka'],
  ['a letter with its mark apart', 'Zoe\u0308', 'Zo\u00eb'],
  ['one letter', 'A', 'A'],
  ['255 units', 'x'.repeat(255), 'x'.repeat(255)],
  ['eight marks in a row', `x${'\u0316'.repeat(8)}`, `x${'\u0316'.repeat(8)}`],
])('%s may be typed', (_, text, name) => {
  expect(parseFriendlyName(text)).toBe(name);
});

describe('a name may not be typed', () => {
  test.each([
    ['with nothing in it', 'length', ''],
    ['with spaces alone', 'length', '   '],
    ['with 256 units', 'length', 'x'.repeat(256)],
    ['with a NUL', 'characters', 'a\0b'],
    ['with a line end', 'characters', 'a\nb'],
    ['with DEL', 'characters', 'a\u007fb'],
    ['with a C1 control', 'characters', 'a\u009fb'],
    ['with a lone surrogate', 'characters', 'a\ud83d'],
    ['with a direction override', 'characters', 'a\u202eb'],
    ['with a direction isolate', 'characters', 'a\u2067b'],
    ['with an Arabic letter mark', 'characters', 'a\u061cb'],
    ['with a zero-width space', 'characters', 'a\u200bb'],
    ['with a byte order mark', 'characters', 'a\ufeffb'],
    ['with a Hangul filler', 'characters', '\u3164'],
    ['with a tag', 'characters', 'a\u{e0041}b'],
    ['with a soft hyphen', 'characters', 'a\u00adb'],
    ['with nine marks in a row', 'characters', `x${'\u0316'.repeat(9)}`],
  ] as const)('%s', async (_, rule, text) => {
    expect(await refusalOf(() => parseFriendlyName(text))).toEqual({
      code: 'PEER_E_INVALID_FRIENDLY_NAME',
      reason: `friendly-name.${rule}`,
    });
  });
});

test('a name that may be typed stays as it is when it is typed again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      await refusalOf(() => {
        const name = parseFriendlyName(text);
        expect(parseFriendlyName(name)).toBe(name);
        expect(hasNoControls(name)).toBe(true);
        expect(harmlessName(name)).toBe(name);
      });
    }),
  );
});

test('whatever a certificate calls itself, what is shown is harmless', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 99 }), async (name) => {
      const shown = harmlessName(name);
      expect(harmlessName(shown)).toBe(shown);
      const refusal = await refusalOf(() => parseFriendlyName(shown));
      expect(refusal?.reason).not.toBe('friendly-name.characters');
    }),
  );
});

test('what misleads is replaced where it stands', () => {
  expect(harmlessName('Ali\u202eec\u0000')).toBe('Ali\ufffdec\ufffd');
});

test('controls are told from other characters', () => {
  expect(hasNoControls('Zoë\u202e')).toBe(true);
  for (const control of ['\u0000', '\u001f', '\u007f', '\u009f', '\ud800']) {
    expect(hasNoControls(`a${control}`)).toBe(false);
  }
});

describe('A name in order', () => {
  test.each([
    ['Éva', 'eva'],
    ['ＡＤＡＭ', 'adam'],
    ['  Bob   Lee ', 'bob lee'],
    ['Straße', 'straße'],
    ['\uffff', '\ufffd'],
    ['a\0b', 'a\ufffdb'],
    ['\u0301', ''],
  ])('%j stands as %j', (name, place) => {
    expect(sortableName(name)).toBe(place);
  });

  test('is the same for all names that look alike, so that they are found beside each other', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        for (const other of [b, a.toUpperCase(), a.toLowerCase(), ` ${a}`, a.normalize('NFD')]) {
          if (isLookAlike(a, other)) expect(sortableName(other)).toBe(sortableName(a));
        }
        expect(sortableName(a)).not.toMatch(/[\0\uffff]/u);
      }),
    );
  });
});
