/** Group updates: given, opened, and what they do; and the properties of a group. */

import type { GroupStatus, OwnChange, RefusedRecord } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, names, plural } from './moments.ts';

/** Of an update, where nothing better can be said of what it holds. */
function parts(count: number): string {
  return plural(count, 'part', 'parts');
}

function cannotBeJudged(count: number): string {
  return `${parts(count)} of what you received cannot be judged yet.`;
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
  made: 'The update is ready. Now give it to the others:',
  nothingNew:
    'Nothing is new since then, so there is nothing to give. Choose “Everything” for somebody who knows nothing yet.',
  empty:
    'You hold nothing of this group that could be passed on yet. Open an update of another member first, or tell others that you are in.',
  publicSays:
    'It holds names, public keys and dates, and no secret. Whoever is not in the group can look at it, but not use it.',
  fileOnly: 'It is too long for a message. Save it as a file, and send that.',
  showCode: 'Show it as a code',
  codeName: 'QR code of this group update',
  next: 'Whoever opens it with “Open something I received” knows it too. You do not hear when that happens.',
  due: {
    properties: 'The group has another name or description.',
    renewed: 'You have renewed memberships.',
    role: 'You have changed a role.',
    'renewed-self': 'You have renewed your own membership.',
  },
  dueSays:
    'The others see it when they open an update. If you have not given them one since, make one.',

  open: 'Open an update',
  openSays: 'Paste, scan or choose the update that another member gave you.',
  openButton: 'Open an update',

  status: 'What you know',
  know: (members: number): string =>
    `You know ${plural(members, 'member', 'members')} of this group.`,
  times: ({ opened, made }: Pick<GroupStatus, 'opened' | 'made'>): string => {
    const last = opened === undefined ? 'You have opened no update yet' : openedOn(opened);
    return made === undefined
      ? `${last}, and made none.`
      : `${last}, and made one on ${day(made)}.`;
  },
  waiting: cannotBeJudged,
  waitingSays:
    'That comes from somebody whom you do not know yet. It is kept, and taken in as soon as an update says who that is. If that does not happen, ask for an update with everything in it.',

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
  told: (inviter: string): Phrase => phrase`${inviter} sees you among the people after opening it.`,
  again: 'Give it again',
  foundAgain: 'You find this again under “Updates”.',
  later: 'Not now',
  done: 'Done',
};

/** The update of the group beside an invitation. */
export const beside = {
  title: 'Give the update of the group too',
  says: (name: string): Phrase =>
    phrase`The invitation holds nothing but the way from the group to ${name}. With the update, which is opened after joining, ${name} also sees who else is in the group.`,
  renamed: (name: string, before: string, present: string): Phrase =>
    phrase`Without it, the group is called ${before} for ${name}, and not ${strong(present)}: the invitation holds the name at birth.`,
};

/** Whom to tell next, by their names. */
interface ToldPassingOn {
  readonly guests: readonly string[];
  /** Who invited me; `undefined` for nobody. */
  readonly inviter: string | undefined;
  readonly hasOthers: boolean;
}

/** What opening an update has done, or would do. */
export const openedUpdate = {
  eyebrow: 'Group update',
  opening: 'The update is being opened …',
  question: (group: string): Phrase => phrase`A group update for ${group}`,
  questionSays:
    'It came by a link or from another program, so nothing has been done with it yet. Open it?',
  yes: 'Open it',
  no: 'Not now',

  title: (group: string): Phrase => phrase`The update of ${group} is opened`,
  nothing: 'You knew all of this already. There is nothing to do.',
  nothingToKnow:
    'Nothing that you need to know: it bears out what you knew. There is nothing to do.',
  newcomers: (count: number): string => plural(count, 'new member', 'new members'),
  joined: (count: number): string =>
    `${plural(count, 'invited person has', 'invited people have')} joined`,
  more: (count: number): string => `and ${plural(count, 'more', 'more')}`,
  renewed: (people: readonly string[], count: number): Phrase => [
    ...names(people, count),
    count === 1 ? ' has a newer membership.' : ' have newer memberships.',
  ],
  confirmed: (people: readonly string[], count: number): Phrase => [
    count === 1 ? 'The membership of ' : 'The memberships of ',
    ...names(people, count),
    count === 1
      ? ' is confirmed, as you knew it already.'
      : ' are confirmed, as you knew them already.',
  ],
  renamed: (before: string, after: string): Phrase =>
    phrase`The group has another name: it was ${before}, and is now ${strong(after)}.`,
  described: (after: string): Phrase =>
    after === ''
      ? ['The group no longer says what it is for.']
      : phrase`What the group is for: ${strong(after)}`,
  others: (count: number): string =>
    `It also brought ${plural(count, 'entry', 'entries')} of other programs, which are kept.`,

  toPassOn: ({ inviter, hasOthers, guests }: ToldPassingOn): Phrase => {
    if (inviter !== undefined) return phrase`${inviter} may not know of it yet.`;
    if (hasOthers) return ['The others may not know of it yet.'];
    return [
      ...names(guests),
      ...phrase` cannot see yet who else is in the group, or what it is for.`,
    ];
  },
  passOnSays: ({ inviter, hasOthers, guests }: ToldPassingOn): Phrase => {
    const others: Phrase = inviter === undefined ? ['the others'] : phrase`${inviter}`;
    const whom = hasOthers ? [...others, ' and to ', ...names(guests)] : names(guests);
    return ['Nothing is sent by itself. Give an update of the group to ', ...whom, '.'];
  },

  setAside: cannotBeJudged,
  setAsideSays:
    'That comes from somebody whom you do not know yet. It is kept, and taken in as soon as an update says who that is. Ask whoever gave you this for an update with everything in it.',

  refused: (count: number): string =>
    count === 1 ? '1 part of it was refused.' : `${parts(count)} of it were refused.`,
  refusedSays: 'What is good in the rest counts all the same. Tell whoever gave you this update.',
  refusedMore: (count: number): string => `${plural(count, 'more', 'more')} were refused.`,
  refusedKind: {
    properties: (): Phrase => ['The name and description of the group'],
    membership: (by: string): Phrase =>
      by === '' ? ['A membership'] : phrase`The membership of ${by}`,
    application: (by: string): Phrase =>
      by === '' ? ['An entry of another program'] : phrase`An entry of another program, by ${by}`,
    unreadable: (): Phrase => ['Something that cannot be read'],
  } satisfies Record<RefusedRecord['kind'], (by: string) => Phrase>,

  own: {
    taken: 'You have a newer membership.',
    offered: 'There is another membership for you, which gives you less in some way.',
  } satisfies Record<OwnChange['outcome'], string>,
  ownAs: (identity: string): Phrase => phrase`As ${identity}.`,
  before: 'Before',
  now: 'Now',
  offer: 'The new one',
  callsYou: (name: string): Phrase => phrase`It calls you ${strong(name)}.`,
  signedBy: (name: string): Phrase => phrase`Signed by ${name}.`,
  offeredSays:
    'Nothing has changed yet. Take it, or keep the one that you have: it stays valid until its date, and this one waits until then.',
  tick: 'I want the new one',
  take: 'Take it',
  keep: 'Keep mine',
  taken: 'You have taken it.',
  kept: 'You have kept yours.',

  people: 'To the people',
  group: 'To the group',
  another: 'Open something else',
  updateOf: (group: string, count: number): Phrase =>
    phrase`Group update for ${group}, ${parts(count)}`,
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
