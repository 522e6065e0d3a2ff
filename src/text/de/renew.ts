/** Renewal, both sides: memberships that are due, one's own, and what needs attention on the first screen. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { day, daysFrom, moment, numeral, plural } from './moments.ts';
import { aRole } from './parts.ts';

function memberships(count: number): string {
  return plural(count, 'Mitgliedschaft', 'Mitgliedschaften');
}

/** The older credential goes on. */
function older(running: number, all = running): string {
  if (all === 1) {
    return 'Die Mitgliedschaft, die diese Person jetzt hat, gilt auch bis zu ihrem eigenen Ende weiter. Nichts kann sie zurücknehmen.';
  }
  return running === all
    ? 'Die Mitgliedschaften, die diese Personen jetzt haben, gelten auch bis zu ihrem eigenen Ende weiter. Nichts kann sie zurücknehmen.'
    : `${memberships(running)} davon ${running === 1 ? 'gilt noch bis zu ihrem eigenen Ende' : 'gelten noch bis zu ihrem eigenen Ende'} weiter. Nichts kann das zurücknehmen.`;
}

/** Renewing others. */
export const renew: Text['renew'] = {
  title: 'Mitgliedschaften verlängern',
  titleOf: (name) => phrase`Mitgliedschaft von ${name} verlängern`,
  titleBranch: (name) => phrase`Was mit der Mitgliedschaft von ${name} endet, verlängern`,
  titleMine: 'Was mit deiner Mitgliedschaft endet, verlängern',
  in: (group) => phrase`in der Gruppe ${group}`,

  who: 'Wessen Mitgliedschaft?',
  none: {
    due: 'Gerade muss keine Mitgliedschaft verlängert werden.',
    chosen: 'Niemand ist gewählt.',
    person: 'Diese Person ist in dieser Gruppe nicht mehr bekannt.',
    branch: 'Keine Mitgliedschaft endet mehr mit dieser.',
  },
  noneSays: 'Du kannst jede Mitgliedschaft jederzeit verlängern: Lass alle anzeigen und wähle.',
  noneCan: 'Von den angezeigten Mitgliedschaften kannst du keine verlängern.',
  showAll: (count) => `Alle zeigen (${numeral(count)})`,
  showMore: (count) => `${numeral(count)} weitere zeigen`,
  tickAll: 'Alle diese wählen',
  tickNone: 'Keine wählen',
  chosen: (count) => `${plural(count, 'Person', 'Personen')} gewählt`,
  why: {
    way: 'Steht zwischen der Gruppe und dir, deshalb muss die Mitgliedschaft von weiter oben kommen.',
    role: 'Ist Admin: Das können nur Admins verlängern.',
  },
  letEnd: (end) =>
    phrase`Du lässt diese Mitgliedschaft enden: Ihr letzter Tag ist der ${strong(day(end))}. Setze den Haken, um sie trotzdem zu verlängern.`,
  letEnded: (end) =>
    phrase`Du hast diese Mitgliedschaft enden lassen: Sie endete am ${strong(day(end))}. Setze den Haken, um sie trotzdem zu verlängern.`,

  orLetEnd: 'Enden lassen',

  roleTitle: 'Welche Rolle?',
  asItIs: 'Wie sie ist',
  change: 'Eine andere',
  newRole: 'Die neue Rolle',
  older,
  unchanged: (count, all) => {
    if (all === 1) return 'Das ändert für diese Person nichts.';
    return count === all
      ? 'Das ändert hier für niemanden etwas.'
      : `Das ändert für ${numeral(count)} davon nichts: Dafür wird nichts unterschrieben.`;
  },
  unchangedSays: 'Alles davon ist schon da, bis zum selben Zeitpunkt.',
  loses: (name, role, end) => phrase`${name} bleibt ${aRole[role]} bis zum ${strong(day(end))}.`,
  losesEndless: (name, role) => phrase`${name} bleibt ${aRole[role]}.`,
  losesSays: (name) =>
    phrase`Die ältere Mitgliedschaft sagt das bis zu ihrem eigenen Ende, und nichts kann sie zurücknehmen. Die neue wird ${name} angeboten; es ist auch möglich, die ältere zu behalten.`,
  loseMany: (count, end) =>
    count === 1
      ? `Eine Person davon behält, was sie jetzt darf, bis zum ${day(end)}.`
      : `${count} davon behalten, was sie jetzt dürfen, am längsten bis zum ${day(end)}.`,
  loseManyEndless: (count) =>
    count === 1
      ? 'Eine Person davon behält, was sie jetzt darf.'
      : `${count} davon behalten, was sie jetzt dürfen.`,
  loseManySays:
    'Ihre älteren Mitgliedschaften sagen das bis zu ihrem eigenen Ende, und nichts kann sie zurücknehmen. Die neuen werden ihnen angeboten, und sie können die älteren behalten.',
  sooner: (count) =>
    `Für ${count === 1 ? 'eine Person' : count} davon endet das früher, als es jetzt ist: Es wird angeboten und nicht von selbst übernommen.`,

  mineFirst: {
    title: (end) => phrase`Deine endet am ${strong(moment(end))}.`,
    titleEnded: (end) => phrase`Deine endete am ${strong(moment(end))}.`,
    says: 'Keine Mitgliedschaft, die du verlängerst, kann länger dauern als deine. Verlängere zuerst deine eigene, wenn das zu kurz ist.',
    ask: 'Um deine Verlängerung bitten',
    self: 'Deine verlängern',
  },

  sign: (count) => (count === 1 ? 'Unterschreiben' : `Alle ${numeral(count)} unterschreiben`),
  signing: (count) => `${memberships(count)} ${count === 1 ? 'wird' : 'werden'} unterschrieben …`,

  done: (count) =>
    count === 1 ? 'Die Mitgliedschaft ist verlängert' : `${memberships(count)} sind verlängert`,
  doneOf: (name) => phrase`Die Mitgliedschaft von ${name} ist verlängert`,
  offeredTo: (name) =>
    phrase`Eine neue Mitgliedschaft ist unterschrieben und wird ${name} angeboten`,
  notSent: 'Nichts wird von selbst gesendet: Gib es jetzt weiter.',
  update: 'Für die ganze Gruppe',
  updateSays: (count) =>
    count === 1
      ? 'Gib diese Aktualisierung der Person, deren Mitgliedschaft verlängert ist, oder jemandem, der sie weitergibt: Mit „Erhaltenes öffnen“ geöffnet, bringt sie die neue Mitgliedschaft. Die anderen sehen sie durch dieselbe Aktualisierung.'
      : 'In dieser Aktualisierung steckt alles. Gib sie denen, deren Mitgliedschaft verlängert ist, oder jemandem, der sie weitergibt: Wer sie mit „Erhaltenes öffnen“ öffnet, hat die neue Mitgliedschaft und sieht die der anderen.',
  updateOffers: (offered, all) =>
    all === 1
      ? 'Gib diese Aktualisierung der Person, für die sie ist, oder jemandem, der sie weitergibt. Sie bietet die neue Mitgliedschaft an: Bis sie angenommen wird, gilt die vorhandene bis zu ihrem eigenen Ende.'
      : `In dieser Aktualisierung steckt alles. Gib sie allen. ${memberships(offered)} darin ${offered === 1 ? 'gibt weniger als die vorhandene und wird' : 'geben weniger als die vorhandenen und werden'} nur angeboten; die anderen werden beim Öffnen übernommen.`,
  single: 'Für jede Person einzeln',
  singleSays:
    'Für jemanden ohne Kontakt zur Gruppe: das Gleiche wie eine eigene Einladung, mit „Erhaltenes öffnen“ geöffnet und angenommen.',
  singleOf: (name) =>
    phrase`Nur wenn ${name} keinen Kontakt zur Gruppe hat: das Gleiche wie eine Einladung, die sonst niemand benutzen kann; sie wird mit „Erhaltenes öffnen“ geöffnet und angenommen.`,
  more: (count) => `${numeral(count)} weitere zeigen`,
  again:
    'Sie bleiben unter „Einladungen“, und eine Aktualisierung kannst du unter „Aktualisierungen“ noch einmal erstellen.',
  toPeople: 'Zu den Personen',
};

