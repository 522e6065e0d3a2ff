/** What the facade says of recovery, moving and deleting: see {@link ./keeping/keeping.ts}. */

import type { Bytes } from '../core/bytes.ts';
import type { PeerErrorCode, Reason } from '../core/reasons.ts';
import type { PeerName } from '../core/peer-name.ts';
import type { Group, Identity, Person } from './types.ts';

/** A sealed key that is still here while its identity is not, or is of no use any more: its password brings it back. */
export interface OrphanedRecovery {
  readonly peerName: PeerName;
  /** As far as it is known, harmless to show; else empty. */
  readonly name: string;
  /** The text of its recovery file. */
  readonly text: string;
  /** When it was sealed, milliseconds since 1970 UTC. */
  readonly sealed: number;
}

/** A group that was brought back. */
export interface ImportedGroup extends Group {
  /** Why the group's key in the file did not come with it; absent where it did, where none is in it, and where it stays sealed. */
  readonly keyRefusal: { readonly code: PeerErrorCode; readonly reason: Reason } | undefined;
}

/** What a recovery file or a saved group says of itself once its password was right. */
export interface RecoveredIdentity {
  readonly person: Person;
  /** When the identity's certificate was signed, milliseconds since 1970 UTC. */
  readonly since: number;
  /** The same identity, where it is in this browser. */
  readonly present: Identity | undefined;
}

/** What is noted of an archive once it is saved. */
export interface ArchiveNote {
  /** When it was begun, milliseconds since 1970 UTC: what came later is not in it. */
  readonly made: number;
  /** The sealed keys that are in it, by where they are kept. */
  readonly sealedKeys: readonly string[];
}

/** Everything of mine in one file, as it is saved. */
export interface Archive extends ArchiveNote {
  readonly bytes: Bytes;
  readonly fileName: string;
  /** Groups of which the updates did not fit: their configurations are in it, and what was written in them is not. */
  readonly withoutUpdates: readonly Group[];
  /** Names of memberships that are damaged, harmless to show: they are not in it. */
  readonly damaged: readonly string[];
}

/** How old what was saved last is, and what has come since. */
export interface ArchiveStatus {
  /** Milliseconds since 1970 UTC; `undefined` for never. */
  readonly saved: number | undefined;
  readonly since: {
    readonly identities: number;
    readonly memberships: number;
    readonly records: number;
  };
}

/** A document in an archive, named but not judged. */
export interface ArchiveContent {
  readonly recoveries: readonly { readonly peerName: PeerName; readonly isHere: boolean }[];
  readonly configurations: number;
  readonly updates: number;
  /** How many entries are none of our documents, or cannot be read. */
  readonly others: number;
}

/** What became of one document of an archive; `waiting`: for one in the same archive that is not back yet. */
export type RestoreOutcome =
  'restored' | 'already here' | 'newer here' | 'another password' | 'waiting' | 'refused';

export interface RestoredPiece {
  readonly what: 'identity' | 'group' | 'update';
  /** A name to show, harmless; the peer name where nothing else is known. */
  readonly name: string;
  readonly outcome: RestoreOutcome;
  /** Why it was refused; of a group that was not, why its key did not come with it. */
  readonly refusal?: { readonly code: PeerErrorCode; readonly reason: Reason };
}

export interface RestoreReport {
  readonly pieces: readonly RestoredPiece[];
}

/** What is lost for good by a deletion. */
export interface Loss {
  readonly identities: readonly Identity[];
  readonly groups: readonly Group[];
  /** Groups whose own key is here and saved nowhere: nobody could renew their creator or change their name again. */
  readonly groupKeys: readonly Group[];
  /** Identities of which no recovery file was ever saved. */
  readonly unsaved: readonly Identity[];
}

/** Something kept that is damaged and set apart, by what it is. */
export interface Damage {
  readonly what:
    'identity' | 'membership' | 'group key' | 'recovery file' | 'sealed group key' | 'other';
  /** As far as it can still be read, harmless to show; else empty. */
  readonly name: string;
  /** The identity whose recovery file is here still: brought back by its password, this is mended. */
  readonly recovery: PeerName | undefined;
  /**
   * The key of the group beside a damaged membership: one that is sealed is kept when the rest is
   * deleted, and works again once the membership is back; any other is lost with it.
   */
  readonly groupKey: 'sealed' | 'unsealed' | undefined;
  /** Names it to {@link Keeping.forgetDamaged}. */
  readonly id: string;
  readonly reason: Reason;
}

/** How much is looked at: what only I have, or all that is kept of groups too, which can be a lot. */
export type HealthOf = 'mine' | 'everything';

/** The clock of this device beside the latest time that it has ever shown; milliseconds since 1970 UTC. */
export interface ClockReading {
  readonly now: number;
  readonly latest: number;
  readonly state: 'fine' | 'behind' | 'ahead';
}
