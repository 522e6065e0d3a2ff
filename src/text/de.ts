/** The catalogue in German: every sentence of the English one, and no other. */

import { activity } from './de/activity.ts';
import { attention } from './de/attention.ts';
import { code } from './de/code.ts';
import { deleting } from './de/deleting.ts';
import { errors } from './de/errors.ts';
import { firstWords } from './de/first-words.ts';
import { details, group, home, invitations, newGroup } from './de/group.ts';
import { handover } from './de/handover.ts';
import { about, card, settings } from './de/identity.ts';
import { certificate, identifiers, inspect } from './de/inspect.ts';
import { invite, issued } from './de/invite.ts';
import { member } from './de/member.ts';
import { list, size } from './de/moments.ts';
import { obstacles } from './de/obstacles.ts';
import { aRole, parts, role, roleSays, term } from './de/parts.ts';
import { ends, people, tree } from './de/people.ts';
import { open, preview, reply } from './de/preview.ts';
import { password, recoveryCode, recoveryFile, savedGroup, sealing } from './de/recovery.ts';
import { alreadyMember, branch, own, renew } from './de/renew.ts';
import { restore, saveAll } from './de/saving.ts';
import { scan } from './de/scan.ts';
import { withSoftHyphens } from './de/soft-hyphens.ts';
import { beside, editGroup, openedUpdate, tell, updates } from './de/updates.ts';
import { cleared, clock, damage, forgetful, windows } from './de/weather.ts';
import type { Text } from './en.ts';

export const german: Text = {
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
  clock,
  windows,
  forgetful,
  errors,
  // Of these no name is said but in a phrase.
  ...withSoftHyphens({
    ...{ sealing, recoveryCode, password, recoveryFile, savedGroup },
    ...{ restore, saveAll, cleared, damage, deleting },
  }),
};
