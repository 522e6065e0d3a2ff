/** A device with cameras in the place of the browser's. */

import type { Device, ScanCamera } from '../../src/app/scanner.svelte.ts';
import { errorOf } from '../../src/core/errors.ts';
import type { Reason } from '../../src/core/reasons.ts';
import type { Sight } from '../../src/exchange/code-reader.ts';

/** A device with two cameras, and what they see: one text after the other, then nothing. */
export class FakeDevice implements Device {
  allowed = false;
  refusal: Reason | undefined;
  sees: string[] = [];
  /** Something covers the camera. */
  dark = false;
  hasTorch = true;
  /** The lamp obeys. */
  torchWorks = true;
  stream = {} as MediaStream;
  rang = 0;
  readers = 0;
  readings = 0;
  readonly on = new Set<FakeCamera>();
  readonly asked: (string | undefined)[] = [];

  isCameraAllowed = async () => this.allowed;
  listCameras = async () => [
    { id: 'back', label: 'Back camera' },
    { id: 'front', label: '' },
  ];

  openCamera: Device['openCamera'] = async ({ id, onlost }) => {
    this.asked.push(id);
    if (this.refusal) throw errorOf(this.refusal, 'as asked');
    return new FakeCamera(this, id ?? 'back', () => onlost(errorOf('camera.lost', 'as asked')));
  };

  openReader: Device['openReader'] = () => {
    this.readers += 1;
    return { read: async () => this.#look(), close: () => (this.readers -= 1) };
  };

  chime = () => (this.rang += 1);

  /** The camera that is on. */
  get camera(): FakeCamera {
    const [camera] = this.on;
    if (!camera) throw new TypeError('no camera is on');
    return camera;
  }

  #look(): Sight {
    this.readings += 1;
    return { text: this.sees.shift(), dark: this.dark };
  }
}

class FakeCamera implements ScanCamera {
  readonly facesUser = false;
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

  get stream(): MediaStream {
    return this.#device.stream;
  }

  get hasTorch(): boolean {
    return this.#device.hasTorch;
  }

  putTorch = async () => this.#device.torchWorks;
  pictureOf = async () => ({}) as ImageBitmap;
  stop = () => void this.#device.on.delete(this);
}
