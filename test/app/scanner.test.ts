import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Scanner } from '../../src/app/scanner.svelte.ts';
import { errorOf } from '../../src/core/errors.ts';
import { Browser } from '../support/browsers.ts';
import { FakeDevice } from '../support/fake-device.ts';
import { manifest } from '../support/manifest.ts';
import { openWindow } from '../support/session.ts';

const [ONE, TWO] = manifest.compact.map(({ text }) => text);

let device: FakeDevice;
let browser: Browser;
let found: string[];

beforeEach(() => {
  device = new FakeDevice();
  browser = new Browser();
  found = [];
});

async function newScanner(): Promise<Scanner> {
  return new Scanner(await openWindow(browser), (text) => found.push(text), device);
}

/** The screen of somebody who has asked for the scanner. */
async function openScanner(): Promise<Scanner> {
  const scanner = await newScanner();
  await scanner.restore.run(true);
  return scanner;
}

/** What the screen does when there is a camera: shows its picture. */
function show(scanner: Scanner): void {
  scanner.show({ play: () => Promise.resolve() } as HTMLVideoElement);
}

describe('the camera', () => {
  test('is not touched before somebody has agreed', async () => {
    const scanner = await openScanner();
    expect(scanner.ready).toBe(true);
    expect(device.asked).toEqual([]);
    await scanner.start.run();
    expect(device.on.size).toBe(1);
  });

  test('is put on at once where it was allowed before', async () => {
    device.allowed = true;
    expect((await openScanner()).camera).toBe(device.camera);
  });

  test('is not put on by itself where nobody has asked for it', async () => {
    device.allowed = true;
    const scanner = await newScanner();
    await scanner.restore.run(false);
    expect(scanner).toMatchObject({ ready: true, isOpen: false });
    expect(device.asked).toEqual([]);
  });

  test('is not put on in a window that nobody sees, but as soon as somebody does', async () => {
    device.allowed = true;
    const scanner = await newScanner();
    scanner.hide(true);
    await scanner.restore.run(true);
    expect(device.asked).toEqual([]);
    scanner.hide(false);
    await vi.waitFor(() => expect(scanner.camera).toBe(device.camera));
  });

  test('is not touched where the screen was left before it was known whether it is allowed', async () => {
    device.allowed = true;
    const scanner = await newScanner();
    const restoring = scanner.restore.run(true);
    scanner.leave();
    await restoring;
    expect(device.asked).toEqual([]);
  });

  test('is put on though the choice of a camera cannot be read', async () => {
    device.allowed = true;
    const scanner = await newScanner();
    vi.spyOn(browser.peer.choices, 'find').mockRejectedValue(
      errorOf('storage.damaged', 'as asked'),
    );
    await scanner.restore.run(true);
    expect(scanner.camera).toBe(device.camera);
    expect(scanner.restore.error).toBeUndefined();
  });

  test.each(['camera.refused', 'camera.missing', 'camera.busy'] as const)(
    'that is %s is tried again',
    async (reason) => {
      device.refusal = reason;
      const scanner = await openScanner();
      await scanner.start.run();
      expect(scanner).toMatchObject({ camera: undefined, error: { reason } });
      device.refusal = undefined;
      await scanner.start.run();
      expect(scanner.error).toBeUndefined();
      expect(scanner.camera).toBe(device.camera);
    },
  );

  test('that is taken away half-way is said, and released', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    show(scanner);
    device.camera.vanish();
    expect(scanner).toMatchObject({ camera: undefined, error: { reason: 'camera.lost' } });
    await vi.waitFor(() => expect(device.readers).toBe(0));
    await scanner.start.run();
    expect(scanner.error).toBeUndefined();
  });

  test('that was chosen is taken again the next time', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    await vi.waitFor(() =>
      expect(scanner).toMatchObject({ chosen: 'back', cameras: { length: 2 } }),
    );
    await scanner.choose('front');
    expect([...device.on].map(({ id }) => id)).toEqual(['front']);
    scanner.leave();
    await openScanner();
    expect(device.asked).toEqual([undefined, 'front', 'front']);
  });

  test('that is chosen while another one is put on is the one that goes on', async () => {
    const scanner = await openScanner();
    const starting = scanner.start.run();
    await scanner.choose('front');
    await starting;
    expect([...device.on].map(({ id }) => id)).toEqual(['front']);
    expect(scanner.chosen).toBe('front');
    expect(await browser.peer.choices.find('camera')).toBe('front');
  });

  test('that is chosen goes on though the one before it fails', async () => {
    const scanner = await openScanner();
    device.refusal = 'camera.busy';
    const starting = scanner.start.run();
    device.refusal = undefined;
    await scanner.choose('front');
    await starting;
    expect([...device.on].map(({ id }) => id)).toEqual(['front']);
    expect(scanner.error).toBeUndefined();
  });

  test('is released when the screen is left, even while the browser still asks', async () => {
    device.allowed = true;
    (await openScanner()).leave();
    expect(device.on.size).toBe(0);
    device.allowed = false;
    const scanner = await openScanner();
    const starting = scanner.start.run();
    scanner.leave();
    await starting;
    expect(device.on.size).toBe(0);
    expect(scanner.camera).toBeUndefined();
  });

  test('is released while nobody sees the window, and comes back', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    scanner.hide(true);
    expect(device.on.size).toBe(0);
    scanner.hide(false);
    await vi.waitFor(() => expect(scanner.camera).toBe(device.camera));
    scanner.stop();
    scanner.hide(true);
    scanner.hide(false);
    expect(device.asked, 'it was off before').toHaveLength(2);
  });

  test('comes back where the window was left while the browser asked', async () => {
    const scanner = await openScanner();
    const starting = scanner.start.run();
    scanner.hide(true);
    await starting;
    expect(device.on.size).toBe(0);
    scanner.hide(false);
    await vi.waitFor(() => expect(scanner.camera).toBe(device.camera));
  });

  test('has a light where it can', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    await scanner.switchTorch.run();
    expect(scanner.torch).toBe(true);
    scanner.stop();
    expect(scanner.torch).toBe(false);
  });

  test('says nothing of a light that does not go on', async () => {
    device.allowed = true;
    device.torchWorks = false;
    const scanner = await openScanner();
    await scanner.switchTorch.run();
    expect(scanner.torch).toBe(false);
  });
});

