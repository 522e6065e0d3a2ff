import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type LaunchOptions,
  type Page,
} from '@playwright/test';
import { chromiumOptions } from '../../../scripts/chromium.js';
import { english, type Text } from '../../../src/text/en.ts';
import { Camera, drawSheet, FRAME } from './camera.ts';
import { PUBLIC_ADDRESS, servePublicly } from './hosts.ts';
import { Person } from './person.ts';
import { watch } from './watch.ts';

/** What a new person may be like. */
export interface Wishes {
  /** Where the app is, if not at the server that all tests share. */
  readonly url?: string;
  /** The language that the person reads. */
  readonly text?: Text;
  /** What time it is for the person, all the while. */
  readonly at?: number;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What the browser may complain about, because the test provokes it. */
  readonly tolerated?: readonly RegExp[];
  /** Runs in each page before the app does. */
  readonly before?: () => void;
  /** A profile on disk, which outlives its browser. */
  readonly profile?: string;
  /** The camera of the person, who has a browser of his own then. */
  readonly camera?: Camera;
  /** Whether the person lets the app use the camera; yes unless told otherwise. */
  readonly allowsCamera?: boolean;
}

const HABITS = { timezoneId: 'Europe/London' };
const DESK = { width: 1280, height: 900 };
const PERMISSIONS = ['clipboard-read', 'clipboard-write'];

/** Everybody in one test: each with a browser profile of his own. */
export class People {
  /** Of the app, where all but those with another wish open it. */
  readonly url: string;
  readonly #browser: Browser;
  readonly #closing: (() => Promise<void>)[] = [];
  readonly #problems: (readonly string[])[] = [];

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.url = url;
  }

  /** What went wrong for anybody without a sentence on a screen. */
  get problems(): readonly string[] {
    return this.#problems.flat();
  }

  /** Somebody with a fresh browser, who has the app open. */
  async meet(name: string, wishes: Wishes = {}): Promise<Person> {
    const person = await this.prepare(name, wishes);
    await person.openApp();
    const { languages } = english.settings;
    if (person.text.direction === 'rtl') await person.chooseLanguage(languages.pseudo);
    return person;
  }

  /** The same before the app is opened. */
  async prepare(name: string, wishes: Wishes = {}): Promise<Person> {
    const { url = this.url, text = english, at, before, tolerated } = wishes;
    const context = await this.#contextOf(wishes);
    this.#problems.push(watch(context, new URL(url).origin, tolerated));
    if (at !== undefined) await context.clock.setFixedTime(at);
    if (before) await context.addInitScript(before);
    if (url === PUBLIC_ADDRESS) await servePublicly(context, this.url);
    const page = context.pages()[0] ?? (await context.newPage());
    return new Person({ name, page, url, text });
  }

  /** A camera that sees nothing yet but a white sheet. */
  async camera(): Promise<Camera> {
    const directory = mkdtempSync(join(tmpdir(), 'conclave-camera-'));
    this.#closing.push(async () => rmSync(directory, { recursive: true }));
    return new Camera(join(directory, 'film.mjpeg'), await drawSheet(await this.easel(), ''));
  }

  /** An empty page, for pictures that are held before a camera. */
  async easel(): Promise<Page> {
    const page = await this.#browser.newPage({ viewport: FRAME });
    this.#closing.push(() => page.close());
    return page;
  }

  /** Everybody closes his browser. */
  async part(): Promise<void> {
    await Promise.all(this.#closing.splice(0).map((close) => close()));
  }

  async #contextOf({ camera, profile, ...wishes }: Wishes): Promise<BrowserContext> {
    const isFilming = camera !== undefined && wishes.allowsCamera !== false;
    const options = {
      ...HABITS,
      locale: wishes.text?.language === 'de' ? 'de-DE' : 'en-GB',
      permissions: isFilming ? [...PERMISSIONS, 'camera'] : PERMISSIONS,
      viewport: wishes.viewport ?? (camera ? FRAME : DESK),
    };
    if (profile !== undefined) {
      const context = await chromium.launchPersistentContext(profile, {
        ...optionsWith(camera),
        ...options,
      });
      this.#closing.push(() => context.close());
      return context;
    }
    const browser = camera ? await chromium.launch(optionsWith(camera)) : this.#browser;
    const context = await browser.newContext(options);
    this.#closing.push(() => (camera ? browser.close() : context.close()));
    return context;
  }
}

/** Launch options of a browser that has this camera. */
function optionsWith(camera: Camera | undefined): LaunchOptions {
  const { args, ...rest } = chromiumOptions();
  return { ...rest, args: [...args, ...(camera?.launchArguments ?? [])] };
}
