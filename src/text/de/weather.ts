/** Bad weather: clocks, other windows, versions, storage that is cleared or damaged. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { moment } from './moments.ts';

/** Of the clock of this device. */
export const clock: Text['clock'] = {
  behindTitle: 'Die Uhr dieses Geräts geht nach.',
  behind: (now, latest) =>
    phrase`Sie zeigt ${strong(moment(now))} und hat schon ${strong(moment(latest))} gezeigt. Bis sie richtig geht, kann Abgelaufenes so aussehen, als gelte es noch. Stelle Datum und Uhrzeit dieses Geräts.`,
  aheadTitle: 'Es ist viel Zeit vergangen, oder die Uhr dieses Geräts geht vor.',
  ahead: (now, latest) =>
    phrase`Conclave wurde zuletzt am ${strong(moment(latest))} benutzt, und die Uhr zeigt ${strong(moment(now))}. Wenn das nicht stimmt, stelle Datum und Uhrzeit dieses Geräts: Bevor du sagst, dass sie richtig geht, wird nichts Abgelaufenes weggeworfen.`,
  isRight: 'Die Uhr geht richtig',
};

/** Other windows, and other versions in them. */
export const windows: Text['windows'] = {
  otherTitle: 'Conclave wurde in einem anderen Fenster aktualisiert.',
  other:
    'Diese Seite ist noch die ältere Version und lädt keine weiteren Teile nach. Lade sie neu, um weiterzumachen; was du eingegeben hast, bleibt erhalten.',
  newerTitle: 'In einem anderen Fenster läuft eine neuere Version von Conclave.',
  newer:
    'Sie hat alles, was hier gespeichert ist, in ihre eigene Form gebracht, deshalb kann diese Seite nichts mehr speichern. Lade sie neu, um weiterzumachen; was du eingegeben hast, bleibt erhalten.',
  blockedTitle: 'Ein anderes Fenster hält eine ältere Version von Conclave offen.',
  blocked: [
    'Schließe alle anderen Tabs und Fenster mit Conclave, auch die installierte App.',
    'Sobald die anderen geschlossen sind, geht es hier von selbst weiter.',
    'Wenn nicht, schließe auch diese Seite und öffne Conclave noch einmal.',
  ],
  again: 'Jetzt noch einmal versuchen',
  identityGone: (name) => phrase`${name} wurde in einem anderen Fenster gelöscht.`,
  groupGone: (name) => phrase`Du hast die Gruppe ${name} in einem anderen Fenster verlassen.`,
  identityHere: 'Deine Identität wurde in einem anderen Fenster erstellt.',
  identityHereAlready:
    'Deine Identität wurde inzwischen in einem anderen Fenster erstellt. Der Wiederherstellungscode oder das Passwort von hier nützt nichts: Es gilt, was du dort gewählt hast.',
  cardTitle: 'Diese Identität ist nicht mehr da',
  card: 'Sie ist nicht mehr in diesem Browser. Vielleicht wurde sie in einem anderen Fenster gelöscht.',
};

/** Storage that was cleared. */
export const cleared: Text['cleared'] = {
  title: 'Dein Speicher wurde geleert',
  lead: 'In diesem Browser war eine Identität, und jetzt ist nichts mehr von ihr da. Weder du noch ein anderes Fenster hat sie hier in Conclave gelöscht.',
  why: 'Vielleicht hat jemand die Daten dieser Seite gelöscht, oder der Browser hat es von selbst getan, weil der Platz knapp wurde.',
  restore: 'Gespeichertes zurückholen',
  restoreSays:
    'Deine Wiederherstellungsdatei bringt deine Identität zurück, gespeicherte Gruppen deine Mitgliedschaften. Die Datei von „Alles speichern“ bringt beides zurück.',
  anew: 'Neu anfangen',
  anewSays:
    'Du bekommst einen anderen Schlüssel und eine andere Karte. Wer dich eingeladen hatte, muss dich noch einmal einladen.',
};

/** Before an identity is made: what this window will make of it. */
export const forgetful: Text['forgetful'] = {
  privateTitle: 'Dieses Fenster vergisst alles, wenn es geschlossen wird.',
  private:
    'Der Browser lässt diese Seite keine Dateien speichern, wie in einem privaten Fenster. Eine Identität, die hier entsteht, ist mit dem Fenster weg, es sei denn, du speicherst ihre Wiederherstellungsdatei.',
  silentTitle: 'Dieser Browser sagt nicht, ob er etwas behält.',
  silent:
    'Er kann eine Identität, die hier entsteht, jederzeit löschen. Erstelle eine Wiederherstellungsdatei und speichere sie woanders.',
  unpromised:
    'Der Browser hat nicht versprochen, zu behalten, was hier gespeichert wird, und ein privates Fenster vergisst alles, wenn es geschlossen wird.',
  noTurns:
    'Dieser Browser kann seine Fenster nicht aufeinander warten lassen. Benutze Conclave immer nur in einem Fenster.',
  noTidings:
    'Dieser Browser sagt seinen Fenstern nichts voneinander. Was sich in einem ändert, zeigt sich in einem anderen, wenn du dorthin zurückkommst.',
};

