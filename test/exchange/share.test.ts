import { afterEach, describe, expect, test, vi } from 'vitest';
import { canShare, canShareFile, share } from '../../src/exchange/share.ts';

afterEach(() => vi.unstubAllGlobals());

const MESSAGE = 'This is a card.\n\npeer:AWk.';
const file = { name: 'Bob.identity.xml', document: '<PEERIDENTITYINFO/>' };

/** A share sheet that takes what it is said to take, and what it was given. */
function sheet(canShareFiles?: boolean, failure?: Error): ShareData[] {
  const shared: ShareData[] = [];
  vi.stubGlobal('navigator', {
    share(data: ShareData) {
      if (failure !== undefined) return Promise.reject(failure);
      shared.push(data);
      return Promise.resolve();
    },
    ...(canShareFiles === undefined
      ? {}
      : { canShare: ({ files }: ShareData) => canShareFiles || files === undefined }),
  });
  return shared;
}

describe('what goes into the share sheet', () => {
  test('is the message, and the document as a text file where the sheet takes both', async () => {
    const [data, ...others] = await sharedWith(true);
    expect(others).toEqual([]);
    expect(data?.text).toBe(MESSAGE);
    expect(data?.files?.map(({ name, type }) => [name, type])).toEqual([
      ['Bob.identity.txt', 'text/plain'],
    ]);
    expect(await data?.files?.[0]?.text()).toBe(file.document);
  });

  test.each([
    ['takes no files', false],
    ['cannot be asked', undefined],
  ])('is the message alone where the sheet %s', async (_, canShareFiles) => {
    expect(await sharedWith(canShareFiles)).toEqual([{ text: MESSAGE }]);
  });

  test('is a message without a document, where there is none', async () => {
    const shared = sheet(true);
    expect(await share({ message: 'Please send me your card.' })).toBe('shared');
    expect(shared).toEqual([{ text: 'Please send me your card.' }]);
  });
});

describe('what comes of it', () => {
  test('a sheet that was closed has shared nothing, and is no failure', async () => {
    sheet(true, new DOMException('', 'AbortError'));
    expect(await share({ message: MESSAGE, file })).toBe('closed');
  });

  test('a sheet that does not open says so', async () => {
    sheet(true, new DOMException('', 'NotAllowedError'));
    expect(await share({ message: MESSAGE, file })).toBe('refused');
  });

  test('a mistake of ours is not taken for a refusal', async () => {
    sheet(true, new TypeError('nothing to share'));
    await expect(share({ message: MESSAGE })).rejects.toThrow(TypeError);
  });

  test('a browser without a sheet offers none', () => {
    vi.stubGlobal('navigator', {});
    expect(canShare()).toBe(false);
    sheet();
    expect(canShare()).toBe(true);
  });
});

async function sharedWith(canShareFiles: boolean | undefined): Promise<ShareData[]> {
  const shared = sheet(canShareFiles);
  expect(await share({ message: MESSAGE, file })).toBe('shared');
  return shared;
}

test.each([
  ['takes files', true, true],
  ['takes no files', false, false],
  ['cannot be asked', undefined, false],
])('a sheet that %s: what only speaks of a file can go out: %s', (_, canShareFiles, can) => {
  sheet(canShareFiles);
  expect(canShareFile({ message: 'Open the file.', file })).toBe(can);
  expect(canShareFile({ message: 'No file.' })).toBe(false);
});
