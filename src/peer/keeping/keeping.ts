/** Nothing gets lost: what is saved elsewhere and brought back, what is damaged, and what deleting means. Loaded when asked for. */

import type { Bytes } from '../../core/bytes.ts';
import { parseRecoveryFile } from '../../core/document/recovery-file.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { Context } from '../context.ts';
import type {
  Archive,
  ArchiveContent,
  ArchiveNote,
  ArchiveStatus,
  ClockReading,
  Damage,
  HealthOf,
  ImportedGroup,
  Loss,
  OrphanedRecovery,
  RecoveredIdentity,
  RestoreReport,
} from '../keeping-types.ts';
import type { Group, Identity } from '../types.ts';
import { archiveStatus, createArchive, noteArchived } from './archiving.ts';
import { groupConfiguration, importGroupConfiguration, unlockGroupKey } from './configurations.ts';
import { deleteEverything } from './deleting-everything.ts';
import { forgetDamaged } from './forgetting.ts';
import { health } from './health.ts';
import { whatIsLost } from './loss.ts';
import { orphanedRecoveries } from './orphaned.ts';
import { noteSaved, recoveryFile, restoreIdentity, testRecoveryFile } from './recovery-files.ts';
import { openArchive, restoreArchive } from './restoring.ts';
import { acceptClock, clock } from './time.ts';

/** See {@link Peer.keeping}. A password is taken as it was typed; a recovery code in any of its forms. */
export class Keeping {
  readonly #context: Context;
  readonly #opened: (group: Group) => Group;

  constructor(context: Context, opened: (group: Group) => Group) {
    this.#context = context;
    this.#opened = opened;
  }

  /**
   * The text of a recovery file, PEERIDENTITYEXPORT 1.0, as it was sealed when the key was made
   * (PeerIdentityExport).
   *
   * @throws {PeerError} `PEER_E_NOT_FOUND` for an identity that was made without
   */
  recoveryFile(identity: PeerName): Promise<string> {
    return recoveryFile(this.#context, identity);
  }

  /** Notes that the recovery file of an identity, or the sealed key of a group, was saved elsewhere. */
  noteSaved(saved: Pick<Identity, 'peerName'> | Group): Promise<void> {
    return noteSaved(this.#context, saved);
  }

  /**
   * Whose a recovery file says that it is, before its password is known: not verified.
   *
   * @throws {PeerError} `E_INVALIDARG`, `PEER_E_UNSUPPORTED_VERSION`
   */
  async peerNameOf(text: string): Promise<PeerName> {
    return (await parseRecoveryFile(text)).peerName;
  }

  /**
   * Brings an identity back (PeerIdentityImport). One that is here, and whose key is of no use any
   * more, is mended.
   *
   * @throws {PeerError} `PEER_E_ALREADY_EXISTS`; as {@link testRecoveryFile}; what storage refuses
   */
  restoreIdentity(text: string, password: string): Promise<Identity> {
    return restoreIdentity(this.#context, text, password);
  }

  /**
   * Opens a recovery file and changes nothing.
   *
   * @throws {PeerError} `E_INVALIDARG` with `recovery.*`; `PEER_E_UNSUPPORTED_VERSION`
   */
  testRecoveryFile(text: string, password: string): Promise<RecoveredIdentity> {
    return testRecoveryFile(this.#context, text, password);
  }

  /**
   * Sealed keys of which the identity is gone, or of no use any more: what {@link restoreIdentity} takes
   * their texts for.
   */
  orphanedRecoveries(): Promise<readonly OrphanedRecovery[]> {
    return orphanedRecoveries(this.#context);
  }

  /** The text of a group configuration, PEERGROUPCONFIG 1.0, with the group's key as it was sealed (PeerGroupExportConfig). */
  groupConfiguration(group: Group): Promise<string> {
    return groupConfiguration(this.#context, group);
  }

  /**
   * Brings a membership back (PeerGroupImportConfig). One that is here gives way only by the rule of
   * *newer*. Without the password the group's key stays sealed, and can be unlocked later; one that is
   * damaged is left out, and that is said.
   *
   * @returns the group, opened
   * @throws {PeerError} `PEER_E_IDENTITY_NOT_FOUND` while its identity is not here; `E_INVALIDARG`;
   *   the codes of a chain; `PEER_E_UNSUPPORTED_VERSION`
   */
  async importGroupConfiguration(text: string, password?: string): Promise<ImportedGroup> {
    const { group, keyRefusal } = await importGroupConfiguration(this.#context, text, password);
    const { code, reason } = keyRefusal ?? {};
    const imported = { ...group, keyRefusal: code && reason && { code, reason } };
    this.#opened(imported);
    return imported;
  }

  /**
   * Opens the sealed key of a group, so that it can be used here.
   *
   * @returns the group, opened anew
   * @throws {PeerError} `PEER_E_NOT_FOUND` where none is sealed; `E_INVALIDARG` with `recovery.*`
   */
  async unlockGroupKey(group: Group, password: string): Promise<Group> {
    return this.#opened(await unlockGroupKey(this.#context, group, password));
  }

  /**
   * Everything in one file: recovery files and cards, configurations, and all of each group. Where that
   * is more than fits, what was written in some groups is left out, and that is said.
   *
   * @throws {PeerError} `E_INVALIDARG` with `archive.size` or `archive.count` for more than fits
   */
  archive(): Promise<Archive> {
    return createArchive(this.#context);
  }

  /** Notes that an archive was saved, and with it the sealed keys that are in it. */
  noteArchived(archive: ArchiveNote): Promise<void> {
    return noteArchived(this.#context, archive);
  }

  /** When everything was saved last, and what has come since. */
  archiveStatus(): Promise<ArchiveStatus> {
    return archiveStatus(this.#context);
  }

  /** What an archive holds, by what it says of itself. Changes nothing. @throws {PeerError} `E_INVALIDARG` with `archive.*` */
  openArchive(bytes: Bytes): Promise<ArchiveContent> {
    return openArchive(this.#context, bytes);
  }

  /**
   * Brings back what an archive holds, piece by piece, and says what became of each, in an order that
   * stays the same. Can be done again, with another password too.
   *
   * @throws {PeerError} `E_INVALIDARG` with `archive.*`; what storage refuses, with the pieces before it kept
   */
  restoreArchive(bytes: Bytes, password: string): Promise<RestoreReport> {
    return restoreArchive(this.#context, bytes, password);
  }

  /** What is lost for good by a deletion. */
  whatIsLost(what: Identity | Group | 'everything'): Promise<Loss> {
    return whatIsLost(this.#context, what);
  }

  /** Deletes all that is kept in this browser, damaged things too. */
  deleteEverything(): Promise<void> {
    return deleteEverything(this.#context);
  }

  /**
   * Tries what is kept: what is damaged, by what it is. The rest goes on without it.
   *
   * @param of `mine`: identities, memberships and sealed keys alone, which is soon over
   */
  health(of: HealthOf = 'everything'): Promise<readonly Damage[]> {
    return health(this.#context, of);
  }

  /** Deletes something damaged; what is sound by now, or is not here, stays as it is. */
  forgetDamaged(damage: Pick<Damage, 'id'>): Promise<void> {
    return forgetDamaged(this.#context, damage);
  }

  /** The clock beside the latest time that this device has shown, which is noted on this occasion. */
  clock(): Promise<ClockReading> {
    return clock(this.#context);
  }

  /** Says that the clock is right as it is now. */
  acceptClock(): Promise<void> {
    return acceptClock(this.#context);
  }
}
