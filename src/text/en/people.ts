/** The people of a group: as a list, as a tree, by their endings, and each of them. */

import type { Role } from '../../core/role.ts';
import type { Source, Stage, VerifiedWay } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, numeral, plural, shortDay } from './moments.ts';
import { aRole } from './parts.ts';

export const people = {
  title: 'People',
  person: 'Person',
  may: 'Role',
  until: 'Until',
  invitedBy: 'Invited by',
  know: 'How you know',
  you: 'You',
  group: 'The group',
  /** What somebody calls himself, beside the name that I gave him. */
  ownName: (name: string): Phrase => phrase`own name: ${name}`,
  source: {
    me: () => 'Your own membership',
    chain: () => 'On the way from the group to you',
    issued: (since) => `Signed by you, ${shortDay(since)}`,
    update: (since) => `Update of ${shortDay(since)}`,
  } satisfies Record<Source, (since: number) => string>,
  verified: { scanned: 'Scanned in person', compared: 'Fingerprint compared' } satisfies Record<
    VerifiedWay,
    string
  >,
  notVerified: 'Not compared',
  invitedOnly: 'Invited, nothing heard yet',
  letEnd: 'You let it end',
  namesake: 'Same name, another key',
  verifying: 'Being verified …',
  unsound: 'Its certificate does not hold. Do not rely on it.',
  /** The same, where there is little room. */
  unsoundShort: 'Does not hold',
  count: (count: number): string => plural(count, 'person', 'people'),
  shown: (shown: number, all: number): string =>
    shown === all
      ? plural(all, 'person', 'people')
      : `${numeral(shown)} of ${plural(all, 'person', 'people')}`,
  nobody: 'Nobody here is like that.',
  nobodySays: 'Look for another name, or show all of them.',
  everybody: 'Show everybody',
  more: 'Show more',
  note: 'You see those whom you invited, those between the group and you, and whoever came with a group update.',
  search: 'Look for a name',
  roleIs: 'Role',
  anyRole: 'Any role',
  stateIs: 'Show',
  states: {
    all: 'Everybody',
    due: 'To be renewed soon',
    ended: 'Ended',
    invited: 'Invited, nothing heard yet',
    'let-end': 'Those you let end',
  },
  orderIs: 'Order',
  orders: {
    name: 'By name',
    end: 'Whoever ends first',
    newest: 'The newest first',
    inviter: 'By who invited them',
  },
  views: { list: 'List', tree: 'Tree', ends: 'Endings' },
  viewsOf: 'Ways to see the people',
  choose: 'Choose to renew',
  chooseSays: 'Only those whom you may renew can be chosen.',
  chooseAll: (count: number): string => `Choose all ${numeral(count)} shown`,
  chosen: (count: number): string => `${plural(count, 'person is', 'people are')} chosen.`,
  renewChosen: 'Renew them',
  renewDue: (count: number): string => `Renew ${numeral(count)} due`,
};

/** What a picture says of a membership, inside a sentence. */
const stageSays: Record<Stage, (time: number) => string> = {
  fresh: (end) => `until ${day(end)}`,
  soon: (end) => `to be renewed soon, until ${day(end)}`,
  urgent: (end) => `urgent, until ${day(end)}`,
  ended: (end) => `ended on ${day(end)}`,
  'not-yet': (start) => `not before ${day(start)}`,
};

interface Life {
  readonly role: Role;
  readonly stage: Stage;
  readonly start: number;
  readonly end: number;
  readonly isEndless: boolean;
}

function lifeOf({ stage, start, end, isEndless }: Life): string {
  if (stage === 'fresh' && isEndless) return 'no practical end';
  return stageSays[stage](stage === 'not-yet' ? start : end);
}

export const tree = {
  title: 'Who invited whom',
  says: 'The group stands first; everybody stands behind whoever invited them.',
  keys: 'With the arrow keys you go from one to the next, with the space bar you fold and unfold, and Enter opens a person.',
  picture: 'Picture',
  words: 'In words',
  asPicture: 'Show it as',
  larger: 'Larger',
  smaller: 'Smaller',
  percent: (percent: number): string => `${percent} %`,
  size: (percent: number): string => `${percent} % of full size`,
  group: (people: number): string => `The group, with ${plural(people, 'person', 'people')}`,
  /** Beside a name: who it is, and how many came through him. */
  member: (life: Life, people: number): string =>
    [
      aRole[life.role],
      lifeOf(life),
      ...(people > 0 ? [`invited ${cameThrough(people)}`] : []),
    ].join(', '),
  /** Whoever signed the membership is not in the list, but on the certificate. */
  adrift: (inviter: string): Phrase =>
    phrase`invited by ${inviter}, of whom nothing else is known here`,
  more: (count: number): string => `and ${numeral(count)} more`,
  /** In a field: how many came through somebody whose people are folded. */
  folded: (people: number): string => `+${numeral(people)}`,
  unfold: (name: string): Phrase => phrase`Show whom ${name} invited`,
};

function cameThrough(people: number): string {
  return plural(people, 'person, counting those further on', 'people, counting those further on');
}

const endSays: Record<Stage, (date: string) => string> = {
  fresh: (end) => `Until ${end}`,
  soon: (end) => `Renew soon, ${end}`,
  urgent: (end) => `Urgent, ${end}`,
  ended: (end) => `Ended ${end}`,
  'not-yet': (start) => `Not before ${start}`,
};

