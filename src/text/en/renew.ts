/** Renewal, both sides: memberships that are due, one's own, and what needs attention on the first screen. */

import type { Role } from '../../core/role.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, daysFrom, moment, names, numeral, plural } from './moments.ts';
import { aRole } from './parts.ts';

function memberships(count: number): string {
  return plural(count, 'membership', 'memberships');
}

/** Renewing others. */
export const renew = {
  title: 'Renew memberships',
  titleOf: (name: string): Phrase => phrase`Renew ${name}`,
  titleBranch: (name: string): Phrase => phrase`Renew those who end with ${name}`,
  titleMine: 'Renew those who end with you',
  in: (group: string): Phrase => phrase`in ${group}`,

  who: 'Whose membership?',
  none: {
    due: 'Nobody’s membership needs to be renewed just now.',
    chosen: 'Nobody is chosen.',
    person: 'This person is not known in this group any more.',
    branch: 'Nobody ends with this membership any more.',
  },
  noneSays: 'You can renew anybody at any time: show everybody, and choose.',
  noneCan: 'Of those who are shown there is nobody whom you can renew.',
  showAll: (count: number): string => `Show everybody (${numeral(count)})`,
  showMore: (count: number): string => `Show ${numeral(count)} more`,
  tickAll: 'Choose all of these',
  tickNone: 'Choose none',
  chosen: (count: number): string => `${plural(count, 'person', 'people')} chosen`,
  why: {
    way: 'Stands between the group and you, so the membership must come from further up.',
    role: 'An administrator: only an administrator can renew this.',
  },
  letEnd: (end: number): Phrase =>
    phrase`You let this membership end: the last day is ${strong(day(end))}. Tick it to renew it all the same.`,
  letEnded: (end: number): Phrase =>
    phrase`You let this membership end: it did on ${strong(day(end))}. Tick it to renew it all the same.`,

  orLetEnd: 'Let it end',

  roleTitle: 'What may they do?',
  asItIs: 'As it is',
  change: 'Something else',
  newRole: 'The new role',
  /** The older credential goes on. */
  older: (running: number, all = running): string => {
    if (all === 1) {
      return 'The membership that this person has now stays valid until its own date as well. Nothing can take it back.';
    }
    return running === all
      ? 'The memberships that these people have now stay valid until their own dates as well. Nothing can take them back.'
      : `${memberships(running)} of these still ${running === 1 ? 'goes on until its own date' : 'go on until their own dates'}. Nothing can take that back.`;
  },
  unchanged: (count: number, all: number): string => {
    if (all === 1) return 'This changes nothing for this person.';
    return count === all
      ? 'This changes nothing for anybody here.'
      : `This changes nothing for ${numeral(count)} of them: nothing is signed for those.`;
  },
  unchangedSays: 'They have all of it already, until the same moment.',
  loses: (name: string, role: Role, end: number): Phrase =>
    phrase`${name} stays ${aRole[role]} until ${strong(day(end))}.`,
  losesEndless: (name: string, role: Role): Phrase => phrase`${name} stays ${aRole[role]}.`,
  losesSays: (name: string): Phrase =>
    phrase`The older membership says so until its own date, and nothing can take it back. The new one is offered to ${name}, who can keep the older one.`,
  loseMany: (count: number, end: number): string =>
    `${count} of them keep what they may do now, the longest until ${day(end)}.`,
  loseManyEndless: (count: number): string => `${count} of them keep what they may do now.`,
  loseManySays:
    'Their older memberships say so until their own dates, and nothing can take those back. The new ones are offered to them, and they can keep the older ones.',
  sooner: (count: number): string =>
    count === 1
      ? 'For one of them this ends sooner than what is there now: it is offered, and not taken by itself.'
      : `For ${count} of them this ends sooner than what is there now: it is offered, and not taken by itself.`,

  mineFirst: {
    title: (end: number): Phrase => phrase`Yours ends on ${strong(moment(end))}.`,
    titleEnded: (end: number): Phrase => phrase`Yours ended on ${strong(moment(end))}.`,
    says: 'Nobody whom you renew can go on longer than you. Renew yours first where that is too short.',
    ask: 'Ask for your renewal',
    self: 'Renew yours',
  },

  sign: (count: number): string => (count === 1 ? 'Sign it' : `Sign all ${numeral(count)}`),
  signing: (count: number): string => `${memberships(count)} being signed …`,

  done: (count: number): string =>
    count === 1 ? 'The membership is renewed' : `${memberships(count)} are renewed`,
  doneOf: (name: string): Phrase => phrase`The membership of ${name} is renewed`,
  /** It gives less than the present one: the owner decides. */
  offeredTo: (name: string): Phrase => phrase`A new membership is signed, and offered to ${name}`,
  notSent: 'Nothing is sent by itself: now give it away.',
  update: 'For the whole group',
  updateSays: (count: number): string =>
    count === 1
      ? 'Give this update to the person who is renewed, or to anybody who passes it on: opened with “Open something I received”, it brings the new membership. The others see it by the same update.'
      : 'This update holds all of it. Give it to those who are renewed, or to anybody who passes it on: whoever opens it with “Open something I received” has the new membership, and sees those of the others.',
  /** Some of what was signed gives less than what is there. */
  updateOffers: (offered: number, all: number): string =>
    all === 1
      ? 'Give this update to the person whom it is for, or to anybody who passes it on. It offers the new membership: until it is accepted, the one that is there stays in force until its own date.'
      : `This update holds all of it. Give it to everybody. ${memberships(offered)} that it holds ${offered === 1 ? 'gives' : 'give'} less than what is there, and ${offered === 1 ? 'is' : 'are'} only offered; the others are taken when it is opened.`,
  single: 'For each alone',
  singleSays:
    'For somebody who is not in touch with the group: the same as an invitation of one’s own, opened with “Open something I received” and joined.',
  singleOf: (name: string): Phrase =>
    phrase`Only if ${name} is not in touch with the group: the same as an invitation that nobody else can use: it is opened with “Open something I received” and joined.`,
  more: (count: number): string => `Show ${numeral(count)} more`,
  again: 'They stay under “Invitations”, and an update can be made again under “Updates”.',
  toPeople: 'To the people',
};

