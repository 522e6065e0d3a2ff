/** What shall seal a key that is about to be made: a code, a password judged in words, or nothing. */

import { describe, expect, test, vi } from 'vitest';
import { judgePassword } from '../../src/app/password-strength.ts';
import { RecoveryChoice } from '../../src/app/recovery-choice.svelte.ts';

const choiceOf = (...own: readonly string[]) => new RecoveryChoice(() => own);

describe('a recovery code', () => {
  test('is chosen at first, and new on every screen', () => {
    const choice = choiceOf();
    expect(choice.sealing).toBe('code');
    expect(choice.code).toMatch(/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$/u);
    expect(choice.secret).toBe(choice.code);
    expect(choiceOf().code).not.toBe(choice.code);
  });

  test('goes on once its end is typed, however that is written', () => {
    const choice = choiceOf();
    expect(choice.obstacle).toBe('repeat-missing');
    const end = choice.code.slice(-5);
    const ways = [end, ` ${end.toLowerCase()} `, choice.code, `${end.slice(0, 2)}-${end.slice(2)}`];
    for (const typed of [...ways, end.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      choice.repeated = typed;
      expect(choice.obstacle, typed).toBeUndefined();
    }
  });

  test('does not go on with another end', () => {
    const choice = choiceOf();
    const [first = ''] = choice.code.slice(-5);
    choice.repeated = `${first === 'A' ? 'B' : 'A'}${choice.code.slice(-4)}`;
    expect(choice.obstacle).toBe('repeat-wrong');
    choice.repeated = choice.code.slice(-4);
    expect(choice.obstacle).toBe('repeat-wrong');
  });
});

describe('a password of one’s own', () => {
  test('is judged as it stands last, and only then goes on', async () => {
    const choice = choiceOf('Alice Moreno');
    choice.sealing = 'password';
    expect(choice.obstacle).toBe('password-missing');
    choice.password = 'alice';
    choice.password = 'walrus copper evening lantern';
    expect(choice.obstacle).toBe('password-weak');
    await vi.waitFor(() => expect(choice.judgement).toEqual({ strength: 'strong' }));
    expect(choice.obstacle).toBeUndefined();
    expect(choice.secret).toBe('walrus copper evening lantern');
    choice.password = 'Alice';
    await vi.waitFor(() => expect(choice.judgement).toEqual({ strength: 'weak', why: 'own' }));
    expect(choice.obstacle).toBe('password-weak');
  });

  test('that was typed just now is judged before anything goes on', async () => {
    const choice = choiceOf('Alice Moreno');
    choice.sealing = 'password';
    choice.password = 'walrus copper evening lantern';
    expect(await choice.goOn()).toBe(true);
    choice.password = 'Alice Moreno';
    expect(await choice.goOn()).toBe(false);
    expect(choice.insisted).toBe(true);
  });

  test('goes with the screen, and so does the code', () => {
    const choice = choiceOf();
    choice.password = 'walrus copper evening lantern';
    choice.forget();
    expect(choice).toMatchObject({ code: '', password: '', repeated: '' });
  });

  test.each([
    ['qwertzuiop', 'keys'],
    ['aaaaaaaaaaaa', 'repeat'],
    ['abcdefghijkl', 'row'],
    ['password', 'common'],
    ['hippopotamus', 'word'],
    ['counterproductive', 'word'],
    ['abacus abdomen', 'more'],
    ['Abagael', 'name'],
    ['19.04.1987', 'date'],
    ['Moreno Alice', 'own'],
    ['Alice1987', 'own'],
    ['x7!Qp', 'short'],
  ] as const)('%s is too weak: %s', (password, why) => {
    expect(judgePassword(password, ['Alice Moreno'])).toEqual({ strength: 'weak', why });
  });

  test('is better with every random word', () => {
    const strengths = ['walrus copper', 'walrus copper evening', 'walrus copper evening lantern'];
    expect(strengths.map((typed) => judgePassword(typed, []).strength)).toEqual([
      'weak',
      'fair',
      'strong',
    ]);
  });

  test('however long, is judged by its first characters, and nobody waits', () => {
    const judgement = judgePassword('aB3$'.repeat(4096), []);
    expect(judgement).toEqual({ strength: 'weak', why: 'repeat' });
  });
});

test('on a page that nobody looks at, the code is covered and stays, and the password goes', () => {
  const choice = choiceOf();
  const { code } = choice;
  choice.password = 'walrus copper evening lantern';
  choice.cover();
  expect(choice).toMatchObject({ isCovered: true, code, password: '', judgement: undefined });
});

test('without a recovery file nothing stands in the way, and nothing is sealed', () => {
  const choice = choiceOf();
  choice.password = 'walrus copper evening lantern';
  choice.sealing = 'without';
  expect(choice.obstacle).toBeUndefined();
  expect(choice.secret).toBeUndefined();
});
