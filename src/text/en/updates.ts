/** Group updates: given, opened, and what they do; and the properties of a group. */

import type { GroupStatus, OwnChange, RefusedRecord } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, plural } from './moments.ts';

function records(count: number): string {
  return plural(count, 'record', 'records');
}

/** Giving an update, and what is known of the group. */
export const updates = {
  lead: 'An update carries what you know of this group to another member: who is in it, in which role and until when. Nothing is sent by itself: you give it away like an invitation, and whoever opens it knows what you know.',
  button: 'Update for everyone',

  give: 'Give an update',
  which: 'What shall be in it?',
  choices: { all: 'Everything', last: 'What is new since my last one', date: 'Since a date' },
  allSays: 'For anybody, whatever they know already.',
  lastSays: (made: number): string =>
    `For those who have opened the one that you made on ${day(made)}.`,
  dateSays: 'For those who have opened all that was given until then.',
  date: 'Since',
  chooseDate: 'Choose a day that is not still to come.',
  make: 'Make the update',
  made: (count: number): string => `The update is ready. It holds ${records(count)}.`,
  nothingNew:
    'Nothing is new since then, so there is nothing to give. Choose “Everything” for somebody who knows nothing yet.',
  empty:
    'You hold nothing of this group that could be passed on yet. Open an update of another member first, or tell others that you are in.',
  publicSays:
    'It holds names, public keys and dates, and no secret. Whoever is not in the group can look at it, but not use it.',
  fileOnly: 'It is too long for a message. Save it as a file, and send that.',
  showCode: 'Show it as a code',
  codeName: 'QR code of this group update',
  due: {
    properties: 'The group has another name or description.',
    renewed: 'You have renewed memberships.',
    role: 'You have changed a role.',
    'renewed-self': 'You have renewed your own membership.',
  },
  dueSays: 'The others see it when they open an update. Make one and give it to them.',

  open: 'Open an update',
  openSays: 'Paste, scan or choose the update that another member gave you.',
  openButton: 'Open an update',

  status: 'What you know',
  know: (count: number, members: number): string =>
    `You know ${plural(members, 'member', 'members')} of this group, from ${records(count)}.`,
  times: ({ opened, made }: Pick<GroupStatus, 'opened' | 'made'>): string => {
    const last = opened === undefined ? 'You have opened no update yet' : openedOn(opened);
    return made === undefined
      ? `${last}, and made none.`
      : `${last}, and made one on ${day(made)}.`;
  },
  waiting: (count: number): string => `${records(count)} cannot be judged yet.`,
  waitingSays:
    'They come from somebody whom you do not know yet. They are kept, and taken in as soon as an update says who that is. If that does not happen, ask for an update with everything in it.',

  tellAll: 'Tell others that you are in',
  tellAllSays: 'A small update that holds nothing but your own membership.',
  tellAllButton: 'Make it',
};

function openedOn(opened: number): string {
  return `You last opened an update on ${day(opened)}`;
}

/** What somebody who has just joined tells whoever invited him. */
export const tell = {
  title: (inviter: string): Phrase => phrase`Tell ${inviter} that you have joined`,
  says: (inviter: string): Phrase =>
    phrase`${inviter} does not hear of it by itself. This small update holds your membership and nothing else: with it, you are no longer “invited” but “joined”.`,
  make: (inviter: string): Phrase => phrase`Tell ${inviter}`,
  told: (inviter: string): Phrase =>
    phrase`When ${inviter} has opened it, you stand among the people of the group.`,
  foundAgain: 'You find this again under “Updates”.',
  later: 'Not now',
  done: 'Done',
};

/** The update of the group beside an invitation. */
export const beside = {
  title: 'Give the update of the group too',
  says: (name: string): Phrase =>
    phrase`The invitation holds nothing but the way from the group to ${name}. With the update, which is opened after joining, ${name} also sees who else is in the group.`,
};

/** What opening an update has done, or would do. */
export const openedUpdate = {
  eyebrow: 'Group update',
  opening: 'The update is being opened …',
  question: (group: string): Phrase => phrase`A group update for ${group}`,
  questionSays: (count: number): string =>
    `It holds ${records(count)}. It came by a link or from another program, so nothing has been done with it yet. Open it?`,
  yes: 'Open it',
  no: 'Not now',

  title: (group: string): Phrase => phrase`The update of ${group} is opened`,
  nothing: 'You knew all of this already. There is nothing to do.',
  count: (fresh: number, known: number): string => {
    if (fresh === 0) return `Nothing new, ${known} known already`;
    return known === 0 ? `${fresh} new` : `${fresh} new, ${known} known already`;
  },
  newcomers: (count: number): string => plural(count, 'new member', 'new members'),
  joined: (count: number): string =>
    `${plural(count, 'invited person has', 'invited people have')} joined`,
  more: (count: number): string => `and ${plural(count, 'more', 'more')}`,
  renewed: (count: number): string =>
    count === 1
      ? '1 member has a newer membership.'
      : `${plural(count, 'member', 'members')} have newer memberships.`,
  renamed: (before: string, after: string): Phrase =>
    phrase`The group has another name: it was ${before}, and is now ${strong(after)}.`,

  setAside: (count: number): string => `${records(count)} cannot be judged yet.`,
  setAsideSays:
    'They come from somebody whom you do not know yet. They are kept, and taken in as soon as an update says who that is. Ask whoever gave you this for an update with everything in it.',

  refused: (count: number): string =>
    count === 1 ? '1 record was refused.' : `${records(count)} were refused.`,
  refusedSays: 'All the rest was taken in. Tell whoever gave you this update.',
  refusedMore: (count: number): string => `${plural(count, 'more', 'more')} were refused.`,
  refusedKind: {
    properties: (): Phrase => ['The name and description of the group'],
    membership: (by: string): Phrase =>
      by === '' ? ['A membership'] : phrase`The membership of ${by}`,
    application: (by: string): Phrase => (by === '' ? ['A record'] : phrase`A record of ${by}`),
    unreadable: (): Phrase => ['Something that cannot be read'],
  } satisfies Record<RefusedRecord['kind'], (by: string) => Phrase>,

  own: {
    taken: 'You have a newer membership.',
    offered: 'There is a newer membership for you that gives you less.',
  } satisfies Record<OwnChange['outcome'], string>,
  ownAs: (identity: string): Phrase => phrase`As ${identity}.`,
  before: 'Before',
  now: 'Now',
  offer: 'The new one',
  signedBy: (name: string): Phrase => phrase`Signed by ${name}.`,
  offeredSays:
    'Nothing has changed yet. Take it, or keep the one that you have: it stays valid until its date.',
  tick: 'I want the new one',
  take: 'Take it',
  keep: 'Keep mine',
  taken: 'You have taken it.',
  kept: 'You have kept yours.',

  people: 'To the people',
  group: 'To the group',
  another: 'Open something else',
  updateOf: (group: string, count: number): Phrase =>
    phrase`Group update for ${group}, ${records(count)}`,
};

/** Changing the properties of a group. */
export const editGroup = {
  title: 'Change name and description',
  section: 'Name and description',
  sectionSays:
    'You hold the key of the group, so you can change how it is called and what it says of itself.',
  link: 'Change name and description',
  name: 'Name of the group',
  nameHint: 'The certificates keep the name at birth; everywhere else this one is shown.',
  comment: 'What is it for?',
  says: 'The other members see it when they open an update of the group. You give them one afterwards.',
  save: 'Save',
  saved: 'Saved. Now give the others an update.',
  notYours:
    'Only whoever founded the group can change this, with the key of the group. Ask that person.',
};
