/**
 * A language that nobody speaks, made of the English catalogue: accented, and from right to left.
 * It shows which words are not in the catalogue, and which screens think that lines begin at the left.
 */

import { english, type Text } from './en.ts';
import { rewritten } from './rewritten.ts';

const PLAIN = 'ACDEGHIKLNORSTUYZaceghiklnorstuyz';
const ACCENTED = 'ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛÝŽåçéĝĥîķļñöŕšţûýž';

/** The whole catalogue in the pseudo language. */
export function pseudoText(): Text {
  const text = rewritten(english, accented) as Text;
  return { ...text, language: 'en', direction: 'rtl' };
}

function accented(text: string): string {
  const letters = Array.from(text, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
  // The mark makes even a line of digits read from right to left.
  return `\u200f${letters.join('')}\u200f`;
}
