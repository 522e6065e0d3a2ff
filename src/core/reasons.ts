/** The reasons of our errors: stable, for tests and texts, each with Windows' code for programs. */

import type { PeerErrorCode } from './hresults.ts';

export type { PeerErrorCode };

/** Each reason with the code that it has of its own; a certificate in a chain gets the chain's code instead. */
export const CODE_OF_REASON = {
  // Sizes, refused before anything is parsed
  'size.text': 'E_INVALIDARG',
  'size.file': 'E_INVALIDARG',
  'size.pkcs7': 'E_INVALIDARG',
  'size.certificate': 'E_INVALIDARG',

  // DER (X.690)
  'der.short': 'E_INVALIDARG',
  'der.length': 'E_INVALIDARG',
  'der.tag': 'E_INVALIDARG',
  'der.trailing': 'E_INVALIDARG',
  'der.integer': 'E_INVALIDARG',
  'der.boolean': 'E_INVALIDARG',
  'der.oid': 'E_INVALIDARG',
  'der.bit-string': 'E_INVALIDARG',
  'der.string': 'E_INVALIDARG',

  // One certificate by itself
  'certificate.version': 'E_INVALIDARG',
  'certificate.serial': 'E_INVALIDARG',
  'certificate.algorithm': 'E_INVALIDARG',
  'certificate.weak': 'E_INVALIDARG',
  'certificate.name': 'E_INVALIDARG',
  'certificate.time': 'E_INVALIDARG',
  'certificate.key': 'E_INVALIDARG',
  'certificate.type': 'E_INVALIDARG',
  'certificate.peer-name': 'E_INVALIDARG',
  'certificate.purpose': 'E_INVALIDARG',
  'certificate.authority': 'E_INVALIDARG',
  'certificate.key-identifier': 'E_INVALIDARG',
  'certificate.flags': 'E_INVALIDARG',
  'certificate.roles': 'E_INVALIDARG',
  'extension.twice': 'E_INVALIDARG',
  'extension.missing': 'E_INVALIDARG',
  'extension.criticality': 'E_INVALIDARG',
  'extension.unknown': 'E_INVALIDARG',
  'extension.misplaced': 'E_INVALIDARG',

  // The identity certificate
  'idc.type': 'E_INVALIDARG',
  'idc.names': 'E_INVALIDARG',
  'idc.signature': 'E_INVALIDARG',
  'idc.time': 'PEER_E_INVALID_TIME_PERIOD',

  // PKCS#7
  'pkcs7.shape': 'E_INVALIDARG',
  'pkcs7.count': 'E_INVALIDARG',

  // PEM
  'pem.base64': 'E_INVALIDARG',

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
  'xml.encoding': 'E_INVALIDARG',
  'xml.doctype': 'E_INVALIDARG',
  'xml.reference': 'E_INVALIDARG',
  'xml.syntax': 'E_INVALIDARG',
  'xml.schema': 'E_INVALIDARG',
  'xml.value': 'E_INVALIDARG',
  'xml.base64': 'E_INVALIDARG',
  'xml.version': 'PEER_E_UNSUPPORTED_VERSION',
  'xml.password-group': 'PEER_E_UNSUPPORTED_VERSION',

  // The compact form
  'compact.end': 'E_INVALIDARG',
  'compact.text': 'E_INVALIDARG',
  'compact.checksum': 'E_INVALIDARG',
  'compact.version': 'PEER_E_UNSUPPORTED_VERSION',
  'compact.kind': 'E_INVALIDARG',
  'compact.deflate': 'E_INVALIDARG',

  // The frames of a moving code
  'frame.form': 'E_INVALIDARG',
  'frame.checksum': 'E_INVALIDARG',
  'frame.header': 'E_INVALIDARG',
  'frame.conflict': 'E_INVALIDARG',
  'frame.hash': 'E_INVALIDARG',

  // A group update as a whole
  'update.deflate': 'E_INVALIDARG',
  'update.size': 'E_INVALIDARG',
  'update.count': 'E_INVALIDARG',
  'update.empty': 'E_INVALIDARG',
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
  'search.escape': 'E_INVALIDARG',

  // What stands in a text, a file or a drop
  'document.empty': 'E_INVALIDARG',
  'document.none': 'E_INVALIDARG',
  'document.several': 'E_INVALIDARG',
  'document.cut': 'E_INVALIDARG',
  'document.beginning': 'E_INVALIDARG',
  'document.card-instead': 'E_INVALIDARG',
  'document.invitation-instead': 'E_INVALIDARG',
  'document.update-instead': 'E_INVALIDARG',
  'document.recovery-instead': 'E_INVALIDARG',
  'document.configuration-instead': 'E_INVALIDARG',
  'document.certificate-instead': 'E_INVALIDARG',
  'document.pdf': 'E_INVALIDARG',
  'document.unreadable': 'E_INVALIDARG',

  // What the text of a code is, and the picture that a code is in
  'code.none': 'E_INVALIDARG',
  'code.web-address': 'E_INVALIDARG',
  'code.wifi': 'E_INVALIDARG',
  'code.contact': 'E_INVALIDARG',
  'code.foreign': 'E_INVALIDARG',
  'code.part': 'E_INVALIDARG',
  'picture.size': 'E_INVALIDARG',
  'picture.unreadable': 'E_INVALIDARG',

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
  'contact.note': 'E_INVALIDARG',

  // The browser and the app in it
  'app.incomplete': 'PEER_E_NOT_FOUND',
  'camera.refused': 'E_ACCESSDENIED',
  'camera.busy': 'E_ACCESSDENIED',
  'camera.missing': 'PEER_E_NOT_FOUND',
  'camera.lost': 'PEER_E_NOT_FOUND',
  'canvas.missing': 'PEER_E_NOT_FOUND',
  'crypto.missing': 'PEER_E_NO_KEY_ACCESS',
  'crypto.key': 'PEER_E_NO_KEY_ACCESS',
  'storage.refused': 'PEER_E_DATABASE_ACCESSDENIED',
  'storage.full': 'PEER_E_DISK_FULL',
  'storage.open': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.blocked': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.newer': 'PEER_E_DBINITIALIZATION_FAILED',
  'storage.exists': 'PEER_E_ALREADY_EXISTS',
  'storage.damaged': 'PEER_E_CERT_STORE_CORRUPTED',
} as const satisfies Record<string, PeerErrorCode>;

/** Which rule failed, in dotted words that never change their meaning. */
export type Reason = keyof typeof CODE_OF_REASON;
