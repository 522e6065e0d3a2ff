/** Nothing gets lost: recovery files, the locked key of a group, saving and bringing back. */

import { phrase, strong, type Phrase } from '../phrase.ts';
import { shortDay } from './moments.ts';

/** What is asked before the keys of an identity or of a group are made. */
export const sealing = {
  identity: {
    title: 'If this browser loses its data, only a recovery file brings you back.',
    lead: 'It can only be made now, together with your keys. You save it afterwards, and open it with the recovery code or password that you choose here.',
    legend: 'Your recovery file',
    without: 'Without a recovery file',
    withoutSays:
      'It cannot be made later. If this browser loses its data, this identity is gone, and it can never move to another browser.',
    codeTitle: 'Your recovery code',
    codeSays:
      'Write it down now. It is shown here and kept nowhere: whoever has the recovery file and this recovery code has the key.',
    sheetOf: (name: string, time: number): Phrase =>
      phrase`For the identity ${strong(name)}, made on ${shortDay(time)}`,
    sheetSays:
      'It opens the recovery file of this identity. Keep both where only you can get at them, and not together.',
    make: 'Make my keys',
    making: 'Your keys are being made …',
    back: 'Change the name',
  },
  group: {
    title: 'The group gets a key of its own. How shall it be locked?',
    lead: 'With this key you change the name of the group and renew your own membership. Locked, it can be saved with the group and moved to another browser. That can only be decided now.',
    legend: 'The key of the group',
    without: 'Without a code or password',
    withoutSays:
      'It cannot be locked later, so it cannot be saved either. If this browser loses its data, the key is gone: the group goes on, but nobody can change its name or renew your membership with its key.',
    codeTitle: 'The recovery code of the group',
    codeSays:
      'Write it down now. It is shown here and kept nowhere: whoever has the saved group and this recovery code has the key of the group.',
    sheetOf: (name: string, time: number): Phrase =>
      phrase`For the key of the group ${strong(name)}, made on ${shortDay(time)}`,
    sheetSays:
      'It opens the key in the saved group. Keep both where only you can get at them, and not together.',
    make: 'Make the key',
    making: 'The key of the group is being made …',
    back: 'Change name and description',
  },
  code: 'With a recovery code',
  codeSays:
    'Conclave makes up 25 letters and digits. You write them down, or put them into a password manager.',
  password: 'With my own password',
  passwordSays: 'You choose one that you will still know in years.',
  makingNote:
    'Your device makes them by itself, from chance. Nothing is sent anywhere. This takes a few seconds; please leave the page open.',
  sealingNote:
    'Then the key is locked, and the lock is tried. That is slow on purpose, so that nobody can guess quickly.',
};

export const recoveryCode = {
  showIt: 'Show the code',
  copy: 'Copy the code',
  print: 'Print the code',
  copied:
    'If you copy it, the clipboard of this device holds it: copy something else as soon as you have put it away.',
  repeat: 'The last five characters of the code',
  repeatHint: 'Read them from what you wrote down. Small letters are fine.',
  repeatMissing:
    'Type the last five characters first, so that it is certain that you have the code.',
  repeatWrong:
    'The code above ends otherwise. Look at what you wrote down; whenever this page is loaded anew, the code is a new one.',
  sheetTitle: 'Conclave: Recovery code',
};

/** Words for a password, and why it is too weak. */
export const password = {
  title: 'A password that only you know',
  new: 'Your password',
  newHint: 'Four or five random words are good, and can be remembered.',
  show: 'Show',
  hide: 'Hide',
  showIt: 'Show the password',
  hideIt: 'Hide the password',
  missing: 'Type a password first.',
  strong: 'Strong.',
  fair: 'Good enough. One more word makes it strong.',
  weak: (why: string): string => `Too weak. ${why}`,
  why: {
    short: 'It is short. Type at least ten characters, or better four random words.',
    keys: 'Its keys lie beside each other on the keyboard. Take random words instead.',
    repeat: 'It repeats itself. Take random words instead.',
    row: 'It has a row in it, such as abc or 6543. Take random words instead.',
    date: 'Dates and years are guessed first. Take random words instead.',
    common: 'It is like those that everybody guesses first. Take random words instead.',
    word: 'Words that stand alone are guessed quickly. Take four of them, at random.',
    name: 'Names are guessed quickly. Take random words instead.',
    own: 'Your own names are guessed first. Take random words instead.',
    more: 'With patience it can be guessed. Add a word or two.',
  },
  lost: 'Nobody can tell you this password again, and without it the file is of no use.',
  open: 'Password or recovery code',
  openHint:
    'The one that was chosen when the key was made. A recovery code is read with or without hyphens.',
  isCode: 'This is a recovery code.',
  codeWrong:
    'This looks like a recovery code, but a character in it is wrong or missing. Compare it with what you wrote down.',
};

/** The recovery file of an identity: with its card, and on the first screen. */
export const recoveryFile = {
  title: 'Recovery file',
  secret: 'Secret',
  says: 'Whoever has this file and its recovery code or password has this identity. Keep it where only you can get at it, and not on this device alone.',
  save: 'Save the recovery file',
  share: 'Share the recovery file',
  shareSays: (name: string): Phrase => phrase`Recovery file of ${name}. Keep it secret.`,
  look: 'Look whether the file is there, among your downloads.',
  haveIt: 'I have it',
  done: 'The recovery file is saved.',
  doneSays:
    'Put it where only you can get at it, apart from its recovery code or password, and not on this device alone. You find it again under “Details”.',
  last: (time: number): Phrase => phrase`Last saved on ${strong(shortDay(time))}.`,
  notYet: 'It has not been saved yet.',
  test: 'Test my recovery file',
  none: 'This identity has none and cannot be moved.',
  noneSays:
    'Its keys were made without a recovery file, and none can be made later. If this browser loses its data, this identity is gone.',
  first: 'Save your recovery file first.',
  firstSays:
    'If this browser loses its data, only this file and your recovery code or password bring you back.',
  unsaved: (name: string): Phrase => phrase`The recovery file of ${name} is not saved yet.`,
  unsavedSays: 'If this browser loses its data, only that file brings this identity back.',
  without: (name: string): Phrase => phrase`${name} has no recovery file.`,
  withoutSays:
    'If this browser loses its data, this identity is gone, and no file can be made for it any more. You can make another identity with one, and have it invited.',
  another: 'Make another identity',
  notNow: 'Not now',
};

/** A group as a file, and its key. */
export const savedGroup = {
  title: 'Save this group',
  says: 'Your membership as a file. It brings you back into the group in any browser that has this identity. It holds no secret, and nobody else can use it. What was written in the group, its description too, comes with group updates or with “Save everything”.',
  saysSealed:
    'Your membership and the locked key of the group as a file. It brings both back in any browser that has this identity; what was written in the group, its description too, comes with group updates or with “Save everything”. Whoever has the file and its recovery code or password has the key of the group.',
  saysBare:
    'Your membership as a file, without the key of the group: that was made without a code or password, and cannot leave this browser.',
  save: 'Save the group',
  done: 'The group is saved.',
  unsaved: (name: string): Phrase => phrase`The key of the group ${name} is not saved yet.`,
  unsavedSays:
    'It is in this browser alone. Its recovery code or password is of use only together with the saved group.',
  wrong:
    'This does not unlock the key of the group. It is the recovery code or password that was chosen when the group was made, not the one of your identity.',
  lockedTitle: 'The key of the group is locked',
  lockedSays:
    'It came here in this way. With its recovery code or password you can change the name of the group and renew your own membership again.',
  unlock: 'Unlock the key',
  unlocked: 'The key of the group works here now.',
};
