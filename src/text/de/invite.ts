/** Inviting somebody, and the invitation that comes of it. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { day, moment } from './moments.ts';
import { aRole } from './parts.ts';

export const invite: Text['invite'] = {
  title: 'Jemanden einladen',
  titleOf: (name) => phrase`${name} einladen`,
  into: (group) => phrase`in die Gruppe ${group}`,
  cardTitle: 'Hol dir die Karte',
  cardSays:
    'Lass dir die Identitätskarte der Person als Code zeigen, oder lass sie dir als Text in einer Nachricht oder als Datei schicken. In Conclave steht sie unter „Meine Karte“.',
  cardLabel: 'Füge die Identitätskarte hier ein',
  another: 'Eine andere Karte nehmen',
  resumed:
    'Du hast diese Einladung früher begonnen. Ist es noch immer diese Person, die du einladen willst?',
  compareSays:
    'Um sicher zu sein, dass es wirklich diese Person ist, lass dir ihre Wörter vorlesen.',
  mine: 'Das ist deine eigene Karte. Du bist schon in dieser Gruppe.',
  member: (name, role) =>
    phrase`${name} wurde schon in diese Gruppe eingeladen, als ${aRole[role]}.`,
  namesake: (name) =>
    phrase`In dieser Gruppe gibt es noch jemanden mit dem Namen ${name} und einem anderen Schlüssel. Vergleiche die Wörter, bevor du unterschreibst.`,
  roleTitleOf: (name) => phrase`Was darf ${name}?`,
  cannotGive: 'Das können nur Admins geben.',
  untilTitle: 'Bis wann?',
  untils: {
    month: '1 Monat',
    half: '6 Monate',
    year: '1 Jahr',
    mine: 'So lange wie meine',
    date: 'Ein Datum',
  },
  date: 'Letzter Tag',
  endsOn: (end) => phrase`Endet am ${strong(moment(end))}.`,
  endless: 'Sie wird praktisch unbefristet sein.',
  endsWithMine: (end) =>
    phrase`Sie endet zusammen mit deiner eigenen Mitgliedschaft: am ${strong(day(end))}. Länger kann niemand sie geben.`,
  clamped: (end) =>
    phrase`Das wäre länger als deine eigene Mitgliedschaft, deshalb endet sie mit deiner: am ${strong(day(end))}.`,
  choose: 'Wähle den letzten Tag.',
  past: 'Wähle einen Tag, der noch kommt.',
  honest:
    'Alle können die Einladung ansehen; nur diese Person kann sie benutzen. Sie lässt sich vor ihrem Ende nicht zurücknehmen.',
  sign: 'Einladung unterschreiben',
  wrongKind: {
    invitation:
      'Das ist eine Einladung und keine Identitätskarte. Eine Einladung öffnet, für wen sie gemacht ist.',
    openIt: 'Als Einladung öffnen',
  },
};

export const issued: Text['issued'] = {
  eyebrow: (group) => phrase`Einladung in die Gruppe ${group}`,
  title: (name) => phrase`Die Einladung für ${name} ist unterschrieben`,
  nextTitle: 'Wie es weitergeht',
  next: (name, isGiven) => [
    ...(isGiven ? [] : [phrase`Du gibst diese Einladung an ${name}.`]),
    phrase`${name} öffnet sie in Conclave mit „Erhaltenes öffnen“ und tritt bei.`,
    phrase`${name} kann dir das dann mit einer kleinen Aktualisierung sagen, die du auf dieselbe Weise öffnest.`,
    phrase`Die Einladung bleibt unter „Einladungen“, und du kannst sie noch einmal geben.`,
    phrase`Wenn ${name} die Wörter der Gruppe mit dir vergleicht, persönlich oder am Telefon, sind es diese:`,
  ],
  codeName: 'QR-Code dieser Einladung',
  honest: 'Alle können sie ansehen; nur diese Person kann sie benutzen.',
  see: 'Ansehen, was die Person sehen wird',
  text: 'Die Einladung als Text',
  toGroup: 'Zur Gruppe',
  inviteNext: 'Noch jemanden einladen',
};
