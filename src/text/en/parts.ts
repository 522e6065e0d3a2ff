/** The parts that many screens share: buttons, roles, and the life of a membership. */

import type { Role } from '../../core/role.ts';
import type { Stage } from '../../peer/types.ts';
import { phrase, type Phrase } from '../phrase.ts';
import { shortDay } from './moments.ts';

export const parts = {
  details: 'Details',
  errorDetails: 'Details of this error',
  copied: 'Copied.',
  notCopied: 'This browser did not let us copy. Select the text and copy it by hand.',
  copyText: 'Copy text',
  saveFile: 'Save file',
  saved: 'Saved with your downloads.',
  share: 'Share',
  notShared: 'This device did not share it. Copy the text or save the file instead.',
  larger: 'Larger',
  close: 'Close',
  cancel: 'Cancel',
  fingerprint: 'Fingerprint',
  pasteLabel: 'Paste the text here',
  pasteHint: 'A whole message with greetings is fine, and so is a picture of a code.',
  chooseFile: 'Choose a file',
  dropHere: 'or drop it anywhere',
  scan: 'Scan a code',
  read: 'Open it',
  theGroup: 'The group',
  you: 'You',
};

/** What somebody is. */
export const role: Record<Role, string> = {
  member: 'Member',
  'inviting member': 'Inviting member',
  admin: 'Administrator',
};

/** The same inside a sentence. */
export const aRole: Record<Role, string> = {
  member: 'a member',
  'inviting member': 'an inviting member',
  admin: 'an administrator',
};

/** What each may do, as one plain sentence. */
export const roleSays: Record<Role, string> = {
  member: 'Belongs to the group and can prove it. Cannot invite.',
  'inviting member': 'Also invites members and other inviting members.',
  admin: 'Also invites administrators. Give this to very few.',
};

export const term = {
  endless: 'No practical end',
  noEnd: 'No end',
  /** What is not simply valid: the word for it, and the day that matters. */
  stages: {
    soon: (end) => `Renew soon: ${shortDay(end)}`,
    urgent: (end) => `Urgent: ${shortDay(end)}`,
    ended: (end) => `Ended ${shortDay(end)}`,
    'not-yet': (start) => `Not yet: from ${shortDay(start)}`,
  } satisfies Record<Exclude<Stage, 'fresh'>, (time: number) => string>,
  until: (end: number): string => shortDay(end),
  withOf: (name: string): Phrase => phrase`with ${name}’s`,
  withMine: 'with yours',
  used: (percent: number): string => `${percent} % of this membership is over.`,
};
