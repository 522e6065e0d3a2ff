/** What was checked of an invitation, as its reader is told. */

import type { Identity, InvitationPreview, Person } from '../peer.ts';
import type { Text } from '../text/en.ts';
import type { Phrase } from '../text/phrase.ts';

export interface Check {
  readonly isGood: boolean;
  readonly says: string | Phrase;
}

/** Who reads it. */
export interface Reader {
  readonly identities: readonly Identity[];
  /** Whoever made it looks at what the person invited will see. */
  readonly asSeenByThem: boolean;
}

/** Every check with its result: signatures, right to invite, dates, key, and whether the inviter is known. */
export function checksOf(
  preview: InvitationPreview,
  reader: Reader,
  text: Text['preview'],
): readonly Check[] {
  const { inviter, role } = preview;
  const checks = [
    { isGood: true, says: text.signatures },
    { isGood: true, says: text.mayInvite(inviter.friendlyName, role) },
    datesOf(preview, text),
    keyOf(preview, reader, text),
  ];
  if (!isAcquaintance(preview, reader)) return checks;
  return [...checks, { isGood: true, says: text.known(inviter.friendlyName) }];
}

function datesOf({ term }: InvitationPreview, text: Text['preview']): Check {
  if (term.stage === 'ended') return { isGood: false, says: text.ended(term.end) };
  if (term.stage === 'not-yet') return { isGood: false, says: text.notYet(term.start) };
  return { isGood: true, says: text.dates };
}

function keyOf(
  preview: InvitationPreview,
  { identities, asSeenByThem }: Reader,
  text: Text['preview'],
): Check {
  const { recipient } = preview;
  if (asSeenByThem) return { isGood: true, says: text.forYou };
  if (recipient.kind !== 'me') return keyOfOther(preview, identities, text);
  if (identities.length === 1) return { isGood: true, says: text.forYou };
  return { isGood: true, says: text.forIdentity(recipient.identity.friendlyName) };
}

/** Whoever signed it for another key finds nothing wrong with that. */
function keyOfOther(
  { invitee, inviter }: InvitationPreview,
  identities: Reader['identities'],
  text: Text['preview'],
): Check {
  return isOneOf(identities, inviter)
    ? { isGood: true, says: text.forThem(invitee.friendlyName) }
    : { isGood: false, says: text.forOther(invitee.friendlyName) };
}

/** Known from a group, and not myself. */
function isAcquaintance(
  { inviter, inviterKnown }: InvitationPreview,
  { identities, asSeenByThem }: Reader,
): boolean {
  return inviterKnown && !asSeenByThem && !isOneOf(identities, inviter);
}

function isOneOf(identities: Reader['identities'], person: Person): boolean {
  return identities.some(({ keyHash }) => keyHash === person.keyHash);
}
