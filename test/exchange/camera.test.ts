import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Reason } from '../../src/core/reasons.ts';
import { isCameraAllowed, listCameras, openCamera } from '../../src/exchange/camera.ts';
import { refusalOf } from '../support/refusals.ts';

const onlost = () => undefined;

/** A browser with this way to its cameras. */
function browserWith(mediaDevices: Partial<MediaDevices> | undefined): void {
  vi.stubGlobal('navigator', { mediaDevices });
}

/** A track that remembers what became of it. */
class Track extends EventTarget {
  stopped = false;
  readonly asked: unknown[] = [];
  readonly settings: MediaTrackSettings;
  readonly capabilities: object;

  constructor(settings: MediaTrackSettings = {}, capabilities: object = {}) {
    super();
    this.settings = settings;
    this.capabilities = capabilities;
  }

  getSettings = () => this.settings;
  getCapabilities = () => this.capabilities;
  applyConstraints = async (asked: unknown) => void this.asked.push(asked);
  stop = () => (this.stopped = true);
}

/** A browser with one camera, for whoever asks for one that it has. */
function browserWithTrack(
  track: Track,
  has = (_: MediaTrackConstraints) => true,
): { readonly asked: MediaStreamConstraints[] } {
  const asked: MediaStreamConstraints[] = [];
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  browserWith({
    getUserMedia: async (constraints) => {
      asked.push(constraints ?? {});
      if (!has(constraints?.video as MediaTrackConstraints)) {
        // Not everywhere a DOMException.
        throw Object.assign(new Error('deviceId'), { name: 'OverconstrainedError' });
      }
      return stream as unknown as MediaStream;
    },
  });
  return { asked };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the camera is asked for', () => {
  test('that looks away from the person, without sound', async () => {
    const { asked } = browserWithTrack(new Track());
    await openCamera({ onlost });
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    const video = { facingMode: { ideal: 'environment' }, ...size };
    expect(asked).toEqual([{ video, audio: false }]);
  });

  test('that was chosen, and no other', async () => {
    const { asked } = browserWithTrack(new Track());
    await openCamera({ id: 'back 2', onlost });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.video).toMatchObject({ deviceId: { exact: 'back 2' } });
    expect(asked[0]?.video).not.toHaveProperty('facingMode');
  });

  test('that looks away from the person where the chosen one is gone', async () => {
    const track = new Track();
    const { asked } = browserWithTrack(track, (video) => !('deviceId' in video));
    await openCamera({ id: 'back 2', onlost });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.video).toMatchObject({ facingMode: { ideal: 'environment' } });
    expect(asked[1]?.video).not.toHaveProperty('deviceId');
  });
});

describe('what the browser says about a camera', () => {
  test.each<readonly [string, Reason, string]>([
    ['NotAllowedError', 'camera.refused', 'E_ACCESSDENIED'],
    ['SecurityError', 'camera.refused', 'E_ACCESSDENIED'],
    ['NotFoundError', 'camera.missing', 'PEER_E_NOT_FOUND'],
    ['OverconstrainedError', 'camera.missing', 'PEER_E_NOT_FOUND'],
    ['NotReadableError', 'camera.busy', 'E_ACCESSDENIED'],
    ['AbortError', 'camera.busy', 'E_ACCESSDENIED'],
    ['SomethingNewError', 'camera.busy', 'E_ACCESSDENIED'],
  ])('%s is %s', async (name, reason, code) => {
    browserWith({ getUserMedia: () => Promise.reject(new DOMException('', name)) });
    expect(await refusalOf(() => openCamera({ onlost }))).toEqual({ code, reason });
  });

  test('a stream without pictures comes of no camera', async () => {
    const stream = { getTracks: () => [], getVideoTracks: () => [] } as unknown as MediaStream;
    browserWith({ getUserMedia: async () => stream });
    expect(await refusalOf(() => openCamera({ onlost }))).toMatchObject({
      reason: 'camera.missing',
    });
  });

  test('a page that has no cameras at all is told so', async () => {
    browserWith(undefined);
    expect(await refusalOf(() => openCamera({ onlost }))).toMatchObject({
      reason: 'camera.missing',
    });
    expect(await listCameras()).toEqual([]);
  });
});

describe('a camera that is on', () => {
  test('says once that it was taken away', async () => {
    const track = new Track();
    browserWithTrack(track);
    const lost = vi.fn();
    await openCamera({ onlost: lost });
    track.dispatchEvent(new Event('ended'));
    track.dispatchEvent(new Event('ended'));
    expect(lost).toHaveBeenCalledOnce();
    expect(lost).toHaveBeenCalledWith(expect.objectContaining({ reason: 'camera.lost' }));
  });

  test('is released', async () => {
    const track = new Track();
    browserWithTrack(track);
    (await openCamera({ onlost })).stop();
    expect(track.stopped).toBe(true);
  });

  test('says where it looks, and whether it has a lamp', async () => {
    browserWithTrack(new Track({ facingMode: 'user', deviceId: 'front' }));
    expect(await openCamera({ onlost })).toMatchObject({
      facesUser: true,
      hasTorch: false,
      id: 'front',
    });
    const rear = new Track({ facingMode: 'environment' }, { torch: true });
    browserWithTrack(rear);
    const camera = await openCamera({ onlost });
    expect(camera).toMatchObject({ facesUser: false, hasTorch: true });
    expect(await camera.putTorch(true)).toBe(true);
    expect(rear.asked).toEqual([{ advanced: [{ torch: true }] }]);
    rear.applyConstraints = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    expect(await camera.putTorch(false)).toBe(false);
  });
});

test('cameras are listed with their names, and nothing else that can be plugged in', async () => {
  const devices = [
    { kind: 'audioinput', deviceId: 'a', label: 'Microphone' },
    { kind: 'videoinput', deviceId: 'b', label: 'Back camera' },
    { kind: 'videoinput', deviceId: '', label: '' },
  ] as MediaDeviceInfo[];
  browserWith({ enumerateDevices: () => Promise.resolve(devices) });
  expect(await listCameras()).toEqual([{ id: 'b', label: 'Back camera' }]);
});

test('a browser that does not know the permission has not given it', async () => {
  const permissions = { query: () => Promise.reject(new TypeError('camera?')) };
  vi.stubGlobal('navigator', { permissions });
  expect(await isCameraAllowed()).toBe(false);
  vi.stubGlobal('navigator', { permissions: { query: async () => ({ state: 'granted' }) } });
  expect(await isCameraAllowed()).toBe(true);
});
