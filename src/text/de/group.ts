/** Home, a new group, the pages of a group, and leaving it. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { day, moment, shortDay } from './moments.ts';
import { aRole } from './parts.ts';

export const home: Text['home'] = {
  title: 'Deine Gruppen',
  empty: 'Du bist noch in keiner Gruppe.',
  emptySays:
    'Es gibt zwei Wege hinein. Gründe eine Gruppe und lade andere ein, oder gib jemandem deine Karte und öffne die Einladung, die zurückkommt.',
  attention: 'Hier ist etwas zu tun',
  waiting: 'Wartet auf deine Entscheidung',
  waitingSays: (inviter) => phrase`Einladung von ${inviter}`,
  openCard: 'Meine Karte geben',
  bringGroup: 'Gespeicherte Gruppe zurückholen',
};

export const newGroup: Text['newGroup'] = {
  title: 'Neue Gruppe',
  lead: 'Du bist darin von Anfang an Admin. Die Gruppe bekommt einen eigenen Schlüssel, der in diesem Browser liegt.',
  name: 'Name der Gruppe',
  nameHint: 'Alle, die eingeladen werden, sehen ihn. Du kannst ihn später ändern.',
  comment: 'Wozu ist sie da?',
  commentHint:
    'Freiwillig. Die anderen Mitglieder sehen es mit der ersten Aktualisierung, die sie öffnen.',
  as: 'Gründen als',
  create: 'Gruppe gründen',
};

export const group: Text['group'] = {
  tabs: {
    overview: 'Übersicht',
    people: 'Personen',
    invitations: 'Einladungen',
    updates: 'Aktualisierungen',
    details: 'Details',
  },
  tabsOf: 'Seiten dieser Gruppe',
  invite: 'Einladen',
  youAre: (role) => `Du bist ${aRole[role]}`,
  youAreEndless: (role) => `Du bist ${aRole[role]} · praktisch unbefristet`,
  youWere: (role) => `Du warst ${aRole[role]} · abgelaufen`,
  as: (name) => phrase`als ${name}`,
  membership: 'Deine Mitgliedschaft',
  until: (end) => phrase`Sie dauert bis zum ${strong(moment(end))}.`,
  wasUntil: (end) => phrase`Sie endete am ${strong(moment(end))}.`,
  endless: 'Sie ist praktisch unbefristet.',
  since: (role, start) => phrase`${strong(role)}, seit dem ${day(start)}.`,
  endsWith: (name) =>
    phrase`Sie endet zusammen mit der Mitgliedschaft von ${name}, von der deine Einladung kam. Für eine längere muss zuerst diese verlängert werden: Vorher kann ${name} dir nichts Längeres geben.`,
  endedWith: (name) =>
    phrase`Sie endete zusammen mit der Mitgliedschaft von ${name}, von der deine Einladung kam.`,
  endsWithOlder: (name, end) =>
    phrase`Sie wurde auf das Ende einer älteren Mitgliedschaft von ${name} gekürzt. Die neue dauert bis zum ${strong(day(end))}, und ${name} kann deine jetzt verlängern.`,
  endsWithOlderEndless: (name) =>
    phrase`Sie wurde auf das Ende einer älteren Mitgliedschaft von ${name} gekürzt. Die neue ist praktisch unbefristet, und ${name} kann deine jetzt verlängern.`,
  notTakenBack:
    'Eine Mitgliedschaft endet zum festgelegten Datum; nichts hier kann sie früher zurücknehmen.',
  way: 'Wie du zu ihr gehörst',
  key: 'Der Schlüssel dieser Gruppe',
  keySays:
    'Vergleiche das mit einem anderen Mitglied, um sicher zu sein, dass ihr in derselben Gruppe seid.',
  creator: 'Du hast diese Gruppe gegründet. Ihr Schlüssel liegt in diesem Browser.',
  foundedAs: (name) => phrase`Gegründet als ${name}`,
  noInvite: {
    role: 'Als Mitglied kannst du nicht einladen. Admins und einladende Mitglieder können dich zum einladenden Mitglied machen: Gib ihnen deine Karte.',
    ended: 'Du kannst nicht einladen, solange deine eigene Mitgliedschaft nicht gilt.',
    length:
      'Du bist 25 Schritte vom Anfang dieser Gruppe entfernt, mehr sind nicht möglich. Deshalb kannst du nicht einladen.',
  },
  aloneTitle: 'Bisher bist du hier allein.',
  aloneSays: 'Bitte jemanden um die Identitätskarte und lade die Person ein.',
};

export const invitations: Text['invitations'] = {
  none: 'Du hast noch niemanden eingeladen.',
  noneSays:
    'Wen du einlädst, steht dann hier, und du kannst jede Einladung jederzeit noch einmal geben.',
  note: 'Beim Beitreten kommt von selbst nichts zurück. Ob jemand beigetreten ist, steht unter „Personen“, sobald eine Aktualisierung es sagt.',
  issued: (time) => `Unterschrieben am ${shortDay(time)}`,
  more: 'Mehr zeigen',
};

export const details: Text['details'] = {
  chain: 'Der Weg von der Gruppe zu dir',
  chainSays: 'Jedes Zertifikat ist von dem davor unterschrieben.',
  pem: 'Als PEM speichern',
  pkcs7: 'Als PKCS#7 speichern',
  place: (place, name) => phrase`${String(place)}. ${name}`,
  root: 'Wurzelzertifikat der Gruppe',
  membership: 'Mitgliedszertifikat der Gruppe',
  leave: 'Gruppe verlassen',
  leaveTitle: (name) => phrase`Die Gruppe ${name} verlassen?`,
  leaveSays:
    'Deine Mitgliedschaft wird aus diesem Browser gelöscht, mit allem, was von dieser Gruppe hier liegt. Die anderen erfahren es nicht. Um zurückzukommen, brauchst du die gespeicherte Gruppe oder eine Einladung, die noch gilt.',
  leaveCreator:
    'Auch der Schlüssel dieser Gruppe wird gelöscht. Dass er mit der Gruppe gespeichert wurde, ist nicht bekannt, und sonst ist er endgültig weg: Nie wieder kann jemand für die Gruppe selbst unterschreiben.',
  leaveCreatorSaved:
    'Auch der Schlüssel dieser Gruppe wird hier gelöscht. Nur die gespeicherte Gruppe oder die Datei von „Alles speichern“ bringt ihn zurück.',
  leaveYes: 'Endgültig verlassen',
  left: (name) => phrase`Du hast ${name} verlassen.`,
};
