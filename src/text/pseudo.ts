/**
 * A language that nobody speaks, made of the English catalogue: accented, and from right to left.
 * It shows which words are not in the catalogue, and which screens think that lines begin at the left.
 */

import { english, type Text } from './en.ts';
import type { Phrase } from './phrase.ts';

const PLAIN = 'ACDEGHIKLNORSTUYZaceghiklnorstuyz';
const ACCENTED = 'ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛÝŽåçéĝĥîķļñöŕšţûýž';

/** The whole catalogue in the pseudo language. */
export function pseudoText(): Text {
  const text = translated(english) as Text;
  return { ...text, language: 'en', direction: 'rtl' };
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return accented(value);
  if (typeof value === 'function') {
    const sentence = value as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => translatedResult(sentence(...given));
  }
  if (Array.isArray(value)) return value.map(translated);
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, part]) => [key, translated(part)]));
}

/** What is kept apart in a phrase is not ours to translate. */
function translatedResult(result: unknown): unknown {
  if (!Array.isArray(result)) return translated(result);
  return (result as (Phrase | Phrase[number])[]).map((part) =>
    Array.isArray(part) ? translatedResult(part) : typeof part === 'string' ? accented(part) : part,
  );
}

function accented(text: string): string {
  const letters = Array.from(text, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
  // The mark makes even a line of digits read from right to left.
  return `\u200f${letters.join('')}\u200f`;
}
