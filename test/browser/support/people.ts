import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { chromiumOptions } from '../../../scripts/chromium.js';
import { english, type Text } from '../../../src/text/en.ts';
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
}

const HABITS = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  permissions: ['clipboard-read', 'clipboard-write'],
};

/** Everybody in one test: each with a browser profile of his own. */
export class People {
  /** Of the app, where all but those with another wish open it. */
  readonly url: string;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
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
    if (person.text !== english) await person.chooseLanguage(english.settings.languages.pseudo);
    return person;
  }

  /** The same before the app is opened. */
  async prepare(name: string, wishes: Wishes = {}): Promise<Person> {
    const { url = this.url, text = english, at, before, tolerated, viewport } = wishes;
    const size = viewport ?? { width: 1280, height: 900 };
    const context = await this.#contextOf(wishes.profile, size);
    this.#contexts.push(context);
    this.#problems.push(watch(context, new URL(url).origin, tolerated));
    if (at !== undefined) await context.clock.setFixedTime(at);
    if (before) await context.addInitScript(before);
    const page = context.pages()[0] ?? (await context.newPage());
    return new Person({ name, page, url, text });
  }

  /** Everybody closes his browser. */
  async part(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  #contextOf(
    profile: string | undefined,
    viewport: { readonly width: number; readonly height: number },
  ): Promise<BrowserContext> {
    const options = { ...HABITS, viewport };
    return profile === undefined
      ? this.#browser.newContext(options)
      : chromium.launchPersistentContext(profile, { ...chromiumOptions(), ...options });
  }
}
