/** One sentence for people for each reason that has to do with codes and the pictures they are in. */

import type { codeErrors as english } from '../en/code-errors.ts';

export const codeErrors: Record<keyof typeof english, string> = {
  'code.none':
    'In diesem Bild ist kein lesbarer Code. Nimm ihn gerade von vorn und näher auf, den ganzen Code im Bild, oder bitte um den Text.',
  'code.web-address':
    'Dieser Code enthält eine Webadresse und keines unserer Dokumente. Sie wurde nicht geöffnet. Suche den Code, den Conclave zeigt.',
  'code.wifi':
    'Dieser Code enthält das Passwort eines WLANs und keines unserer Dokumente. Damit wurde nichts getan. Suche den Code, den Conclave zeigt.',
  'code.contact':
    'Dieser Code enthält Kontaktdaten und keine Identitätskarte. Damit wurde nichts getan. Suche den Code, den Conclave zeigt.',
  'code.foreign':
    'Dieser Code enthält nichts, was Conclave lesen könnte. Suche den Code, den Conclave zeigt.',
  'code.part':
    'Das ist ein einzelnes Bild eines bewegten Codes und nur ein Teil des Dokuments. Scanne den bewegten Code mit der Kamera oder bitte um den Text.',
  'picture.size':
    'Dieses Bild ist zu groß, um durchsucht zu werden, deshalb wurde es nicht gelesen. Wähle ein kleineres, oder nimm nur den Code neu auf.',
  'picture.unreadable':
    'Diese Datei ist kein Bild, das dieser Browser zeigen kann. Wähle eine andere oder bitte um den Text.',
};
