/** Handing documents to others: the messages that go with them, and what is remembered of it. */

import type { Handover, HandingWay } from '../../peer/types.ts';
import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { ago, day, list, plural } from './moments.ts';

/** " (https://…)" behind the name of the app, where everybody can open it. */
function at(address: string | undefined): string {
  return address === undefined ? '' : ` (${address})`;
}

/** What stands above a document in a chat: it works by itself, wherever it is read. */
const messages: Text['handover']['messages'] = {
  card: (name, address) =>
    phrase`Das ist die Identitätskarte von ${name}. Bitte lade mich damit ein: Wähle in Conclave${at(address)} „Erhaltenes öffnen“, füge diese ganze Nachricht ein und schick mir die Einladung, die du bekommst.`,
  renewal: (name, group, address) =>
    phrase`Das ist die Identitätskarte von ${name}. Bitte verlängere damit meine Mitgliedschaft in der Gruppe ${group}: Wähle in Conclave${at(address)} „Erhaltenes öffnen“, füge diese ganze Nachricht ein, verlängere und schick mir die Aktualisierung oder die Einladung, die du bekommst.`,
  invitation: (name, group, address) =>
    phrase`Das ist eine Einladung in die Gruppe ${group} für ${name}. Um beizutreten, öffne Conclave${at(address)} dort, wo du deine Identität erstellt hast, wähle „Erhaltenes öffnen“ und füge diese ganze Nachricht ein.`,
  invitationRenamed: (group, born) =>
    phrase`Die Gruppe ${group} wurde als ${born} gegründet: So heißt sie in der Einladung, bis du eine Gruppenaktualisierung öffnest.`,
  update: (group, address) =>
    phrase`Das ist eine Aktualisierung der Gruppe ${group}, für ihre Mitglieder. Öffne Conclave${at(address)} dort, wo du in dieser Gruppe bist, wähle „Erhaltenes öffnen“ und füge diese ganze Nachricht ein.`,
  joined: (group, address) =>
    phrase`Ich bin der Gruppe ${group} beigetreten. Um mich unter den Personen zu sehen, öffne Conclave${at(address)}, wähle „Erhaltenes öffnen“ und füge diese ganze Nachricht ein.`,
  updateFile: (group, address) =>
    phrase`Diese Datei ist eine Aktualisierung der Gruppe ${group}, für ihre Mitglieder. Öffne Conclave${at(address)} dort, wo du in dieser Gruppe bist, wähle „Erhaltenes öffnen“ und wähle die Datei.`,
  request: (group, address) =>
    phrase`Bitte schick mir deine Identitätskarte, damit ich dich in die Gruppe ${group} einladen kann. Öffne ${address ?? 'Conclave'}, erstelle deine Identität, wenn du noch keine hast, wähle „Meine Karte“ und „Text kopieren“ und schick mir, was kopiert wurde.`,
};

const ways: Record<HandingWay, string> = {
  text: 'als Text kopiert',
  link: 'als Link kopiert',
  file: 'als Datei gespeichert',
  share: 'geteilt',
  code: 'als Code gezeigt',
  print: 'zum Drucken geöffnet',
};

/** "vor 3 Minuten als Text kopiert und vor 2 Tagen als Code gezeigt" */
function howGiven(given: Handover['ways'], now: number): string {
  return list(given.map((one) => `${ago(now, one.at)} ${ways[one.way]}`));
}

