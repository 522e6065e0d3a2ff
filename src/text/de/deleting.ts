/** Deleting: what it takes away, what brings it back, and the two questions before it. */

import type { Text } from '../en.ts';
import { everyName } from './moments.ts';

export const deleting: Text['deleting'] = {
  title: 'Das wird hier gelöscht:',
  identities: (people) =>
    people.length === 1
      ? [
          'Der Schlüssel von ',
          ...everyName(people),
          '. Nur die Wiederherstellungsdatei, die du gespeichert hast, oder die Datei von „Alles speichern“ bringt ihn zurück.',
        ]
      : [
          'Die Schlüssel von ',
          ...everyName(people),
          '. Nur die Wiederherstellungsdateien, die du gespeichert hast, oder die Datei von „Alles speichern“ bringen sie zurück.',
        ],
  identitiesLost: (people) =>
    people.length === 1
      ? [
          'Der Schlüssel von ',
          ...everyName(people),
          '. Dass seine Wiederherstellungsdatei gespeichert wurde, ist nicht bekannt, und ohne eine solche ist er endgültig weg.',
        ]
      : [
          'Die Schlüssel von ',
          ...everyName(people),
          '. Dass ihre Wiederherstellungsdateien gespeichert wurden, ist nicht bekannt, und ohne solche sind sie endgültig weg.',
        ],
  groups: (groups) =>
    groups.length === 1
      ? [
          'Deine Mitgliedschaft in der Gruppe ',
          ...everyName(groups),
          '. Wenn du die Gruppe oder alles gespeichert hast, bringt diese Datei sie zurück, sonst nur eine Einladung, die noch gilt.',
        ]
      : [
          'Deine Mitgliedschaften in den Gruppen ',
          ...everyName(groups),
          '. Was du von diesen Gruppen gespeichert hast, bringt sie zurück, sonst nur Einladungen, die noch gelten.',
        ],
  groupKeys: (groups) =>
    groups.length === 1
      ? [
          'Der Schlüssel der Gruppe ',
          ...everyName(groups),
          '. Nur die gespeicherte Gruppe oder die Datei von „Alles speichern“ bringt ihn zurück.',
        ]
      : [
          'Die Schlüssel der Gruppen ',
          ...everyName(groups),
          '. Nur die gespeicherten Gruppen oder die Datei von „Alles speichern“ bringen sie zurück.',
        ],
  groupKeysLost: (groups) =>
    groups.length === 1
      ? [
          'Der Schlüssel der Gruppe ',
          ...everyName(groups),
          '. Dass er mit der Gruppe gespeichert wurde, ist nicht bekannt, und sonst ist er endgültig weg: Niemand kann je wieder den Namen der Gruppe ändern oder mit ihrem Schlüssel unterschreiben.',
        ]
      : [
          'Die Schlüssel der Gruppen ',
          ...everyName(groups),
          '. Dass sie mit den Gruppen gespeichert wurden, ist nicht bekannt, und sonst sind sie endgültig weg: Niemand kann je wieder die Namen dieser Gruppen ändern oder mit ihren Schlüsseln unterschreiben.',
        ],
  goOn: 'Weiter',
  again: 'Bist du sicher?',
  againSays: 'In diesem Browser lässt sich das durch nichts rückgängig machen.',
  stillIn: 'Verlass zuerst diese Gruppen:',
  everything: 'Alles löschen',
  everythingSays:
    'Alles, was Conclave in diesem Browser speichert, wird gelöscht: Identitäten, Gruppen, Kontakte, Notizen, Entwürfe, Einladungen und Einstellungen, auch Beschädigtes. Sonst erfährt es niemand.',
  everythingTitle: 'Alles in diesem Browser löschen?',
  word: 'löschen',
  typeWord: (word) => `Gib „${word}“ ein, um weiterzumachen`,
  everythingYes: 'Alles endgültig löschen',
  everythingDone: 'Alles ist gelöscht.',
};
