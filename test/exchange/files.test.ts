import { describe, expect, test } from 'vitest';
import { parsePem } from '../../src/core/certificate/pem.ts';
import {
  activityFileName,
  cardFileName,
  chainFileName,
  fileNamePart,
  invitationFileName,
  MAX_FILE_BYTES,
  textOfFile,
  updateFileName,
} from '../../src/exchange/files.ts';
import { reasonOf } from '../support/refusals.ts';

const fileOf = (...parts: BlobPart[]) => new File(parts, '../con\u202elmx.exe');

describe('a file', () => {
  test('of text is read whole, its byte order mark included', async () => {
    expect(await textOfFile(fileOf('\ufeffGr\u00fc\u00dfe'))).toBe('\ufeffGr\u00fc\u00dfe');
  });

  test('of the largest size is read', async () => {
    expect(await textOfFile(fileOf(new Uint8Array(MAX_FILE_BYTES).fill(32)))).toHaveLength(
      MAX_FILE_BYTES,
    );
  });

  test('beyond it is refused unread', async () => {
    const file = fileOf('small');
    Object.defineProperty(file, 'size', { value: 100 * 1024 * 1024 });
    file.arrayBuffer = () => Promise.reject(new TypeError('it was read'));
    expect(await reasonOf(() => textOfFile(file))).toBe('size.file');
  });

  test('that cannot be read is refused', async () => {
    const file = fileOf('gone');
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    expect(await reasonOf(() => textOfFile(file))).toBe('document.unreadable');
  });

  test('that is a folder, which has a size and nothing to read, is refused', async () => {
    const folder = fileOf();
    const unread = () => Promise.reject(new DOMException('a folder', 'NotReadableError'));
    Object.defineProperty(folder, 'size', { value: 4096 });
    folder.arrayBuffer = unread;
    folder.slice = () => Object.assign(new Blob(), { arrayBuffer: unread });
    expect(await reasonOf(() => textOfFile(folder))).toBe('document.unreadable');
  });

  test('of text that begins with the digit of DER and a letter is text', async () => {
    for (const letter of ['\u00e9', '\u0430', '\u5c71', '\u{1f600}']) {
      expect(await textOfFile(fileOf(`0${letter}`))).toBe(`0${letter}`);
    }
  });

  test.each([
    ['a ZIP archive', 'document.unreadable', 'PK\x03\x04'],
    ['a PDF', 'document.pdf', '%PDF-1.7'],
    ['a large PDF', 'document.pdf', `%PDF-1.7${' '.repeat(MAX_FILE_BYTES)}`],
    ['text in UTF-16', 'document.unreadable', Uint8Array.of(0xff, 0xfe, 0x3c, 0)],
  ] as const)('that is %s is named', async (_, reason, content) => {
    expect(await reasonOf(() => textOfFile(fileOf(content)))).toBe(reason);
  });
});

describe('a file in DER becomes PEM', () => {
  test.each([
    ['a certificate', 'CERTIFICATE', [0x30, 0x82, 5, 0, 0x30, 0x82]],
    ['a bundle', 'PKCS7', [0x30, 0x82, 5, 0, 0x06, 0x09]],
    ['a bundle of another spelling', 'PKCS7', [0x30, 0x80, 0x06, 0x09]],
  ])('%s', async (_, label, bytes) => {
    const content = Uint8Array.from(bytes);
    const text = await textOfFile(fileOf(content));
    expect(parsePem(text)).toEqual([{ label, der: content }]);
  });
});

describe('a file is named', () => {
  test('after the person, and an invitation after the group too', () => {
    expect(cardFileName('Bob Tanaka')).toBe('Bob Tanaka.identity.xml');
    expect(invitationFileName('Chess Club', 'Bob')).toBe('Chess Club for Bob.invitation.xml');
    expect(chainFileName('Chess Club', 'p7b')).toBe('Chess Club.p7b');
    expect(updateFileName('Chess/Club')).toBe('Chess-Club.update.xml');
    expect(activityFileName('Chess Club')).toBe('Chess Club activity.txt');
  });

  test.each([
    ['letters and digits of any script', 'Ødegård 山田 नमस्ते ٣', 'Ødegård 山田 नमस्ते ٣'],
    ['space, full stop, hyphen and underscore', 'a b.c-d_e', 'a b.c-d_e'],
    ['no separator of folders', 'a/b\\c:d', 'a-b-c-d'],
    ['no control, quote or wild card', 'a\n"b"*?<>|\0', 'a--b-------'],
    ['no direction mark', 'a\u202eb', 'a-b'],
    ['one hyphen for one picture', '\u{1f600}', '-'],
    ['no full stop in front', '..hidden', 'hidden'],
    ['something at least', '...', '_'],
    ['no device', 'CON', '_CON'],
    ['no device with an ending', 'lpt1.txt', '_lpt1.txt'],
    ['names that only begin like a device', 'Connie', 'Connie'],
    ['60 characters at most', 'x'.repeat(61), 'x'.repeat(60)],
    ['whole characters of two units', '\u{20000}'.repeat(61), '\u{20000}'.repeat(60)],
  ])('with %s', (_, name, part) => {
    expect(fileNamePart(name)).toBe(part);
  });
});
