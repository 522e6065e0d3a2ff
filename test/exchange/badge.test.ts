import { afterEach, describe, expect, test, vi } from 'vitest';
import { showBadge } from '../../src/exchange/badge.ts';

afterEach(() => vi.unstubAllGlobals());

function deviceWith(badges: object): void {
  vi.stubGlobal('navigator', badges);
}

describe('the sign of the installed app', () => {
  test('shows a number, and none for nothing', async () => {
    const setAppBadge = vi.fn(async () => undefined);
    const clearAppBadge = vi.fn(async () => undefined);
    deviceWith({ setAppBadge, clearAppBadge });
    await showBadge(3);
    expect(setAppBadge.mock.calls).toEqual([[3]]);
    expect(clearAppBadge).not.toHaveBeenCalled();
    await showBadge(0);
    expect(setAppBadge).toHaveBeenCalledOnce();
    expect(clearAppBadge).toHaveBeenCalledOnce();
  });

  test('is left alone where the device has no badges', async () => {
    deviceWith({});
    await expect(showBadge(3)).resolves.toBeUndefined();
    await expect(showBadge(0)).resolves.toBeUndefined();
  });

  test('is left alone outside a browser', async () => {
    vi.stubGlobal('navigator', undefined);
    await expect(showBadge(1)).resolves.toBeUndefined();
  });

  test('fails nothing where the device refuses', async () => {
    const refuse = async (): Promise<never> => {
      throw new DOMException('no', 'NotAllowedError');
    };
    deviceWith({ setAppBadge: refuse, clearAppBadge: refuse });
    await expect(showBadge(1)).resolves.toBeUndefined();
    await expect(showBadge(0)).resolves.toBeUndefined();
  });
});
