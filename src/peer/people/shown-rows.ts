/** Rows of members as a list shows them: light, and harmless to show. */

import { refusedAs } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { parsePeerName } from '../../core/peer-name.ts';
import type { StoredMember } from '../../core/stored-group.ts';
import { offeredIn } from '../credential/present-credential.ts';
import { NO_CONTACT, type Contacts } from './contacts.ts';
import { readAll } from '../context.ts';
import type { MemberRow } from '../group-types.ts';
import { stageAt } from '../group/term.ts';

/**
 * What is kept of members, as it is shown; one that cannot be read any more is left out.
 *
 * @param now milliseconds since 1970 UTC
 */
export async function rowsFrom(
  rows: readonly StoredMember[],
  contacts: Contacts,
  now: number,
): Promise<readonly MemberRow[]> {
  return readAll(rows, (row) =>
    refusedAs('PEER_E_CERT_STORE_CORRUPTED', () => rowFrom(row, contacts, now)),
  );
}

function rowFrom(row: StoredMember, contacts: Contacts, now: number): MemberRow {
  const { keyHash, role, start, end, issuerKeyHash, endsWithIssuer, source, since } = row;
  const { petname, verified } = contacts.get(keyHash) ?? NO_CONTACT;
  return {
    ...{ keyHash, role, start, end, issuerKeyHash, endsWithIssuer, source, since },
    peerName: parsePeerName(row.peerName),
    friendlyName: harmlessName(row.friendlyName),
    ...stageAt(row, now),
    hasJoined: row.joined !== undefined,
    letEnd: row.letEnd !== undefined,
    offered: offeredOf(row, now),
    petname,
    verified,
  };
}

function offeredOf(row: StoredMember, now: number): MemberRow['offered'] {
  const offered = offeredIn(row, now);
  if (offered === undefined || row.source === 'me') return undefined;
  const { role, end } = offered;
  return { role, end, isEndless: stageAt(offered, now).isEndless };
}
