import { PeerError } from '../core/errors.ts';
import {
  isCameraAllowed,
  listCameras,
  openCamera,
  type Camera,
  type CameraChoice,
} from '../exchange/camera.ts';
import { chime } from '../exchange/chime.ts';
import { CodeReader } from '../exchange/code-reader.ts';
import { passOver } from './step.ts';
import { ScanFindings } from './scan-findings.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Name under which the chosen camera is kept. */
const CHOICE = 'camera';

/** Milliseconds from one picture to the next at least: twice as many as the fastest moving code shows. */
const PAUSE = 75;

/** What a scanner needs of the device. */
export interface Device {
  readonly isCameraAllowed: typeof isCameraAllowed;
  readonly listCameras: typeof listCameras;
  readonly openCamera: (wishes: Parameters<typeof openCamera>[0]) => Promise<ScanCamera>;
  readonly openReader: () => Pick<CodeReader, 'read' | 'close'>;
  readonly chime: typeof chime;
}

/** What a scanner needs of a camera. */
export type ScanCamera = Pick<
  Camera,
  'stream' | 'id' | 'facesUser' | 'hasTorch' | 'putTorch' | 'pictureOf' | 'stop'
>;

const DEVICE: Device = {
  isCameraAllowed,
  listCameras,
  openCamera,
  openReader: () => new CodeReader(),
  chime,
};

/** A camera that is on, where its picture is seen, and what reads it. */
interface Watching {
  readonly camera: ScanCamera;
  readonly video: HTMLVideoElement;
  readonly reader: Pick<CodeReader, 'read'>;
}

/** Reads codes with the camera until it has a whole document. The camera is on only while its picture is seen. */
export class Scanner {
  /** Whether it is known if the camera may be used without a question. */
  ready = $state(false);
  /** The camera that is on. */
  camera = $state.raw<ScanCamera>();
  cameras = $state.raw<readonly CameraChoice[]>([]);
  /** Which of them is used. */
  chosen = $state<string>();
  torch = $state(false);
  /** A code was read just now. */
  done = $state(false);
  readonly findings = new ScanFindings();
  #stopped = $state.raw<PeerError>();
  readonly #session: Session;
  readonly #onfound: (text: string) => void;
  readonly #device: Device;
  /** The screen was left. */
  #left = false;
  /** The window is in the background. */
  #hidden = false;
  /** The camera was on when it came there. */
  #resumes = false;

  constructor(session: Session, onfound: (text: string) => void, device = DEVICE) {
    this.#session = session;
    this.#onfound = onfound;
    this.#device = device;
  }

  /** Why the camera is not on, where it should be. */
  get error(): PeerError | undefined {
    return this.start.error ?? this.#stopped;
  }

  /** The camera is on, or will be unless something is in its way: its picture has a place. */
  get isOpen(): boolean {
    return !this.ready || this.start.running || this.camera !== undefined;
  }

  /** Puts the camera on at once where somebody has asked for it and it was allowed before. */
  readonly restore = new Task(async (isAskedFor: boolean) => {
    try {
      this.chosen = await this.#findChoice();
      if (isAskedFor && (await this.#device.isCameraAllowed())) this.#startWhereSeen();
    } finally {
      this.ready = true;
    }
  });

  readonly start = new Task(async () => {
    this.#stopped = undefined;
    this.done = false;
    const camera = await this.#openChosen();
    if (this.#left || this.#hidden) {
      camera.stop();
      this.#resumes = this.#hidden;
      return;
    }
    this.findings.begin(performance.now());
    this.camera = camera;
    this.chosen = camera.id ?? this.chosen;
    void this.#list();
  });

  /** Takes another camera, now and the next time; one that is being put on gives way to it. */
  readonly choose = async (id: string): Promise<void> => {
    this.stop();
    this.chosen = id;
    await this.start.run();
    // A full disk is no reason to scan with another camera.
    await this.#session.peer.choices.put(CHOICE, id).catch(passOver);
  };

  readonly switchTorch = new Task(async () => {
    const on = !this.torch;
    if (await this.camera?.putTorch(on)) this.torch = on;
  });

  stop(): void {
    this.camera?.stop();
    this.camera = undefined;
    this.torch = false;
  }

  /** Shows what the camera sees and looks for codes in it, for as long as it is on. */
  readonly show = (video: HTMLVideoElement): (() => void) => {
    const { camera } = this;
    video.srcObject = camera?.stream ?? null;
    // It plays as soon as there is a picture; where it may not, nothing is found, and that is said.
    video.play().catch(() => undefined);
    if (camera) void this.#watch(camera, video);
    return () => (video.srcObject = null);
  };

  startOver(): void {
    this.findings.startOver(performance.now());
    this.#session.say(this.#session.text.scan.startedOver);
  }

  /** Nobody sees the window: the camera is put off, and on again when somebody does. */
  readonly hide = (hidden: boolean): void => {
    this.#hidden = hidden;
    if (hidden) {
      this.#resumes = this.camera !== undefined;
      this.stop();
    } else if (this.#resumes) {
      this.#resumes = false;
      void this.start.run();
    }
  };

  /** The screen is left. */
  readonly leave = (): void => {
    this.#left = true;
    this.stop();
  };

  /** A choice that cannot be read is no reason not to scan. */
  async #findChoice(): Promise<string | undefined> {
    try {
      return await this.#session.peer.choices.find(CHOICE);
    } catch (error) {
      passOver(error);
      return undefined;
    }
  }

  #startWhereSeen(): void {
    if (this.#hidden) this.#resumes = true;
    else if (!this.#left) void this.start.run();
  }

  /** Another one may be chosen while the browser opens this one: the last choice counts. */
  async #openChosen(): Promise<ScanCamera> {
    const id = this.chosen;
    try {
      const camera = await this.#device.openCamera({
        id,
        onlost: (error) => this.#lose(camera, error),
      });
      if (id === this.chosen) return camera;
      camera.stop();
    } catch (error) {
      if (id === this.chosen) throw error;
    }
    return this.#openChosen();
  }

  /** Beside the start, so that a window that comes back meanwhile can start again. */
  async #list(): Promise<void> {
    this.cameras = await this.#device.listCameras();
  }

  async #watch(camera: ScanCamera, video: HTMLVideoElement): Promise<void> {
    const reader = this.#device.openReader();
    try {
      while (this.camera === camera) await this.#look({ camera, video, reader });
    } catch (error) {
      this.#lose(camera, error);
      if (!(error instanceof PeerError)) throw error;
    } finally {
      reader.close();
    }
  }

  /** One picture. The next is taken when this one was looked at, and not at once. */
  async #look({ camera, video, reader }: Watching): Promise<void> {
    const pausing = pause();
    const picture = await camera.pictureOf(video);
    const sight = picture && (await reader.read(picture));
    const text = sight && (await this.findings.look(sight, performance.now()));
    if (text !== undefined && this.camera === camera) this.#finish(text);
    else await pausing;
  }

  #finish(text: string): void {
    this.stop();
    this.done = true;
    this.#device.chime();
    this.#onfound(text);
  }

  /** It is put off whatever the error is: nobody reads what it sees any more. */
  #lose(camera: ScanCamera, error: unknown): void {
    if (this.camera !== camera) return;
    this.stop();
    if (error instanceof PeerError) this.#stopped = error;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}
