/** Opening something received, and an invitation before it is joined. */

import type { Role } from '../../core/role.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, moment } from './moments.ts';
import { aRole } from './parts.ts';

export const open = {
  title: 'Open something you received',
  lead: 'An identity card, an invitation or a group update: a code, text, a file or a picture. A card or an invitation is shown before anything happens; an update of a group of yours is taken in at once.',
  cardOf: (name: string): Phrase => phrase`The identity card of ${name}`,
  cardMine: 'It is your own card.',
  several: 'There is more than one document in this. Which one do you want to open?',
  oneDamaged:
    'Another one in it is damaged or cut off. If that is the one you want, ask for it again.',
  counted: (name: Phrase, number: number): Phrase => [...name, ` (${number})`],
  invitationUntil: (group: string, name: string, end: number): Phrase =>
    phrase`Invitation to ${group} for ${name}, until ${day(end)}`,
  cardInvite: 'Invite this person to',
  cardNoGroup:
    'With this card you can invite this person to a group of yours. There is none yet in which you may invite.',
  cardNoIdentity:
    'With this card you can invite this person to a group of yours. For that you need an identity first: create one in this browser, or open this where you have one, such as the app on your home screen.',
  cannot: {
    role: 'You cannot invite here: you are a member.',
    ended: 'You cannot invite here: your membership is not valid now.',
    length: 'You cannot invite here: the way to the creator is too long.',
  },
  another: 'Open something else',
  reply: 'A message to send back',
  copyReply: 'Copy the message',
  noIdentity:
    'You can look at it here. To join, you need an identity: create one in this browser, or open this where you have one, such as the app on your home screen.',
};

export const preview = {
  eyebrow: 'Invitation',
  title: (inviter: string, group: string): Phrase => phrase`${inviter} invites you to ${group}`,
  titleOther: (inviter: string, invitee: string, group: string): Phrase =>
    phrase`${inviter} invites ${invitee} to ${group}`,
  as: (role: Role, end: number): Phrase =>
    phrase`as ${strong(aRole[role])}, until ${strong(day(end))}`,
  asEndless: (role: Role): Phrase => phrase`as ${strong(aRole[role])}, without a practical end`,
  endsWith: (name: string): Phrase => phrase`It ends together with the membership of ${name}.`,
  checks: 'What was checked',
  signatures: 'Every signature is intact',
  mayInvite: (inviter: string, role: Role): Phrase =>
    phrase`${inviter} may make somebody ${aRole[role]}`,
  dates: 'The dates fit, today and along the whole way',
  ended: (end: number): Phrase => phrase`It ended on ${strong(moment(end))}`,
  notYet: (start: number): Phrase => phrase`It begins only on ${strong(moment(start))}`,
  deviceTime: (now: number): Phrase =>
    phrase`This device says that it is ${moment(now)}. If that is wrong, set it right and look again.`,
  forYou: 'It was made for your key',
  forIdentity: (name: string): Phrase => phrase`It was made for your identity ${name}`,
  forThem: (name: string): Phrase => phrase`It was made for the key of ${name}`,
  forOther: (name: string): Phrase =>
    phrase`It was made for the key of ${name}, which is not in this browser`,
  known: (inviter: string): Phrase => phrase`You know ${inviter} by this key already`,
  way: 'The way from the group to you',
  wayOther: 'The way from the group to the person invited',
  keyTitle: 'You have not seen this group before.',
  keySays: (inviter: string): Phrase =>
    phrase`Compare the words of its key with ${inviter}, face to face or on the phone:`,
  keyKnown: 'The key of this group',
  signedTitle: (name: string): Phrase => phrase`You signed this invitation for ${name}.`,
  signedSays: (name: string): Phrase =>
    phrase`Only ${name} can use it, so there is nothing to join for you.`,
  otherTitle: 'This invitation is not for you.',
  otherSays: (name: string): Phrase =>
    phrase`It works only with the key of ${name}. If that is you, open it in the browser where you made that identity. The words of that key:`,
  nobodyTitle: 'You have no identity in this browser yet.',
  nobodySays: (name: string): Phrase =>
    phrase`This invitation was made for the key of ${name}. If that is you, open it in the browser or app where you made that identity. If not, create an identity, and send your card to whoever invites you.`,
  nobodyCreate: 'Create my identity',
  copyThis: 'Copy this invitation',
  namesakeTitle: 'Stop: you are in another group of this name.',
  namesakeSays: (name: string): Phrase =>
    phrase`You are already in a group called ${name}, and this one has another key. Somebody may be copying it. Compare the words of both, and ask a member whom you know.`,
  namesakeYours: 'Your group',
  namesakeThis: 'This invitation',
  namesakeTick: 'I know that this is a different group',
  impostorTitle: 'Stop: this is not your group.',
  impostorSays:
    'It uses the address of a group that you are in, but has another key. It cannot be joined. Tell your group about it.',
  memberTitle: 'You are in this group already.',
  memberSays: 'This invitation gives you nothing that you do not have. There is nothing to do.',
  renewalTitle: 'This renews your membership.',
  weakerTitle: 'This changes what you may do, or until when.',
  weakerTick: 'I want the new one',
  now: 'Now',
  then: 'Then',
  roleUntil: (role: string, end: number): string => `${role}, until ${day(end)}`,
  roleEnded: (role: string, end: number): string => `${role}, ended on ${day(end)}`,
  roleEndless: (role: string): string => `${role}, no practical end`,
  join: (group: string): Phrase => phrase`Join ${group}`,
  renew: 'Renew my membership',
  take: 'Take it',
  toGroup: 'To the group',
  notNow: 'Not now',
  discard: 'Discard',
  joined: (group: string): Phrase => phrase`You have joined ${group}.`,
  toDecision: 'To the decision, below',
  nothingYet: 'Nothing changes before you join.',
};

/** Ready-made messages to whoever sent something that could not be used. */
export const reply = {
  ended: (group: string, end: number): string =>
    `The invitation to ${group} that you sent me ended on ${day(end)}. Could you please sign a new one for my identity card?`,
  notYet: (group: string, start: number): string =>
    `The invitation to ${group} that you sent me begins only on ${day(start)}. Is the clock of your device right? Otherwise I join then.`,
  other: (group: string, name: string): string =>
    `The invitation to ${group} that you sent me was made for another key (${name}), so I cannot use it. Could you please sign one for my identity card?`,
  impostor: (group: string): string =>
    `The invitation that you sent me claims to be for ${group}, but has another key than the group that I am in. Where did you get it?`,
  damaged:
    'What you sent me for Conclave arrived damaged. Could you please send it again, best as a file?',
  untrusted:
    'What you sent me for Conclave does not pass the checks, so I have not used it. Could you please make a new one?',
  myCard: 'My identity card:',
};