/** Those who end with a membership that was renewed. */
export const branch = {
  of: (count: number, name: string): Phrase => [
    count === 1 ? '1 person ends' : `${plural(count, 'person', 'people')} end`,
    ...phrase` with ${name}’s old membership.`,
  ],
  mine: (count: number): string =>
    count === 1
      ? '1 person ends with your old membership.'
      : `${plural(count, 'person', 'people')} end with your old membership.`,
  says: 'They came through it, so a longer one does not reach them by itself.',
  renew: 'Renew them too',
  renewMine: 'Renew them',
  more: (count: number): string =>
    `Of ${plural(count, 'more person', 'more people')} there are some who end with an old membership.`,
  moreSays: 'The endings show who they are, and renew them branch by branch.',
  toEnds: 'See the endings',
};

/** The card of somebody who is in the group already. */
export const alreadyMember = {
  in: (name: string, group: string): Phrase => phrase`${name} is in ${strong(group)} already.`,
  was: (name: string, group: string): Phrase =>
    phrase`${name} was in ${strong(group)}, until the membership ended.`,
  invited: (name: string, group: string): Phrase =>
    phrase`${name} was invited to ${strong(group)} already; nothing was heard since.`,
  renamed: (known: string, name: string): Phrase =>
    phrase`The group knows this person as ${known}, the card says ${strong(name)}. Renewing keeps the name that is known; a new invitation takes the one on the card.`,
  renew: 'Renew or change the role',
  anew: 'Invite anew with this card',
};

/** One's own membership. */
export const own = {
  ask: 'Ask for renewal',
  soonTitle: 'A good time to renew your membership.',
  urgentTitle: (now: number, end: number): string => `Your membership ends ${daysFrom(now, end)}.`,
  endedTitle: (end: number): Phrase => phrase`Your membership ended on ${strong(moment(end))}.`,
  endedSays:
    'You can still read everything here, and open updates. To take part again you need a renewal.',
  askWhom: (name: string): Phrase =>
    phrase`Give your card to ${strong(name)}, who invited you, or to an administrator.`,
  askAny: 'Give your card to an administrator.',
  comesBack:
    'What comes back is a group update, or an invitation. You open either with “Open something I received”.',
  nextWho:
    'Whoever got your card signs a new membership and gives you a group update, or an invitation. Face to face, scan it off their screen; what was sent to you, open here.',
  openAnswer: 'Open what came back',
  updateToo: 'If it was renewed already, a group update from anybody who has it brings it as well.',
  purpose: (group: string): string => `Renewal in ${group}`,
  cardFor: (group: string): Phrase =>
    phrase`For the renewal of your membership in ${strong(group)}`,

  self: 'Renew it yourself',
  selfSays:
    'You founded this group and hold its key: you sign your own membership with it. Nobody else can renew it.',
  selfBelow: 'You sign it yourself, with the key of the group: see below.',
  selfEndless:
    'It has no practical end. Sign it anew if your name has changed, so that the group learns of it.',
  endlessChoice: 'No practical end',
  selfSign: 'Sign it with the key of the group',
  selfSooner:
    'This ends sooner than the membership that you have. That one is not taken back by it: only this browser goes by the new one.',
  selfDone: 'Your membership is renewed. Now give the others an update, so that they know of it.',
};

/** What needs attention, on the first screen. */
export const attention = {
  ended: (end: number): string => `Your membership ended on ${moment(end)}.`,
  ends: (now: number, end: number): string =>
    `Your membership ends ${daysFrom(now, end)}, on ${moment(end)}.`,
  notYet: (start: number): string => `Your membership begins on ${moment(start)}.`,
  offer: (name: string): Phrase =>
    phrase`${name} has signed a new membership for you that gives less than the present one.`,
  dueIn: (count: number, hasMore: boolean, group: string): Phrase =>
    hasMore
      ? phrase`At least ${memberships(count)} in ${group}`
      : phrase`${memberships(count)} in ${group}`,
  due: (ended: number, ending: number, first: number): string => {
    if (ended === 0) {
      return `${ending === 1 ? 'It ends' : 'They end'} soon, ${firstOn(ending, first)}.`;
    }
    const over = ended === 1 ? '1 has ended' : `${ended} have ended`;
    if (ending === 0) return ended === 1 ? 'It has ended.' : 'They have ended.';
    return `${over}, ${ending} ${ending === 1 ? 'ends' : 'end'} soon, ${firstOn(ending, first)}.`;
  },
  /** Only some of them were looked at: so much holds for all. */
  dueOfMany: (ended: number, first: number): string =>
    ended > 0 ? 'Some of them have ended.' : `They end soon, the first on ${day(first)}.`,
  /** Nobody of them can get a longer one from me than I have. */
  capped: (count: number): string =>
    `${count === 1 ? 'It ends' : 'They end'} when yours does. Ask for your own renewal first: you can give nobody longer than you have.`,
  whose: (people: readonly string[], says: string): Phrase => [...names(people), `. ${says}`],
  look: 'Look',
  ask: 'Ask for renewal',
  self: 'Renew it',
  renew: 'Renew',
};

/** "the first on 3 May 2027" */
function firstOn(count: number, first: number): string {
  return count === 1 ? `on ${day(first)}` : `the first on ${day(first)}`;
}
