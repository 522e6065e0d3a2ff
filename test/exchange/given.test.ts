import { describe, expect, test, vi } from 'vitest';
import { givenByDrop, givenByPaste, textOfGiven } from '../../src/exchange/given.ts';
import { reasonOf } from '../support/refusals.ts';

vi.mock('../../src/exchange/picture.ts', () => ({
  // Node draws no pictures; what is read out of them is a matter of the tests in a browser.
  textOfPicture: (picture: Blob) => Promise.resolve(`a picture of ${picture.size} bytes`),
}));

const PNG = '\x89PNG\r\n\x1a\n0000';

const fileOf = (content: BlobPart, type = '') => new File([content], 'a\u202elmx.exe', { type });

/** The bytes of a text of Latin letters. */
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('what was given in comes out as text', () => {
  test('text as it is', async () => {
    expect(await textOfGiven(' \u200bpeer:A. ')).toBe(' \u200bpeer:A. ');
  });

  test('a file as what stands in it', async () => {
    expect(await textOfGiven([fileOf('Grüße')])).toBe('Grüße');
  });

  test.each([
    ['a PNG without a type', fileOf(bytesOf(PNG))],
    ['a JPEG that is called text', fileOf(bytesOf('\xff\xd8\xff\xe0--------'), 'text/plain')],
    ['a WebP', fileOf('RIFF....WEBP')],
    ['a HEIC', fileOf('....ftypheic')],
    ['whatever the system takes for a picture', fileOf('0123456789ab', 'image/x-unheard-of')],
  ])('a picture as the code in it: %s', async (_, file) => {
    expect(await textOfGiven([file])).toBe('a picture of 12 bytes');
  });

  test('a drawing in XML is text, and never drawn', async () => {
    expect(await textOfGiven([fileOf('<svg/>', 'image/svg+xml')])).toBe('<svg/>');
  });

  test('several files are refused before any is read', async () => {
    const files = Array.from({ length: 500 }, () => fileOf('one'));
    for (const file of files) file.arrayBuffer = () => Promise.reject(new TypeError('it was read'));
    expect(await reasonOf(() => textOfGiven(files))).toBe('document.several');
  });

  test('no file is nothing', async () => {
    expect(await reasonOf(() => textOfGiven([]))).toBe('document.empty');
  });
});

/** As much of a clipboard, or of a drop, as is looked at. */
function transferOf(parts: { text?: string; html?: boolean; files?: readonly File[] }) {
  const { text = '', html = false, files = [] } = parts;
  const types = [...(html ? ['text/html'] : []), ...(files.length > 0 ? ['Files'] : [])];
  return { files, types, getData: () => text } as unknown as DataTransfer;
}

describe('the clipboard and a drop', () => {
  const file = fileOf('x');

  test.each([
    ['nothing', {}, undefined, undefined],
    ['nothing but spaces', { text: ' \n' }, undefined, undefined],
    ['text', { text: 'peer:A.' }, 'peer:A.', 'peer:A.'],
    ['a file', { files: [file] }, [file], [file]],
    ['a file with its name beside it', { text: 'card.xml', files: [file] }, [file], [file]],
    [
      'text out of a program that writes, with a picture of it beside',
      { text: 'peer:A.', html: true, files: [file] },
      'peer:A.',
      [file],
    ],
    ['a picture out of a web page', { html: true, files: [file] }, [file], [file]],
  ] as const)('%s', (_, parts, pasted, dropped) => {
    expect(givenByPaste(transferOf(parts))).toEqual(pasted);
    expect(givenByDrop(transferOf(parts))).toEqual(dropped);
  });

  test('neither of them', () => {
    expect(givenByPaste(null)).toBeUndefined();
    expect(givenByDrop(null)).toBeUndefined();
  });
});