/** Those who end with a membership that was renewed. */
export const branch: Text['branch'] = {
  of: (count, name) => [
    plural(count, 'Mitgliedschaft endet', 'Mitgliedschaften enden'),
    ...phrase` mit der alten von ${name}.`,
  ],
  mine: (count) =>
    `${plural(count, 'Mitgliedschaft endet', 'Mitgliedschaften enden')} mit deiner alten.`,
  says: 'Sie kamen durch die alte zustande: Eine längere verlängert sie nicht von selbst.',
  renew: 'Auch diese verlängern',
  renewMine: 'Diese verlängern',
  more: (count) =>
    `Bei ${plural(count, 'weiteren Person', 'weiteren Personen')} gibt es Mitgliedschaften, die mit einer alten enden.`,
  moreSays: 'Unter „Laufzeiten“ siehst du sie und kannst sie Zweig für Zweig verlängern.',
  toEnds: 'Die Laufzeiten ansehen',
};

/** The card of somebody who is in the group already. */
export const alreadyMember: Text['alreadyMember'] = {
  in: (name, group) => phrase`${name} ist schon in der Gruppe ${strong(group)}.`,
  was: (name, group) =>
    phrase`${name} war in der Gruppe ${strong(group)}, bis die Mitgliedschaft endete.`,
  invited: (name, group) =>
    phrase`${name} wurde schon in die Gruppe ${strong(group)} eingeladen; seither war nichts zu hören.`,
  renamed: (known, name) =>
    phrase`Die Gruppe kennt diese Person als ${known}, auf der Karte steht ${strong(name)}. Verlängern behält den bekannten Namen; eine neue Einladung nimmt den auf der Karte.`,
  renew: 'Verlängern oder Rolle ändern',
  anew: 'Mit dieser Karte neu einladen',
};

