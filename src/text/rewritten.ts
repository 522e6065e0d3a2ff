/** A catalogue with its own words written otherwise: what is kept apart in a phrase stays as it is. */

import type { Phrase } from './phrase.ts';

/** The same words, each text of our own as `write` has it, those of functions once they are said. */
export function rewritten(words: unknown, write: (own: string) => string): unknown {
  if (typeof words === 'string') return write(words);
  if (typeof words === 'function') {
    const sentence = words as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => rewrittenResult(sentence(...given), write);
  }
  if (Array.isArray(words)) return words.map((part) => rewritten(part, write));
  const entries = Object.entries(words as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, part]) => [key, rewritten(part, write)]));
}

/** What is kept apart in a phrase is not ours to change. */
function rewrittenResult(result: unknown, write: (own: string) => string): unknown {
  if (!Array.isArray(result)) return rewritten(result, write);
  return (result as (Phrase | Phrase[number])[]).map((part) => {
    if (Array.isArray(part)) return rewrittenResult(part, write);
    return typeof part === 'string' ? write(part) : part;
  });
}
