import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from '../../src/exchange/clipboard.ts';

afterEach(() => vi.unstubAllGlobals());

test('a text that was copied is said to be copied', async () => {
  const written: string[] = [];
  const writeText = (text: string) => Promise.resolve(void written.push(text));
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  expect(await copyText('peer:AWk.')).toBe(true);
  expect(written).toEqual(['peer:AWk.']);
});

test('a clipboard that refuses is no error', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no')) } });
  expect(await copyText('peer:AWk.')).toBe(false);
});

test('a browser without a clipboard is no error', async () => {
  vi.stubGlobal('navigator', {});
  expect(await copyText('peer:AWk.')).toBe(false);
});
