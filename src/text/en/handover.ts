/** Handing documents to others: the messages that go with them, and what is remembered of it. */

import type { Handover, HandingWay } from '../../peer/types.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { ago, day, list } from './moments.ts';

/** What stands above a document in a chat: it works by itself, wherever it is read. */
const messages = {
  /** @param address of the app, where everybody can open it */
  card: (name: string, address: string | undefined): Phrase =>
    phrase`This is the identity card of ${name}. Please use it to invite me: in Conclave${address === undefined ? '' : ` (${address})`}, choose “Open something I received”, paste this whole message, and send me the invitation that you get.`,
  renewal: (name: string, group: string, address: string | undefined): Phrase =>
    phrase`This is the identity card of ${name}. Please use it to renew my membership in ${group}: in Conclave${address === undefined ? '' : ` (${address})`}, choose “Open something I received”, paste this whole message, renew, and send me the group update or the invitation that you get.`,
  invitation: (name: string, group: string, address: string | undefined): Phrase =>
    phrase`This is an invitation to ${group} for ${name}. To join, open Conclave${address === undefined ? '' : ` (${address})`} where you made your identity, choose “Open something I received” and paste this whole message.`,
  /** @param born the name in the certificates, which the invitee reads until an update tells the other one */
  invitationRenamed: (group: string, born: string): Phrase =>
    phrase`${group} was founded as ${born}: the invitation calls it so, until you open a group update.`,
  update: (group: string, address: string | undefined): Phrase =>
    phrase`This is an update of ${group}, for its members. Open Conclave${address === undefined ? '' : ` (${address})`} where you are in this group, choose “Open something I received” and paste this whole message.`,
  joined: (group: string, address: string | undefined): Phrase =>
    phrase`I have joined ${group}. To see me among its people, open Conclave${address === undefined ? '' : ` (${address})`}, choose “Open something I received” and paste this whole message.`,
  updateFile: (group: string, address: string | undefined): Phrase =>
    phrase`This file is an update of ${group}, for its members. Open Conclave${address === undefined ? '' : ` (${address})`} where you are in this group, choose “Open something I received” and choose the file.`,
  request: (group: string, address: string | undefined): Phrase =>
    phrase`Please send me your identity card, so that I can invite you to ${group}. Open ${address ?? 'Conclave'}, create your identity if you have none, choose “My card” and “Copy text”, and send me what was copied.`,
};

const ways: Record<HandingWay, string> = {
  text: 'copied as text',
  link: 'copied as a link',
  file: 'saved as a file',
  share: 'shared',
  code: 'shown as a code',
  print: 'opened for printing',
};

/** "copied as text 3 minutes ago and shown as a code 2 days ago" */
function howGiven(given: Handover['ways'], now: number): string {
  return list(given.map(({ way, at }) => `${ways[way]} ${ago(now, at)}`));
}

export const handover = {
  messages,
  copyLink: 'Copy link',
  print: 'Print',
  given: ({ ways: given, givenUp }: Pick<Handover, 'ways' | 'givenUp'>, now: number): string => {
    if (given.length > 0) return `Given: ${howGiven(given, now)}.`;
    return givenUp === undefined ? 'Not given yet.' : 'Given, as you have noted.';
  },
  scanned: (name: string): Phrase => phrase`${name} has scanned it`,
  cardScanned: 'Somebody has scanned it',

  purpose: 'What did you give your card for?',
  purposeHint:
    'Such as “for the radio club”, so that you know it again when the invitation comes. Only you see it.',
  remembered: 'Remembered.',
  anew: 'Next, I give it for something else',

  awaited: 'Not finished yet',
  more: (count: number): string => `${count} more`,
  card: (given: number): Phrase =>
    phrase`You gave your card on ${day(given)} and wait for an invitation.`,
  cardFor: (given: number, about: string): Phrase =>
    phrase`You gave your card on ${day(given)} (${strong(about)}) and wait for an invitation.`,
  cardToRenew: (given: number, about: string): Phrase =>
    phrase`You gave your card on ${day(given)} (${strong(about)}) and wait for what comes back: a group update, or an invitation.`,
  request: (group: string, asked: number): Phrase =>
    phrase`You asked for a card on ${day(asked)}, to invite somebody to ${strong(group)}.`,
  requestTo: (whom: string, group: string, asked: number): Phrase =>
    phrase`You asked ${strong(whom)} for a card on ${day(asked)}, to invite them to ${strong(group)}.`,
  invitation: (name: string, group: string): Phrase =>
    phrase`Not given yet: the invitation for ${strong(name)} to ${group}.`,
  of: (identity: string): Phrase => phrase`As ${identity}.`,
  inWays: (given: Handover['ways']): string => {
    const said = list(given.map(({ way }) => ways[way]));
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  },
  openAnswer: 'Open the invitation',
  openRenewal: 'Open what came back',
  takeIn: 'Take in the card',
  give: 'Give it',
  noLonger: 'No longer waiting',
  noLongerSaid: 'It is no longer waited for.',
  wasGiven: 'It was given',
  wasGivenSaid: 'Noted as given.',

  answer: (given: number): Phrase =>
    phrase`You gave your card on ${day(given)}. This seems to be the answer.`,
  answerFor: (given: number, about: string): Phrase =>
    phrase`You gave your card on ${day(given)} (${strong(about)}). This seems to be the answer.`,
  answerWhich: 'You gave your card several times. Which of them does this answer?',
  answerCard: (given: number): Phrase => phrase`The one of ${day(given)}`,
  answerCardFor: (given: number, about: string): Phrase =>
    phrase`The one of ${day(given)} (${strong(about)})`,
  answerNone: 'None of them',

  asked: (group: string): Phrase =>
    phrase`You asked for a card, to invite somebody to ${strong(group)}.`,
  askedOf: (whom: string, group: string): Phrase =>
    phrase`You asked ${whom} for a card, to invite them to ${strong(group)}.`,
  inviteTo: (group: string): Phrase => phrase`Invite to ${group}`,
  invited: (name: string, group: string, issued: number): Phrase =>
    phrase`You invited ${name} to ${strong(group)} on ${day(issued)}.`,
  signed: (issued: number): string => `Signed on ${day(issued)}.`,
  seeInvitation: 'See the invitation',

  ask: 'Ask for their card',
  askSays: 'A message that says what to do, for any chat or mail.',
  askMessage: 'The message',
  copyMessage: 'Copy the message',
  shareMessage: 'Share the message',
  whom: 'Whom do you ask?',
  whomHint: 'So that you know it again when the card comes. Only you see it.',
  notWhom: (mistaken: string): Phrase => phrase`I did not mean ${mistaken}: correct the name`,
  askedAlready: ({ about, ways: given }: Pick<Handover, 'about' | 'ways'>, now: number): Phrase =>
    about === ''
      ? [`You asked for a card: ${howGiven(given, now)}.`]
      : [...phrase`You asked ${strong(about)} for a card: `, `${howGiven(given, now)}.`],

  scanThis: (name: string): Phrase => phrase`Let ${name} scan this`,
  otherWays: 'Or send it',
  scanInvitation: 'Scan the invitation',

  sheetTitle: 'Identity card',
  sheetSays:
    'This is an identity card: a name and a public key. To invite its owner to a group, scan the code in Conclave and compare the words below.',
  sheetFrom: (address: string): string => `Conclave is at ${address}`,
};
