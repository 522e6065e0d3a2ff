/** The parts that many screens share: buttons, roles, and the life of a membership. */

import type { Text } from '../en.ts';
import { phrase } from '../phrase.ts';
import { shortDay } from './moments.ts';

export const parts: Text['parts'] = {
  details: 'Details',
  errorDetails: 'Details zu diesem Fehler',
  copied: 'Kopiert.',
  notCopied:
    'Dieser Browser hat das Kopieren nicht erlaubt. Markiere den Text und kopiere ihn von Hand.',
  copyText: 'Text kopieren',
  saveFile: 'Datei speichern',
  saved: 'In deinen Downloads gespeichert.',
  share: 'Teilen',
  notShared:
    'Dieses Gerät hat es nicht geteilt. Kopiere stattdessen den Text oder speichere die Datei.',
  larger: 'Größer',
  close: 'Schließen',
  cancel: 'Abbrechen',
  fingerprint: 'Fingerabdruck',
  pasteLabel: 'Füge den Text hier ein',
  pasteHint: 'Eine ganze Nachricht mit Grüßen ist in Ordnung, ein Bild eines Codes auch.',
  chooseFile: 'Datei wählen',
  dropHere: 'oder irgendwo ablegen',
  scan: 'Code scannen',
  read: 'Öffnen',
  theGroup: 'Die Gruppe',
  you: 'Du',
};

/** What somebody is. */
export const role: Text['role'] = {
  member: 'Mitglied',
  'inviting member': 'Einladendes Mitglied',
  admin: 'Admin',
};

/** The same inside a sentence. */
export const aRole: Text['aRole'] = {
  member: 'Mitglied',
  'inviting member': 'einladendes Mitglied',
  admin: 'Admin',
};

/** What each may do, as one plain sentence. */
export const roleSays: Text['roleSays'] = {
  member: 'Gehört zur Gruppe und kann das beweisen. Kann nicht einladen.',
  'inviting member': 'Lädt auch Mitglieder und andere einladende Mitglieder ein.',
  admin: 'Lädt auch Admins ein. Gib das nur ganz wenigen.',
};

export const term: Text['term'] = {
  endless: 'Praktisch unbefristet',
  noEnd: 'Unbefristet',
  stages: {
    soon: (end) => `Bald verlängern: ${shortDay(end)}`,
    urgent: (end) => `Dringend: ${shortDay(end)}`,
    ended: (end) => `Abgelaufen am ${shortDay(end)}`,
    'not-yet': (start) => `Noch nicht: ab ${shortDay(start)}`,
  },
  until: (end) => shortDay(end),
  withOf: (name) => phrase`mit der von ${name}`,
  withMine: 'mit deiner',
  used: (percent) => `${percent} % dieser Mitgliedschaft sind vorbei.`,
};
