import { describe, expect, test } from 'vitest';
import { activityText, actText } from '../../src/app/activity-text.ts';
import { ACT_KINDS } from '../../src/core/stored-group.ts';
import { harmlessName } from '../../src/core/friendly-name.ts';
import type { Act } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { pseudoText } from '../../src/text/pseudo.ts';
import { DAY, NOON } from '../support/people.ts';

const END = Date.UTC(2027, 4, 3, 12);
const ENDLESS = Date.UTC(9999, 11, 31);

/** Something that happened at noon; whatever is not said is not known. */
function act(what: Act['what'], said: Partial<Act> = {}): Act {
  const { people = [] } = said;
  const of = { group: 'g', identity: 'i', at: NOON, id: what };
  return { ...of, what, people, count: people.length, ...said };
}

function said(what: Act['what'], about: Partial<Act> = {}): string {
  return plain(actText(act(what, about), english));
}

const BOB = { people: ['Bob'] };
const MANY = { people: ['Bob', 'Carol', 'Dan', 'Eve', 'Finn'], count: 12 };

test.each<[sentence: string, what: Act['what'], about?: Partial<Act>]>([
  ['You founded this group. It is called Chess.', 'founded', { about: 'Chess' }],
  [
    'You invited Bob as a member, until 3 May 2027.',
    'invited',
    { ...BOB, role: 'member', end: END },
  ],
  ['You joined this group as a member, invited by Bob.', 'joined', { ...BOB, role: 'member' }],
  ['You renewed the membership of Bob, until 3 May 2027.', 'renewed', { ...BOB, end: END }],
  [
    'You renewed the membership of Bob, Carol, Dan, Eve and 8 others, until 3 May 2027.',
    'renewed',
    { ...MANY, end: END },
  ],
  ['You changed the role of Bob to “Administrator”.', 'role', { ...BOB, role: 'admin' }],
  [
    'You renewed your own membership, without a practical end.',
    'renewed-self',
    { role: 'admin', end: ENDLESS },
  ],
  [
    'Your membership was renewed as an inviting member, until 3 May 2027, signed by Bob.',
    'renewed-me',
    { ...BOB, role: 'inviting member', end: END },
  ],
  ['You kept your membership as it was, and not one signed by Bob.', 'kept-mine', BOB],
  ['You decided that the membership of Bob shall end by its date.', 'let-end', BOB],
  ['You decided that the membership of Bob may go on.', 'not-let-end', BOB],
  [
    'You changed the name or the description of the group. It is called Go.',
    'properties',
    { about: 'Go' },
  ],
  ['You published 1 entry of other programs.', 'published', { count: 1 }],
  ['You made an update.', 'update-made', { count: 12 }],
  ['You made an update that tells Bob that you are in.', 'update-made', BOB],
  ['You opened an update, and it bore out what you knew.', 'update-opened', { count: 1 }],
  ['You opened an update in which nothing was new.', 'update-opened'],
  ['An update told you of Bob, Carol, Dan, Eve and 8 others.', 'members-came', MANY],
  ['An update told you that Bob joined.', 'members-joined', BOB],
  ['An update brought newer memberships of 3 people.', 'members-renewed', { count: 3 }],
  ['An update brought the name and the description of the group.', 'properties-came'],
  ['2 parts of an update were refused.', 'refused', { count: 2 }],
])('%s', (sentence, what, about) => {
  expect(said(what, about)).toBe(sentence);
});

describe.each([
  ['English', english],
  ['the pseudo language', pseudoText()],
])('in %s', (_, text) => {
  test.each(ACT_KINDS)('%s is a whole sentence, and a name in it is kept apart', (what) => {
    const about = { people: ['Bob'], count: 1, role: 'member', end: END, about: 'Go' } as const;
    const sentence = actText(act(what, about), text);
    expect(plain(sentence)).toMatch(/\.\u200f?$/);
    for (const part of sentence) {
      if (typeof part === 'string') expect(part).not.toMatch(/\bBob\b|\bGo\b/);
    }
  });
});

describe('the file of what happened', () => {
  test('has a line for each act: the moment twice, and what it was', () => {
    const acts = [act('joined', { role: 'member' }), act('founded', { at: NOON - DAY })];
    expect(activityText(acts, english).split('\n')).toEqual([
      `2026-11-23T12:00:00.000Z  ${english.activity.when(NOON)}  You joined this group as a member.`,
      `2026-11-22T12:00:00.000Z  ${english.activity.when(NOON - DAY)}  You founded this group.`,
      '',
    ]);
  });

  test('keeps names apart, and none of them breaks a line or turns it around', () => {
    const people = ['Bob\n2026-01-01T00:00:00.000Z  You', 'C\u202earol'].map(harmlessName);
    const file = activityText([act('invited', { people })], english);
    expect(file.match(/\n/g)).toHaveLength(1);
    expect(file).toContain('\u2068Bob\ufffd2026');
    expect(file).not.toContain('\u202e');
  });

  test('is empty where nothing happened', () => {
    expect(activityText([], english)).toBe('');
  });
});
