/** One sentence for people for each reason that has to do with this browser and this device. */

import type { Reason } from '../../core/reasons.ts';

const NOT_KEPT =
  'Dieser Browser lässt Conclave nichts speichern. Verlass das private Fenster, oder erlaube dieser Seite, Daten zu speichern, und versuche es noch einmal.';

export const deviceErrors = {
  'crypto.missing':
    'Schlüssel lassen sich nur auf einer sicheren Seite erzeugen und benutzen. Öffne Conclave mit https oder auf diesem Computer als localhost.',
  'crypto.key':
    'Dieser Browser konnte den Schlüssel nicht benutzen. Lade die Seite neu; wenn das nicht hilft, hat dein Browser ihn vielleicht verloren.',

  'camera.refused':
    'Diese Seite darf die Kamera nicht benutzen. Erlaube es neben der Adresse der Seite oder in den Einstellungen dieses Geräts und versuche es noch einmal. Oder füge den Text ein, oder wähle ein Bild oder eine Datei.',
  'camera.busy':
    'Die Kamera ließ sich nicht starten: Vielleicht benutzt sie ein anderes Programm oder Fenster. Schließ das und versuche es noch einmal. Oder füge den Text ein, oder wähle ein Bild oder eine Datei.',
  'camera.missing':
    'Hier ist keine Kamera, die dieser Browser benutzen kann. Füge stattdessen den Text ein, oder wähle ein Bild oder eine Datei.',
  'camera.lost':
    'Die Kamera ist weg: Sie wurde abgezogen oder ausgeschaltet. Versuche es noch einmal, oder füge stattdessen den Text ein.',
  'canvas.missing':
    'Dieser Browser ist zu alt, um in Bildern nach Codes zu suchen. Bring ihn auf den neuesten Stand, oder füge stattdessen den Text ein, oder wähle eine Datei.',

  'storage.refused': NOT_KEPT,
  'storage.full':
    'Der Speicher dieses Geräts ist voll, deshalb wurde nichts gespeichert. Mach etwas Platz und versuche es noch einmal.',
  'storage.open': NOT_KEPT,
  'storage.blocked':
    'Ein anderes Fenster benutzt noch eine ältere Version von Conclave. Schließ es und lade dann diese Seite neu.',
  'storage.newer':
    'Hier wurde schon eine neuere Version von Conclave benutzt, und diese ältere lässt in Ruhe, was jene gespeichert hat. Lade die Seite neu, um die neuere zu bekommen. Wenn das wiederkommt, bietet diese Adresse wieder eine ältere Version an: Bitte dort um die neuere.',
  'storage.exists':
    'Das ist schon hier, vielleicht in einem anderen Fenster gespeichert. Lade die Seite neu, um es zu sehen.',
  'storage.damaged':
    'Etwas, das in diesem Browser lag, ist beschädigt und wurde ausgelassen. Lade die Seite neu; wenn das nicht hilft, bitte um eine neue Einladung.',
} as const satisfies Partial<Record<Reason, string>>;