/** One's own membership. */
export const own: Text['own'] = {
  ask: 'Um Verlängerung bitten',
  soonTitle: 'Ein guter Zeitpunkt, deine Mitgliedschaft zu verlängern.',
  urgentTitle: (now, end) => `Deine Mitgliedschaft endet ${daysFrom(now, end)}.`,
  endedTitle: (end) => phrase`Deine Mitgliedschaft endete am ${strong(moment(end))}.`,
  endedSays:
    'Du kannst hier noch alles lesen und Aktualisierungen öffnen. Um wieder mitzumachen, brauchst du eine Verlängerung.',
  askWhom: (name) =>
    phrase`Gib deine Karte an ${strong(name)}, von dort kam deine Einladung, oder an einen Admin.`,
  askAny: 'Gib deine Karte an einen Admin.',
  comesBack:
    'Zurück kommt eine Gruppenaktualisierung oder eine Einladung. Beides öffnest du mit „Erhaltenes öffnen“.',
  nextWho:
    'Wer deine Karte bekommen hat, unterschreibt eine neue Mitgliedschaft und gibt dir eine Gruppenaktualisierung oder eine Einladung. Wenn ihr euch trefft, scannst du sie vom anderen Bildschirm; was dir geschickt wurde, öffnest du hier.',
  openAnswer: 'Öffnen, was zurückkam',
  updateToo:
    'Wenn sie schon verlängert wurde, bringt das auch eine Gruppenaktualisierung von jemandem, der davon weiß.',
  purpose: (group) => `Verlängerung in der Gruppe ${group}`,
  cardFor: (group) =>
    phrase`Für die Verlängerung deiner Mitgliedschaft in der Gruppe ${strong(group)}`,

  self: 'Selbst verlängern',
  selfSays:
    'Du hast diese Gruppe gegründet und hast ihren Schlüssel: Damit unterschreibst du deine eigene Mitgliedschaft. Niemand sonst kann sie verlängern.',
  selfBelow: 'Du unterschreibst sie selbst, mit dem Schlüssel der Gruppe: siehe unten.',
  selfEndless:
    'Sie ist praktisch unbefristet. Unterschreib sie neu, wenn dein Name sich geändert hat, damit die Gruppe es erfährt.',
  endlessChoice: 'Praktisch unbefristet',
  selfSign: 'Mit dem Schlüssel der Gruppe unterschreiben',
  selfSooner:
    'Das endet früher als die Mitgliedschaft, die du hast. Die wird dadurch nicht zurückgenommen: Nur dieser Browser richtet sich nach der neuen.',
  selfDone:
    'Deine Mitgliedschaft ist verlängert. Gib jetzt den anderen eine Aktualisierung, damit sie es wissen.',
};
