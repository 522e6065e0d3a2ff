import { describe, expect, test } from 'vitest';
import { refusesFiles } from '../../src/exchange/private-window.ts';

/** What a browser answers that is asked for the folder of a page. */
function browserThat(getDirectory: () => Promise<FileSystemDirectoryHandle>) {
  return { storage: { getDirectory } };
}

describe('A window that keeps no files', () => {
  test('is one whose browser refuses them though it has them', async () => {
    const refusing = browserThat(() =>
      Promise.reject(new DOMException('private', 'SecurityError')),
    );
    expect(await refusesFiles(refusing)).toBe(true);
  });

  test('is not one that gives them', async () => {
    const giving = browserThat(async () => ({}) as FileSystemDirectoryHandle);
    expect(await refusesFiles(giving)).toBe(false);
  });

  test.each([
    ['files', { storage: {} }],
    ['a storage manager', {}],
  ])('is not told by a browser that has no %s', async (_, browser) => {
    expect(await refusesFiles(browser)).toBe(false);
  });
});
