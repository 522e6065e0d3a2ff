/** The documents in an archive, told apart by what they are. Their names are never believed. */

import type { Bytes } from '../../core/bytes.ts';
import type { Idc } from '../../core/certificate/certificate.ts';
import { verifySoundIdc } from '../../core/certificate/idc.ts';
import { unpackArchive } from '../../core/document/archive.ts';
import { parseGroupConfiguration } from '../../core/document/group-configuration.ts';
import { parseUpdateGroup } from '../../core/document/group-update.ts';
import { parseIdentityCard } from '../../core/document/identity-card.ts';
import { parseRecoveryFile } from '../../core/document/recovery-file.ts';
import { isPeerError } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';

/** What an archive holds, each kind in the order of the archive. */
export interface ArchivedDocuments {
  readonly identities: readonly ArchivedIdentity[];
  readonly configurations: readonly ArchivedConfiguration[];
  readonly updates: readonly ArchivedGroup[];
  /** How many are none of ours, or cannot be read. */
  readonly others: number;
}

/** A recovery file. */
export interface ArchivedIdentity {
  readonly text: string;
  readonly peerName: PeerName;
  /** The newest card under the same name, sound in itself: it may bear a newer name than the recovery file. */
  readonly card: Idc | undefined;
}

/** A document of the group that it names. */
export interface ArchivedGroup {
  readonly text: string;
  readonly group: PeerName;
}

/** A membership in the group, of the identity that it names. */
export interface ArchivedConfiguration extends ArchivedGroup {
  readonly identity: PeerName;
}

/** @throws {PeerError} `E_INVALIDARG` with `archive.*` for the archive as a whole */
export async function documentsIn(bytes: Bytes): Promise<ArchivedDocuments> {
  const recoveries: Omit<ArchivedIdentity, 'card'>[] = [];
  const cards: Idc[] = [];
  const configurations: ArchivedConfiguration[] = [];
  const updates: ArchivedGroup[] = [];
  let others = 0;
  for (const { text = '' } of await unpackArchive(bytes)) {
    const read = await readableOf(text);
    if (read === undefined) others += 1;
    else if (read.kind === 'PEERIDENTITYEXPORT') recoveries.push({ text, peerName: read.peerName });
    else if (read.kind === 'PEERIDENTITYINFO') cards.push(read.card);
    else if (read.kind === 'PEERGROUPCONFIG') {
      configurations.push({ text, group: read.group, identity: read.identity });
    } else updates.push({ text, group: read.group });
  }
  const identities = recoveries.map((one) => ({ ...one, card: newestOf(cards, one.peerName) }));
  return { identities, configurations, updates, others };
}

type Readable =
  | { readonly kind: 'PEERIDENTITYEXPORT'; readonly peerName: PeerName }
  | { readonly kind: 'PEERIDENTITYINFO'; readonly card: Idc }
  | { readonly kind: 'PEERGROUPCONFIG'; readonly group: PeerName; readonly identity: PeerName }
  | { readonly kind: 'PEERGROUPUPDATE'; readonly group: PeerName };

/** The first element is the root: nothing but the rest of its beginning is read of what is not ours. */
const ROOT = /<(?<root>PEERIDENTITYEXPORT|PEERIDENTITYINFO|PEERGROUPCONFIG|PEERGROUPUPDATE)[\s>]/u;

async function readableOf(text: string): Promise<Readable | undefined> {
  const kind = ROOT.exec(text.slice(0, 1024))?.groups?.['root'];
  try {
    if (kind === 'PEERIDENTITYEXPORT') return { kind, ...(await parseRecoveryFile(text)) };
    if (kind === 'PEERGROUPCONFIG') {
      const { group, identity } = parseGroupConfiguration(text);
      return { kind, group, identity };
    }
    if (kind === 'PEERGROUPUPDATE') return { kind, group: parseUpdateGroup(text) };
    if (kind === undefined) return undefined;
    return { kind: 'PEERIDENTITYINFO', card: await verifySoundIdc(parseIdentityCard(text)) };
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return undefined;
  }
}

function newestOf(cards: readonly Idc[], peerName: PeerName): Idc | undefined {
  return cards
    .filter(({ subject }) => subject.peerName === peerName)
    .toSorted((a, b) => a.validity.start - b.validity.start)
    .at(-1);
}
