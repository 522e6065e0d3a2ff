/** Home, a new group, the pages of a group, and leaving it. */

import type { Role } from '../../core/role.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, moment, shortDay } from './moments.ts';
import { aRole } from './parts.ts';

export const home = {
  title: 'Your groups',
  empty: 'You are in no group yet.',
  emptySays:
    'There are two ways into one. Create a group and invite others, or give somebody your card and open the invitation that comes back.',
  attention: 'Needs your attention',
  waiting: 'Waiting for your decision',
  waitingSays: (inviter: string): Phrase => phrase`Invitation from ${inviter}`,
  openCard: 'Give my card',
  bringGroup: 'Bring back a saved group',
};

export const newGroup = {
  title: 'New group',
  lead: 'You will be its first administrator. The group gets a key of its own, which is kept in this browser.',
  name: 'Name of the group',
  nameHint: 'Everybody who is invited sees it. You can change it later.',
  comment: 'What is it for?',
  commentHint: 'Optional. The other members see it with the first update that they open.',
  as: 'Create it as',
  create: 'Create the group',
};

export const group = {
  tabs: {
    overview: 'Overview',
    people: 'People',
    invitations: 'Invitations',
    updates: 'Updates',
    details: 'Details',
  },
  tabsOf: 'Pages of this group',
  invite: 'Invite',
  youAre: (role: Role): string => `You are ${aRole[role]}`,
  youAreEndless: (role: Role): string => `You are ${aRole[role]} · no practical end`,
  youWere: (role: Role): string => `You were ${aRole[role]} · ended`,
  as: (name: string): Phrase => phrase`as ${name}`,
  membership: 'Your membership',
  until: (end: number): Phrase => phrase`It lasts until ${strong(moment(end))}.`,
  wasUntil: (end: number): Phrase => phrase`It ended on ${strong(moment(end))}.`,
  endless: 'It has no practical end.',
  since: (role: string, start: number): Phrase => phrase`${strong(role)}, since ${day(start)}.`,
  endsWith: (name: string): Phrase =>
    phrase`It ends together with the membership of ${name}, who invited you. For a longer one, that membership must be renewed first: ${name} can give you nothing longer before.`,
  endedWith: (name: string): Phrase =>
    phrase`It ended together with the membership of ${name}, who invited you.`,
  /** Whoever it was cut to was renewed since. */
  endsWithOlder: (name: string, end: number): Phrase =>
    phrase`It was cut to the end of an older membership of ${name}, who has a new one until ${strong(day(end))} and can renew yours now.`,
  endsWithOlderEndless: (name: string): Phrase =>
    phrase`It was cut to the end of an older membership of ${name}, who has a new one without a practical end and can renew yours now.`,
  notTakenBack: 'A membership ends by its date; nothing here can take it back earlier.',
  way: 'How you belong to it',
  key: 'The key of this group',
  keySays: 'Compare these with another member to be sure that you are in the same group.',
  creator: 'You created this group. Its key is kept in this browser.',
  foundedAs: (name: string): Phrase => phrase`Founded as ${name}`,
  noInvite: {
    role: 'As a member you cannot invite. An administrator or an inviting member can make you an inviting member: give them your card.',
    ended: 'You cannot invite while your own membership is not valid.',
    length:
      'You are 25 steps from the creator of this group, the most there can be, so you cannot invite.',
  },
  aloneTitle: 'You are alone here so far.',
  aloneSays: 'Ask somebody for their identity card, and invite them.',
};

export const invitations = {
  none: 'You have not invited anybody yet.',
  noneSays:
    'Those whom you invite will stand here, and you can give each invitation again at any time.',
  note: 'Joining sends nothing back by itself. Whether somebody has joined shows under “People”, once an update tells it.',
  issued: (time: number): string => `Signed ${shortDay(time)}`,
  more: 'Show more',
};

export const details = {
  chain: 'The way from the group to you',
  chainSays: 'Each certificate is signed by the one before it.',
  pem: 'Save as PEM',
  pkcs7: 'Save as PKCS#7',
  place: (place: number, name: string): Phrase => phrase`${String(place)}. ${name}`,
  root: 'Group root certificate',
  membership: 'Group membership certificate',
  leave: 'Leave the group',
  leaveTitle: (name: string): Phrase => phrase`Leave ${name}?`,
  leaveSays:
    'Your membership is deleted from this browser, with all that is kept of this group. The others are not told. To come back you need the group as a saved file, or an invitation that is still good.',
  leaveCreator:
    'The key of this group is deleted too. It is not known to be saved with the group, and otherwise it is gone for good: nobody can ever sign for the group itself again.',
  leaveCreatorSaved:
    'The key of this group is deleted here too. Only the saved group, or the file of “Save everything”, brings it back.',
  leaveYes: 'Leave for good',
  left: (name: string): Phrase => phrase`You have left ${name}.`,
};
