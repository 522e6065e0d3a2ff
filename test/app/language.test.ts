import { beforeEach, describe, expect, test, vi } from 'vitest';
import { firstWordsIn, languageOf } from '../../src/app/language.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { german } from '../../src/text/de.ts';
import { english } from '../../src/text/en.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;

beforeEach(async () => {
  alice = await somebody('Alice');
});

describe('the language of a browser', () => {
  test.each([
    [['de-DE', 'en'], 'de'],
    [['de'], 'de'],
    [['DE-AT'], 'de'],
    [['fr-FR', 'de-CH', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr', 'it'], 'en'],
    [['den'], 'en'],
    [['pseudo'], 'en'],
    [[], 'en'],
  ] as const)('%j is %s', (wanted, spoken) => {
    expect(languageOf(wanted)).toBe(spoken);
  });
});

describe('the words', () => {
  test('follow the browser unless something is chosen', async () => {
    expect(wordsOf(await openWindow(alice, '', ['de-DE']))).toEqual(wordsIn('de'));
    expect(wordsOf(await openWindow(alice, '', ['en-US']))).toEqual(wordsIn('en'));
  });

  test('change at once when another language is chosen, and the choice is kept', async () => {
    const session = await openWindow(alice, '', ['en-GB']);
    await session.chooseLanguage.run('de');
    expect(wordsOf(session)).toEqual(wordsIn('de'));
    expect(wordsOf(await openWindow(alice, '', ['en-GB']))).toEqual(wordsIn('de'));
  });

  test('follow the browser again when that is chosen', async () => {
    const session = await openWindow(alice, '', ['de']);
    await session.chooseLanguage.run('en');
    expect(wordsOf(session)).toEqual(wordsIn('en'));
    await session.chooseLanguage.run('auto');
    expect(wordsOf(session)).toEqual(wordsIn('de'));
    expect((await openWindow(alice, '', ['en'])).language).toBe('auto');
  });

  test('follow the browser where the choice that is kept is none of ours', async () => {
    await alice.peer.choices.put('language', 'tlh');
    expect(wordsOf(await openWindow(alice, '', ['de']))).toEqual(wordsIn('de'));
  });

  test('of the first screen are English where no others come', async () => {
    vi.doMock('../../src/text/de/first-words.ts', () => {
      throw new TypeError('a part of the app did not come');
    });
    vi.resetModules();
    expect((await firstWordsIn('de')).language).toBe('en');
    vi.doUnmock('../../src/text/de/first-words.ts');
  });
});

/** What a window says first, and on a page. */
function wordsOf({ words, text }: Session): readonly string[] {
  return [words.language, words.shell.settings, text.settings.title, text.language];
}

function wordsIn(language: 'de' | 'en'): readonly string[] {
  const { settings, shell } = language === 'de' ? german : english;
  return [language, shell.settings, settings.title, language];
}