export const ends = {
  title: 'Who ends with whom',
  says: 'Each line is a membership, from today on. Below a person stand those whose membership ends with theirs.',
  today: 'Today',
  until: (end: number): string => shortDay(end),
  /** Beside a line: its stage in a word, and the day. */
  of: ({ stage, start, end, isEndless }: Omit<Life, 'role'>): string =>
    isEndless && stage !== 'not-yet'
      ? 'No practical end'
      : endSays[stage](shortDay(stage === 'not-yet' ? start : end)),
  under: (count: number): string =>
    `${plural(count, 'membership ends', 'memberships end')} with this one.`,
  moreUnder: (count: number): string => `and ${numeral(count)} more`,
  fewer: 'Show fewer',
  /** Beside somebody who was cut to a membership of his inviter that was renewed since. */
  leftBehind: (stage: Stage): string =>
    stage === 'ended' ? 'ended with an older one' : 'ends with an older one',
  letEnd: 'you let it end',
  someEnded: (count: number): string =>
    `${plural(count, 'membership has', 'memberships have')} ended`,
  moreGroups: 'Show later endings',
  moreEnded: 'Show earlier endings',
  renewBranch: 'Renew this branch',
};

export const member = {
  lost: 'This person is not in the list of this group any more.',
  role: (role: Role, group: string): Phrase => phrase`${strong(sentence(aRole[role]))} of ${group}`,
  you: 'This is you.',
  ownName: (name: string): Phrase => phrase`own name: ${name}`,
  unsound: 'The certificate of this person does not hold.',
  unsoundSays:
    'What is kept of this membership cannot be verified up to the key of your group, so nothing is shown of it. Open a new group update.',
  membership: 'Membership',
  until: (end: number): Phrase => phrase`It lasts until ${strong(day(end))}.`,
  wasUntil: (end: number): Phrase => phrase`It ended on ${strong(day(end))}.`,
  notYet: (start: number): Phrase => phrase`It begins on ${strong(day(start))}.`,
  endless: 'It has no practical end.',
  endsWith: (name: string): Phrase =>
    phrase`It was cut to the end of the membership of ${name}, who invited this person.`,
  endsWithMine: 'It was cut to the end of your own membership.',
  endsWithOlder: (name: string): Phrase =>
    phrase`It was cut to the end of an older membership of ${name}, who has a longer one now and can renew this one.`,
  endsWithMyOlder:
    'It was cut to the end of an older membership of yours. Yours is longer now: renew this one as well.',
  invitedBy: (name: string): Phrase => phrase`Invited by ${name}`,
  invitedByYou: 'Invited by you',
  namesakeSays:
    'Somebody else in this group has the same name and another key. Compare the fingerprint before you rely on the name.',
  foundedIn: 'Founded with the group’s own key.',
  invitedOnly: 'Invited; nothing was heard of this person since.',
  offered: (role: Role, end: number): Phrase =>
    phrase`A membership as ${aRole[role]} until ${strong(day(end))} was signed as well. It gives less: it counts here once this person has taken it and told you.`,
  offeredEndless: (role: Role): Phrase =>
    phrase`A membership as ${aRole[role]} was signed as well. It gives less: it counts here once this person has taken it and told you.`,
  letEndOn: 'You said that this membership shall end by its date.',
  way: 'The way from the group',
  invited: 'Invited',
  invitedNobody: 'Nobody, as far as is known here.',
  /** @param ending how many end when this person does; `undefined` once that is over */
  branch: (people: number, ending: number | undefined): string => {
    const came = `${plural(people, 'person', 'people')} came through this person, counting those further on`;
    if (ending === undefined) return `${came}.`;
    return `${came}; ${ending === 0 ? 'none of them ends' : plural(ending, 'ends', 'end')} with this membership.`;
  },
  branchBehind: (count: number): string =>
    `${plural(count, 'membership was', 'memberships were')} cut to an older membership of this person, and can be renewed now.`,
  moreInvited: (count: number): string => `and ${numeral(count)} more, in the tree`,
  key: 'The key of this person',
  keySays:
    'Ask for these words in person or on a call, and compare all of them. What is sent along with a card proves nothing.',
  mine: 'What you know',
  mineSays: 'Only you see this. It goes into no update.',
  petname: 'What you call this person',
  petnameHint: 'Left empty, the list shows the name that the person chose.',
  noteOf: 'Note',
  how: 'How did you make sure of the key?',
  ways: {
    none: 'Not at all',
    scanned: 'Scanned in person',
    compared: 'Compared the fingerprint',
  },
  save: 'Save',
  saved: 'Saved.',
  renew: 'Renew or change the role',
  letEnd: 'Let it end',
  notLetEnd: 'Do not let it end',
  obstacles: {
    way: 'This person stands on the way from the group to you, so you cannot renew this membership.',
    role: 'Your role does not allow you to renew this one.',
    inviting: 'You cannot renew anybody while you cannot invite.',
  },
  letEndTitle: (name: string): Phrase => phrase`Let the membership of ${name} end?`,
  letEndSays: (end: number): Phrase =>
    phrase`It is left out of renewals from now on. Its last day is ${strong(day(end))}; nothing can take it back earlier.`,
  letEndEnded: 'It has ended already, and is left out of renewals from now on.',
  letEndEndless:
    'It is left out of renewals from now on. But it has no practical end, and nothing can take it back.',
  letEndElse:
    'If that is too late, only a new group remains: found one, and invite the others into it one by one.',
  letEndOthers: 'Others who may invite can still renew it: tell them.',
  letEndYes: 'Let it end',
  letEndSaid: (name: string): Phrase => phrase`The membership of ${name} is left out of renewals.`,
  notLetEndSaid: (name: string): Phrase => phrase`The membership of ${name} can be renewed again.`,
  details: 'Details of this membership',
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
