/** A document ready to go out, in each of its forms. */

import { harmlessName } from '../core/friendly-name.ts';
import { cardFileName, invitationFileName, updateFileName } from '../exchange/files.ts';
import { formatLink, publicAddressOf } from '../exchange/link.ts';
import type {
  CompactForm,
  GroupUpdate,
  Identity,
  InvitationPreview,
  IssuedInvitation,
} from '../peer.ts';
import type { Text } from '../text/en.ts';
import { plain, type Phrase } from '../text/phrase.ts';

/** See the head of this file. */
export interface Delivery {
  /** A short message that works by itself in any chat, with the document in it. */
  readonly message: string;
  /** The document is too long for a message, which speaks of the file then: it goes with it, or not at all. */
  readonly isFileOnly?: boolean;
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

/** Longer links than this makes are cut by chat programs and mail servers. */
const MAX_LINKED_BYTES = 4096;

/** My card in its forms, and the name of the group for whose renewal it is given. */
interface GivenCard {
  readonly document: string;
  readonly compact: CompactForm;
  readonly renews?: string | undefined;
}

/** My card on its way to somebody. */
export function cardDelivery(
  { friendlyName }: Identity,
  { document, compact, renews }: GivenCard,
  { text, appAddress }: Sources,
): Delivery {
  const address = publicAddressOf(appAddress);
  const sentence =
    renews === undefined
      ? text.card(friendlyName, address)
      : text.renewal(friendlyName, renews, address);
  return {
    message: messageOf(sentence, compact),
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
  const message = invitationMessage(issued, compact, { text, appAddress });
  const born = harmlessName(issued.chain[0].subject.friendlyName);
  const isRenamed = born !== group.friendlyName;
  return {
    message: isRenamed
      ? `${plain(text.invitationRenamed(group.friendlyName, born))} ${message}`
      : message,
    link: formatLink(appAddress, compact.bytes),
    document: issued.text,
    fileName: invitationFileName(group.friendlyName, invitee.friendlyName),
  };
}

/**
 * A group update on its way to other members.
 *
 * @param what `joined` for one that holds nothing but my own membership
 */
export function updateDelivery(
  { group, text: document, compact }: GroupUpdate,
  what: 'update' | 'joined',
  { text, appAddress }: Sources,
): Delivery {
  const { friendlyName } = group;
  const address = publicAddressOf(appAddress);
  const file = { document, fileName: updateFileName(friendlyName) };
  if (!compact) {
    const message = plain(text.updateFile(friendlyName, address));
    return { message, link: undefined, isFileOnly: true, ...file };
  }
  const message = messageOf(text[what](friendlyName, address), compact);
  const isShort = compact.bytes.length <= MAX_LINKED_BYTES;
  const link = isShort ? formatLink(appAddress, compact.bytes) : undefined;
  return { message, link, ...file };
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
