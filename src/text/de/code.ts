/** Codes on the screen, still and moving. */

import type { Text } from '../en.ts';

export const code: Text['code'] = {
  enlarge: (label) => `${label}: größer zeigen`,
  makeSmaller: (label) => `${label}: kleiner zeigen`,
  tooLong: 'Das ist zu lang für einen Code. Gib stattdessen den Text oder die Datei weiter.',
  moving: 'Dieser Code bewegt sich, weil viel darin steckt.',
  theirPart: 'Halte den Scanner des anderen Geräts auf diesen Code, bis er ihn gelesen hat.',
  stands:
    'Dieser Code hat mehrere Teile. Wähle „Abspielen“ oder immer wieder „Nächster Teil“, bis das andere Gerät ihn gelesen hat.',
  part: (number, blocks) => `Teil ${number} · etwa ${blocks} beliebige genügen`,
  play: 'Abspielen',
  pause: 'Anhalten',
  slower: 'Langsamer',
  faster: 'Schneller',
  pace: (codes) => `${codes} pro Sekunde`,
  next: 'Nächster Teil',
  controls: 'Wie der Code sich bewegt',
};
