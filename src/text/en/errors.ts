/** One sentence for people for each reason: what happened, and what to do. */

import type { Reason } from '../../core/reasons.ts';
import { codeErrors } from './code-errors.ts';
import { firstWords } from './first-words.ts';
import { recordErrors } from './record-errors.ts';
import { recoveryErrors } from './recovery-errors.ts';

const DAMAGED =
  'This is damaged or was altered on its way. Ask for it again, as a file if you can.';
const FOREIGN =
  'Something in this does not follow the rules of groups, so nothing in it can be trusted. Ask whoever made it for a new one.';
const BROKEN_CHAIN =
  'The way from the group to the person invited is broken in this invitation. Ask for a new invitation, and tell the sender about this one.';
const NOT_READABLE =
  'This is not written the way our documents are. Ask for it again, and paste or open it unchanged.';
const CUT = 'The text is cut off: its end is missing. Copy all of it, or ask for it as a file.';
const MISREAD =
  'A part of a moving code was not read right, so it was left out. Hold the camera still; further parts make up for it.';
const NOT_KEPT =
  'This browser does not let Conclave keep anything. Leave the private window, or allow this page to store data, and try again.';
const NOT_ALLOWED = 'Your own membership does not allow you to give this. Ask an administrator.';
const GONE =
  'This is no longer here. It may have been deleted in another window. Go back to your groups.';

