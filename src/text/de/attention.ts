/** What needs attention, on the first screen. */

import type { Text } from '../en.ts';
import { phrase } from '../phrase.ts';
import { day, daysFrom, moment, names, numeral, plural } from './moments.ts';

export const attention: Text['attention'] = {
  ended: (end) => `Deine Mitgliedschaft endete am ${moment(end)}.`,
  ends: (now, end) => `Deine Mitgliedschaft endet ${daysFrom(now, end)}, am ${moment(end)}.`,
  notYet: (start) => `Deine Mitgliedschaft beginnt am ${moment(start)}.`,
  offer: (name) =>
    phrase`${name} hat eine neue Mitgliedschaft für dich unterschrieben, die weniger gibt als die jetzige.`,
  dueIn: (count, hasMore, group) =>
    hasMore
      ? phrase`Mindestens ${memberships(count)} in der Gruppe ${group}`
      : phrase`${memberships(count)} in der Gruppe ${group}`,
  due: (ended, ending, first) => {
    if (ended === 0) {
      return `${ending === 1 ? 'Sie endet' : 'Sie enden'} bald, ${firstOn(ending, first)}.`;
    }
    if (ending === 0) return ended === 1 ? 'Sie ist abgelaufen.' : 'Sie sind abgelaufen.';
    const over = `${numeral(ended)} ${ended === 1 ? 'ist' : 'sind'} abgelaufen`;
    return `${over}, ${numeral(ending)} ${ending === 1 ? 'endet' : 'enden'} bald, ${firstOn(ending, first)}.`;
  },
  dueOfMany: (ended, first) =>
    ended > 0 ? 'Einige davon sind abgelaufen.' : `Sie enden bald, die erste am ${day(first)}.`,
  capped: (count) =>
    `${count === 1 ? 'Sie endet' : 'Sie enden'} mit deiner. Bitte zuerst um deine eigene Verlängerung: Du kannst niemandem eine längere geben, als du hast.`,
  whose: (people, says) => [...names(people), `. ${says}`],
  look: 'Ansehen',
  ask: 'Um Verlängerung bitten',
  self: 'Verlängern',
  renew: 'Verlängern',
};

function memberships(count: number): string {
  return plural(count, 'Mitgliedschaft', 'Mitgliedschaften');
}

/** "die erste am 3. Mai 2027" */
function firstOn(count: number, first: number): string {
  return count === 1 ? `am ${day(first)}` : `die erste am ${day(first)}`;
}
