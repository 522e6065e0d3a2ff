/** Inviting somebody, and the invitation that comes of it. */

import type { Role } from '../../core/role.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, moment } from './moments.ts';
import { aRole } from './parts.ts';

export const invite = {
  title: 'Invite somebody',
  titleOf: (name: string): Phrase => phrase`Invite ${name}`,
  into: (group: string): Phrase => phrase`to ${group}`,
  cardTitle: 'Get their card',
  cardSays:
    'Let the person show you the identity card as a code, or send it as text in a message or as a file. In Conclave it stands under “My card”.',
  cardLabel: 'Paste the identity card here',
  another: 'Take another card',
  resumed: 'You began this invitation earlier. Is it still this person whom you want to invite?',
  compareSays: 'To be sure that it is really this person, let them read their words to you.',
  mine: 'This is your own card. You are in this group already.',
  member: (name: string, role: Role): Phrase =>
    phrase`${name} was invited to this group already, as ${aRole[role]}.`,
  namesake: (name: string): Phrase =>
    phrase`There is another ${name} in this group, with another key. Compare the words before you sign.`,
  roleTitleOf: (name: string): Phrase => phrase`What may ${name} do?`,
  cannotGive: 'Only an administrator can give this.',
  untilTitle: 'Until when?',
  untils: {
    month: '1 month',
    half: '6 months',
    year: '1 year',
    mine: 'As long as mine',
    date: 'A date',
  },
  date: 'Last day',
  endsOn: (end: number): Phrase => phrase`Ends on ${strong(moment(end))}.`,
  endless: 'It will have no practical end.',
  endsWithMine: (end: number): Phrase =>
    phrase`It ends together with your own membership: on ${strong(day(end))}. Nobody can give longer than that.`,
  clamped: (end: number): Phrase =>
    phrase`That would be longer than your own membership, so it ends with yours: on ${strong(day(end))}.`,
  choose: 'Choose the last day.',
  past: 'Choose a day that is still to come.',
  honest:
    'Anyone can look at the invitation; only this person can use it. It cannot be taken back before its end.',
  sign: 'Sign the invitation',
  wrongKind: {
    invitation:
      'This is an invitation, not an identity card. An invitation is opened by the person it was made for.',
    openIt: 'Open it as an invitation',
  },
};

export const issued = {
  eyebrow: (group: string): Phrase => phrase`Invitation to ${group}`,
  title: (name: string): Phrase => phrase`The invitation for ${name} is signed`,
  nextTitle: 'What happens next',
  next: (name: string, isGiven: boolean): Phrase[] => [
    ...(isGiven ? [] : [phrase`You give this invitation to ${name}.`]),
    phrase`${name} opens it in Conclave with “Open something I received” and joins.`,
    phrase`${name} can then tell you so with a small update, which you open in the same way.`,
    phrase`The invitation stays under “Invitations”, and you can give it again.`,
    phrase`If ${name} compares the words of the group with you, face to face or on the phone, they are these:`,
  ],
  codeName: 'QR code of this invitation',
  honest: 'Anyone can look at it; only this person can use it.',
  see: 'See what they will see',
  text: 'The invitation as text',
  toGroup: 'To the group',
  inviteNext: 'Invite somebody else',
};
