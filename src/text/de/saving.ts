/** Saving everything, and bringing back what was saved. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { everyName, moment, plural, shortDay } from './moments.ts';

const pieces = (count: number, one: string, other: string): readonly string[] =>
  count === 0 ? [] : [plural(count, one, other)];

export const restore: Text['restore'] = {
  title: 'Gespeichertes zurückholen',
  lead: 'Öffne eine Wiederherstellungsdatei, eine gespeicherte Gruppe oder die Datei von „Alles speichern“. Nichts ändert sich, bevor du es sagst.',
  hint: 'Auch der Text einer solchen Datei lässt sich einfügen. Dateien von Conclave enden auf .recovery.xml, .config.xml oder .zip.',
  orphan: (name) =>
    name === ''
      ? phrase`Eine Wiederherstellungsdatei ist noch in diesem Browser.`
      : phrase`Die Wiederherstellungsdatei von ${strong(name)} ist noch in diesem Browser.`,
  orphanSays: 'Ihr Wiederherstellungscode oder Passwort bringt die Identität zurück.',
  identity: 'Eine Wiederherstellungsdatei',
  group: 'Eine gespeicherte Gruppe',
  archive: 'Alles in einer Datei',
  of: (name) => phrase`Sie gehört zur Identität ${strong(name)}, die in diesem Browser ist.`,
  ofPeerName: 'Zu wem sie gehört, zeigt sich beim Öffnen. Sie nennt diesen Schlüssel:',
  groupSays:
    'Sie bringt deine Mitgliedschaft zurück, wenn die zugehörige Identität in diesem Browser ist.',
  groupKey:
    'Wenn der verschlossene Schlüssel der Gruppe darin ist, lässt er sich mit seinem Wiederherstellungscode oder Passwort aufschließen. Das kannst du auch später tun.',
  optional: 'Passwort oder Wiederherstellungscode, falls vorhanden',
  holds: (counts) =>
    [
      ...pieces(counts.recoveries, 'Wiederherstellungsdatei', 'Wiederherstellungsdateien'),
      ...pieces(counts.configurations, 'gespeicherte Gruppe', 'gespeicherte Gruppen'),
      ...pieces(counts.updates, 'Gruppenaktualisierung', 'Gruppenaktualisierungen'),
    ].join(' · '),
  others: (count) =>
    count === 1
      ? '1 weitere Datei darin lässt sich hier nicht lesen und wird ausgelassen.'
      : `${plural(count, 'weitere Datei', 'weitere Dateien')} darin lassen sich hier nicht lesen und werden ausgelassen.`,
  test: 'Meine Wiederherstellungsdatei ausprobieren',
  bring: 'Zurückholen',
  opening: 'Das Schloss wird geöffnet. Das ist mit Absicht langsam.',
  missing: 'Gib zuerst den Wiederherstellungscode oder das Passwort ein.',
  codeAlone:
    'Das ist ein Wiederherstellungscode und kein Dokument. Er gehört zu einer Wiederherstellungsdatei oder einer gespeicherten Gruppe: Öffne zuerst diese, unter „Gespeichertes zurückholen“.',
  tested: (name) => phrase`Das bringt ${strong(name)} zurück.`,
  testedSays:
    'Die Datei ist in Ordnung und lässt sich mit diesem Wiederherstellungscode oder Passwort öffnen. Nichts wurde geändert.',
  since: (time) => phrase`Eine Identität seit dem ${shortDay(time)}.`,
  isHere:
    'Sie ist schon in diesem Browser. Sie zurückzuholen nützt nur, wenn ihr Schlüssel hier nicht mehr funktioniert.',
  back: (name) => phrase`${name} ist zurück.`,
  another: 'Eine andere Datei öffnen',
  home: 'Zu meinen Gruppen',
  reportTitle: 'Was zurückgeholt wurde und was nicht',
  what: {
    identity: 'Identität',
    group: 'Gruppe',
    update: 'Gruppenaktualisierung',
  },
  outcome: {
    restored: 'Zurückgeholt',
    'already here': 'Schon hier',
    'newer here': 'Etwas Neueres ist hier und bleibt',
    'another password': 'Mit einem anderen Wiederherstellungscode oder Passwort verschlossen',
    waiting: 'Wartet auf das, was oben noch verschlossen ist',
    refused: 'Nicht zurückgeholt',
  },
  keyLeft:
    'Sie ist hier, aber ihr Schlüssel ist mit einem anderen Wiederherstellungscode oder Passwort verschlossen',
  left: (count) =>
    `${plural(count, 'Schlüssel ist', 'Schlüssel sind')} mit einem anderen Wiederherstellungscode oder Passwort verschlossen. Gib das ein und hol den Rest zurück.`,
};

export const saveAll: Text['saveAll'] = {
  title: 'Alles speichern',
  says: 'Eine Datei mit deinen Wiederherstellungsdateien, deinen Gruppen und dem, was du von ihnen weißt. Was darin geheim ist, bleibt verschlossen, jedes mit seinem eigenen Wiederherstellungscode oder Passwort.',
  save: 'Alles in einer Datei speichern',
  making: 'Die Datei wird erstellt …',
  done: 'Alles ist gespeichert.',
  out: 'Eine Datei wurde gerade an deinen Browser übergeben. Sie zählt als gespeichert, sobald du sagst, dass du sie hast.',
  never: 'Auf diese Weise wurde noch nichts gespeichert.',
  last: (time) => phrase`Zuletzt gespeichert am ${strong(moment(time))}.`,
  since: (counts) => {
    const come = [
      ...pieces(counts.identities, 'Identität', 'Identitäten'),
      ...pieces(counts.memberships, 'Mitgliedschaft', 'Mitgliedschaften'),
      ...pieces(counts.records, 'Eintrag', 'Einträge'),
    ];
    return come.length === 0
      ? 'Seither ist nichts dazugekommen.'
      : `Seither dazugekommen: ${come.join(' · ')}`;
  },
  without: (people) => [
    'Ohne Wiederherstellungsdatei, deshalb sind diese Schlüssel nicht darin: ',
    ...everyName(people),
    '.',
  ],
  withoutUpdates: (groups) => [
    'Diese Gruppen sind in der Datei, aber für ihre Aktualisierungen war kein Platz; du kannst sie einzeln speichern: ',
    ...everyName(groups),
    '.',
  ],
  withoutDamaged: (groups) => [
    'Hier beschädigt, deshalb nicht in der Datei: ',
    ...everyName(groups),
    '. Eine ältere Datei bringt sie vielleicht noch zurück.',
  ],
  bring: 'Gespeichertes zurückholen',
};
