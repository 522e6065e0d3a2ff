/** One person of a group. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { day, numeral, plural } from './moments.ts';
import { aRole, role as roles } from './parts.ts';

export const member: Text['member'] = {
  lost: 'Diese Person steht nicht mehr in der Liste dieser Gruppe.',
  role: (role, group) => phrase`${strong(roles[role])} in der Gruppe ${group}`,
  you: 'Das bist du.',
  ownName: (name) => phrase`eigener Name: ${name}`,
  unsound: 'Das Zertifikat dieser Person besteht die Prüfung nicht.',
  unsoundSays:
    'Was von dieser Mitgliedschaft hier liegt, lässt sich nicht bis zum Schlüssel deiner Gruppe prüfen, deshalb wird nichts davon gezeigt. Öffne eine neue Gruppenaktualisierung.',
  membership: 'Mitgliedschaft',
  until: (end) => phrase`Sie dauert bis zum ${strong(day(end))}.`,
  wasUntil: (end) => phrase`Sie endete am ${strong(day(end))}.`,
  notYet: (start) => phrase`Sie beginnt am ${strong(day(start))}.`,
  endless: 'Sie ist praktisch unbefristet.',
  endsWith: (name) =>
    phrase`Sie wurde auf das Ende der Mitgliedschaft von ${name} gekürzt, von der diese Einladung kam.`,
  endsWithMine: 'Sie wurde auf das Ende deiner eigenen Mitgliedschaft gekürzt.',
  endsWithOlder: (name) =>
    phrase`Sie wurde auf das Ende einer älteren Mitgliedschaft von ${name} gekürzt. Die neue ist länger, und ${name} kann diese jetzt verlängern.`,
  endsWithMyOlder:
    'Sie wurde auf das Ende einer älteren Mitgliedschaft von dir gekürzt. Deine ist jetzt länger: Verlängere auch diese.',
  invitedBy: (name) => phrase`Eingeladen von ${name}`,
  invitedByYou: 'Von dir eingeladen',
  namesakeSays:
    'Noch jemand in dieser Gruppe hat denselben Namen und einen anderen Schlüssel. Vergleiche den Fingerabdruck, bevor du dich auf den Namen verlässt.',
  foundedIn: 'Mit dem eigenen Schlüssel der Gruppe gegründet.',
  invitedOnly: 'Eingeladen; seither war von dieser Person nichts zu hören.',
  offered: (of, end) =>
    phrase`Auch eine Mitgliedschaft als ${aRole[of]} bis zum ${strong(day(end))} wurde unterschrieben. Sie gibt weniger: Hier zählt sie, sobald diese Person sie angenommen und es dir gesagt hat.`,
  offeredEndless: (of) =>
    phrase`Auch eine Mitgliedschaft als ${aRole[of]} wurde unterschrieben. Sie gibt weniger: Hier zählt sie, sobald diese Person sie angenommen und es dir gesagt hat.`,
  letEndOn: 'Du hast gesagt, dass diese Mitgliedschaft zum festgelegten Datum enden soll.',
  way: 'Der Weg von der Gruppe',
  invited: 'Eingeladen',
  invitedNobody: 'Niemanden, soweit hier bekannt ist.',
  branch: (people, ending) => {
    const came = `${plural(people, 'Person kam', 'Personen kamen')} durch diese Person, die weiter hinten mitgezählt`;
    if (ending === undefined) return `${came}.`;
    return `${came}; ${ending === 0 ? 'keine davon endet' : plural(ending, 'endet', 'enden')} mit dieser Mitgliedschaft.`;
  },
  branchBehind: (count) =>
    `${plural(count, 'Mitgliedschaft wurde', 'Mitgliedschaften wurden')} auf eine ältere Mitgliedschaft dieser Person gekürzt und ${count === 1 ? 'kann' : 'können'} jetzt verlängert werden.`,
  moreInvited: (count) => `und ${numeral(count)} weitere, im Baum`,
  key: 'Der Schlüssel dieser Person',
  keySays:
    'Frag persönlich oder am Telefon nach diesen Wörtern und vergleiche sie alle. Was zusammen mit einer Karte geschickt wird, beweist nichts.',
  mine: 'Was du weißt',
  mineSays: 'Nur du siehst das. Es kommt in keine Aktualisierung.',
  petname: 'Wie du diese Person nennst',
  petnameHint: 'Bleibt das leer, zeigt die Liste den Namen, den die Person gewählt hat.',
  noteOf: 'Notiz',
  how: 'Wie hast du dich des Schlüssels vergewissert?',
  ways: {
    none: 'Gar nicht',
    scanned: 'Persönlich gescannt',
    compared: 'Fingerabdruck verglichen',
  },
  save: 'Speichern',
  saved: 'Gespeichert.',
  renew: 'Verlängern oder Rolle ändern',
  letEnd: 'Enden lassen',
  notLetEnd: 'Nicht enden lassen',
  obstacles: {
    way: 'Diese Person steht auf dem Weg von der Gruppe zu dir, deshalb kannst du diese Mitgliedschaft nicht verlängern.',
    role: 'Deine Rolle erlaubt dir nicht, diese Mitgliedschaft zu verlängern.',
    inviting: 'Du kannst keine Mitgliedschaft verlängern, solange du nicht einladen kannst.',
  },
  letEndTitle: (name) => phrase`Die Mitgliedschaft von ${name} enden lassen?`,
  letEndSays: (end) =>
    phrase`Sie wird ab jetzt bei Verlängerungen ausgelassen. Ihr letzter Tag ist der ${strong(day(end))}; nichts kann sie früher zurücknehmen.`,
  letEndEnded: 'Sie ist schon abgelaufen und wird ab jetzt bei Verlängerungen ausgelassen.',
  letEndEndless:
    'Sie wird ab jetzt bei Verlängerungen ausgelassen. Aber sie ist praktisch unbefristet, und nichts kann sie zurücknehmen.',
  letEndElse:
    'Wenn das zu spät ist, bleibt nur eine neue Gruppe: Gründe eine und lade die anderen einzeln ein.',
  letEndOthers: 'Andere, die einladen dürfen, können sie noch verlängern: Sag es ihnen.',
  letEndYes: 'Enden lassen',
  letEndSaid: (name) => phrase`Die Mitgliedschaft von ${name} wird bei Verlängerungen ausgelassen.`,
  notLetEndSaid: (name) => phrase`Die Mitgliedschaft von ${name} kann wieder verlängert werden.`,
  details: 'Details dieser Mitgliedschaft',
};
