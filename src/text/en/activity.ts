/** What happened in a group, in words. */

import type { Act } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, moment, names, plural } from './moments.ts';
import { aRole, role as roles } from './parts.ts';

/** An act, and whether what was given has no practical end. */
export interface ToldAct extends Act {
  readonly isEndless: boolean;
}

function who({ people, count }: Act): Phrase {
  return names(people, count);
}

/** " as a member, until 3 May 2027" */
function grant(act: ToldAct): string {
  return act.role === undefined ? until(act) : ` as ${aRole[act.role]}${until(act)}`;
}

function until({ end, isEndless }: ToldAct): string {
  if (isEndless) return ', without a practical end';
  return end === undefined ? '' : `, until ${day(end)}`;
}

/** ", invited by Alice"; empty where nobody is named. */
function by(words: string, act: Act): Phrase {
  return act.people.length === 0 ? [] : [words, ...who(act)];
}

/** " It is called Chess."; empty where no name is known. */
function named({ about }: Act): Phrase {
  return about === undefined ? [] : phrase` It is called ${strong(about)}.`;
}

const says: Record<Act['what'], (act: ToldAct) => Phrase> = {
  founded: (act) => ['You founded this group.', ...named(act)],
  invited: (act) => ['You invited ', ...who(act), `${grant(act)}.`],
  joined: (act) => [`You joined this group${grant(act)}`, ...by(', invited by ', act), '.'],
  renewed: (act) => ['You renewed the membership of ', ...who(act), `${until(act)}.`],
  role: (act) => [
    'You changed the role of ',
    ...who(act),
    act.role === undefined ? `${until(act)}.` : ` to “${roles[act.role]}”${until(act)}.`,
  ],
  'renewed-self': (act) => [`You renewed your own membership${until(act)}.`],
  'renewed-me': (act) => [
    `Your membership was renewed${grant(act)}`,
    ...by(', signed by ', act),
    '.',
  ],
  'kept-mine': (act) => [
    'You kept your membership as it was',
    ...by(', and not one signed by ', act),
    '.',
  ],
  'let-end': (act) => [
    'You decided that the membership of ',
    ...who(act),
    ' shall end by its date.',
  ],
  'not-let-end': (act) => ['You decided that the membership of ', ...who(act), ' may go on.'],
  properties: (act) => ['You changed the name or the description of the group.', ...named(act)],
  published: ({ count }) => [
    `You published ${plural(count, 'entry', 'entries')} of other programs.`,
  ],
  'update-made': (act) =>
    act.people.length === 0
      ? ['You made an update.']
      : ['You made an update that tells ', ...who(act), ' that you are in.'],
  'update-opened': ({ count }) => [
    count === 0
      ? 'You opened an update in which nothing was new.'
      : 'You opened an update, and it bore out what you knew.',
  ],
  'members-came': (act) => ['An update told you of ', ...who(act), '.'],
  'members-joined': (act) => ['An update told you that ', ...who(act), ' joined.'],
  'members-renewed': (act) => ['An update brought newer memberships of ', ...who(act), '.'],
  'properties-came': (act) => [
    'An update brought the name and the description of the group.',
    ...named(act),
  ],
  refused: ({ count }) => [
    count === 1
      ? 'A part of an update was refused.'
      : `${plural(count, 'part', 'parts')} of an update were refused.`,
  ],
};

export const activity = {
  title: 'What happened',
  lead: 'What you did in this group, and what updates brought. It is kept in this browser alone.',
  none: 'Nothing so far.',
  more: 'Show older ones',
  save: 'Save as a text file',
  when: moment,
  says,
};
