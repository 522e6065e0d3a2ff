/**
 * The words of the first screen: the frame, and the one question. The rest of the catalogue comes
 * with the first page that needs it, so that nobody waits for sentences that may never be said.
 */

import { phrase, type Phrase } from '../phrase.ts';

const shell = {
  app: 'Conclave',
  skip: 'Skip to the content',
  navigation: 'Main',
  groups: 'Groups',
  newGroup: 'New group',
  scan: 'Scan',
  openReceived: 'Open something I received',
  card: 'My card',
  settings: 'Settings',
  back: 'Back',
  about: 'About Conclave',
  unnamed: 'Without a name',
  lostTitle: 'This group is gone',
  missingTitle: 'This page could not be loaded',
  lost: 'This group is not in this browser any more. It may have been left in another window. Go back to your groups.',
  incomplete:
    'A part of the app could not be loaded: a new version may have been put in its place. Reload the page.',
  dropNow: 'Let go to open it',
  updateReady: 'A new version is ready.',
  reload: 'Reload',
};

const firstVisit = {
  title: 'What should others call you?',
  lead: 'Conclave makes private groups without a server. You get a key that is kept in this browser, and a card with your name that you can show to anyone.',
  name: 'Your name',
  nameHint:
    'Others see it on your card. It is not checked by anybody, and you can change it later.',
  create: 'Create my identity',
  recover: 'I have a recovery file',
  invited: 'I was sent an invitation',
  waiting: (group: string): Phrase => phrase`An invitation to ${group} is waiting here`,
  another: 'Who else are you?',
  anotherLead: 'A second identity has keys of its own. Nobody can see that both are yours.',
};

export const firstWords = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  shell,
  firstVisit,
};

export type FirstWords = typeof firstWords;
