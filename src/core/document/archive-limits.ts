/** What an archive of everything may hold (formats.md, "Limits"): known without what reads and writes it. */

/** The most bytes that an archive may have, and that may come out of it altogether. */
export const MAX_ARCHIVE_BYTES = 128 * 1024 * 1024;

/** The most entries that an archive may have. */
export const MAX_ARCHIVE_ENTRIES = 1000;

/** How much an archive may hold. */
export interface ArchiveLimits {
  readonly bytes: number;
  readonly entries: number;
}

/** Of every archive. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  bytes: MAX_ARCHIVE_BYTES,
  entries: MAX_ARCHIVE_ENTRIES,
};
