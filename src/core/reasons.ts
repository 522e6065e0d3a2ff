/** The reasons of our errors: stable, for tests and texts, each with Windows' code for programs. */

import type { PeerErrorCode } from './hresults.ts';
import type { RecoveryReason } from './recovery-reasons.ts';

export type { PeerErrorCode };

/** Which rule failed, in dotted words that never change their meaning. */
export type Reason = WrongArgument | keyof typeof OWN_CODES;

/** The reasons whose code is `E_INVALIDARG`: what was handed in is not what it should be. */
type WrongArgument =
  | RecoveryReason
  // Sizes, refused before anything is parsed
  | 'size.text'
  | 'size.file'
  | 'size.pkcs7'
  | 'size.certificate'
  // DER (X.690)
  | 'der.short'
  | 'der.length'
  | 'der.tag'
  | 'der.trailing'
  | 'der.integer'
  | 'der.boolean'
  | 'der.oid'
  | 'der.bit-string'
  | 'der.string'
  // One certificate by itself
  | 'certificate.version'
  | 'certificate.serial'
  | 'certificate.algorithm'
  | 'certificate.weak'
  | 'certificate.name'
  | 'certificate.time'
  | 'certificate.key'
  | 'certificate.type'
  | 'certificate.peer-name'
  | 'certificate.purpose'
  | 'certificate.authority'
  | 'certificate.key-identifier'
  | 'certificate.flags'
  | 'certificate.roles'
  | 'extension.twice'
  | 'extension.missing'
  | 'extension.criticality'
  | 'extension.unknown'
  | 'extension.misplaced'
  // The identity certificate
  | 'idc.type'
  | 'idc.names'
  | 'idc.signature'
  // PKCS#7
  | 'pkcs7.shape'
  | 'pkcs7.count'
  // PEM
  | 'pem.base64'
  // XML documents
  | 'xml.encoding'
  | 'xml.doctype'
  | 'xml.reference'
  | 'xml.syntax'
  | 'xml.schema'
  | 'xml.value'
  | 'xml.base64'
  // The compact form
  | 'compact.end'
  | 'compact.text'
  | 'compact.checksum'
  | 'compact.kind'
  | 'compact.deflate'
  // The frames of a moving code
  | 'frame.form'
  | 'frame.checksum'
  | 'frame.header'
  | 'frame.conflict'
  | 'frame.hash'
  // A group update as a whole
  | 'update.deflate'
  | 'update.size'
  | 'update.count'
  | 'update.empty'
  // What programs write beside a record, and look for
  | 'search.escape'
  // What stands in a text, a file or a drop
  | 'document.empty'
  | 'document.none'
  | 'document.several'
  | 'document.cut'
  | 'document.beginning'
  | 'document.card-instead'
  | 'document.invitation-instead'
  | 'document.update-instead'
  | 'document.recovery-instead'
  | 'document.configuration-instead'
  | 'document.certificate-instead'
  | 'document.pdf'
  | 'document.unreadable'
  // What the text of a code is, and the picture that a code is in
  | 'code.none'
  | 'code.web-address'
  | 'code.wifi'
  | 'code.contact'
  | 'code.foreign'
  | 'code.part'
  | 'picture.size'
  | 'picture.unreadable'
  // Identities and groups of mine
  | 'contact.note';

