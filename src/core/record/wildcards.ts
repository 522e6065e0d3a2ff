/** Patterns of a query: `*` for any number of characters, `?` for one, a backslash before either or itself. */

import { fail } from '../errors.ts';

const ANY = Symbol('*');
const ONE = Symbol('?');

/** What has to stand one after the other: characters, or whatever may stand for them. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** @throws {PeerError} `search.escape` for a backslash before anything else */
export function patternOf(text: string): Pattern {
  const tokens = [...text.matchAll(/\\?[\s\S]|\\$/gu)].map(([token]) => token);
  return tokens.map((token) => {
    if (token === '*') return ANY;
    if (token === '?') return ONE;
    if (!token.startsWith('\\')) return token;
    return /^\\[*?\\]$/.test(token) ? token.charAt(1) : fail('search.escape', token);
  });
}

/** The text of a pattern where wildcards mean nothing. */
export function plainOf(pattern: Pattern): string {
  return pattern.map((token) => (typeof token === 'symbol' ? token.description : token)).join('');
}

/**
 * Whether a text is what a pattern says. Goes back to the last `*` only, so that no pattern takes
 * longer than the length of both multiplied.
 */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const characters = Array.from(text);
  let at = 0;
  let place = 0;
  let star = -1;
  let resumed = 0;
  while (at < characters.length) {
    const token = pattern[place];
    if (token === ANY) {
      star = place++;
      resumed = at;
    } else if (token === ONE || (token !== undefined && token === characters[at])) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++resumed;
    } else return false;
  }
  return pattern.slice(place).every((token) => token === ANY);
}
