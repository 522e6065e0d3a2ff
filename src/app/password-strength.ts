/** How well a password withstands somebody who has the file and all the time in the world. */

import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core';
import adjacencyGraphs from '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs';
import diceware from '@zxcvbn-ts/language-common/dist/diceware.json.mjs';
import passwords from '@zxcvbn-ts/language-common/dist/passwords.json.mjs';
import commonWords from '@zxcvbn-ts/language-en/dist/commonWords.json.mjs';
import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.mjs';

/** Why a password is too weak. */
export type Weakness =
  'short' | 'keys' | 'repeat' | 'row' | 'date' | 'common' | 'word' | 'name' | 'own' | 'more';

export type Judgement =
  { readonly strength: 'strong' | 'fair' } | { readonly strength: 'weak'; readonly why: Weakness };

/** Where no pattern is seen in it, fewer characters than this are too few. */
const FEW = 10;

/**
 * Guesses that divide the scores 0 to 4. A file can be guessed at offline: at some ten thousand
 * guesses a second with 600 000 rounds each, 10^10 take days on one machine, and 10^15 millennia.
 */
const SCORES = { 0: 1e3, 1: 1e6, 2: 1e10, 3: 1e15 };

/** So many characters are looked at: whatever is good enough is so within them, and no phone stands still. */
const LOOKED_AT = 48;

const GUESSES_AN_HOUR_OR_SECOND = {
  onlineThrottlingXPerHour: 100,
  onlineNoThrottlingXPerSecond: 10,
  offlineSlowHashingXPerSecond: 1e4,
  offlineFastHashingXPerSecond: 1e10,
};

/** The warnings of the estimator, which are keys as long as it is given no sentences. */
const WEAKNESSES: Readonly<Record<string, Weakness>> = {
  straightRow: 'keys',
  keyPattern: 'keys',
  simpleRepeat: 'repeat',
  extendedRepeat: 'repeat',
  sequences: 'row',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  wordByItself: 'word',
  namesByThemselves: 'name',
  commonNames: 'name',
  userInputs: 'own',
};

/**
 * What is guessed from, by the names that the estimator knows them by. Its lists of surnames and of
 * the words of an encyclopedia are left out: they weigh as much as all of these, and hardly any
 * password is weaker for them.
 */
const DICTIONARY = { passwords, commonWords, firstnames: firstNames, diceware };

let estimator: ZxcvbnFactory | undefined;

/**
 * Judges a password.
 *
 * @param own words that whoever guesses tries first: the names that the password stands beside
 */
export function judgePassword(password: string, own: readonly string[]): Judgement {
  estimator ??= new ZxcvbnFactory({
    dictionary: DICTIONARY,
    graphs: adjacencyGraphs,
    maxLength: LOOKED_AT,
    timeEstimationValues: { scoring: SCORES, attackTime: GUESSES_AN_HOUR_OR_SECOND },
  });
  const result = estimator.check(password, wordsOf(own));
  if (result.score > 3) return { strength: 'strong' };
  if (result.score > 2) return { strength: 'fair' };
  return { strength: 'weak', why: whyOf(password, result) };
}

/** Each name whole and in its words. */
function wordsOf(own: readonly string[]): string[] {
  return own.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
}

function whyOf(password: string, { feedback, sequence }: ZxcvbnResult): Weakness {
  if (sequence.some((match) => match.dictionaryName === 'userInputs')) return 'own';
  const why = WEAKNESSES[feedback.warning ?? ''];
  if (why) return why;
  if (sequence.length === 1 && sequence[0]?.pattern === 'dictionary') return 'word';
  return Array.from(password).length < FEW ? 'short' : 'more';
}
