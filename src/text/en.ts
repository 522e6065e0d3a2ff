/** The catalogue: every word that the app says, in English. */

import { code } from './en/code.ts';
import { errors } from './en/errors.ts';
import { firstWords } from './en/first-words.ts';
import { details, group, home, invitations, newGroup, people } from './en/group.ts';
import { handover } from './en/handover.ts';
import { about, card, settings } from './en/identity.ts';
import { certificate, identifiers, inspect } from './en/inspect.ts';
import { invite, issued } from './en/invite.ts';
import { list, size } from './en/moments.ts';
import { aRole, parts, role, roleSays, term } from './en/parts.ts';
import { open, preview, reply } from './en/preview.ts';
import { scan } from './en/scan.ts';

export const english = {
  ...firstWords,
  list,
  size,
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
  scan,
  errors,
};

/** What a language has to say; sentences with names come in parts, see {@link Phrase}. */
export type Text = typeof english;
