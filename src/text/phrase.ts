/**
 * Sentences with names in them. Names come from other people, so a screen must keep them apart
 * from its own words: a phrase remembers which part is which until it is drawn.
 */

/** A part that stands out. It is kept apart like a name. */
export interface Strong {
  readonly strong: string;
}

/** A part that came from elsewhere: a name, or a date of another script. */
export interface Apart {
  readonly apart: string;
}

/** A sentence in its parts; plain text is our own. */
export type Phrase = readonly (string | Strong | Apart)[];

/** A whole sentence; everything put into it is kept apart. */
export function phrase(own: TemplateStringsArray, ...parts: readonly (string | Strong)[]): Phrase {
  const whole: (string | Strong | Apart)[] = [];
  own.forEach((text, index) => {
    if (text !== '') whole.push(text);
    const part = parts[index];
    if (part !== undefined) whole.push(typeof part === 'string' ? { apart: part } : part);
  });
  return whole;
}

export function strong(text: string): Strong {
  return { strong: text };
}

/** The sentence as text, as it is read on the screen, without the soft hyphens of our own words. */
export function plain(text: string | Phrase): string {
  if (typeof text === 'string') return unbroken(text);
  return text.map((part) => (typeof part === 'string' ? unbroken(part) : textOf(part))).join('');
}

/** The sentence as text where no element can keep its names apart: U+2068 and U+2069 do. */
export function isolated(text: string | Phrase): string {
  if (typeof text === 'string') return unbroken(text);
  return text
    .map((part) => (typeof part === 'string' ? unbroken(part) : `\u2068${textOf(part)}\u2069`))
    .join('');
}

/** U+00AD is for lines that are broken, and those are only on the screen. */
function unbroken(text: string): string {
  return text.replaceAll('\u00AD', '');
}

function textOf(part: Strong | Apart): string {
  return 'strong' in part ? part.strong : part.apart;
}
