/** The catalogue: every word that the app says, in English. */

import { activity } from './en/activity.ts';
import { code } from './en/code.ts';
import { deleting } from './en/deleting.ts';
import { errors } from './en/errors.ts';
import { firstWords } from './en/first-words.ts';
import { details, group, home, invitations, newGroup } from './en/group.ts';
import { handover } from './en/handover.ts';
import { about, card, settings } from './en/identity.ts';
import { certificate, identifiers, inspect } from './en/inspect.ts';
import { invite, issued } from './en/invite.ts';
import { list, size } from './en/moments.ts';
import { obstacles } from './en/obstacles.ts';
import { aRole, parts, role, roleSays, term } from './en/parts.ts';
import { ends, member, people, tree } from './en/people.ts';
import { open, preview, reply } from './en/preview.ts';
import { password, recoveryCode, recoveryFile, savedGroup, sealing } from './en/recovery.ts';
import { alreadyMember, attention, branch, own, renew } from './en/renew.ts';
import { restore, saveAll } from './en/saving.ts';
import { scan } from './en/scan.ts';
import { beside, editGroup, openedUpdate, tell, updates } from './en/updates.ts';
import { cleared, clock, damage, forgetful, windows } from './en/weather.ts';

export const english = {
  ...firstWords,
  list,
  size,
  obstacles,
  parts,
  role,
  aRole,
  roleSays,
  term,
  card,
  code,
  settings,
  about,
  home,
  newGroup,
  group,
  handover,
  people,
  member,
  tree,
  ends,
  invitations,
  details,
  certificate,
  identifiers,
  inspect,
  invite,
  issued,
  open,
  preview,
  reply,
  renew,
  alreadyMember,
  branch,
  own,
  attention,
  scan,
  updates,
  tell,
  beside,
  openedUpdate,
  editGroup,
  activity,
  sealing,
  recoveryCode,
  password,
  recoveryFile,
  savedGroup,
  restore,
  saveAll,
  clock,
  windows,
  cleared,
  forgetful,
  damage,
  deleting,
  errors,
};

/** What a language has to say; sentences with names come in parts, see {@link Phrase}. */
export type Text = typeof english;
