/** Saving everything, and bringing back what was saved. */

import type { RestoredPiece, RestoreOutcome } from '../../peer.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { everyName, moment, plural, shortDay } from './moments.ts';

const pieces = (count: number, one: string, other: string): readonly string[] =>
  count === 0 ? [] : [plural(count, one, other)];

export const restore = {
  title: 'Bring back what was saved',
  lead: 'Open a recovery file, a saved group, or the file of “Save everything”. Nothing changes before you say so.',
  hint: 'The text of such a file can be pasted as well. Files of Conclave end in .recovery.xml, .config.xml or .zip.',
  orphan: (name: string): Phrase =>
    name === ''
      ? phrase`A recovery file is still in this browser.`
      : phrase`The recovery file of ${strong(name)} is still in this browser.`,
  orphanSays: 'Its recovery code or password brings the identity back.',
  identity: 'A recovery file',
  group: 'A saved group',
  archive: 'Everything in one file',
  of: (name: string): Phrase =>
    phrase`It belongs to the identity ${strong(name)}, which is in this browser.`,
  ofPeerName: 'Whose it is shows once it is opened. It names this key:',
  groupSays:
    'It brings your membership back, if the identity that it belongs to is in this browser.',
  groupKey:
    'If it holds the locked key of the group, its recovery code or password unlocks that. You can also do so later.',
  optional: 'Password or recovery code, if it has one',
  holds: (counts: { recoveries: number; configurations: number; updates: number }): string =>
    [
      ...pieces(counts.recoveries, 'recovery file', 'recovery files'),
      ...pieces(counts.configurations, 'saved group', 'saved groups'),
      ...pieces(counts.updates, 'group update', 'group updates'),
    ].join(' · '),
  others: (count: number): string =>
    `${plural(count, 'other thing', 'other things')} in it cannot be read here and will be left out.`,
  test: 'Test my recovery file',
  bring: 'Bring back',
  opening: 'The lock is being opened. That is slow on purpose.',
  codeAlone:
    'This is a recovery code, and not a document. It belongs with a recovery file or a saved group: open that first, under “Bring back what was saved”.',
  missing: 'Type the recovery code or the password first.',
  tested: (name: string): Phrase => phrase`This brings ${strong(name)} back.`,
  testedSays:
    'The file is sound and opens with this recovery code or password. Nothing was changed.',
  since: (time: number): Phrase => phrase`An identity since ${shortDay(time)}.`,
  isHere:
    'It is in this browser already. Bringing it back is of use only if its key does not work here any more.',
  back: (name: string): Phrase => phrase`${name} is back.`,
  another: 'Open another file',
  home: 'To my groups',
  reportTitle: 'What was brought back, and what was not',
  what: {
    identity: 'Identity',
    group: 'Group',
    update: 'Group update',
  } satisfies Record<RestoredPiece['what'], string>,
  outcome: {
    restored: 'Brought back',
    'already here': 'Here already',
    'newer here': 'Something newer is here, and stays',
    'another password': 'Locked with another recovery code or password',
    waiting: 'Waits for what is still locked above',
    refused: 'Not brought back',
  } satisfies Record<RestoreOutcome, string>,
  keyLeft: 'It is here, but its key is locked with another recovery code or password',
  left: (count: number): string =>
    `${plural(count, 'key is', 'keys are')} locked with another recovery code or password. Type that, and bring back the rest.`,
};

export const saveAll = {
  title: 'Save everything',
  says: 'One file with your recovery files, your groups and what you know of them. What is secret in it stays locked, each with its own recovery code or password.',
  save: 'Save everything in one file',
  making: 'The file is being made …',
  done: 'Everything is saved.',
  out: 'A file was handed to your browser just now. It counts as saved once you say that you have it.',
  never: 'Nothing was saved in this way yet.',
  last: (time: number): Phrase => phrase`Saved last on ${strong(moment(time))}.`,
  since: (counts: { identities: number; memberships: number; records: number }): string => {
    const come = [
      ...pieces(counts.identities, 'identity', 'identities'),
      ...pieces(counts.memberships, 'membership', 'memberships'),
      ...pieces(counts.records, 'record', 'records'),
    ];
    return come.length === 0 ? 'Nothing has come since.' : `Since then: ${come.join(' · ')}`;
  },
  without: (people: readonly string[]): Phrase => [
    'Without a recovery file, so their keys are not in it: ',
    ...everyName(people),
    '.',
  ],
  withoutUpdates: (groups: readonly string[]): Phrase => [
    'These groups are in the file, but it has no room for their updates, which you can save one by one: ',
    ...everyName(groups),
    '.',
  ],
  withoutDamaged: (groups: readonly string[]): Phrase => [
    'Damaged here, so not in the file: ',
    ...everyName(groups),
    '. An older file may still bring them back.',
  ],
  bring: 'Bring back what was saved',
};
