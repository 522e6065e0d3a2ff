/**
 * Base64 of many megabytes, taken out of a text before an XML parser goes through it letter by
 * letter, and put back into what the parser makes of the text.
 */

/** What base64 is made of, folded or not, from one tag to the next: none of it means anything to XML. */
const RUN = /(?<=>)[A-Za-z0-9+/=\s]+(?=<)/g;

/** Shorter ones are not worth it. */
const LONG = 4096;

/** A text without its long runs. */
export interface ShortText {
  readonly short: string;
  /** Puts the runs back into a piece of the text. */
  readonly restored: (piece: string) => string;
}

/** Takes long runs out, each with a mark of private characters in its place. */
export function withoutLongRuns(text: string): ShortText {
  if (text.length < LONG || /[\ue000\ue001]/.test(text)) {
    return { short: text, restored: (piece) => piece };
  }
  const runs: string[] = [];
  const short = text.replace(RUN, (run) =>
    run.length < LONG || run.trim() === '' ? run : `\ue000${runs.push(run) - 1}\ue001`,
  );
  const restored = (piece: string) =>
    piece.replace(/\ue000(\d+)\ue001/g, (_, index: string) => runs[Number(index)] ?? '');
  return { short, restored };
}
