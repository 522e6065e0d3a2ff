/** The people of a group: as a list, as a tree, and by their endings. */

import type { Text } from '../en.ts';
import { phrase } from '../phrase.ts';
import { day, numeral, plural, shortDay } from './moments.ts';
import { aRole } from './parts.ts';

export const people: Text['people'] = {
  title: 'Personen',
  person: 'Person',
  may: 'Rolle',
  until: 'Bis',
  invitedBy: 'Eingeladen von',
  know: 'Woher du es weißt',
  you: 'Du',
  group: 'Die Gruppe',
  ownName: (name) => phrase`eigener Name: ${name}`,
  source: {
    me: () => 'Deine eigene Mitgliedschaft',
    chain: () => 'Auf dem Weg von der Gruppe zu dir',
    issued: (since) => `Von dir unterschrieben, ${shortDay(since)}`,
    update: (since) => `Aktualisierung vom ${shortDay(since)}`,
  },
  verified: { scanned: 'Persönlich gescannt', compared: 'Fingerabdruck verglichen' },
  notVerified: 'Nicht verglichen',
  invitedOnly: 'Eingeladen, noch nichts gehört',
  letEnd: 'Du lässt sie enden',
  namesake: 'Gleicher Name, anderer Schlüssel',
  verifying: 'Wird geprüft …',
  unsound: 'Das Zertifikat besteht die Prüfung nicht. Verlass dich nicht darauf.',
  unsoundShort: 'Prüfung nicht bestanden',
  count: (count) => plural(count, 'Person', 'Personen'),
  shown: (shown, all) =>
    shown === all
      ? plural(all, 'Person', 'Personen')
      : `${numeral(shown)} von ${plural(all, 'Person', 'Personen')}`,
  nobody: 'Dazu passt hier niemand.',
  nobodySays: 'Such nach einem anderen Namen oder lass alle anzeigen.',
  everybody: 'Alle zeigen',
  more: 'Mehr zeigen',
  note: 'Du siehst, wen du eingeladen hast, wer zwischen der Gruppe und dir steht und wer mit einer Gruppenaktualisierung kam.',
  search: 'Nach einem Namen suchen',
  roleIs: 'Rolle',
  anyRole: 'Jede Rolle',
  stateIs: 'Zeigen',
  states: {
    all: 'Alle',
    due: 'Bald zu verlängern',
    ended: 'Abgelaufen',
    invited: 'Eingeladen, noch nichts gehört',
    'let-end': 'Soll enden',
  },
  orderIs: 'Reihenfolge',
  orders: {
    name: 'Nach Namen',
    end: 'Nach dem Ende der Mitgliedschaft',
    newest: 'Die neuesten zuerst',
    inviter: 'Nach der Person, die eingeladen hat',
  },
  views: { list: 'Liste', tree: 'Baum', ends: 'Laufzeiten' },
  viewsOf: 'Ansichten der Personen',
  choose: 'Zum Verlängern wählen',
  chooseSays: 'Wählen kannst du nur Personen, deren Mitgliedschaft du verlängern darfst.',
  chooseAll: (count) => `Alle ${numeral(count)} angezeigten wählen`,
  chosen: (count) => `${plural(count, 'Person ist', 'Personen sind')} gewählt.`,
  renewChosen: 'Diese verlängern',
  renewDue: (count) => `${numeral(count)} fällige verlängern`,
};

type Stage = Parameters<Text['ends']['leftBehind']>[0];

/** What a picture says of a membership, inside a sentence. */
const stageSays: Record<Stage, (time: number) => string> = {
  fresh: (end) => `bis zum ${day(end)}`,
  soon: (end) => `bald zu verlängern, bis zum ${day(end)}`,
  urgent: (end) => `dringend, bis zum ${day(end)}`,
  ended: (end) => `abgelaufen am ${day(end)}`,
  'not-yet': (start) => `nicht vor dem ${day(start)}`,
};

type Life = Parameters<Text['tree']['member']>[0];

function lifeOf({ stage, start, end, isEndless }: Life): string {
  if (stage === 'fresh' && isEndless) return 'praktisch unbefristet';
  return stageSays[stage](stage === 'not-yet' ? start : end);
}

export const tree: Text['tree'] = {
  title: 'Wer wen eingeladen hat',
  says: 'Die Gruppe steht zuerst; hinter jeder Person stehen die, die sie eingeladen hat.',
  keys: 'Mit den Pfeiltasten gehst du von einer Person zur nächsten, mit der Leertaste klappst du auf und zu, und die Eingabetaste öffnet eine Person.',
  picture: 'Bild',
  words: 'In Worten',
  asPicture: 'Zeigen als',
  larger: 'Größer',
  smaller: 'Kleiner',
  percent: (percent) => `${percent} %`,
  size: (percent) => `${percent} % der vollen Größe`,
  group: (people) => `Die Gruppe, mit ${plural(people, 'Person', 'Personen')}`,
  member: (life, people) =>
    [
      aRole[life.role],
      lifeOf(life),
      ...(people > 0 ? [`hat eingeladen: ${cameThrough(people)}`] : []),
    ].join(', '),
  adrift: (inviter) =>
    phrase`eingeladen von ${inviter}; sonst ist hier nichts über diese Person bekannt`,
  more: (count) => `und ${numeral(count)} weitere`,
  folded: (people) => `+${numeral(people)}`,
  unfold: (name) => phrase`Anzeigen, wen ${name} eingeladen hat`,
};

function cameThrough(people: number): string {
  return `${plural(people, 'Person', 'Personen')}, die weiter hinten mitgezählt`;
}

const endSays: Record<Stage, (date: string) => string> = {
  fresh: (end) => `Bis ${end}`,
  soon: (end) => `Bald verlängern, ${end}`,
  urgent: (end) => `Dringend, ${end}`,
  ended: (end) => `Abgelaufen am ${end}`,
  'not-yet': (start) => `Nicht vor dem ${start}`,
};

export const ends: Text['ends'] = {
  title: 'Welche Mitgliedschaft mit welcher endet',
  says: 'Jede Linie ist eine Mitgliedschaft, von heute an. Unter einer Person stehen die, deren Mitgliedschaft mit ihrer endet.',
  today: 'Heute',
  until: (end) => shortDay(end),
  of: ({ stage, start, end, isEndless }) =>
    isEndless && stage !== 'not-yet'
      ? 'Praktisch unbefristet'
      : endSays[stage](shortDay(stage === 'not-yet' ? start : end)),
  under: (count) =>
    `${plural(count, 'Mitgliedschaft endet', 'Mitgliedschaften enden')} mit dieser.`,
  moreUnder: (count) => `und ${numeral(count)} weitere`,
  fewer: 'Weniger zeigen',
  leftBehind: (stage) =>
    stage === 'ended' ? 'endete mit einer älteren' : 'endet mit einer älteren',
  letEnd: 'du lässt sie enden',
  someEnded: (count) =>
    `${plural(count, 'Mitgliedschaft ist', 'Mitgliedschaften sind')} abgelaufen`,
  moreGroups: 'Spätere zeigen',
  moreEnded: 'Frühere zeigen',
  renewBranch: 'Diesen Zweig verlängern',
};