/** Each other reason with the code that it has of its own. */
const OWN_CODES = {
  // The identity certificate
  'idc.time': 'PEER_E_INVALID_TIME_PERIOD',

  // A chain, in the order in which it is judged
  'chain.length': 'PEER_E_CHAIN_TOO_LONG',
  'chain.duplicate': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.root': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.circular': 'PEER_E_CIRCULAR_CHAIN_DETECTED',
  'chain.path': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.group': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.role': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.classifier': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.period': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.signature': 'PEER_E_INVITATION_NOT_TRUSTED',
  'chain.time': 'PEER_E_INVALID_TIME_PERIOD',

  // XML documents
  'xml.version': 'PEER_E_UNSUPPORTED_VERSION',
  'xml.password-group': 'PEER_E_UNSUPPORTED_VERSION',

  // The compact form
  'compact.version': 'PEER_E_UNSUPPORTED_VERSION',

  // A group update as a whole
  'update.group': 'PEER_E_INVALID_GROUP',

  // One record in it
  'record.cut': 'PEER_E_INVALID_RECORD',
  'record.form': 'PEER_E_INVALID_RECORD',
  'record.size': 'PEER_E_MAX_RECORD_SIZE_EXCEEDED',
  'record.group': 'PEER_E_INVALID_RECORD',
  'record.type': 'PEER_E_INVALID_RECORD',
  'record.deleted': 'PEER_E_INVALID_RECORD',
  'record.chain': 'PEER_E_INVALID_RECORD',
  'record.foreign': 'PEER_E_INVALID_RECORD',
  'record.author': 'PEER_E_INVALID_RECORD',
  'record.modifier': 'PEER_E_INVALID_RECORD',
  'record.time': 'PEER_E_INVALID_RECORD',
  'record.signer': 'PEER_E_INVALID_RECORD',
  'record.signature': 'PEER_E_INVALID_RECORD',
  'record.fixed': 'PEER_E_INVALID_RECORD',
  'record.expiration': 'PEER_E_INVALID_RECORD_EXPIRATION',

  // Publishing
  'publish.ended': 'PEER_E_NOT_AUTHORIZED',
  'publish.type': 'PEER_E_NOT_AUTHORIZED',
  'publish.foreign': 'PEER_E_NOT_AUTHORIZED',
  'publish.key': 'PEER_E_NOT_AUTHORIZED',
  'publish.expiration': 'PEER_E_INVALID_RECORD_EXPIRATION',
  'publish.unknown': 'PEER_E_RECORD_NOT_FOUND',

  // What programs write beside a record, and look for
  'attributes.schema': 'PEER_E_INVALID_ATTRIBUTES',
  'attributes.name': 'PEER_E_INVALID_ATTRIBUTES',
  'attributes.value': 'PEER_E_INVALID_ATTRIBUTES',
  'attributes.count': 'PEER_E_TOO_MANY_ATTRIBUTES',
  'search.schema': 'PEER_E_INVALID_SEARCH',
  'search.value': 'PEER_E_INVALID_SEARCH',

  // Names
  'friendly-name.length': 'PEER_E_INVALID_FRIENDLY_NAME',
  'friendly-name.characters': 'PEER_E_INVALID_FRIENDLY_NAME',
  'peer-name.authority': 'PEER_E_INVALID_PEER_NAME',
  'peer-name.length': 'PEER_E_INVALID_CLASSIFIER',
  'peer-name.classifier': 'PEER_E_INVALID_CLASSIFIER',
  'group.properties': 'PEER_E_INVALID_GROUP_PROPERTIES',

  // Issuing
  'issue.role': 'PEER_E_NOT_AUTHORIZED',
  'issue.ended': 'PEER_E_NOT_AUTHORIZED',
  'issue.length': 'PEER_E_CHAIN_TOO_LONG',
  'issue.period': 'PEER_E_INVALID_TIME_PERIOD',
  'issue.circular': 'PEER_E_CIRCULAR_CHAIN_DETECTED',
  'issue.name': 'PEER_E_INVALID_FRIENDLY_NAME',
  'issue.clock': 'PEER_E_INVALID_TIME_PERIOD',
  'issue.start': 'PEER_E_INVALID_TIME_PERIOD',
  'issue.key': 'PEER_E_INVALID_CREDENTIAL',
  'issue.info': 'PEER_E_INVALID_CREDENTIAL_INFO',
  'issue.unknown': 'PEER_E_IDENTITY_NOT_FOUND',
  'issue.creator': 'PEER_E_NOT_AUTHORIZED',
  'issue.declined': 'PEER_E_NOT_FOUND',
  'issue.another': 'PEER_E_NOT_FOUND',

  // Joining
  'join.other': 'PEER_E_INVALID_CREDENTIAL',
  'join.mine': 'PEER_E_INVALID_CREDENTIAL',
  'join.member': 'PEER_E_ALREADY_EXISTS',
  'join.root': 'PEER_E_INVITATION_NOT_TRUSTED',
  'join.namesake': 'PEER_E_INVITATION_NOT_TRUSTED',
  'join.weaker': 'PEER_E_ALREADY_EXISTS',

  // Identities and groups of mine
  'identity.none': 'PEER_E_NOT_FOUND',
  'identity.unknown': 'PEER_E_NOT_FOUND',
  'identity.groups': 'PEER_E_GROUPS_EXIST',
  'group.unknown': 'PEER_E_INVALID_GROUP',
  'step.unknown': 'PEER_E_NOT_FOUND',
  'member.unknown': 'PEER_E_NOT_FOUND',

  // The browser and the app in it
  'app.incomplete': 'PEER_E_NOT_FOUND',
  'camera.refused': 'E_ACCESSDENIED',
  'camera.busy': 'E_ACCESSDENIED',
  'camera.missing': 'PEER_E_NOT_FOUND',
  'camera.lost': 'PEER_E_NOT_FOUND',
  'canvas.missing': 'PEER_E_NOT_FOUND',
  'crypto.missing': 'PEER_E_NO_KEY_ACCESS',
  'crypto.key': 'PEER_E_NO_KEY_ACCESS',
  'crypto.slow': 'PEER_E_NO_KEY_ACCESS',
  'password.weak': 'PEER_E_PASSWORD_DOES_NOT_MEET_POLICY',

  // What was saved and is brought back
  'recovery.none': 'PEER_E_NOT_FOUND',
  'recovery.present': 'PEER_E_ALREADY_EXISTS',
  'configuration.identity': 'PEER_E_IDENTITY_NOT_FOUND',

  'storage.refused': 'PEER_E_DATABASE_ACCESSDENIED',
  'storage.full': 'PEER_E_DISK_FULL',
  'storage.open': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.blocked': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.newer': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.exists': 'PEER_E_ALREADY_EXISTS',
  'storage.damaged': 'PEER_E_CERT_STORE_CORRUPTED',
} as const satisfies Record<string, PeerErrorCode>;

/** The code of a reason by itself; a certificate in a chain gets the chain's code instead. */
export function codeOf(reason: Reason): PeerErrorCode {
  const codes: Readonly<Partial<Record<Reason, PeerErrorCode>>> = OWN_CODES;
  return codes[reason] ?? 'E_INVALIDARG';
}
