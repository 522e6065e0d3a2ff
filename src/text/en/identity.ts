/** My card, the settings, and about the app. */

import { phrase, strong, type Phrase } from '../phrase.ts';
import { firstWords } from './first-words.ts';
import { moment, plural, shortDay } from './moments.ts';

export const card = {
  eyebrow: 'My identity card',
  ready: 'Your identity is ready.',
  readyNext:
    'Give this card to whoever is to invite you: let them scan the code, or send it as text or as a file. Or create a group yourself and invite others.',
  keptHere:
    'Your key is kept in this browser. It leaves it only locked, in its recovery file. If you delete the data of this page, only that file brings it back.',
  keptHereOnly:
    'Your key is kept in this browser and cannot leave it. If you delete the data of this page, the key is deleted too.',
  public: 'This holds only your public key. Anyone may have it.',
  codeName: 'QR code of this identity card',
  compare: 'Read these aloud to somebody who compares your key.',
  which: 'Which identity?',
  nextWho:
    'Whoever got your card makes an invitation from it and gives that back to you. Face to face, scan it off their screen; what was sent to you, open here.',
  openInvitation: 'Open an invitation',
  founded: 'Create a group',
  rename: 'Change the name',
  newName: 'New name',
  save: 'Save',
  renameNote:
    'Your key stays the same. The members of your groups go on seeing the old name until your membership is renewed.',
  renamed: 'The name is changed.',
  made: 'Made on',
  moment,
  peerName: 'Peer name',
  delete: 'Delete this identity',
  deleteTitle: (name: string): Phrase => phrase`Delete the identity ${name}?`,
  deleteSays:
    'No recovery file of it is known to be saved. Without one its key is gone for good, here and everywhere: nobody can bring it back, and invitations made for it become useless.',
  deleteSavedSays: (saved: number): Phrase =>
    phrase`Its key is deleted here. Only what you saved on ${strong(shortDay(saved))}, the recovery file or the file of “Save everything”, brings it back; without that, invitations made for it are useless.`,
  deleteNot: (count: number): string =>
    `It is still in ${plural(count, 'group', 'groups')}. Leave first, then it can be deleted.`,
  deleteYes: 'Delete for good',
  deleted: (name: string): Phrase => phrase`${name} is deleted.`,
};

function groupsOf(count: number): string {
  return count === 0 ? 'In no group yet' : `In ${plural(count, 'group', 'groups')}`;
}

export const settings = {
  title: 'Settings',
  identities: 'Identities',
  makeDefault: 'Use by default',
  groupsOf,
  defaultIn: (count: number): string => `${groupsOf(count)} · used unless you choose another`,
  showCard: 'Card, name and deletion',
  add: 'Another identity',
  appearance: 'Appearance',
  theme: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languages: {
    auto: 'As the browser',
    en: 'English',
    de: 'Deutsch',
    pseudo: 'Pseudo (right to left)',
  },
  storage: 'Storage in this browser',
  persisted: 'This browser has promised not to clear what Conclave keeps.',
  notPersisted:
    'This browser may clear what Conclave keeps when space runs short. Ask it to promise otherwise; installing the app or adding it to the home screen helps.',
  unknown: 'This browser does not say whether it may clear what Conclave keeps.',
  used: (bytes: string, quota: string): string =>
    `${bytes} used of ${quota} that this browser offers.`,
  ask: 'Ask the browser to keep it',
  refused:
    'The browser did not promise. It may do so later, when you have used Conclave more often or installed it.',
  about: firstWords.shell.about,
  aboutSays: 'What it promises, what it does not, and the version.',
};

export const about = {
  title: firstWords.shell.about,
  lead: 'Groups that need no server, no account and nobody in between.',
  whatTitle: 'What it is',
  what: 'You have a key. A group has a key. Whoever creates a group signs the first membership, members sign those of others, and everybody can check the way from the group to each person. All of it happens in this browser, and works without a network.',
  promisesTitle: 'What it promises',
  promises: [
    'Your private keys are made here. Once made, not even Conclave can read them out; they leave this browser only locked, in files that you save yourself.',
    'Nothing is sent anywhere. What you share, you hand over yourself, as a text, a file or a code.',
    'The camera is used only while you scan. Its pictures are read on this device and are not kept.',
    'An invitation works only for the key that it was made for. Whoever else sees it can read it, but not use it.',
    'Whatever is received is checked in full before it is shown, and nothing changes before you say so.',
  ],
  limitsTitle: 'What it does not',
  limits: [
    'A membership ends by its date. Nothing here can take it back earlier.',
    'Names are chosen freely and prove nothing. Compare the eight words of a key, face to face or on the phone.',
    'Invitations show the names on the way from the group to you to everybody who sees them.',
    'If this browser loses its data, only a recovery file brings your key back, and it is made together with the key or never.',
    'Whoever serves this page to you could serve another one. Take it from an address that you trust, or run it yourself.',
  ],
  version: (version: string): string => `Version ${version}`,
  standards:
    'Identity cards and invitations follow the Peer Grouping protocols of Windows ([MS-PPSEC], [MS-PNRP]) with RSA and SHA-256.',
};
