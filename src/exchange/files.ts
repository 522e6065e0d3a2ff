/** Files in and out. The name of a file that comes in is never looked at. */

import { decodeUtf8, type Bytes } from '../core/bytes.ts';
import { fail } from '../core/errors.ts';

/** The largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** What is put out, by the ending of its name. */
export const MEDIA_TYPES = {
  xml: 'application/xml',
  p7b: 'application/x-pkcs7-certificates',
  pem: 'application/x-pem-file',
} as const;

/** First bytes of what people take for a document of ours. */
const FOREIGN: readonly (readonly [name: string, magic: string])[] = [
  ['a ZIP archive', 'PK\x03\x04'],
  ['a PDF', '%PDF'],
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a GIF picture', 'GIF8'],
];

/**
 * Reads a file that was chosen or dropped.
 *
 * @throws {PeerError} `E_INVALIDARG`: `size.file`, before a byte is read; `document.unreadable` for
 *   anything but text in UTF-8; `document.certificate-instead` for a certificate in DER
 */
export async function readTextFile(file: File): Promise<string> {
  if (file.size > MAX_FILE_BYTES) fail('size.file', `${file.size} bytes, ${MAX_FILE_BYTES} fit`);
  const bytes = await bytesOf(file);
  const foreign = FOREIGN.find(([, magic]) => startsWith(bytes, magic));
  if (foreign !== undefined) fail('document.unreadable', foreign[0]);
  if (startsWith(bytes, '0\x82') || startsWith(bytes, '0\x80')) {
    fail('document.certificate-instead', 'DER or BER');
  }
  return decodeUtf8(bytes) ?? fail('document.unreadable', 'not UTF-8');
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

/** `NAME.identity.xml` */
export function cardFileName(name: string): string {
  return `${fileNamePart(name)}.identity.xml`;
}

/** `GROUP for NAME.invitation.xml` */
export function invitationFileName(group: string, name: string): string {
  return `${fileNamePart(group)} for ${fileNamePart(name)}.invitation.xml`;
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

async function bytesOf(file: File): Promise<Bytes> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    // A folder, a file that has gone, or a device that was pulled out.
    return fail('document.unreadable', 'the browser could not read it', { cause });
  }
}

function startsWith(bytes: Bytes, magic: string): boolean {
  return Array.from(magic).every((character, index) => bytes[index] === character.charCodeAt(0));
}
