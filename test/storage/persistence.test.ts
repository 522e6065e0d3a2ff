import { afterEach, describe, expect, test, vi } from 'vitest';
import { askForPersistence, browserStorage } from '../../src/storage/persistence.ts';

const SILENT = { persisted: undefined, used: undefined, quota: undefined };

describe('what the browser promises of its storage', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function browserWith(storage: unknown): void {
    vi.stubGlobal('navigator', { storage });
  }

  test('a browser without a storage manager says nothing', async () => {
    browserWith(undefined);
    expect(await browserStorage()).toEqual(SILENT);
    expect(await askForPersistence()).toEqual(SILENT);
  });

  test('a browser that refuses to answer says nothing', async () => {
    const refuse = () => Promise.reject(new TypeError('opaque origin'));
    browserWith({ persist: refuse, persisted: refuse, estimate: refuse });
    expect(await askForPersistence()).toEqual(SILENT);
  });

  test('a browser that lacks one of the questions answers the others', async () => {
    browserWith({ estimate: () => Promise.resolve({ usage: 7, quota: 100 }) });
    expect(await browserStorage()).toEqual({ persisted: undefined, used: 7, quota: 100 });
  });

  test('what holds after asking is reported, and asking is not part of a report', async () => {
    let persisted = false;
    browserWith({
      persist: () => Promise.resolve((persisted = true)),
      persisted: () => Promise.resolve(persisted),
      estimate: () => Promise.resolve({ usage: 7, quota: 100 }),
    });
    expect(await browserStorage()).toEqual({ persisted: false, used: 7, quota: 100 });
    expect(await askForPersistence()).toEqual({ persisted: true, used: 7, quota: 100 });
  });
});
