/** Files in and out. The name of a file that comes in is never looked at. */

import { decodeUtf8, type Bytes } from '../core/bytes.ts';
import { formatPemFile } from '../core/certificate/pem.ts';
import { MAX_ARCHIVE_BYTES } from '../core/document/archive-limits.ts';
import { MAX_UPDATE_LENGTH } from '../core/document/framed-records.ts';
import { fail } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { beginsAsUpdate, UPDATE_HEAD_LENGTH } from './large-update.ts';

/** The largest file that is read, in bytes; one that is a group update may be larger. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** What is put out, by the ending of its name. */
export const MEDIA_TYPES = {
  zip: 'application/zip',
  xml: 'application/xml',
  p7b: 'application/x-pkcs7-certificates',
  pem: 'application/x-pem-file',
  txt: 'text/plain',
} as const;

/** The first bytes of a ZIP archive, and of what word processors write. */
const ARCHIVE = 'PK\x03\x04';

/** First bytes of what people take for a document of ours, or print one into. */
const FOREIGN: readonly (readonly [magic: string, reason: Reason])[] = [
  [ARCHIVE, 'document.unreadable'],
  ['%PDF', 'document.pdf'],
];

/** How pictures begin, and how many bytes stand before that. */
const PICTURES: readonly (readonly [magic: string, at: number])[] = [
  ['\x89PNG', 0],
  ['\xff\xd8\xff', 0],
  ['GIF8', 0],
  ['WEBP', 8],
  ['ftyp', 4],
];

/** The bytes by which these are told. */
const HEAD_BYTES = 12;

/**
 * Reads a file that was chosen or dropped.
 *
 * @returns its text; of a picture, the text of the code in it; of a certificate or a bundle in DER,
 *   the PEM
 * @throws {PeerError} `E_INVALIDARG`: `document.pdf` and `size.file`, before it is read;
 *   `document.unreadable` for anything else but text in UTF-8; for pictures what {@link textOfPicture} refuses
 */
export async function textOfFile(file: File): Promise<string> {
  const head = await bytesOf(file.slice(0, HEAD_BYTES));
  if (isPicture(file, head)) {
    const { textOfPicture } = await import('./picture.ts');
    return textOfPicture(file);
  }
  const [magic, reason] = FOREIGN.find(([begins]) => startsWith(head, begins)) ?? [];
  if (reason !== undefined) fail(reason, `it begins with ${magic}`);
  const limit = await limitOf(file);
  if (file.size > limit) fail('size.file', `${file.size} bytes, ${limit} fit`);
  const bytes = await bytesOf(file);
  if (isDer(bytes)) return formatPemFile(bytes);
  return decodeUtf8(bytes) ?? fail('document.unreadable', 'not UTF-8');
}

/** Whether a file is an archive, perhaps one of ours, told by its first bytes. One that cannot be read is none. */
export async function isArchive(file: File): Promise<boolean> {
  const head = await file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => undefined);
  return head !== undefined && startsWith(new Uint8Array(head), ARCHIVE);
}

/**
 * Reads a file that {@link isArchive}.
 *
 * @throws {PeerError} `E_INVALIDARG`: `archive.size`, before it is read; `document.unreadable`
 */
export async function bytesOfArchive(file: File): Promise<Bytes> {
  if (file.size > MAX_ARCHIVE_BYTES) fail('archive.size', `${file.size} bytes`);
  return bytesOf(file);
}

/** Hands a file to the browser, which saves it where it saves downloads. */
export function saveFile(name: string, content: string | Bytes, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // A browser may ask where to save first, and needs the address until it is answered.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `Conclave YEAR-MONTH-DAY.zip`, by the day in UTC. */
export function archiveFileName(now: number): string {
  return `Conclave ${new Date(now).toISOString().slice(0, 10)}.zip`;
}

/** `NAME.identity.xml` */
export function cardFileName(name: string): string {
  return `${fileNamePart(name)}.identity.xml`;
}

/** `GROUP for NAME.invitation.xml` */
export function invitationFileName(group: string, name: string): string {
  return `${fileNamePart(group)} for ${fileNamePart(name)}.invitation.xml`;
}

/** `GROUP.update.xml` */
export function updateFileName(group: string): string {
  return `${fileNamePart(group)}.update.xml`;
}

/** `NAME.recovery.xml`: secret, under a password. */
export function recoveryFileName(name: string): string {
  return `${fileNamePart(name)}.recovery.xml`;
}

/** `GROUP.config.xml`: a saved group. */
export function configurationFileName(group: string): string {
  return `${fileNamePart(group)}.config.xml`;
}

/** `GROUP activity.txt`: what happened in a group. */
export function activityFileName(group: string): string {
  return `${fileNamePart(group)} activity.txt`;
}

/** `NAME.p7b` or `NAME.pem`: a chain. */
export function chainFileName(name: string, ending: 'p7b' | 'pem'): string {
  return `${fileNamePart(name)}.${ending}`;
}

const MAX_NAME_CHARACTERS = 60;

/** Names that Windows keeps for devices, whatever ending they have. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/i;

/**
 * A name as a part of a file name: letters and digits of any script with their marks, space, `.`,
 * `-` and `_` stay, all others become `-`.
 */
export function fileNamePart(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{Nd} .\-_]/gu, '-');
  const short = Array.from(plain.trim().replace(/^[. ]+/, ''))
    .slice(0, MAX_NAME_CHARACTERS)
    .join('');
  const part = short.trimEnd();
  return part === '' || DEVICE.test(part) ? `_${part}` : part;
}

/** The limit of the document that a file begins as. */
async function limitOf(file: File): Promise<number> {
  if (file.size <= MAX_FILE_BYTES) return MAX_FILE_BYTES;
  const head = decodeUtf8(await bytesOf(file.slice(0, UPDATE_HEAD_LENGTH)));
  return head !== undefined && beginsAsUpdate(head) ? MAX_UPDATE_LENGTH : MAX_FILE_BYTES;
}

/** Told by its first bytes, or by what the system takes it for: a name may be missing or wrong. */
function isPicture(file: File, head: Bytes): boolean {
  if (file.type.startsWith('image/') && file.type !== 'image/svg+xml') return true;
  return PICTURES.some(([magic, at]) => startsWith(head.subarray(at), magic));
}

async function bytesOf(file: Blob): Promise<Bytes> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    // A folder, a file that has gone, or a device that was pulled out.
    return fail('document.unreadable', 'the browser could not read it', { cause });
  }
}

/**
 * A SEQUENCE whose length is left open or takes up to four bytes more: in UTF-8 none of these
 * follows the digit 0.
 */
function isDer([tag, length = 0]: Bytes): boolean {
  return tag === 0x30 && length >= 0x80 && length <= 0x84;
}

function startsWith(bytes: Bytes, magic: string): boolean {
  return Array.from(magic).every((character, index) => bytes[index] === character.charCodeAt(0));
}
