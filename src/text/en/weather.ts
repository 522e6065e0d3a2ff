/** Bad weather: clocks, other windows, versions, storage that is cleared or damaged. */

import type { Damage } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { moment } from './moments.ts';

/** Of the clock of this device. */
export const clock = {
  behindTitle: 'The clock of this device is behind.',
  behind: (now: number, latest: number): Phrase =>
    phrase`It shows ${strong(moment(now))}, and has shown ${strong(moment(latest))} before. Until it is put right, what has ended may look as if it still held. Set the date and the time of this device.`,
  aheadTitle: 'A long time has passed, or the clock of this device is ahead.',
  ahead: (now: number, latest: number): Phrase =>
    phrase`Conclave was last used on ${strong(moment(latest))}, and the clock shows ${strong(moment(now))}. If that is wrong, set the date and the time of this device: until you say that it is right, nothing that has ended is thrown away.`,
  isRight: 'The clock shows the right time',
};

/** Other windows, and other versions in them. */
export const windows = {
  otherTitle: 'Conclave was updated in another window.',
  other:
    'This page is still the older version, and loads no further parts. Reload it to go on; what you have typed is kept.',
  newerTitle: 'A newer version of Conclave runs in another window.',
  newer:
    'It has brought what is kept here into its own form, so this page can save nothing more. Reload it to go on; what you have typed is kept.',
  blockedTitle: 'Another window holds an older version of Conclave open.',
  blocked: [
    'Close all other tabs and windows with Conclave, the installed app too.',
    'This page goes on by itself once they are closed.',
    'If it does not, close this one too, and open Conclave again.',
  ],
  again: 'Try again now',
  identityGone: (name: string): Phrase => phrase`${name} was deleted in another window.`,
  groupGone: (name: string): Phrase => phrase`You have left ${name} in another window.`,
  identityHere: 'Your identity was made in another window.',
  identityHereAlready:
    'Your identity was made in another window meanwhile. The recovery code or password that you chose here is of no use: the one from that window counts.',
  cardTitle: 'This identity is gone',
  card: 'It is not in this browser any more. It may have been deleted in another window.',
};

/** Storage that was cleared. */
export const cleared = {
  title: 'Your storage was cleared',
  lead: 'There was an identity in this browser, and now nothing of it is left. Neither you nor another window has deleted it here in Conclave.',
  why: 'Somebody may have deleted the data of this page, or the browser did so by itself because space ran short.',
  restore: 'Bring back what was saved',
  restoreSays:
    'Your recovery file brings your identity back, and saved groups your memberships. The file of “Save everything” brings back both.',
  anew: 'Start anew',
  anewSays:
    'You get another key and another card. Whoever invited you before has to invite you again.',
};

/** Before an identity is made: what this window will make of it. */
export const forgetful = {
  privateTitle: 'This window forgets everything when it is closed.',
  private:
    'The browser refuses to keep files for this page, as it does in a private window. An identity that is made here is gone with the window, unless you save its recovery file.',
  silentTitle: 'This browser does not say whether it keeps anything.',
  silent:
    'It may clear an identity that is made here at any time. Make a recovery file, and save it elsewhere.',
  unpromised:
    'The browser has not promised to keep what is stored here, and a private window forgets everything when it is closed.',
  noTurns:
    'This browser cannot make its windows wait for each other. Use Conclave in one window at a time.',
  noTidings:
    'This browser does not tell its windows of each other. What one of them changes shows in another when you come back to that.',
};

/** What is damaged, by its name where that is still known. */
const damaged: Record<Damage['what'], (name: string) => string | Phrase> = {
  identity: (name): string | Phrase => (name === '' ? 'An identity' : phrase`The identity ${name}`),
  membership: (name): string | Phrase =>
    name === '' ? 'A membership' : phrase`Your membership in ${name}`,
  'group key': (name): string | Phrase =>
    name === '' ? 'The key of a group' : phrase`The key of the group ${name}`,
  'recovery file': (name): string | Phrase =>
    name === '' ? 'A recovery file' : phrase`The recovery file of ${name}`,
  'sealed group key': (name): string | Phrase =>
    name === '' ? 'The locked key of a group' : phrase`The locked key of the group ${name}`,
  other: (name): string | Phrase =>
    name === '' ? 'Something else that was kept' : phrase`${name}`,
};

/** Damaged things, each by what it is. */
export const damage = {
  title: 'Damaged',
  lead: 'These cannot be used any more and are set apart. All the rest goes on without them.',
  none: 'Everything that is kept in this browser can be read.',
  what: damaged,
  helps: {
    identity:
      'Its key or its card is damaged, so it cannot sign. Bring it back with its recovery file; this entry is replaced then.',
    membership:
      'Bring it back from the saved group, or from the file in which you saved everything; this entry is replaced then. If others are in the group, you can also delete it, give your card to one of them and ask for a renewal.',
    'group key':
      'You stay a member, but nobody can sign with the key of the group here. Bring it back from the saved group with its recovery code or password.',
    'recovery file':
      'The identity itself still works. If you have saved the file elsewhere, keep that one well: another cannot be made.',
    'sealed group key':
      'The group goes on. If you have saved the group elsewhere, keep that file well: the key cannot be locked another time.',
    other:
      'It is none of your keys and no membership. What it was may come back with the next group update.',
  } satisfies Record<Damage['what'], string>,
  altered: 'What is kept of it was altered, or is not whole.',
  mendedBy:
    'Its key or its card is damaged, so it cannot sign. Its recovery file is still here: with its recovery code or password the identity is mended, and nothing else changes.',
  bringBack: 'Bring it back',
  onlyTitle: 'Your identity is damaged',
  onlyLead:
    'It is in this browser, and cannot be used as it is. Bring it back before you make another one.',
  fromFile: 'Bring back from a file',
  restore: 'Bring back what was saved',
  forget: 'Delete this entry',
  forgetTitle: 'Delete this damaged entry?',
  forgetSays: 'What is left of it is gone for good then.',
  forgetFile:
    'Its recovery file in this browser is deleted with it. Unless you have saved that file elsewhere, nothing brings this identity back.',
  forgetSealed:
    'The key of the group that is locked in this browser stays. Once you are back in the group it can be unlocked with its recovery code or password.',
  forgetUnsealed:
    'The key of the group is in it, and is deleted with it. Unless you have saved the group, nobody can use that key again.',
  forgetYes: 'Delete for good',
  notice: 'Something that is kept of you in this browser is damaged.',
  look: 'Look at it',
};
