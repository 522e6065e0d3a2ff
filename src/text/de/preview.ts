/** Opening something received, and an invitation before it is joined. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { day, moment } from './moments.ts';
import { aRole, role as roles } from './parts.ts';

export const open: Text['open'] = {
  title: 'Erhaltenes öffnen',
  lead: 'Eine Identitätskarte, eine Einladung oder eine Gruppenaktualisierung: ein Code, Text, eine Datei oder ein Bild. Eine Karte oder eine Einladung wird gezeigt, bevor etwas geschieht; eine Aktualisierung einer deiner Gruppen wird gleich aufgenommen.',
  cardOf: (name) => phrase`Die Identitätskarte von ${name}`,
  cardMine: 'Es ist deine eigene Karte.',
  several: 'Darin steckt mehr als ein Dokument. Welches willst du öffnen?',
  oneDamaged:
    'Ein anderes darin ist beschädigt oder abgeschnitten. Wenn du das willst, bitte noch einmal darum.',
  counted: (name, number) => [...name, ` (${number})`],
  invitationUntil: (group, name, end) =>
    phrase`Einladung in die Gruppe ${group} für ${name}, bis zum ${day(end)}`,
  cardInvite: 'Diese Person einladen in',
  cardNoGroup:
    'Mit dieser Karte kannst du diese Person in eine deiner Gruppen einladen. Noch gibt es keine, in der du einladen darfst.',
  cardNoIdentity:
    'Mit dieser Karte kannst du diese Person in eine deiner Gruppen einladen. Dafür brauchst du zuerst eine Identität: Erstelle eine in diesem Browser, oder öffne das dort, wo du eine hast, zum Beispiel in der App auf deinem Startbildschirm.',
  cannot: {
    role: 'Du kannst hier nicht einladen: Du bist Mitglied.',
    ended: 'Du kannst hier nicht einladen: Deine Mitgliedschaft gilt jetzt nicht.',
    length: 'Du kannst hier nicht einladen: Der Weg zum Anfang der Gruppe ist zu lang.',
  },
  another: 'Etwas anderes öffnen',
  reply: 'Eine Nachricht zum Zurückschicken',
  copyReply: 'Nachricht kopieren',
  noIdentity:
    'Du kannst es hier ansehen. Zum Beitreten brauchst du eine Identität: Erstelle eine in diesem Browser, oder öffne das dort, wo du eine hast, zum Beispiel in der App auf deinem Startbildschirm.',
};

export const preview: Text['preview'] = {
  eyebrow: 'Einladung',
  title: (inviter, group) => phrase`${inviter} lädt dich in die Gruppe ${group} ein`,
  titleOther: (inviter, invitee, group) =>
    phrase`${inviter} lädt ${invitee} in die Gruppe ${group} ein`,
  as: (role, end) => phrase`als ${strong(aRole[role])}, bis zum ${strong(day(end))}`,
  asEndless: (role) => phrase`als ${strong(aRole[role])}, praktisch unbefristet`,
  endsWith: (name) => phrase`Sie endet zusammen mit der Mitgliedschaft von ${name}.`,
  checks: 'Was geprüft wurde',
  signatures: 'Jede Unterschrift ist unversehrt',
  mayInvite: (inviter, role) => phrase`${inviter} darf diese Rolle geben: ${roles[role]}`,
  dates: 'Beginn und Ende passen, heute und auf dem ganzen Weg',
  ended: (end) => phrase`Sie endete am ${strong(moment(end))}`,
  notYet: (start) => phrase`Sie beginnt erst am ${strong(moment(start))}`,
  deviceTime: (now) =>
    phrase`Für dieses Gerät ist jetzt der ${moment(now)}. Wenn das nicht stimmt, stell die Uhr richtig und sieh noch einmal nach.`,
  forYou: 'Sie wurde für deinen Schlüssel gemacht',
  forIdentity: (name) => phrase`Sie wurde für deine Identität ${name} gemacht`,
  forThem: (name) => phrase`Sie wurde für den Schlüssel von ${name} gemacht`,
  forOther: (name) =>
    phrase`Sie wurde für den Schlüssel von ${name} gemacht, und der ist nicht in diesem Browser`,
  known: (inviter) => phrase`Du kennst ${inviter} schon mit diesem Schlüssel`,
  way: 'Der Weg von der Gruppe zu dir',
  wayOther: 'Der Weg von der Gruppe zur eingeladenen Person',
  keyTitle: 'Du siehst diese Gruppe zum ersten Mal.',
  keySays: (inviter) =>
    phrase`Vergleiche die Wörter ihres Schlüssels mit ${inviter}, persönlich oder am Telefon:`,
  keyKnown: 'Der Schlüssel dieser Gruppe',
  signedTitle: (name) => phrase`Du hast diese Einladung für ${name} unterschrieben.`,
  signedSays: (name) =>
    phrase`Nur ${name} kann sie benutzen, für dich gibt es hier also nichts, dem du beitreten könntest.`,
  otherTitle: 'Diese Einladung ist nicht für dich.',
  otherSays: (name) =>
    phrase`Sie gilt nur mit dem Schlüssel von ${name}. Wenn du das bist, öffne sie in dem Browser, in dem du diese Identität erstellt hast. Die Wörter dieses Schlüssels:`,
  nobodyTitle: 'Du hast in diesem Browser noch keine Identität.',
  nobodySays: (name) =>
    phrase`Diese Einladung wurde für den Schlüssel von ${name} gemacht. Wenn du das bist, öffne sie in dem Browser oder der App, wo du diese Identität erstellt hast. Wenn nicht, erstelle eine Identität und schick deine Karte der Person, die dich einlädt.`,
  nobodyCreate: 'Meine Identität erstellen',
  copyThis: 'Diese Einladung kopieren',
  namesakeTitle: 'Halt: Du bist in einer anderen Gruppe mit diesem Namen.',
  namesakeSays: (name) =>
    phrase`Du bist schon in einer Gruppe namens ${name}, und diese hat einen anderen Schlüssel. Vielleicht macht jemand sie nach. Vergleiche die Wörter von beiden und frag ein Mitglied, das du kennst.`,
  namesakeYours: 'Deine Gruppe',
  namesakeThis: 'Diese Einladung',
  namesakeTick: 'Ich weiß, dass das eine andere Gruppe ist',
  impostorTitle: 'Halt: Das ist nicht deine Gruppe.',
  impostorSays:
    'Sie benutzt die Adresse einer Gruppe, in der du bist, hat aber einen anderen Schlüssel. Beitreten ist nicht möglich. Sag es deiner Gruppe.',
  memberTitle: 'Du bist schon in dieser Gruppe.',
  memberSays: 'Diese Einladung gibt dir nichts, was du nicht hast. Es ist nichts zu tun.',
  renewalTitle: 'Das verlängert deine Mitgliedschaft.',
  weakerTitle: 'Das ändert, was du darfst oder bis wann.',
  weakerTick: 'Ich will die neue',
  now: 'Jetzt',
  then: 'Dann',
  roleUntil: (role, end) => `${role}, bis zum ${day(end)}`,
  roleEnded: (role, end) => `${role}, abgelaufen am ${day(end)}`,
  roleEndless: (role) => `${role}, praktisch unbefristet`,
  join: (group) => phrase`Der Gruppe ${group} beitreten`,
  renew: 'Meine Mitgliedschaft verlängern',
  take: 'Annehmen',
  toGroup: 'Zur Gruppe',
  notNow: 'Jetzt nicht',
  discard: 'Verwerfen',
  joined: (group) => phrase`Du bist der Gruppe ${group} beigetreten.`,
  toDecision: 'Zur Entscheidung, weiter unten',
  nothingYet: 'Nichts ändert sich, bevor du beitrittst.',
};

/** Ready-made messages to whoever sent something that could not be used. */
export const reply: Text['reply'] = {
  ended: (group, end) =>
    `Die Einladung in die Gruppe ${group}, die du mir geschickt hast, endete am ${day(end)}. Kannst du bitte eine neue für meine Identitätskarte unterschreiben?`,
  notYet: (group, start) =>
    `Die Einladung in die Gruppe ${group}, die du mir geschickt hast, beginnt erst am ${day(start)}. Geht die Uhr deines Geräts richtig? Wenn ja, trete ich dann bei.`,
  other: (group, name) =>
    `Die Einladung in die Gruppe ${group}, die du mir geschickt hast, wurde für einen anderen Schlüssel gemacht (${name}), deshalb kann ich sie nicht benutzen. Kannst du bitte eine für meine Identitätskarte unterschreiben?`,
  impostor: (group) =>
    `Die Einladung, die du mir geschickt hast, gibt sich als eine in die Gruppe ${group} aus, hat aber einen anderen Schlüssel als die Gruppe, in der ich bin. Woher hast du sie?`,
  damaged:
    'Was du mir für Conclave geschickt hast, kam beschädigt an. Kannst du es bitte noch einmal schicken, am besten als Datei?',
  untrusted:
    'Was du mir für Conclave geschickt hast, besteht die Prüfungen nicht, deshalb habe ich es nicht benutzt. Kannst du bitte ein neues machen?',
  myCard: 'Meine Identitätskarte:',
};
