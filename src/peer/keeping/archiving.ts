/** Everything of mine in one file: made, noted, and how old it is. */

import { memberOf } from '../../core/certificate/chain.ts';
import { ARCHIVE_LIMITS } from '../../core/document/archive-limits.ts';
import {
  packArchive,
  partsThatFit,
  type ArchivedDocument,
  type ArchivePart,
} from '../../core/document/archive.ts';
import { formatIdentityCard } from '../../core/document/identity-card.ts';
import { formatRecoveryFile } from '../../core/document/recovery-file.ts';
import { readPeerName } from '../../core/peer-name.ts';
import { allInGroup, inGroup, keyOf } from '../../core/stores.ts';
import {
  archiveFileName,
  cardFileName,
  configurationFileName,
  recoveryFileName,
  updateFileName,
} from '../../exchange/files.ts';
import { readAll, type Context } from '../context.ts';
import { databaseOf } from '../database/held-records.ts';
import { listGroups } from '../group/groups.ts';
import { listIdentities } from '../identity/identities.ts';
import type { Archive, ArchiveNote, ArchiveStatus } from '../keeping-types.ts';
import type { Group, Identity } from '../types.ts';
import { EVERY_KEY } from '../every-key.ts';
import { configurationOf } from './configurations.ts';
import { findingsIn } from './health.ts';
import { noteSavedAt, signedAt } from './recovery-files.ts';
import { wholeUpdates } from './whole-updates.ts';

const ARCHIVED = 'archive';

/** See {@link Keeping.archive}. */
export async function createArchive(context: Context): Promise<Archive> {
  const made = context.now();
  const identities = await listIdentities(context);
  const groups = await listGroups(context);
  const recoveries = await recoveryFiles(context, identities);
  const cards = identities.map(({ friendlyName, card }) => ({
    name: cardFileName(friendlyName),
    text: formatIdentityCard(card.der),
  }));
  const configurations = await Promise.all(groups.map((group) => savedGroup(context, group)));
  const needed = [...recoveries, ...cards, ...configurations];
  const written = await updatesOf(context, groups);
  // Others have what is in updates as well; of what is needed there is no other copy.
  const fitting = partsThatFit(written, needed, ARCHIVE_LIMITS);
  const updates = fitting.flatMap(({ documents }) => documents);
  return {
    bytes: packArchive([...needed, ...updates]),
    fileName: archiveFileName(made),
    made,
    sealedKeys: [...recoveries, ...configurations].flatMap(({ sealedKey }) => sealedKey ?? []),
    withoutUpdates: written.filter((part) => !fitting.includes(part)).map(({ group }) => group),
    damaged: await damagedMemberships(context),
  };
}

/** See {@link Keeping.noteArchived}. */
export async function noteArchived(
  context: Context,
  { made: at, sealedKeys }: ArchiveNote,
): Promise<void> {
  for (const recovery of await context.store.findAll('recoveries', sealedKeys)) {
    if (recovery) await noteSavedAt(context, recovery, at);
  }
  await context.store.write([{ put: 'marks', value: { id: ARCHIVED, at } }]);
}

/** See {@link Keeping.archiveStatus}. */
export async function archiveStatus(context: Context): Promise<ArchiveStatus> {
  const [mark] = await context.store.findAll('marks', [ARCHIVED]);
  const since = mark?.at ?? -Infinity;
  const identities = await listIdentities(context);
  const groups = await listGroups(context);
  return {
    saved: mark?.at,
    since: {
      identities: identities.filter(
        ({ created, card }) => created > since || signedAt(card) > since,
      ).length,
      memberships: (await heldSince(context, groups)).filter((at) => at > since).length,
      records: await recordsSince(context, groups, since),
    },
  };
}

/** A document that may hold a sealed key. */
interface SealedDocument extends ArchivedDocument {
  /** Where the key in it is kept; absent where none is in it. */
  readonly sealedKey: string | undefined;
}

/** Of identities that are damaged too: what is sealed is all that is left of them. */
async function recoveryFiles(
  { store }: Context,
  identities: readonly Identity[],
): Promise<readonly SealedDocument[]> {
  const kept = await store.list('recoveries');
  const own = kept.filter(({ group }) => group === '');
  return readAll(own, async (recovery) => {
    const { identity, pkcs12 } = recovery;
    const known = identities.find(({ peerName }) => peerName === identity);
    const text = await formatRecoveryFile({ peerName: readPeerName(identity), pkcs12 });
    const name = recoveryFileName(known?.friendlyName ?? identity);
    return { name, text, sealedKey: keyOf.recoveries(recovery) };
  });
}

async function savedGroup(context: Context, group: Group): Promise<SealedDocument> {
  const { text, sealed } = await configurationOf(context, group);
  const name = configurationFileName(group.friendlyName);
  return { name, text, sealedKey: sealed && keyOf.recoveries(sealed) };
}

/** What was written in a group. */
interface Written extends ArchivePart {
  readonly group: Group;
}

/** Several identities of mine in one group hold the same: it goes in once. */
async function updatesOf(context: Context, groups: readonly Group[]): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const group of distinct(groups)) {
    const name = updateFileName(group.friendlyName);
    const texts = await wholeUpdates(context, group.peerName);
    written.push({ group, documents: texts.map((text) => ({ name, text })) });
  }
  return written;
}

async function damagedMemberships(context: Context): Promise<readonly string[]> {
  const findings = await findingsIn(context, ['memberships']);
  const damages = findings.map(({ damage }) => damage);
  return damages.filter(({ what }) => what === 'membership').map(({ name }) => name);
}

/** When each of my credentials came here: by its own dates it may have been signed long before. */
async function heldSince({ store }: Context, groups: readonly Group[]): Promise<readonly number[]> {
  const keys = groups.map(({ peerName, identity }) => inGroup(peerName, identity.keyHash));
  const rows = await store.findAll('members', keys);
  return groups.map(({ joined, chain }, index) => {
    const came = rows[index]?.since ?? memberOf(chain).validity.start;
    return Math.max(joined, came);
  });
}

/** How much has come; groups in which nothing was written since are not read. */
async function recordsSince(
  context: Context,
  groups: readonly Group[],
  since: number,
): Promise<number> {
  const { store } = context;
  if (since === -Infinity) return (await store.listKeys('records', EVERY_KEY)).length;
  let count = 0;
  for (const { peerName } of distinct(groups)) {
    const { latest } = await databaseOf(context, peerName);
    const records = latest > since ? await store.listStretch('records', allInGroup(peerName)) : [];
    count += records.filter(({ received }) => received > since).length;
  }
  return count;
}

function distinct(groups: readonly Group[]): readonly Group[] {
  return [...new Map(groups.map((group) => [group.peerName, group])).values()];
}
