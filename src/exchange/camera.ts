/** The camera; the only door to `getUserMedia`. Its pictures are looked at here and go nowhere. */

import { errorOf, fail, type PeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';

/** What {@link openCamera} is told. */
export interface CameraWishes {
  /** One of {@link listCameras}. Left out, or if it is gone: one that looks away from the person. */
  readonly id?: string | undefined;
  /** Called once, with `camera.lost`, if the camera is taken away, such as by pulling it out. */
  readonly onlost: (error: PeerError) => void;
}

/** A camera that can be chosen. */
export interface CameraChoice {
  readonly id: string;
  /** The device's own name for it; empty where the browser keeps it to itself. */
  readonly label: string;
}

/** What browsers say, and what it means. Whatever else they say, the camera could not be started. */
const REASONS: Readonly<Record<string, Reason>> = {
  NotAllowedError: 'camera.refused',
  SecurityError: 'camera.refused',
  NotFoundError: 'camera.missing',
  OverconstrainedError: 'camera.missing',
};

/** Enough for the largest of our codes, and few enough to be looked at many times a second. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const;

/** Settings of lamps are not in TypeScript's list. */
interface WithTorch {
  readonly torch?: boolean;
}

/** A camera that is on, until {@link stop}. */
export class Camera {
  /** For the `srcObject` of a video. */
  readonly stream: MediaStream;
  readonly #track: MediaStreamTrack;

  /** @param onlost see {@link CameraWishes} */
  constructor(stream: MediaStream, onlost: CameraWishes['onlost']) {
    const [track] = stream.getVideoTracks();
    if (!track) fail('camera.missing', 'a stream without pictures');
    this.stream = stream;
    this.#track = track;
    track.addEventListener('ended', () => onlost(lost()), { once: true });
  }

  /** Which of {@link listCameras} it is; undefined where the browser does not tell. */
  get id(): string | undefined {
    return this.#track.getSettings().deviceId;
  }

  /** Whether it looks at the person in front of the screen, who is used to a mirror. */
  get facesUser(): boolean {
    return this.#track.getSettings().facingMode === 'user';
  }

  /** Whether it has a lamp. */
  get hasTorch(): boolean {
    // Not every browser tells what a camera can do.
    const capabilities = (this.#track as Partial<MediaStreamTrack>).getCapabilities?.call(
      this.#track,
    );
    return (capabilities as WithTorch | undefined)?.torch === true;
  }

  /** Puts the lamp on or off. Whether it is so now. */
  async putTorch(on: boolean): Promise<boolean> {
    const settings: MediaTrackConstraintSet & WithTorch = { torch: on };
    try {
      await this.#track.applyConstraints({ advanced: [settings] });
      return true;
    } catch {
      return false;
    }
  }

  /** What a video shows just now; undefined while it shows nothing yet. */
  async pictureOf(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    try {
      return await createImageBitmap(video);
    } catch {
      // Between two sizes, when a telephone is turned, there is a moment without a picture.
      return undefined;
    }
  }

  /** Releases it. Nobody is told that it is lost. */
  stop(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/** Whether the camera may be used without a question: then the reason need not be given again. */
export async function isCameraAllowed(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    return state === 'granted';
  } catch {
    // Not every browser knows this permission by name.
    return false;
  }
}

/**
 * Puts a camera on. The browser may ask the person first.
 *
 * @throws {PeerError} `E_ACCESSDENIED` with `camera.refused` or `camera.busy`; `PEER_E_NOT_FOUND` with
 *   `camera.missing`
 */
export async function openCamera({ id, onlost }: CameraWishes): Promise<Camera> {
  const devices = mediaDevices() ?? fail('camera.missing', 'no mediaDevices in this page');
  return new Camera(await openStream(devices, id), onlost);
}

/** The cameras of this device. Browsers name them after one was allowed, and not before. */
export async function listCameras(): Promise<readonly CameraChoice[]> {
  // Without a list there is no choice, and the camera that is on goes on.
  const devices =
    (await mediaDevices()
      ?.enumerateDevices()
      .catch(() => [])) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

async function openStream(devices: MediaDevices, id: string | undefined): Promise<MediaStream> {
  const which =
    id === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } };
  try {
    return await devices.getUserMedia({ video: { ...which, ...SIZE }, audio: false });
  } catch (cause) {
    // Gone, or under another id since: had we only wished for it, it could be one that looks at the person.
    const isGone = id !== undefined && nameOf(cause) === 'OverconstrainedError';
    return isGone ? openStream(devices, undefined) : refuse(cause);
  }
}

/** Missing on pages that came by plain http. */
function mediaDevices(): MediaDevices | undefined {
  return (navigator as Partial<Navigator>).mediaDevices;
}

function lost(): PeerError {
  return errorOf('camera.lost', 'the track has ended');
}

function refuse(cause: unknown): never {
  const name = nameOf(cause);
  return fail(REASONS[name] ?? 'camera.busy', `the browser said ${name}`, { cause });
}

/** An OverconstrainedError is no DOMException everywhere. */
function nameOf(cause: unknown): string {
  return String((Object(cause) as { name?: unknown }).name);
}
