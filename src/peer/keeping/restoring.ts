/** What an archive holds, brought back piece by piece. */

import type { Bytes } from '../../core/bytes.ts';
import { MAX_UPDATE_BYTES } from '../../core/document/framed-records.ts';
import {
  parseGroupConfiguration,
  verifyConfiguration,
} from '../../core/document/group-configuration.ts';
import { parseGroupUpdate } from '../../core/document/group-update.ts';
import { fail, isOfBrowser, isPeerError, type PeerError } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { PeerErrorCode, Reason } from '../../core/reasons.ts';
import type { Context } from '../context.ts';
import { listGroups } from '../group/groups.ts';
import { listIdentities } from '../identity/identities.ts';
import type { ArchiveContent, RestoredPiece, RestoreReport } from '../keeping-types.ts';
import { openParsedUpdate } from '../update/opening.ts';
import {
  documentsIn,
  type ArchivedConfiguration,
  type ArchivedGroup,
  type ArchivedIdentity,
} from './archived-documents.ts';
import { importGroupConfiguration } from './configurations.ts';
import { restoreArchivedIdentity } from './archived-identities.ts';
import { Room } from './room.ts';

/** See {@link Keeping.openArchive}. */
export async function openArchive(context: Context, bytes: Bytes): Promise<ArchiveContent> {
  const { identities, configurations, updates, others } = await documentsIn(bytes);
  const isEmpty = [identities, configurations, updates].every(({ length }) => length === 0);
  if (isEmpty) fail('archive.empty', `${others} others`);
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
  const restoring: Restoring = {
    password,
    room: new Room(MAX_EXPANDED_BYTES),
    names: await namesIn(configurations),
    coming: configurations.filter((one) =>
      identities.some(({ peerName }) => peerName === one.identity),
    ),
  };
  const work = [
    ...identities.map((one) => restoringIdentity(context, one, password)),
    ...configurations.map((one) => restoringGroup(context, one, restoring)),
    ...updates.map((one) => restoringUpdate(context, one, restoring)),
  ];
  const pieces: RestoredPiece[] = [];
  for (const piece of work) pieces.push(await pieceOf(piece));
  return { pieces };
}

/** What the pieces of one archive have to do with each other. */
interface Restoring {
  readonly password: string;
  /** The memberships of which the identity is in the archive too. */
  readonly coming: readonly ArchivedConfiguration[];
  /** What its groups were called when they were founded. */
  readonly names: ReadonlyMap<PeerName, string>;
  readonly room: Room;
}

/** One piece: what it is called, and the work that brings it back. */
interface Piece {
  readonly what: RestoredPiece['what'];
  readonly name: () => Promise<string>;
  readonly restore: () => Promise<Became>;
  /** The refusal that is none, since what is missing is in the same archive. */
  readonly waitsAt?: Reason | undefined;
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

function restoringGroup(
  context: Context,
  configuration: ArchivedConfiguration,
  { coming, names, password }: Restoring,
): Piece {
  const { text, group } = configuration;
  return {
    what: 'group',
    name: () => nameOfGroup(context, group, names),
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
    waitsAt: coming.includes(configuration) ? 'configuration.identity' : undefined,
  };
}

/** The most bytes that may come out of all updates of an archive: small ones can grow to a thousand times. */
const MAX_EXPANDED_BYTES = 8 * MAX_UPDATE_BYTES;

function restoringUpdate(
  context: Context,
  { text, group }: ArchivedGroup,
  { coming, names, room }: Restoring,
): Piece {
  const isComing = coming.some((one) => one.group === group);
  return {
    what: 'update',
    name: () => nameOfGroup(context, group, names),
    waitsAt: isComing ? 'update.group' : undefined,
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

async function nameOfGroup(
  context: Context,
  peerName: PeerName,
  names: Restoring['names'],
): Promise<string> {
  const known = (await listGroups(context)).find((group) => group.peerName === peerName);
  return known?.friendlyName ?? names.get(peerName) ?? peerName;
}

/** By the roots of sound chains; the rest has to do without. */
async function namesIn(
  configurations: readonly ArchivedConfiguration[],
): Promise<ReadonlyMap<PeerName, string>> {
  const names = await Promise.all(
    configurations.map(async ({ text, group }) => [group, await foundingName(text)] as const),
  );
  return new Map(names.flatMap(([group, name]) => (name === undefined ? [] : [[group, name]])));
}

async function foundingName(text: string): Promise<string | undefined> {
  try {
    const [{ subject }] = await verifyConfiguration(parseGroupConfiguration(text));
    return subject.friendlyName;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return undefined;
  }
}

/** Named when it is done: by then more may be known of it. */
async function pieceOf({ what, name, ...work }: Piece): Promise<RestoredPiece> {
  const done = await outcomeOf(work);
  return { what, name: harmlessName(await name()), ...done };
}

async function outcomeOf({
  restore,
  waitsAt,
}: Pick<Piece, 'restore' | 'waitsAt'>): Promise<Became> {
  try {
    return await restore();
  } catch (error) {
    if (isWrongPassword(error)) return { outcome: 'another password' };
    const refusal = said(refusalIn(error));
    return refusal.reason === waitsAt ? { outcome: 'waiting' } : { outcome: 'refused', refusal };
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
