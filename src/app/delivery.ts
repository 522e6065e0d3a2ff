/** A document ready to go out, in each of its forms. */

import { cardFileName, invitationFileName } from '../exchange/files.ts';
import { formatLink, publicAddressOf } from '../exchange/link.ts';
import type { CompactForm, Identity, InvitationPreview, IssuedInvitation } from '../peer.ts';
import type { Text } from '../text/en.ts';
import { plain, type Phrase } from '../text/phrase.ts';

/** See the head of this file. */
export interface Delivery {
  /** A short message that works by itself in any chat, with the document in it. */
  readonly message: string;
  /** Absent where others could not open it. */
  readonly link: string | undefined;
  /** The document itself, for a file. */
  readonly document: string;
  readonly fileName: string;
}

/** What the forms of a document are made of. */
interface Sources {
  readonly text: Text['handover']['messages'];
  /** Where the app is served. */
  readonly appAddress: string;
}

/** My card on its way to somebody. */
export function cardDelivery(
  { friendlyName }: Identity,
  { document, compact }: { readonly document: string; readonly compact: CompactForm },
  { text, appAddress }: Sources,
): Delivery {
  return {
    message: messageOf(text.card(friendlyName, publicAddressOf(appAddress)), compact),
    link: formatLink(appAddress, compact.bytes),
    document,
    fileName: cardFileName(friendlyName),
  };
}

/** An invitation that I issued on its way to whom it is for. */
export function invitationDelivery(
  issued: IssuedInvitation,
  { text, appAddress }: Sources,
): Delivery {
  const { invitee, group, compact } = issued;
  return {
    message: invitationMessage(issued, compact, { text, appAddress }),
    link: formatLink(appAddress, compact.bytes),
    document: issued.text,
    fileName: invitationFileName(group.friendlyName, invitee.friendlyName),
  };
}

/** The message that an invitation goes with, mine or one to be opened elsewhere. */
export function invitationMessage(
  { invitee, group }: Pick<InvitationPreview, 'invitee' | 'group'>,
  compact: CompactForm,
  { text, appAddress }: Sources,
): string {
  const address = publicAddressOf(appAddress);
  return messageOf(text.invitation(invitee.friendlyName, group.friendlyName, address), compact);
}

/** The document stands on a line of its own, so that nothing sticks to it. */
function messageOf(sentence: Phrase, { text }: CompactForm): string {
  return `${plain(sentence)}\n\n${text}`;
}
