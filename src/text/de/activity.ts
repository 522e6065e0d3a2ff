/** What happened in a group, in words. */

import type { Act } from '../../peer.ts';
import type { Text } from '../en.ts';
import type { ToldAct } from '../en/activity.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, moment, names, plural } from './moments.ts';
import { aRole, role as roles } from './parts.ts';

function who({ people, count }: Act): Phrase {
  return names(people, count);
}

/** " als Mitglied" */
function as({ role }: Act): string {
  return role === undefined ? '' : ` als ${aRole[role]}`;
}

function until({ end, isEndless }: ToldAct): string {
  if (isEndless) return ', praktisch unbefristet';
  return end === undefined ? '' : `, bis zum ${day(end)}`;
}

/** ", eingeladen von Alice"; empty where nobody is named. */
function by(words: string, act: Act): Phrase {
  return act.people.length === 0 ? [] : [words, ...who(act)];
}

/** " Sie heißt Schach."; empty where no name is known. */
function named({ about }: Act): Phrase {
  return about === undefined ? [] : phrase` Sie heißt ${strong(about)}.`;
}

const says: Text['activity']['says'] = {
  founded: (act) => ['Du hast diese Gruppe gegründet.', ...named(act)],
  invited: (act) => ['Du hast ', ...who(act), `${as(act)} eingeladen${until(act)}.`],
  joined: (act) => [
    `Du bist dieser Gruppe beigetreten${as(act)}${until(act)}`,
    ...by(', eingeladen von ', act),
    '.',
  ],
  renewed: (act) => ['Du hast die Mitgliedschaft von ', ...who(act), ` verlängert${until(act)}.`],
  role: (act) => [
    'Du hast die Rolle von ',
    ...who(act),
    act.role === undefined
      ? ` geändert${until(act)}.`
      : ` in „${roles[act.role]}“ geändert${until(act)}.`,
  ],
  'renewed-self': (act) => [`Du hast deine eigene Mitgliedschaft verlängert${until(act)}.`],
  'renewed-me': (act) => [
    `Deine Mitgliedschaft wurde verlängert${as(act)}${until(act)}`,
    ...by(', unterschrieben von ', act),
    '.',
  ],
  'kept-mine': (act) => [
    'Du hast deine Mitgliedschaft behalten, wie sie war',
    ...by(', statt der neuen, unterschrieben von ', act),
    '.',
  ],
  'let-end': (act) => [
    'Du hast entschieden, dass die Mitgliedschaft von ',
    ...who(act),
    ' zum festgelegten Datum enden soll.',
  ],
  'not-let-end': (act) => [
    'Du hast entschieden, dass die Mitgliedschaft von ',
    ...who(act),
    ' weitergehen darf.',
  ],
  properties: (act) => [
    'Du hast den Namen oder die Beschreibung der Gruppe geändert.',
    ...named(act),
  ],
  published: ({ count }) => [
    `Du hast ${plural(count, 'Eintrag', 'Einträge')} anderer Programme veröffentlicht.`,
  ],
  'update-made': (act) =>
    act.people.length === 0
      ? ['Du hast eine Aktualisierung erstellt.']
      : ['Du hast eine Aktualisierung über deinen Beitritt erstellt, für ', ...who(act), '.'],
  'update-opened': ({ count }) => [
    count === 0
      ? 'Du hast eine Aktualisierung geöffnet, in der nichts neu war.'
      : 'Du hast eine Aktualisierung geöffnet, und sie bestätigte, was du wusstest.',
  ],
  'members-came': (act) => ['Neu durch eine Aktualisierung: ', ...who(act), '.'],
  'members-joined': (act) => ['Laut einer Aktualisierung beigetreten: ', ...who(act), '.'],
  'members-renewed': (act) => [
    'Eine Aktualisierung brachte neuere Mitgliedschaften von ',
    ...who(act),
    '.',
  ],
  'properties-came': (act) => [
    'Eine Aktualisierung brachte den Namen und die Beschreibung der Gruppe.',
    ...named(act),
  ],
  refused: ({ count }) => [
    count === 1
      ? 'Ein Teil einer Aktualisierung wurde abgelehnt.'
      : `${plural(count, 'Teil', 'Teile')} einer Aktualisierung wurden abgelehnt.`,
  ],
};

export const activity: Text['activity'] = {
  title: 'Was geschehen ist',
  lead: 'Was du in dieser Gruppe getan hast und was Aktualisierungen brachten. Es liegt nur in diesem Browser.',
  none: 'Bisher nichts.',
  more: 'Ältere zeigen',
  save: 'Als Textdatei speichern',
  when: moment,
  says,
};