export const handover: Text['handover'] = {
  messages,
  copyLink: 'Link kopieren',
  print: 'Drucken',
  given: ({ ways: given, givenUp }, now) => {
    if (given.length > 0) return `Gegeben: ${howGiven(given, now)}.`;
    return givenUp === undefined ? 'Noch nicht gegeben.' : 'Gegeben, wie du vermerkt hast.';
  },
  scanned: (name) => phrase`${name} hat es gescannt`,
  cardScanned: 'Jemand hat es gescannt',

  purpose: 'Wofür hast du deine Karte gegeben?',
  purposeHint:
    'Zum Beispiel „für den Funkclub“, damit du es wiedererkennst, wenn die Einladung kommt. Nur du siehst es.',
  remembered: 'Gemerkt.',
  anew: 'Als Nächstes gebe ich sie für etwas anderes',

  awaited: 'Noch nicht abgeschlossen',
  more: (count) => plural(count, 'weiteres', 'weitere'),
  card: (given) =>
    phrase`Du hast deine Karte am ${day(given)} gegeben und wartest auf eine Einladung.`,
  cardFor: (given, about) =>
    phrase`Du hast deine Karte am ${day(given)} gegeben (${strong(about)}) und wartest auf eine Einladung.`,
  cardToRenew: (given, about) =>
    phrase`Du hast deine Karte am ${day(given)} gegeben (${strong(about)}) und wartest auf das, was zurückkommt: eine Gruppenaktualisierung oder eine Einladung.`,
  request: (group, asked) =>
    phrase`Du hast am ${day(asked)} um eine Karte gebeten, um jemanden in die Gruppe ${strong(group)} einzuladen.`,
  requestTo: (whom, group, asked) =>
    phrase`Du hast ${strong(whom)} am ${day(asked)} um eine Karte gebeten, für eine Einladung in die Gruppe ${strong(group)}.`,
  invitation: (name, group) =>
    phrase`Noch nicht gegeben: die Einladung für ${strong(name)} in die Gruppe ${group}.`,
  of: (identity) => phrase`Als ${identity}.`,
  inWays: (given) => {
    const said = list(given.map(({ way }) => ways[way]));
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  },
  openAnswer: 'Die Einladung öffnen',
  openRenewal: 'Öffnen, was zurückkam',
  takeIn: 'Die Karte aufnehmen',
  give: 'Geben',
  noLonger: 'Nicht mehr warten',
  noLongerSaid: 'Darauf wird nicht mehr gewartet.',
  wasGiven: 'Ist schon gegeben',
  wasGivenSaid: 'Als gegeben vermerkt.',

  answer: (given) =>
    phrase`Du hast deine Karte am ${day(given)} gegeben. Das scheint die Antwort zu sein.`,
  answerFor: (given, about) =>
    phrase`Du hast deine Karte am ${day(given)} gegeben (${strong(about)}). Das scheint die Antwort zu sein.`,
  answerWhich: 'Du hast deine Karte mehrmals gegeben. Worauf ist das die Antwort?',
  answerCard: (given) => phrase`Auf die vom ${day(given)}`,
  answerCardFor: (given, about) => phrase`Auf die vom ${day(given)} (${strong(about)})`,
  answerNone: 'Auf keine davon',

  asked: (group) =>
    phrase`Du hast um eine Karte gebeten, um jemanden in die Gruppe ${strong(group)} einzuladen.`,
  askedOf: (whom, group) =>
    phrase`Du hast ${whom} um eine Karte gebeten, für eine Einladung in die Gruppe ${strong(group)}.`,
  inviteTo: (group) => phrase`In die Gruppe ${group} einladen`,
  invited: (name, group, issued) =>
    phrase`Du hast ${name} am ${day(issued)} in die Gruppe ${strong(group)} eingeladen.`,
  signed: (issued) => `Unterschrieben am ${day(issued)}.`,
  seeInvitation: 'Die Einladung ansehen',

  ask: 'Um die Karte bitten',
  askSays: 'Eine Nachricht, die sagt, was zu tun ist, für jeden Chat und jede Mail.',
  askMessage: 'Die Nachricht',
  copyMessage: 'Nachricht kopieren',
  shareMessage: 'Nachricht teilen',
  whom: 'Wen bittest du?',
  whomHint: 'Damit du es wiedererkennst, wenn die Karte kommt. Nur du siehst es.',
  notWhom: (mistaken) => phrase`Ich meinte nicht ${mistaken}: den Namen berichtigen`,
  askedAlready: ({ about, ways: given }, now) =>
    about === ''
      ? [`Du hast um eine Karte gebeten: ${howGiven(given, now)}.`]
      : [...phrase`Du hast ${strong(about)} um eine Karte gebeten: `, `${howGiven(given, now)}.`],

  scanThis: (name) => phrase`Lass ${name} das scannen`,
  otherWays: 'Oder schick es',
  scanInvitation: 'Die Einladung scannen',

  sheetTitle: 'Identitätskarte',
  sheetSays:
    'Das ist eine Identitätskarte: ein Name und ein öffentlicher Schlüssel. Um die Person in eine Gruppe einzuladen, scanne den Code in Conclave und vergleiche die Wörter darunter.',
  sheetFrom: (address) => `Conclave findest du unter ${address}`,
};