/** Damaged things, each by what it is. */
export const damage: Text['damage'] = {
  title: 'Beschädigt',
  lead: 'Das hier ist nicht mehr zu gebrauchen und wurde beiseitegelegt. Alles Übrige funktioniert weiter.',
  none: 'Alles, was in diesem Browser liegt, lässt sich lesen.',
  what: {
    identity: (name) => (name === '' ? 'Eine Identität' : phrase`Die Identität ${name}`),
    membership: (name) =>
      name === '' ? 'Eine Mitgliedschaft' : phrase`Deine Mitgliedschaft in der Gruppe ${name}`,
    'group key': (name) =>
      name === '' ? 'Der Schlüssel einer Gruppe' : phrase`Der Schlüssel der Gruppe ${name}`,
    'recovery file': (name) =>
      name === ''
        ? 'Eine Wiederherstellungsdatei'
        : phrase`Die Wiederherstellungsdatei von ${name}`,
    'sealed group key': (name) =>
      name === ''
        ? 'Der verschlossene Schlüssel einer Gruppe'
        : phrase`Der verschlossene Schlüssel der Gruppe ${name}`,
    other: (name) => (name === '' ? 'Etwas anderes, das hier lag' : phrase`${name}`),
  },
  helps: {
    identity:
      'Ihr Schlüssel oder ihre Karte ist beschädigt, deshalb kann sie nicht unterschreiben. Hol sie mit ihrer Wiederherstellungsdatei zurück; dieser Eintrag wird dann ersetzt.',
    membership:
      'Hole sie aus der gespeicherten Gruppe zurück oder aus der Datei, in der du alles gespeichert hast; dieser Eintrag wird dann ersetzt. Sind andere in der Gruppe, kannst du ihn auch löschen, jemandem von ihnen deine Karte geben und um eine Verlängerung bitten.',
    'group key':
      'Du bleibst Mitglied, aber niemand kann hier mit dem Schlüssel der Gruppe unterschreiben. Hol ihn aus der gespeicherten Gruppe zurück, mit seinem Wiederherstellungscode oder Passwort.',
    'recovery file':
      'Die Identität selbst funktioniert noch. Wenn du die Datei woanders gespeichert hast, bewahre sie gut auf: Eine andere lässt sich nicht erstellen.',
    'sealed group key':
      'Die Gruppe besteht weiter. Wenn du die Gruppe woanders gespeichert hast, bewahre diese Datei gut auf: Der Schlüssel lässt sich nicht noch einmal verschließen.',
    other:
      'Es ist keiner deiner Schlüssel und keine Mitgliedschaft. Was es war, kommt vielleicht mit der nächsten Gruppenaktualisierung zurück.',
  },
  altered: 'Was davon hier liegt, wurde verändert oder ist nicht vollständig.',
  mendedBy:
    'Ihr Schlüssel oder ihre Karte ist beschädigt, deshalb kann sie nicht unterschreiben. Ihre Wiederherstellungsdatei ist noch hier: Mit deren Wiederherstellungscode oder Passwort wird die Identität wiederhergestellt, und sonst ändert sich nichts.',
  bringBack: 'Zurückholen',
  onlyTitle: 'Deine Identität ist beschädigt',
  onlyLead:
    'Sie liegt in diesem Browser und ist so nicht zu gebrauchen. Hol sie zurück, bevor du eine andere erstellst.',
  fromFile: 'Aus einer Datei zurückholen',
  restore: 'Gespeichertes zurückholen',
  forget: 'Diesen Eintrag löschen',
  forgetTitle: 'Diesen beschädigten Eintrag löschen?',
  forgetSays: 'Was davon übrig ist, ist dann endgültig weg.',
  forgetFile:
    'Ihre Wiederherstellungsdatei in diesem Browser wird mitgelöscht. Wenn du diese nicht woanders gespeichert hast, bringt nichts diese Identität zurück.',
  forgetSealed:
    'Der Schlüssel der Gruppe, der verschlossen in diesem Browser liegt, bleibt. Wenn du wieder in der Gruppe bist, öffnest du ihn mit seinem Wiederherstellungscode oder Passwort.',
  forgetUnsealed:
    'Der Schlüssel der Gruppe liegt darin und wird mitgelöscht. Wenn du die Gruppe nicht gespeichert hast, kann ihn niemand mehr benutzen.',
  forgetYes: 'Endgültig löschen',
  notice: 'Etwas von dir, das in diesem Browser liegt, ist beschädigt.',
  look: 'Ansehen',
};
