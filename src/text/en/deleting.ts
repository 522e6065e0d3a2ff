/** Deleting: what it takes away, what brings it back, and the two questions before it. */

import type { Phrase } from '../phrase.ts';
import { everyName } from './moments.ts';

export const deleting = {
  title: 'This is deleted here:',
  identities: (people: readonly string[]): Phrase =>
    people.length === 1
      ? [
          'The key of ',
          ...everyName(people),
          '. Only the recovery file that you saved, or the file of “Save everything”, brings it back.',
        ]
      : [
          'The keys of ',
          ...everyName(people),
          '. Only the recovery files that you saved, or the file of “Save everything”, bring them back.',
        ],
  identitiesLost: (people: readonly string[]): Phrase =>
    people.length === 1
      ? [
          'The key of ',
          ...everyName(people),
          '. No recovery file of it is known to be saved, and without one it is gone for good.',
        ]
      : [
          'The keys of ',
          ...everyName(people),
          '. No recovery files of them are known to be saved, and without these they are gone for good.',
        ],
  groups: (groups: readonly string[]): Phrase =>
    groups.length === 1
      ? [
          'Your membership in ',
          ...everyName(groups),
          '. If you have saved the group, or everything, that file brings it back; otherwise only an invitation that is still good.',
        ]
      : [
          'Your memberships in ',
          ...everyName(groups),
          '. What you have saved of these groups brings them back; otherwise only invitations that are still good.',
        ],
  groupKeys: (groups: readonly string[]): Phrase =>
    groups.length === 1
      ? [
          'The key of the group ',
          ...everyName(groups),
          '. Only the saved group, or the file of “Save everything”, brings it back.',
        ]
      : [
          'The keys of the groups ',
          ...everyName(groups),
          '. Only the saved groups, or the file of “Save everything”, bring them back.',
        ],
  groupKeysLost: (groups: readonly string[]): Phrase =>
    groups.length === 1
      ? [
          'The key of the group ',
          ...everyName(groups),
          '. It is not known to be saved with the group, and otherwise it is gone for good: nobody can ever change the name of the group again, or sign with its key.',
        ]
      : [
          'The keys of the groups ',
          ...everyName(groups),
          '. They are not known to be saved with the groups, and otherwise they are gone for good: nobody can ever change the names of these groups again, or sign with their keys.',
        ],
  goOn: 'Go on',
  again: 'Are you sure?',
  againSays: 'Nothing in this browser can undo it.',
  stillIn: 'Leave these groups first:',
  everything: 'Delete everything',
  everythingSays:
    'All that Conclave keeps in this browser is deleted: identities, groups, contacts, notes, drafts, invitations and choices, and what is damaged too. Nobody else is told.',
  everythingTitle: 'Delete everything in this browser?',
  word: 'delete',
  typeWord: (word: string): string => `Type “${word}” to go on`,
  everythingYes: 'Delete everything for good',
  everythingDone: 'Everything is deleted.',
};
