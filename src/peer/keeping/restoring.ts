/** What an archive holds, brought back piece by piece. */

import type { Bytes } from '../../core/bytes.ts';
import { MAX_UPDATE_BYTES } from '../../core/document/framed-records.ts';
import { parseGroupUpdate } from '../../core/document/group-update.ts';
import { isOfBrowser, isPeerError, type PeerError } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import type { PeerErrorCode, Reason } from '../../core/reasons.ts';
import type { Context } from '../context.ts';
import { listGroups } from '../group/groups.ts';
import { listIdentities } from '../identity/identities.ts';
import type { ArchiveContent, RestoredPiece, RestoreReport } from '../keeping-types.ts';
import { openParsedUpdate } from '../update/opening.ts';
import { documentsIn, type ArchivedGroup, type ArchivedIdentity } from './archived-documents.ts';
import { importGroupConfiguration } from './configurations.ts';
import { restoreArchivedIdentity } from './archived-identities.ts';
import { Room } from './room.ts';

/** See {@link Keeping.openArchive}. */
export async function openArchive(context: Context, bytes: Bytes): Promise<ArchiveContent> {
  const { identities, configurations, updates, others } = await documentsIn(bytes);
  const mine = await listIdentities(context);
  return {
    recoveries: identities.map(({ peerName }) => ({
      peerName,
      isHere: mine.some((identity) => identity.peerName === peerName),
    })),
    configurations: configurations.length,
    updates: updates.length,
    others,
  };
}

/** See {@link Keeping.restoreArchive}. Identities first, for their groups; and those for what is in them. */
export async function restoreArchive(
  context: Context,
  bytes: Bytes,
  password: string,
): Promise<RestoreReport> {
  const { identities, configurations, updates } = await documentsIn(bytes);
  const pieces: RestoredPiece[] = [];
  for (const identity of identities) {
    pieces.push(await pieceOf(restoringIdentity(context, identity, password)));
  }
  for (const configuration of configurations) {
    pieces.push(await pieceOf(restoringGroup(context, configuration, password)));
  }
  const room = new Room(MAX_EXPANDED_BYTES);
  for (const update of updates) pieces.push(await pieceOf(restoringUpdate(context, update, room)));
  return { pieces };
}

/** One piece: what it is called, and the work that brings it back. */
interface Piece {
  readonly what: RestoredPiece['what'];
  readonly name: () => Promise<string>;
  readonly restore: () => Promise<Became>;
}

/** What became of it, and why not more. */
type Became = Pick<RestoredPiece, 'outcome' | 'refusal'>;

function restoringIdentity(context: Context, identity: ArchivedIdentity, password: string): Piece {
  const { peerName, card } = identity;
  return {
    what: 'identity',
    name: async () => {
      const known = await listIdentities(context);
      const here = known.find((mine) => mine.peerName === peerName);
      return here?.friendlyName ?? card?.subject.friendlyName ?? peerName;
    },
    restore: async () => ({ outcome: await restoreArchivedIdentity(context, identity, password) }),
  };
}

function restoringGroup(context: Context, { text, group }: ArchivedGroup, password: string): Piece {
  return {
    what: 'group',
    name: () => nameOfGroup(context, group),
    restore: async () => {
      try {
        const { outcome, keyRefusal } = await importGroupConfiguration(context, text, password);
        return keyRefusal ? { outcome, refusal: said(keyRefusal) } : { outcome };
      } catch (error) {
        if (!isWrongPassword(error)) throw error;
        // The membership needs no password: its key stays sealed until the right one comes.
        await importGroupConfiguration(context, text, undefined);
        return { outcome: 'another password' };
      }
    },
  };
}

/** The most bytes that may come out of all updates of an archive: small ones can grow to a thousand times. */
const MAX_EXPANDED_BYTES = 8 * MAX_UPDATE_BYTES;

function restoringUpdate(context: Context, { text, group }: ArchivedGroup, room: Room): Piece {
  return {
    what: 'update',
    name: () => nameOfGroup(context, group),
    restore: async () => {
      const taken = room.take(MAX_UPDATE_BYTES);
      const update = await parseGroupUpdate(text);
      taken.giveBack(MAX_UPDATE_BYTES - lengthOf(update.records));
      const { new: fresh, own } = await openParsedUpdate(context, update);
      return { outcome: fresh > 0 || own.length > 0 ? 'restored' : 'already here' };
    },
  };
}

function lengthOf(records: readonly Bytes[]): number {
  return records.reduce((sum, { length }) => sum + length, 0);
}

async function nameOfGroup(context: Context, peerName: string): Promise<string> {
  const known = (await listGroups(context)).find((group) => group.peerName === peerName);
  return known?.friendlyName ?? peerName;
}

/** Named when it is done: by then more may be known of it. */
async function pieceOf({ what, name, restore }: Piece): Promise<RestoredPiece> {
  const done = await outcomeOf(restore);
  return { what, name: harmlessName(await name()), ...done };
}

async function outcomeOf(restore: () => Promise<Became>): Promise<Became> {
  try {
    return await restore();
  } catch (error) {
    if (isWrongPassword(error)) return { outcome: 'another password' };
    return { outcome: 'refused', refusal: said(refusalIn(error)) };
  }
}

function said({ code, reason }: PeerError): RestoredPiece['refusal'] & object {
  return { code, reason };
}

function isWrongPassword(error: unknown): boolean {
  const reasons: readonly Reason[] = ['recovery.password', 'recovery.unclear'];
  return isPeerError(error) && reasons.includes(error.reason);
}

/** What is no fault of one piece: whoever goes on would say it once for each. */
const OF_STORAGE: readonly PeerErrorCode[] = [
  'PEER_E_DATABASE_ACCESSDENIED',
  'PEER_E_DBINITIALIZATION_FAILED',
  'PEER_E_DISK_FULL',
];

function refusalIn(error: unknown): PeerError {
  if (!isPeerError(error) || isOfBrowser(error) || OF_STORAGE.includes(error.code)) throw error;
  return error;
}
