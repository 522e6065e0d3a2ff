import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createRecoveryCode,
  isLikeRecoveryCode,
  parseRecoveryCode,
  passwordFor,
} from '../../src/core/recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM = /^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/;

const chance = fc.array(fc.constantFrom(...ALPHABET.split('')), { minLength: 23, maxLength: 23 });

/** One that is right: so many codes are made that each checksum comes up. */
const CODES = Array.from({ length: 300 }, createRecoveryCode);

describe('A recovery code', () => {
  test('has five groups of five without letters that look alike, and is never the same', () => {
    for (const code of CODES) expect(code).toMatch(FORM);
    expect(new Set(CODES)).toHaveLength(CODES.length);
  });

  test('uses every character of its alphabet, about as often', () => {
    const all = CODES.join('').replaceAll('-', '');
    for (const character of ALPHABET) {
      expect(all.split(character).length - 1).toBeGreaterThan(all.length / 32 / 2);
    }
  });

  test('of this chance has this checksum, today and in a hundred years', () => {
    // The first ten bits of SHA-256 of the 23 characters, worked out with sha256sum.
    const codes = ['ABCDE-FGHJK-MNPQR-STVWX-YZ0D8', '00000-00000-00000-00000-0007T'];
    for (const code of codes) expect(parseRecoveryCode(code)).toBe(code);
    expect(parseRecoveryCode('00000-00000-00000-00000-00000')).toBeUndefined();
  });

  test('is read as it is, and in whatever form it is typed or pasted', () => {
    for (const code of CODES) {
      const plain = code.replaceAll('-', '');
      for (const typed of [
        code,
        plain,
        code.toLowerCase(),
        code.replaceAll('-', ' '),
        code.replaceAll('-', ' – '),
        ` ${plain.replace(/./g, '$& ')}\n`,
        code.replaceAll('0', 'O').replaceAll('1', 'I'),
        code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
        code.replaceAll('-', '\u2011\u200b'),
        code.replace(/[0-9A-Z]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0)),
      ]) {
        expect(parseRecoveryCode(typed)).toBe(code);
        expect(passwordFor(typed)).toBe(code);
        expect(isLikeRecoveryCode(typed)).toBe(true);
      }
    }
  });

  test('with a character too many or too few, or one that is none, is none', () => {
    const [code = ''] = CODES;
    for (const wrong of [
      code.slice(0, -1),
      `${code}0`,
      '',
      '-----',
      code.replace(/^./, 'U'),
      code.replace(/^./, '!'),
      code.replace(/^./, 'É'),
    ]) {
      expect(parseRecoveryCode(wrong)).toBeUndefined();
      expect(passwordFor(wrong)).toBe(wrong);
    }
  });

  test('with a slip of the pen is none, but for one in a thousand', () => {
    const slips = CODES.flatMap((code) => {
      const characters = [...code.replaceAll('-', '')];
      return characters.slice(1).flatMap((character, index) => {
        const exchanged = characters.with(index, character).with(index + 1, characters[index]!);
        const other = ALPHABET.charAt((ALPHABET.indexOf(character) + 7) % 32);
        return [exchanged.join(''), characters.with(index + 1, other).join('')];
      });
    });
    const wrong = slips.filter((slip) => !CODES.some((code) => code.replaceAll('-', '') === slip));
    const missed = wrong.filter((slip) => parseRecoveryCode(slip) !== undefined);
    expect(missed.length).toBeLessThan((4 * wrong.length) / 1024);
    expect(wrong.every((slip) => isLikeRecoveryCode(slip) || !/\d.*\d/.test(slip))).toBe(true);
  });
});

test('one without two digits is known by its check characters', () => {
  expect(isLikeRecoveryCode('ABCDEFGHJKMNPQRSTVWXYZDFK')).toBe(true);
  expect(isLikeRecoveryCode('ABCDEFGHJKMNPQRSTVWXYZDFJ')).toBe(false);
});

test('of all that could be one, one in 1 024 is', () => {
  let count = 0;
  fc.assert(
    fc.property(chance, fc.nat({ max: 1023 }), (characters, check) => {
      const text = `${characters.join('')}${ALPHABET.charAt(check >> 5)}${ALPHABET.charAt(check & 31)}`;
      if (parseRecoveryCode(text) !== undefined) count++;
    }),
    { numRuns: 5000 },
  );
  expect(count).toBeLessThan(30);
});

test('other passwords are taken as they are typed, in NFC', () => {
  for (const password of ['correct horse battery staple', ' two  spaces ', 'Zoë', '😀', '']) {
    expect(passwordFor(password)).toBe(password);
    expect(passwordFor(password.normalize('NFD'))).toBe(password);
    expect(isLikeRecoveryCode(password)).toBe(false);
  }
  expect(isLikeRecoveryCode('correcthorsebatterystaple')).toBe(false);
});

test('whatever is typed, nothing is thrown, and what it makes stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
      isLikeRecoveryCode(typed);
      expect(passwordFor(passwordFor(typed))).toBe(passwordFor(typed));
    }),
    { numRuns: 1000 },
  );
});
