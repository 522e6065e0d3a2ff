/** Messages to whoever sent something that could not be used, ready to be copied. */

import type { PeerError } from '../core/errors.ts';
import type { InvitationPreview } from '../peer.ts';
import type { Text } from '../text/en.ts';

/** Failures that lie with what was sent, and that only its sender can mend. */
const DAMAGED =
  /^(der|xml|pkcs7|compact)\.|^update\.(deflate|empty)$|^document\.(cut|beginning)$|^idc\.signature$|^size\.(text|pkcs7)$/;
const UNTRUSTED = /^(certificate|extension|chain|idc|record)\./;

/** What to answer to a document that could not be read; `undefined` where there is nothing to ask. */
export function replyTo(error: PeerError, text: Text): string | undefined {
  const { reason } = error;
  if (DAMAGED.test(reason)) return text.reply.damaged;
  return UNTRUSTED.test(reason) ? text.reply.untrusted : undefined;
}

/** What to answer to an invitation that is sound and of no use to me; `undefined` if it is of use. */
export function replyToInvitation(preview: InvitationPreview, text: Text): string | undefined {
  const { group, invitee, term, recipient, impostor } = preview;
  // Without an identity there is no card to ask with.
  if (recipient.kind === 'nobody-yet') return undefined;
  if (impostor) return text.reply.impostor(group.friendlyName);
  if (term.stage === 'ended') return text.reply.ended(group.friendlyName, term.end);
  if (term.stage === 'not-yet') return text.reply.notYet(group.friendlyName, term.start);
  if (recipient.kind === 'me') return undefined;
  return text.reply.other(group.friendlyName, invitee.friendlyName);
}
