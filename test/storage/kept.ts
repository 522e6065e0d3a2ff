/** Things to keep, with real keys. */

import type { KeyPair } from '../../src/core/webcrypto.ts';
import type {
  StoredAct,
  StoredContact,
  StoredCredential,
  StoredDatabase,
  StoredMember,
  StoredRecord,
  StoredSetAside,
} from '../../src/core/stored-group.ts';
import type { StoredRecovery } from '../../src/core/stored-recovery.ts';
import type { StoredHandover } from '../../src/core/stored-handover.ts';
import { inGroup, sortableTime } from '../../src/core/stores.ts';
import type {
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

export function recoveryOf(identity: string, group = ''): StoredRecovery {
  return { identity, group, pkcs12: CERTIFICATE, sealed: NOON, saved: NOON };
}

export function stepOf(id: string, value = ''): StoredStep {
  return { id, value, saved: NOON };
}

export function recordOf(group: string, slot: string, expires = NOON): StoredRecord {
  const ending = inGroup(group, sortableTime(expires));
  return { group, type: 'a', slot, bytes: CERTIFICATE, received: NOON, expires, ending };
}

export function asideOf(group: string, id: string): StoredSetAside {
  return { group, id, bytes: CERTIFICATE, since: NOON };
}

export function credentialOf(group: string, id: string): StoredCredential {
  return { group, id, der: CERTIFICATE, issuer: '' };
}

export function memberOf(group: string, keyHash: string, name = keyHash): StoredMember {
  return {
    ...{ group, keyHash, peerName: `${keyHash}.0`, friendlyName: name, der: CERTIFICATE },
    ...{ issuer: '', issuerKeyHash: 'ff', role: 'member', start: NOON, end: NOON + 1 },
    ...{ issuerRole: 'admin', roles: ['member'], others: [] },
    ...{ endsWithIssuer: false, source: 'update', since: NOON, joined: NOON },
    order: inGroup(group, name, keyHash),
    due: inGroup(group, sortableTime(NOON), keyHash),
  };
}

export function contactOf(keyHash: string): StoredContact {
  return { keyHash, petname: 'Bobby', note: 'plays chess', verified: 'scanned', changed: NOON };
}

export function actOf(group: string, id: string): StoredAct {
  const said = { people: ['Bob'], count: 1, role: 'member', end: NOON, about: 'Chess' } as const;
  return { group, identity: 'alice.0', at: NOON, id, what: 'invited', ...said };
}

export function databaseOf(group: string): StoredDatabase {
  const own = [{ identity: 'alice.0', credential: '0b', slot: 'a\0alice.0\0b' }];
  return { group, latest: NOON, opened: 0, made: 0, own };
}
