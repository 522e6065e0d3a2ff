/** Where long German words may be broken: few browsers know it by themselves, and a phone is narrow. */

import { rewritten } from '../rewritten.ts';

/** The words with soft hyphens, U+00AD, in the longest ones; names that are kept apart stay as they are. */
export function withSoftHyphens<Words>(words: Words): Words {
  return rewritten(words, (own) =>
    own.replaceAll('Wiederherstellungs', 'Wieder\u00ADherstellungs\u00AD'),
  ) as Words;
}
