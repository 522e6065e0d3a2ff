/** The words of the first screen in German: they are there before it is drawn. */

import type { FirstWords } from '../en/first-words.ts';
import { phrase, type Phrase } from '../phrase.ts';
import { withSoftHyphens } from './soft-hyphens.ts';

const shell: FirstWords['shell'] = {
  app: 'Conclave',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptmenü',
  groups: 'Gruppen',
  newGroup: 'Neue Gruppe',
  scan: 'Scannen',
  openReceived: 'Erhaltenes öffnen',
  card: 'Meine Karte',
  settings: 'Einstellungen',
  back: 'Zurück',
  about: 'Über Conclave',
  unnamed: 'Ohne Namen',
  lostTitle: 'Diese Gruppe ist nicht mehr da',
  missingTitle: 'Diese Seite konnte nicht geladen werden',
  lost: 'Diese Gruppe ist nicht mehr in diesem Browser. Vielleicht wurde sie in einem anderen Fenster verlassen. Geh zurück zu deinen Gruppen.',
  incomplete:
    'Ein Teil der App konnte nicht geladen werden: Vielleicht ist eine neue Version an ihre Stelle getreten. Lade die Seite neu.',
  dropNow: 'Zum Öffnen loslassen',
  updateReady: 'Eine neue Version ist bereit.',
  reload: 'Neu laden',
};

const firstVisit: FirstWords['firstVisit'] = {
  title: 'Wie sollen andere dich nennen?',
  lead: 'Mit Conclave gibt es private Gruppen ohne Server. Du bekommst einen Schlüssel, der in diesem Browser liegt, und eine Karte mit deinem Namen, die du allen zeigen kannst.',
  name: 'Dein Name',
  nameHint:
    'Andere sehen ihn auf deiner Karte. Niemand prüft ihn, und du kannst ihn später ändern.',
  create: 'Meine Identität erstellen',
  recover: 'Ich habe eine Wiederherstellungsdatei',
  invited: 'Ich habe eine Einladung bekommen',
  waiting: (group: string): Phrase => phrase`Hier wartet eine Einladung in die Gruppe ${group}`,
  another: 'Wer bist du noch?',
  anotherLead:
    'Eine zweite Identität hat eigene Schlüssel. Niemand kann sehen, dass beide dir gehören.',
};

export const firstWords: FirstWords = {
  language: 'de',
  direction: 'ltr',
  shell,
  firstVisit: withSoftHyphens(firstVisit),
};
