/** The catalogue: every word that the app says, in English. */

import { errors } from './en/errors.ts';
import { firstWords } from './en/first-words.ts';
import { details, group, home, invitations, newGroup, people } from './en/group.ts';
import { about, card, settings } from './en/identity.ts';
import { invite, issued } from './en/invite.ts';
import { list, size } from './en/moments.ts';
import { aRole, parts, role, roleSays, term } from './en/parts.ts';
import { open, preview, reply } from './en/preview.ts';

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
  settings,
  about,
  home,
  newGroup,
  group,
  people,
  invitations,
  details,
  invite,
  issued,
  open,
  preview,
  reply,
  errors,
};

/** What a language has to say; sentences with names come in parts, see {@link Phrase}. */
export type Text = typeof english;
