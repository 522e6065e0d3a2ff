/** What happened in a group, in words: for the screen, and for a file. */

import type { Act } from '../peer.ts';
import type { Text } from '../text/en.ts';
import { isolated, type Phrase } from '../text/phrase.ts';
import { isEndless } from './attention.ts';

/** One act as a sentence. */
export function actText(act: Act, { activity }: Text): Phrase {
  const endless = act.end !== undefined && isEndless({ end: act.end }, act.at);
  return activity.says[act.what]({ ...act, isEndless: endless });
}

/** All of them as a text, each on one line: the moment for programs, the moment for people, what it was. */
export function activityText(acts: readonly Act[], text: Text): string {
  return acts.map((act) => `${lineOf(act, text)}\n`).join('');
}

function lineOf(act: Act, text: Text): string {
  const moments = [new Date(act.at).toISOString(), text.activity.when(act.at)];
  // Names are harmless already; what a language puts into a sentence shall not break the line either.
  return [...moments, isolated(actText(act, text))].join('  ').replace(/[\r\n\u2028\u2029]+/g, ' ');
}
