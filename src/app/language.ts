/** Which language is spoken, and its words. Only those of the one that is spoken are loaded. */

import type { Text } from '../text/en.ts';
import { firstWords, type FirstWords } from '../text/en/first-words.ts';

/** What can be chosen; `auto` is the language of the browser. */
export const LANGUAGES = ['auto', 'en', 'de', 'pseudo'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What can be spoken. */
export type Spoken = Exclude<Language, 'auto'>;

/**
 * The first language of a browser that we have, else English.
 *
 * @param wanted as browsers say it, by RFC 5646: the most wanted first
 */
export function languageOf(wanted: readonly string[]): Spoken {
  const known = wanted.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return known.find((language) => language === 'de' || language === 'en') ?? 'en';
}

/** The words of the first screen, before all others: in English where they do not come. */
export async function firstWordsIn(spoken: Spoken): Promise<FirstWords> {
  if (spoken === 'en') return firstWords;
  const words =
    spoken === 'de'
      ? import('../text/de/first-words.ts').then((german) => german.firstWords)
      : catalogueIn(spoken);
  return words.catch(() => firstWords);
}

/** The whole catalogue. */
export async function catalogueIn(spoken: Spoken): Promise<Text> {
  if (spoken === 'de') return (await import('../text/de.ts')).german;
  if (spoken === 'pseudo') return (await import('../text/pseudo.ts')).pseudoText();
  return (await import('../text/en.ts')).english;
}
