/** Handing documents to others: the messages that go with them, and what is remembered of it. */

import type { HandingWay } from '../../peer/types.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { ago, day, list } from './moments.ts';

/** What stands above a document in a chat: it works by itself, wherever it is read. */
const messages = {
  /** @param address of the app, where everybody can open it */
  card: (name: string, address: string | undefined): Phrase =>
    phrase`This is the identity card of ${name}. Please make an invitation from it and send it back: in Conclave${address === undefined ? '' : ` (${address})`}, choose “Open something I received” and paste this whole message.`,
  invitation: (name: string, group: string, address: string | undefined): Phrase =>
    phrase`This is an invitation to ${group} for ${name}. To join, open Conclave${address === undefined ? '' : ` (${address})`} where you made your identity, choose “Open something I received” and paste this whole message.`,
  request: (group: string, address: string | undefined): Phrase =>
    phrase`Please send me your identity card, so that I can invite you to ${group}. Open ${address ?? 'Conclave'}, create your identity, choose “My card” and “Copy text”, and send me what was copied.`,
};

const ways: Record<HandingWay, string> = {
  text: 'copied as text',
  link: 'copied as a link',
  file: 'saved as a file',
  share: 'shared',
  code: 'shown as a code',
  print: 'printed',
};

/** "copied as text 3 minutes ago and shown as a code 2 days ago" */
function howGiven(
  given: readonly { readonly way: HandingWay; readonly at: number }[],
  now: number,
): string {
  return list(given.map(({ way, at }) => `${ways[way]} ${ago(now, at)}`));
}

export const handover = {
  messages,
  copyLink: 'Copy link',
  print: 'Print',
  given: (given: Parameters<typeof howGiven>[0], now: number): string =>
    `Given: ${howGiven(given, now)}.`,
  notGiven: 'Not given yet.',

  purpose: 'What is it for?',
  purposeHint: 'Optional, and for yourself alone, such as “for the radio club”.',
  remember: 'Remember it',
  anew: 'Give it for something else',
  anewSays: 'The next time you give it counts as something new.',

  awaited: 'Still to come',
  more: (count: number): string => `${count} more`,
  card: (given: number): Phrase =>
    phrase`You gave your card on ${day(given)}: waiting for an invitation.`,
  cardFor: (given: number, about: string): Phrase =>
    phrase`You gave your card on ${day(given)}, ${strong(about)}: waiting for an invitation.`,
  request: (group: string, asked: number): Phrase =>
    phrase`You asked for a card for ${strong(group)} on ${day(asked)}.`,
  invitation: (name: string, group: string): Phrase =>
    phrase`Not given yet: the invitation for ${strong(name)} to ${group}.`,
  of: (identity: string): Phrase => phrase`As ${identity}.`,
  openAnswer: 'Open it',
  give: 'Give it',
  noLonger: 'No longer waiting',
  noLongerSaid: 'It is no longer waited for.',

  answer: (given: number): Phrase =>
    phrase`You gave your card on ${day(given)}. This seems to be the answer.`,
  answerFor: (given: number, about: string): Phrase =>
    phrase`You gave your card on ${day(given)}, ${strong(about)}. This seems to be the answer.`,
  answerWhich: 'You gave your card several times. Which of them does this answer?',
  answerCard: (given: number): Phrase => phrase`The one of ${day(given)}`,
  answerCardFor: (given: number, about: string): Phrase =>
    phrase`${strong(about)}, of ${day(given)}`,
  answerNone: 'None of them',

  asked: (group: string): Phrase => phrase`You asked for a card for ${strong(group)}.`,
  inviteTo: (group: string): Phrase => phrase`Invite to ${group}`,
  invited: (name: string, group: string, issued: number): Phrase =>
    phrase`You invited ${name} to ${strong(group)} on ${day(issued)}.`,
  seeInvitation: 'See the invitation',

  ask: 'Ask for their card',
  askSays: 'A message that says what to do, for any chat or mail.',
  askMessage: 'The message',
  copyMessage: 'Copy the message',
  shareMessage: 'Share the message',
  askedAlready: (given: Parameters<typeof howGiven>[0], now: number): string =>
    `You asked for a card: ${howGiven(given, now)}.`,

  scanThis: (name: string): Phrase => phrase`Let ${name} scan this`,
  otherWays: 'Or send it',
  scanInvitation: 'Scan the invitation',

  sheetTitle: 'Identity card',
  sheetSays:
    'This is an identity card: a name and a public key. To invite its owner to a group, scan the code in Conclave and compare the words below.',
  sheetFrom: (address: string): string => `Conclave is at ${address}`,
};
