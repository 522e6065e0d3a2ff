/** My card, the settings, and about the app. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { firstWords } from './first-words.ts';
import { moment, plural, shortDay } from './moments.ts';

export const card: Text['card'] = {
  eyebrow: 'Meine Identitätskarte',
  ready: 'Deine Identität ist bereit.',
  readyNext:
    'Gib diese Karte der Person, die dich einladen soll: Lass sie den Code scannen, oder schick die Karte als Text oder als Datei. Oder gründe selbst eine Gruppe und lade andere ein.',
  keptHere:
    'Dein Schlüssel liegt in diesem Browser. Er verlässt ihn nur verschlossen, in seiner Wiederherstellungsdatei. Wenn du die Daten dieser Seite löschst, bringt nur diese Datei ihn zurück.',
  keptHereOnly:
    'Dein Schlüssel liegt in diesem Browser und kann ihn nicht verlassen. Wenn du die Daten dieser Seite löschst, wird auch der Schlüssel gelöscht.',
  public: 'Hier steht nur dein öffentlicher Schlüssel. Alle dürfen ihn haben.',
  codeName: 'QR-Code dieser Identitätskarte',
  compare: 'Lies das vor, wenn jemand deinen Schlüssel vergleicht.',
  which: 'Welche Identität?',
  nextWho:
    'Wer deine Karte bekommen hat, macht daraus eine Einladung und gibt sie dir zurück. Wenn ihr euch trefft, scannst du sie vom anderen Bildschirm; was dir geschickt wurde, öffnest du hier.',
  openInvitation: 'Einladung öffnen',
  founded: 'Gruppe gründen',
  rename: 'Namen ändern',
  newName: 'Neuer Name',
  save: 'Speichern',
  renameNote:
    'Dein Schlüssel bleibt derselbe. Die Mitglieder deiner Gruppen sehen den alten Namen, bis deine Mitgliedschaft verlängert wird.',
  renamed: 'Der Name ist geändert.',
  made: 'Erstellt am',
  moment,
  peerName: 'Peer-Name',
  delete: 'Diese Identität löschen',
  deleteTitle: (name) => phrase`Die Identität ${name} löschen?`,
  deleteSays:
    'Dass ihre Wiederherstellungsdatei gespeichert wurde, ist nicht bekannt. Ohne eine solche ist ihr Schlüssel endgültig weg, hier und überall: Niemand kann ihn zurückholen, und Einladungen für ihn werden nutzlos.',
  deleteSavedSays: (saved) =>
    phrase`Ihr Schlüssel wird hier gelöscht. Nur was du am ${strong(shortDay(saved))} gespeichert hast, die Wiederherstellungsdatei oder die Datei von „Alles speichern“, bringt ihn zurück; ohne sie sind Einladungen für ihn nutzlos.`,
  deleteNot: (count) =>
    `Sie ist noch in ${plural(count, 'Gruppe', 'Gruppen')}. Erst wenn du dort ausgetreten bist, lässt sie sich löschen.`,
  deleteYes: 'Endgültig löschen',
  deleted: (name) => phrase`${name} ist gelöscht.`,
};

function groupsOf(count: number): string {
  return count === 0 ? 'Noch in keiner Gruppe' : `In ${plural(count, 'Gruppe', 'Gruppen')}`;
}

export const settings: Text['settings'] = {
  title: 'Einstellungen',
  identities: 'Identitäten',
  makeDefault: 'Als Standard verwenden',
  groupsOf,
  defaultIn: (count) => `${groupsOf(count)} · wird verwendet, wenn du keine andere wählst`,
  showCard: 'Karte, Name und Löschen',
  add: 'Noch eine Identität',
  appearance: 'Aussehen',
  theme: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languages: {
    auto: 'Wie der Browser',
    en: 'English',
    de: 'Deutsch',
    pseudo: 'Pseudo (von rechts nach links)',
  },
  storage: 'Speicher in diesem Browser',
  persisted: 'Dieser Browser hat versprochen, nicht zu löschen, was Conclave speichert.',
  notPersisted:
    'Wenn der Platz knapp wird, löscht dieser Browser vielleicht, was Conclave speichert. Bitte ihn um ein Versprechen; es hilft, die App zu installieren oder zum Startbildschirm hinzuzufügen.',
  unknown: 'Dieser Browser sagt nicht, ob er löschen darf, was Conclave speichert.',
  used: (bytes, quota) => `${bytes} von ${quota}, die dieser Browser anbietet, sind belegt.`,
  ask: 'Den Browser bitten, es zu behalten',
  refused:
    'Der Browser hat es nicht versprochen. Vielleicht tut er es später, wenn du Conclave öfter benutzt oder installierst.',
  about: firstWords.shell.about,
  aboutSays: 'Was es verspricht, was nicht, und die Version.',
};

export const about: Text['about'] = {
  title: firstWords.shell.about,
  lead: 'Gruppen, die keinen Server brauchen, kein Konto und niemanden dazwischen.',
  whatTitle: 'Was es ist',
  what: 'Du hast einen Schlüssel. Eine Gruppe hat einen Schlüssel. Wer eine Gruppe gründet, unterschreibt die erste Mitgliedschaft, Mitglieder unterschreiben die von anderen, und alle können den Weg von der Gruppe zu jeder Person prüfen. Das alles geschieht in diesem Browser und funktioniert ohne Netz.',
  promisesTitle: 'Was es verspricht',
  promises: [
    'Deine privaten Schlüssel werden hier erzeugt. Danach kann nicht einmal Conclave sie auslesen; sie verlassen diesen Browser nur verschlossen, in Dateien, die du selbst speicherst.',
    'Conclave sendet nichts. Was du weitergibst, gibst du selbst aus der Hand: als Text, als Datei oder als Code.',
    'Die Kamera läuft nur, während du scannst. Ihre Bilder werden auf diesem Gerät gelesen und nicht gespeichert.',
    'Eine Einladung gilt nur für den Schlüssel, für den sie gemacht ist. Wer sie sonst sieht, kann sie lesen, aber nicht benutzen.',
    'Was hereinkommt, wird vollständig geprüft, bevor es gezeigt wird, und nichts ändert sich, bevor du es sagst.',
  ],
  limitsTitle: 'Was es nicht verspricht',
  limits: [
    'Eine Mitgliedschaft endet zum festgelegten Datum. Nichts hier kann sie früher zurücknehmen.',
    'Namen sind frei gewählt und beweisen nichts. Vergleiche die acht Wörter eines Schlüssels, persönlich oder am Telefon.',
    'Einladungen zeigen die Namen auf dem Weg von der Gruppe zu dir allen, die sie sehen.',
    'Wenn dieser Browser seine Daten verliert, bringt nur eine Wiederherstellungsdatei deinen Schlüssel zurück, und die entsteht zusammen mit dem Schlüssel oder nie.',
    'Wer dir diese Seite liefert, könnte dir eine andere liefern. Nimm sie von einer Adresse, der du vertraust, oder betreibe sie selbst.',
  ],
  version: (version) => `Version ${version}`,
  standards:
    'Identitätskarten und Einladungen folgen den Peer-Grouping-Protokollen von Windows ([MS-PPSEC], [MS-PNRP]) mit RSA und SHA-256.',
};