describe('scanning', () => {
  test('passes over what is not ours, hands out the document once, and puts the camera off', async () => {
    device.allowed = true;
    device.sees = ['https://example.org/', 'PEER:JUNK', ONE!, TWO!];
    const scanner = await openScanner();
    show(scanner);
    await vi.waitFor(() => expect(found).toEqual([ONE]));
    expect(device).toMatchObject({ on: { size: 0 }, rang: 1, sees: [TWO] });
    expect(scanner.done).toBe(true);
    await vi.waitFor(() => expect(device.readers).toBe(0));
  });

  test('finds nothing any more once it was stopped', async () => {
    device.allowed = true;
    device.sees = [ONE!];
    const scanner = await openScanner();
    show(scanner);
    scanner.stop();
    await vi.waitFor(() => expect(device.readers).toBe(0));
    expect(found).toEqual([]);
  });

  test('begins with patience, however long the window is open', async () => {
    device.allowed = true;
    device.dark = true;
    vi.spyOn(performance, 'now').mockReturnValue(100_000);
    const scanner = await openScanner();
    show(scanner);
    await vi.waitFor(() => expect(device.readings).toBeGreaterThan(1));
    expect(scanner.findings.note).toBeUndefined();
    scanner.leave();
    vi.mocked(performance.now).mockRestore();
  });

  test('ends with the camera off where the reader breaks', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    let broke: (reason: unknown) => void = () => undefined;
    const breaking = new Promise((resolve) => (broke = resolve));
    process.once('unhandledRejection', broke);
    device.openReader = () => ({
      read: () => Promise.reject(new TypeError('a bug')),
      close: () => undefined,
    });
    show(scanner);
    expect(await breaking).toBeInstanceOf(TypeError);
    expect(device.on.size).toBe(0);
    expect(scanner.camera).toBeUndefined();
  });

  test('says so where the reader cannot be loaded', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    device.openReader = () => ({
      read: () => Promise.reject(errorOf('app.incomplete', 'as asked')),
      close: () => undefined,
    });
    show(scanner);
    await vi.waitFor(() => expect(scanner.error?.reason).toBe('app.incomplete'));
    expect(device.on.size).toBe(0);
  });
});
