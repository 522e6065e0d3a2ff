/** Scanning a code with the camera. */

import type { Text } from '../en.ts';

/** What the camera sees and what to do about it; what a code is, stands with the errors. */
const notes: Text['scan']['notes'] = {
  dark: 'Das Bild ist dunkel. Sieh nach, ob etwas die Kamera verdeckt, oder mach mehr Licht.',
  hint: 'Noch kein Code. Halte still, geh näher heran, bis der Code den Rahmen füllt, und lass ihn größer oder heller zeigen.',
  away: 'Seit einer Weile kam kein Teil mehr. Halte die Kamera wieder auf den bewegten Code oder lass ihn wieder abspielen.',
};

export const scan: Text['scan'] = {
  heading: 'Code scannen',
  why: 'Um einen Code von einem anderen Bildschirm oder von Papier zu lesen, braucht Conclave die Kamera. Vielleicht fragt dich der Browser vorher. Die Bilder bleiben auf diesem Gerät: Sie werden nach Codes durchsucht und nicht gespeichert.',
  use: 'Kamera benutzen',
  again: 'Noch einmal versuchen',
  another: 'Einen anderen Code scannen',
  starting:
    'Die Kamera wird gestartet. Vielleicht fragt dich der Browser gerade, ob das erlaubt ist.',
  picture: 'Was die Kamera sieht',
  aim: 'Halte den Code in den Rahmen.',
  parts: (have, of) => `${have} von etwa ${of} Teilen`,
  moving: 'Dieser Code bewegt sich. Halte die Kamera darauf, bis alle Teile da sind.',
  stuck:
    'Seit einer Weile kam nichts Neues. Sieh nach, ob der Code auf dem anderen Bildschirm sich bewegt, oder beginne von vorn.',
  startOver: 'Von vorn beginnen',
  startedOver: 'Von vorn begonnen.',
  which: 'Kamera',
  camera: (number) => `Kamera ${number}`,
  torchOn: 'Licht an',
  torchOff: 'Licht aus',
  stop: 'Kamera anhalten',
  notes,
};
