/** One sentence for people for each reason that has to do with records and updates. */

import type { Reason } from '../../core/reasons.ts';

const BAD_RECORD =
  'This does not follow the rules of groups, so it was left out. Ask another member for a new update.';

export const recordErrors = {
  'update.deflate':
    'This update is damaged or was altered on its way. Ask for it again, as a file if you can.',
  'update.size':
    'This update is larger than one may be, so it is neither written nor read. Give, or ask for, what is new since a date.',
  'update.count':
    'This update holds more than 50,000 entries, so it was not read. Ask for what is new since a date.',
  'update.empty': 'There is nothing in this update. Ask for a new one, as a file if you can.',

  'update.group':
    'This update is of a group that none of your identities is in. Nothing can be done with it here, and nothing of it was kept.',

  'record.cut': 'The update is cut off in the middle. Ask for it again, as a file if you can.',
  'record.form': BAD_RECORD,
  'record.size':
    'This is larger than anything in a group may be. Ask whoever wrote it for a shorter one.',
  'record.group':
    'This belongs to another group, and was put in here by somebody. Tell the sender.',
  'record.type': BAD_RECORD,
  'record.deleted':
    'Somebody tried to delete what cannot be deleted: a membership, or the description of the group. Tell an administrator.',
  'record.chain': 'The way from the group to this member is not sound. Tell an administrator.',
  'record.foreign':
    'Somebody wrote about the membership of another person without being allowed to. Tell an administrator.',
  'record.author': 'This names one person and the key of another. Tell an administrator.',
  'record.modifier':
    'Somebody who is no administrator changed what another person wrote. Tell an administrator.',
  'record.time':
    'The dates of this lie outside the membership of whoever signed it. Ask that person to write it again.',
  'record.signer':
    'The description of the group was not signed with the key of the group. Tell an administrator.',
  'record.signature':
    'The signature on this is wrong: it was altered, or made by somebody else. Ask another member for a new update.',
  'record.fixed':
    'Somebody tried to change what never changes about a group. Ask its creator what happened.',
  'record.expiration':
    'This ends sooner than what is here already, which is not allowed. What is here stays; there is nothing to do.',

  'publish.ended':
    'Your own membership is not valid today, so you cannot add anything to the group. Ask for a renewal first.',
  'publish.type': 'Entries of this kind are written by the group itself. Choose another kind.',
  'publish.foreign':
    'Somebody else wrote this, and only an administrator can change it. Ask one of them.',
  'publish.key':
    'Only whoever holds the key of the group can change its name and description. Ask the creator of the group.',
  'publish.expiration':
    'This end is not possible: it is over, or beyond your own membership, or before the present one. Choose another date.',
  'publish.unknown':
    'This is no longer in the group: it was deleted, or its time is over. Reload the page to see what there is.',

  'attributes.schema': 'What was added to this is not written as it must be. Write it again.',
  'attributes.name':
    'A name that was added to this cannot be used. Use letters and digits, and none of the reserved names.',
  'attributes.value':
    'A value that was added to this is not of its kind. Write a whole number or a date there.',
  'attributes.count': 'There is too much added to this: 64 values fit. Leave some of it out.',
  'search.schema': 'This search is not written as it must be. Write it again.',
  'search.value':
    'A value in this search is not of its kind. Write a whole number or a date there.',
  'search.escape':
    'There is a backslash in this search before a letter that needs none. Take it out, or write two of them.',
} as const satisfies Partial<Record<Reason, string>>;