export const errors: Record<Reason, string> = {
  'size.text':
    'This text is far too long to be one of our documents. Paste only the document itself.',
  'size.file':
    'This file is far too large to be one of our documents, so it was not read. Choose another one.',
  'size.pkcs7': 'This invitation is larger than any real one. Ask for a new one.',
  'size.certificate': FOREIGN,

  'der.short': DAMAGED,
  'der.length': DAMAGED,
  'der.tag': DAMAGED,
  'der.trailing': DAMAGED,
  'der.integer': DAMAGED,
  'der.boolean': DAMAGED,
  'der.oid': DAMAGED,
  'der.bit-string': DAMAGED,
  'der.string': DAMAGED,

  'certificate.version': FOREIGN,
  'certificate.serial': FOREIGN,
  'certificate.algorithm': FOREIGN,
  'certificate.weak':
    'This was made by Windows with a key or a signature that is too weak to trust today. Ask for a new one made with Conclave.',
  'certificate.name': FOREIGN,
  'certificate.time': FOREIGN,
  'certificate.key': FOREIGN,
  'certificate.type': FOREIGN,
  'certificate.peer-name':
    'The name in this does not belong to its key: somebody may be posing as somebody else. Do not use it, and tell the sender.',
  'certificate.purpose': FOREIGN,
  'certificate.authority': FOREIGN,
  'certificate.key-identifier': FOREIGN,
  'certificate.flags': FOREIGN,
  'certificate.roles': FOREIGN,
  'extension.twice': FOREIGN,
  'extension.missing': FOREIGN,
  'extension.criticality': FOREIGN,
  'extension.unknown': FOREIGN,
  'extension.misplaced': FOREIGN,

  'idc.type':
    'This looks like an identity card, and is none. Ask the person for the identity card.',
  'idc.names': FOREIGN,
  'idc.signature':
    'The signature on this identity card is wrong: it was altered. Ask the person for it again.',
  'idc.time':
    'This identity card is not valid today by the clock of this device. Look at your date and time, or ask for a new card.',

  'pkcs7.shape': DAMAGED,
  'pkcs7.count':
    'An identity card is about one person, and this holds more or none. Ask for the card again.',

  'pem.base64': DAMAGED,

  'chain.length':
    'The way from the group to the person invited is longer than 25 steps. Ask somebody closer to the creator for an invitation.',
  'chain.duplicate': BROKEN_CHAIN,
  'chain.root': BROKEN_CHAIN,
  'chain.circular': BROKEN_CHAIN,
  'chain.path': BROKEN_CHAIN,
  'chain.group': BROKEN_CHAIN,
  'chain.role':
    'Somebody on the way to this invitation gave more than they were allowed to, so it cannot be trusted. Ask an administrator for a new one.',
  'chain.classifier':
    'Somebody on the way to this invitation gave more than they were allowed to, so it cannot be trusted. Ask an administrator for a new one.',
  'chain.period':
    'This invitation lasts longer than the membership of whoever made it, which is not allowed. Ask for a new one.',
  'chain.signature':
    'A signature in this invitation is wrong: it was altered, or made by somebody else. Do not use it, and tell the sender.',
  'chain.time':
    'The dates of this membership do not fit today. Look at the date and time of this device, or ask for a renewal.',

  'xml.encoding': NOT_READABLE,
  'xml.doctype': NOT_READABLE,
  'xml.reference': NOT_READABLE,
  'xml.syntax': DAMAGED,
  'xml.schema': NOT_READABLE,
  'xml.value': NOT_READABLE,
  'xml.base64': DAMAGED,
  'xml.version':
    'This was made by a newer version of this kind of program. Update Conclave, or ask for an older form.',
  'xml.password-group':
    'This invites to a group with a password, which Conclave cannot join yet. Ask for an invitation made for your identity card.',

  'compact.end': CUT,
  'compact.text': DAMAGED,
  'compact.checksum':
    'Some letters of this text were changed on the way. Copy it again, or ask for it as a file.',
  'compact.version':
    'This was made by a newer version of Conclave. Reload the app to update it, then try again.',
  'compact.kind':
    'This was made by a newer version of Conclave. Reload the app to update it, then try again.',
  'compact.deflate': DAMAGED,

  'frame.form': MISREAD,
  'frame.checksum': MISREAD,
  'frame.header':
    'A part of this code does not follow the rules of moving codes, so it was left out. Scan a code that Conclave shows.',
  'frame.conflict':
    'Two parts of this code contradict each other, so reading starts anew. See that only one screen with a code is in the picture.',
  'frame.hash':
    'All parts were read, but what they make is damaged, so reading starts anew. If this happens again, ask for it as a file.',

  ...recordErrors,
  ...recoveryErrors,

  'document.empty':
    'There is nothing in it. Paste the text that you were sent, or choose the file.',
  'document.none':
    'There is no identity card, no invitation and no group update in this. Copy the whole message that you were sent, or choose the file.',
  'document.several': 'There is more than one document in this. Open one at a time.',
  'document.cut': CUT,
  'document.beginning':
    'The beginning of this is missing. Copy all of the message that you were sent, or ask for it as a file.',
  'document.card-instead': 'This is an identity card, not an invitation.',
  'document.invitation-instead': 'This is an invitation, not an identity card.',
  'document.update-instead':
    'This is a group update, and something else belongs here. Open it from your groups instead.',
  'document.recovery-instead':
    'This is a recovery file, which is secret: do not pass it on. To bring something back with it, use “Open something I received”.',
  'document.configuration-instead':
    'This is a saved group, which may be secret: do not pass it on. To bring the group back, use “Open something I received”.',
  'document.certificate-instead':
    'This is only a part of an identity card or an invitation. Ask for the whole of it instead.',
  'document.pdf':
    'This is a PDF, which Conclave does not read. Scan the code in it off the screen or the paper, or take a screenshot of the code and choose that.',
  'document.unreadable':
    'This is neither text nor a picture, or it could not be read. Choose the file that you were sent, unchanged.',

  ...codeErrors,

  'friendly-name.length':
    'A name has 1 to 255 characters. Type a shorter one, or at least one letter.',
  'friendly-name.characters':
    'This name has invisible characters in it. Type it by hand instead of pasting it.',
  'peer-name.authority': 'This address of a group or person is not complete. Copy it again.',
  'peer-name.length': 'The addition to the address is too long: 149 characters fit. Shorten it.',
  'peer-name.classifier':
    'The addition to the address has characters that cannot be used. Type letters and digits.',
  'group.properties':
    'Something about this group is not as it may be. Look at its name and description again.',

  'issue.role': NOT_ALLOWED,
  'issue.ended':
    'Your own membership is not valid today, so you cannot invite. Ask for a renewal first.',
  'issue.length':
    'You are 25 steps from the creator of this group, which is the most there can be. Ask somebody closer to the creator to invite.',
  'issue.name':
    'The name on this identity card has invisible or misleading characters in it. Ask the person to change the name and to send the new card.',
  'issue.clock':
    'The membership that this person has began just now, so a new one cannot begin yet. Wait a moment, and try again.',
  'issue.period':
    'Nobody can be invited beyond the end of your own membership. Choose an earlier date.',
  'issue.circular':
    'This key is already on the way from the group to you, so it cannot be invited by you.',
  'issue.start':
    'A new membership begins now, and later than the one before it. Leave its beginning to this device.',
  'issue.key':
    'This is another key than the one that this person has in the group. Ask for the identity card, and compare its fingerprint.',
  'issue.info': 'This does not say what the person may do in the group. Choose at least one role.',
  'issue.unknown':
    'Nothing is known here of this person in the group. Ask for the identity card and invite by it.',
  'issue.creator':
    'Only whoever holds the key of the group can do this. Ask the creator of the group.',
  'issue.declined':
    'No other membership is offered to you any more. Go back to the group and look at what you have.',
  'issue.another':
    'Another membership has been offered to you since you looked. Go back to the group and look at that one.',

  'join.other':
    'This invitation was made for the key of somebody else, and only that person can use it. Send your identity card and ask for one of your own.',
  'join.mine': 'This invitation was made for another identity of yours. Join with that one.',
  'join.member':
    'You are in this group already, and this invitation gives you nothing new. There is nothing to do.',
  'join.root':
    'This claims to be a group of yours, but has another key. It was not joined. Ask the sender, in person, what it is.',
  'join.weaker':
    'This would give you less than you have now. Say that you want it, or leave things as they are.',

  'join.namesake':
    'You are in another group of this name. Say that you know it, or leave things as they are.',

  'identity.none': 'There is no identity in this browser yet. Create one first.',
  'identity.unknown': GONE,
  'identity.groups': 'This identity is still in a group. Leave its groups first, then delete it.',
  'group.unknown': GONE,
  'step.unknown': GONE,
  'member.unknown':
    'This person is not known here in this group. Go back to the list of people, or open a group update.',
  'contact.note':
    'A note holds up to 2,000 characters in plain lines. Shorten it, or write it without tabs and other controls.',

  'crypto.missing':
    'Keys can only be made and used on a secure page. Open Conclave with https, or on this computer as localhost.',
  'crypto.key':
    'This browser could not use the key. Reload the page; if that does not help, your browser may have lost it.',
  'app.incomplete': firstWords.shell.incomplete,

  'camera.refused':
    'This page may not use the camera. Allow it beside the address of the page or in the settings of this device, then try again. Or paste the text, or choose a picture or a file.',
  'camera.busy':
    'The camera could not be started: another program or window may be using it. Close that and try again. Or paste the text, or choose a picture or a file.',
  'camera.missing':
    'There is no camera here that this browser can use. Paste the text instead, or choose a picture or a file.',
  'camera.lost':
    'The camera was taken away: it was unplugged or switched off. Try again, or paste the text instead.',
  'canvas.missing':
    'This browser is too old to look for codes in pictures. Update it, or paste the text instead, or choose a file.',

  'storage.refused': NOT_KEPT,
  'storage.full':
    'The storage of this device is full, so nothing was saved. Free some space and try again.',
  'storage.open': NOT_KEPT,
  'storage.blocked':
    'Another window still uses an older version of Conclave. Close it, then reload this page.',
  'storage.newer':
    'A newer version of Conclave has been used here, and this older one leaves alone what that has kept. Reload the page to get the newer one. If this comes again, whoever runs this address has put an older version in its place: ask for the newer one.',
  'storage.exists':
    'This is here already, perhaps saved in another window. Reload the page to see it.',
  'storage.damaged':
    'Something that was kept in this browser is damaged and was left out. Reload the page; if that does not help, ask for a new invitation.',
};
