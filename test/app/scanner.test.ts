import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Scanner, type Device, type ScanCamera } from '../../src/app/scanner.svelte.ts';
import { PeerError } from '../../src/core/errors.ts';
import { CODE_OF_REASON, type Reason } from '../../src/core/reasons.ts';
import { Browser } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

/** A device with two cameras, and what they see: one text after the other, then nothing. */
class FakeDevice implements Device {
  allowed = false;
  refusal: Reason | undefined;
  sees: string[] = [];
  rang = 0;
  readers = 0;
  readonly on = new Set<FakeCamera>();
  readonly asked: (string | undefined)[] = [];

  isCameraAllowed = async () => this.allowed;
  listCameras = async () => [
    { id: 'back', label: 'Back camera' },
    { id: 'front', label: '' },
  ];

  openCamera: Device['openCamera'] = async ({ id, onlost }) => {
    this.asked.push(id);
    if (this.refusal) throw errorOf(this.refusal);
    return new FakeCamera(this, id ?? 'back', () => onlost(errorOf('camera.lost')));
  };

  openReader: Device['openReader'] = () => {
    this.readers += 1;
    return {
      read: async () => ({ text: this.sees.shift(), dark: false }),
      close: () => (this.readers -= 1),
    };
  };

  chime = () => (this.rang += 1);

  /** The camera that is on. */
  get camera(): FakeCamera {
    const [camera] = this.on;
    if (!camera) throw new TypeError('no camera is on');
    return camera;
  }
}

class FakeCamera implements ScanCamera {
  readonly stream = {} as MediaStream;
  readonly facesUser = false;
  readonly hasTorch = true;
  readonly id: string;
  /** Somebody takes it away. */
  readonly vanish: () => void;
  readonly #device: FakeDevice;

  constructor(device: FakeDevice, id: string, vanish: () => void) {
    this.#device = device;
    this.id = id;
    this.vanish = vanish;
    device.on.add(this);
  }

  putTorch = async () => true;
  pictureOf = async () => ({}) as ImageBitmap;
  stop = () => void this.#device.on.delete(this);
}

function errorOf(reason: Reason): PeerError {
  return new PeerError(CODE_OF_REASON[reason], reason, 'as asked');
}

let device: FakeDevice;
let browser: Browser;
let found: string[];

beforeEach(() => {
  device = new FakeDevice();
  browser = new Browser();
  found = [];
});

async function openScanner(): Promise<Scanner> {
  const scanner = new Scanner(await openWindow(browser), (text) => found.push(text), device);
  await scanner.restore.run();
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
    await scanner.choose.run('front');
    expect([...device.on].map(({ id }) => id)).toEqual(['front']);
    scanner.leave();
    await openScanner();
    expect(device.asked).toEqual([undefined, 'front', 'front']);
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
});

describe('scanning', () => {
  test('passes over what is not ours, hands out the document once, and puts the camera off', async () => {
    device.allowed = true;
    device.sees = ['https://example.org/', 'PEER:ONE', 'PEER:TWO'];
    const scanner = await openScanner();
    show(scanner);
    await vi.waitFor(() => expect(found).toEqual(['PEER:ONE']));
    expect(device).toMatchObject({ on: { size: 0 }, rang: 1, sees: ['PEER:TWO'] });
    expect(scanner.done).toBe(true);
    await vi.waitFor(() => expect(device.readers).toBe(0));
  });

  test('finds nothing any more once it was stopped', async () => {
    device.allowed = true;
    device.sees = ['PEER:ONE'];
    const scanner = await openScanner();
    show(scanner);
    scanner.stop();
    await vi.waitFor(() => expect(device.readers).toBe(0));
    expect(found).toEqual([]);
  });

  test('says so where the reader cannot be loaded', async () => {
    device.allowed = true;
    const scanner = await openScanner();
    device.openReader = () => ({
      read: () => Promise.reject(errorOf('app.incomplete')),
      close: () => undefined,
    });
    show(scanner);
    await vi.waitFor(() => expect(scanner.error?.reason).toBe('app.incomplete'));
    expect(device.on.size).toBe(0);
  });
});
