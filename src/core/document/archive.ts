/**
 * Everything of mine in one file: a zip archive of documents (APPNOTE.TXT). fflate writes it. It is
 * read by {@link ./zip.ts}, because what comes from outside may lie about its sizes: what is expanded
 * is bounded while it grows, and every part has to be as long, and to have the sum, that the archive
 * says.
 */

import { zipSync, type Zippable } from 'fflate';
import { decodeUtf8, type Bytes } from '../bytes.ts';
import { crc32 } from '../crc32.ts';
import { fail } from '../errors.ts';
import { harmlessName } from '../friendly-name.ts';
import { MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, type ArchiveLimits } from './archive-limits.ts';
import { decompress } from './streams.ts';
import { listParts, type ZipPart } from './zip.ts';

/** A document to put into an archive. */
export interface ArchivedDocument {
  /** A file name without folders. */
  readonly name: string;
  readonly text: string;
}

/** What was found in an archive. */
export interface ArchiveEntry {
  /** As the archive has it, without its folders and harmless to show: it is never believed. */
  readonly name: string;
  /** `undefined` where the entry is damaged, locked, or no text. */
  readonly text: string | undefined;
}

/** Longer names are cut when they are read. */
const MAX_NAME_LENGTH = 255;

/** Longer texts hold what is packed already: they go in as they are. */
const PACKED_LENGTH = 1024 * 1024;

/** Zip has no dates before this; of a backup, when each part was written says nothing. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * Puts documents into an archive, each under a name of its own.
 *
 * @throws {PeerError} `archive.count`, `archive.size` for more than {@link unpackArchive} reads
 */
export function packArchive(documents: readonly ArchivedDocument[]): Bytes {
  if (documents.length > MAX_ARCHIVE_ENTRIES) fail('archive.count', `${documents.length} entries`);
  const files = new Map<string, Bytes>();
  let length = 0;
  for (const { name, text } of documents) {
    const bytes = new TextEncoder().encode(text);
    length += bytes.length;
    if (length > MAX_ARCHIVE_BYTES) fail('archive.size', `${length} bytes`);
    files.set(freeName(name, files), bytes);
  }
  const archive = zipSync(zippable(files), { mtime: NO_DATE });
  return archive.length <= MAX_ARCHIVE_BYTES ? archive : fail('archive.size', 'with its names');
}

/** Documents that go into an archive together or not at all. */
export interface ArchivePart {
  readonly documents: readonly ArchivedDocument[];
}

/**
 * Chooses of several parts those that fit into an archive beside what has to be in it, the first ones
 * first.
 *
 * @returns those that fit, in their order
 */
export function partsThatFit<Part extends ArchivePart>(
  parts: readonly Part[],
  needed: readonly ArchivedDocument[],
  { bytes, entries }: ArchiveLimits,
): readonly Part[] {
  const left = { bytes: bytes - lengthOf(needed), entries: entries - needed.length };
  return parts.filter(({ documents }) => {
    const length = lengthOf(documents);
    if (length > left.bytes || documents.length > left.entries) return false;
    left.bytes -= length;
    left.entries -= documents.length;
    return true;
  });
}

/** What zip writes beside a document, its name not counted: no more than this. */
const BESIDE_BYTES = 128;

/** How long documents are in an archive, were none of them to become smaller by packing. */
function lengthOf(documents: readonly ArchivedDocument[]): number {
  const encoder = new TextEncoder();
  return documents.reduce((sum, { name, text }) => {
    const [said, content] = [encoder.encode(name).length, encoder.encode(text).length];
    // DEFLATE makes what cannot be packed longer by five bytes in each block of 32 KiB at most.
    return sum + BESIDE_BYTES + 2 * said + content + 5 * Math.ceil(content / 32_768);
  }, 0);
}

/**
 * Takes the texts out of an archive. Folders in it are passed over, a damaged entry does not hide the
 * others.
 *
 * @param bytes not trusted
 * @throws {PeerError} `archive.size`, `archive.count`, `archive.form`
 */
export async function unpackArchive(bytes: Bytes): Promise<readonly ArchiveEntry[]> {
  if (bytes.length > MAX_ARCHIVE_BYTES) fail('archive.size', `${bytes.length} bytes`);
  const parts = listParts(bytes, MAX_ARCHIVE_ENTRIES).filter(({ path }) => !path.endsWith('/'));
  const entries: ArchiveEntry[] = [];
  let left = MAX_ARCHIVE_BYTES;
  for (const part of parts) {
    if (part.length > left) fail('archive.size', `more than ${MAX_ARCHIVE_BYTES} bytes inside`);
    // Whatever comes out: the work is the same for what is damaged.
    left -= part.length;
    const content = await contentOf(part);
    entries.push({ name: nameOf(part.path), text: content && decodeUtf8(content) });
  }
  return entries;
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  const [, stem = name, ending = ''] = /^(.+?)(\..*)?$/su.exec(name) ?? [];
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${stem} ${number}${ending}`;
  return free;
}

function zippable(files: ReadonlyMap<string, Bytes>): Zippable {
  const packed = [...files].map(([name, bytes]): [string, Zippable[string]] => [
    name,
    [bytes, { level: bytes.length > PACKED_LENGTH ? 0 : 6 }],
  ]);
  return Object.fromEntries(packed);
}

/** What an entry holds, if it is as the archive says. */
async function contentOf({ method, packed, length, sum }: ZipPart): Promise<Bytes | undefined> {
  if (method === undefined) return undefined;
  const content = method === 0 ? packed : (await decompress(packed, length)).bytes;
  return content?.length === length && crc32(content) === sum ? content : undefined;
}

/** Behind the last slash of either kind. */
function nameOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  return harmlessName(name.slice(0, MAX_NAME_LENGTH));
}
