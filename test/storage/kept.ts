/** Things to keep, with real keys. */

import type { KeyPair } from '../../src/core/webcrypto.ts';
import type {
  StoredHandover,
  StoredIdentity,
  StoredInvitation,
  StoredMembership,
  StoredStep,
} from '../../src/core/stores.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

/** Certificates are only carried here, so any bytes do. */
const CERTIFICATE = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05);

export function identityOf({ privateKey }: KeyPair, peerName: string): StoredIdentity {
  return { peerName, friendlyName: 'Alice', idc: CERTIFICATE, privateKey, created: NOON };
}

/** A membership of the creator, who holds the group's key. */
export function foundedBy(identity: string, { privateKey }: KeyPair): StoredMembership {
  const properties = { friendlyName: 'Chess', comment: '', memberDataLifetime: 0, flags: 0 };
  return { ...membershipOf(identity, 'chess.0'), properties, groupKey: privateKey };
}

export function membershipOf(identity: string, group: string): StoredMembership {
  return { identity, group, chain: [CERTIFICATE, CERTIFICATE], earlier: [], joined: NOON };
}

export function invitationOf(id: string): StoredInvitation {
  return { id, identity: 'alice.0', group: 'chess.0', pkcs7: CERTIFICATE, issued: NOON };
}

export function handoverOf(id: string): StoredHandover {
  const ways = [{ way: 'text', at: NOON }] as const;
  const card = { what: 'card', group: '', invitation: '', person: '', about: 'chess' } as const;
  return { ...card, id, identity: 'alice.0', ways, begun: NOON };
}

export function stepOf(id: string, value = ''): StoredStep {
  return { id, value, saved: NOON };
}
