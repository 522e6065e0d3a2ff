/** What all screens share: the facade, what it holds just now, the words, and the appearance. */

import { createContext, untrack } from 'svelte';
import type { Damage, Group, Handover, Identity, InvitationPreview, Peer } from '../peer.ts';
import type { Text } from '../text/en.ts';
import { firstWords, type FirstWords } from '../text/en/first-words.ts';
import { plain, type Phrase } from '../text/phrase.ts';
import type { Outlook } from './attention.ts';
import type { Arrival, Inbox } from './inbox.svelte.ts';
import {
  catalogueIn,
  firstWordsIn,
  languageOf,
  LANGUAGES,
  type Language,
  type Spoken,
} from './language.ts';
import type { Router } from './router.svelte.ts';
import { Task } from './task.svelte.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Names under which choices are kept. */
const THEME = 'theme';
const LANGUAGE = 'language';

/** How long it stands on the screen what was said, in milliseconds. */
const SAID_FOR = 4000;

/** The session of one window. Everything from the facade is read-only and replaced whole. */
export class Session {
  readonly peer: Peer;
  readonly router: Router;
  identities = $state.raw<readonly Identity[]>([]);
  groups = $state.raw<readonly Group[]>([]);
  /** Invitations that wait for a decision. */
  kept = $state.raw<readonly InvitationPreview[]>([]);
  /** What was handed to others, the newest first. */
  handovers = $state.raw<readonly Handover[]>([]);
  /** What needs attention besides my own memberships: it comes when the first screen stands. */
  outlook = $state.raw<Outlook>({ due: [], offers: [] });
  /** What the frame and the first screen say. */
  words = $state.raw<FirstWords>(firstWords);
  theme = $state<Theme>('auto');
  language = $state<Language>('auto');
  ready = $state(false);
  /** There was an identity here that nobody has deleted, and now there is none. */
  wasCleared = $state(false);
  /** What is kept and damaged; absent before it was looked for. */
  damages = $state.raw<readonly Damage[]>();
  /** The last thing done, for the live region. */
  said = $state.raw<string | Phrase>('');
  /** Whether it is still on the screen. */
  saying = $state(false);
  #silence: ReturnType<typeof setTimeout> | undefined;
  /** The identity that was made in this window just now. */
  newcomer = $state<string>();
  /** Keeps at once what the screen has so far: for whatever takes the whole page away. */
  keepDraft: () => void = () => undefined;
  /** Whether a screen was left already: from then on a new one takes the focus. */
  moved = false;

  readonly #browserLanguages: readonly string[];
  #text = $state.raw<Text>();
  #refreshes = 0;
  #newest = Promise.resolve();
  #recalls = 0;

  /** @param browserLanguages what the browser asks for, the most wanted first */
  constructor(peer: Peer, router: Router, browserLanguages: readonly string[] = []) {
    this.peer = peer;
    this.router = router;
    this.#browserLanguages = browserLanguages;
  }

  /** The identity that is used where none is chosen. */
  get identity(): Identity | undefined {
    return this.identities[0];
  }

  /** The whole catalogue, for every page that came after {@link learn}. */
  get text(): Text {
    if (!this.#text) throw new TypeError('a page was shown before its words were there');
    return this.#text;
  }

  /** Has the whole catalogue brought, once. */
  async learn(): Promise<Text> {
    // A block that waits for a page does not bring it anew because another language was chosen.
    const text = await catalogueIn(untrack(() => this.#spoken));
    // Another language may have been chosen meanwhile.
    return (this.#text ??= text);
  }

  get now(): number {
    return this.peer.now();
  }

  /** Where every entrance puts what it got. */
  get inbox(): Inbox {
    return this.router.inbox;
  }

  /** Takes what was handed in anywhere in the app: the screen has it that wants it, else the one for opening. */
  takeIn(given: Arrival['given']): void {
    const { taker } = this.inbox;
    if (taker && typeof given !== 'function') taker(given);
    else this.openAnew(given);
  }

  /** Opens what was handed in on a screen of its own. */
  openAnew(given: Arrival['given']): void {
    this.keepDraft();
    this.inbox.put({ given, isUnasked: false });
    this.router.go({ name: 'open' });
  }

  /** Opens what is kept. The first thing to be done. */
  readonly open = new Task(async () => {
    await this.refresh();
    if (this.identities.length === 0) {
      // What cannot be asked, because a part of the app does not come, keeps nobody out.
      this.wasCleared = await this.peer.wasCleared().catch(() => false);
      // What is there and damaged is no first visit either.
      if (await this.peer.hasKept().catch(() => false)) await this.#lookForDamage();
    }
    this.ready = true;
    void this.#lookAhead(this.#refreshes);
  });

  async #lookForDamage(): Promise<void> {
    const part = await import('./damage-list.svelte.ts').catch(() => undefined);
    if (part) await new part.DamageList(this).lookAtMine.run();
  }

  /** Reads everything anew: after an act, and when this window comes to the front again. */
  refresh(): Promise<void> {
    this.#refreshes += 1;
    this.#newest = this.#readAll(this.#refreshes);
    return this.#newest;
  }

  /** Whoever waits for an older reading waits for the newest: what was read before it may be over. */
  async #readAll(turn: number): Promise<void> {
    const [identities, groups, kept] = await Promise.all([
      this.peer.listIdentities(),
      this.peer.listGroups(),
      this.peer.kept.list(),
      this.recall(),
    ]);
    if (turn !== this.#refreshes) return this.#newest;
    this.identities = identities;
    this.groups = groups;
    this.kept = kept;
    // What is here again, and is deleted later, was not cleared.
    if (identities.length > 0) this.wasCleared = false;
    if (this.ready) void this.#lookAhead(turn);
  }

  /** What else needs attention, here and on the sign of the app. Nobody waits for it, and what does not come is not said. */
  async #lookAhead(turn: number): Promise<void> {
    const attention = await import('./attention.ts').catch(() => undefined);
    const outlook = await attention?.readOutlook(this.peer, this.groups);
    if (!outlook || turn !== this.#refreshes) return;
    this.outlook = outlook;
    await attention?.showNeeds(this.groups, outlook);
  }

  /** Something was handed out, or came back. The last one to ask has the newest, whatever else is still read. */
  async recall(): Promise<void> {
    this.#recalls += 1;
    const turn = this.#recalls;
    const handovers = await this.peer.handovers.list();
    if (turn === this.#recalls) this.handovers = handovers;
  }

  /** Another window may have changed what is kept. */
  readonly lookAgain = new Task(async () => {
    const { language } = this;
    await this.restoreChoices();
    if (this.#text && language !== this.language) this.#text = await catalogueIn(this.#spoken);
    // Only while there is something to lose: what is empty was said when it was opened.
    if (this.identities.length > 0) this.wasCleared = await this.peer.wasCleared();
    await this.refresh();
  });

  /**
   * Says that something has happened, for all to see and hear; the same thing twice is said twice.
   *
   * @param isShown left out of sight where the screen itself shows it
   */
  say(sentence: string | Phrase, { isShown = true } = {}): void {
    const isSaid = plain(sentence) === plain(this.said);
    this.said = isSaid ? [plain(sentence), '\u00a0'] : sentence;
    this.saying = isShown;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.hush(), SAID_FOR);
  }

  /** What was said was heard: whoever goes on, or reads the page later, shall not find it there. */
  hush(): void {
    clearTimeout(this.#silence);
    this.saying = false;
    this.said = '';
  }

  /** Asks the browser to keep our data, now that there is something to lose. Its answer may never come. */
  keepData(): void {
    void this.peer.askForPersistence();
  }

  findGroup(identity: string, group: string): Group | undefined {
    return this.groups.find(
      (known) => known.peerName === group && known.identity.peerName === identity,
    );
  }

  readonly chooseTheme = new Task(async (theme: Theme) => {
    this.theme = theme;
    await this.peer.choices.put(THEME, theme);
  });

  readonly chooseLanguage = new Task(async (language: Language) => {
    const text = await catalogueIn(this.#spokenFor(language));
    this.#text = text;
    this.words = text;
    this.language = language;
    await this.peer.choices.put(LANGUAGE, language);
  });

  /** Brings back how the app looks and what it speaks. To be done before anything is shown. */
  async restoreChoices(): Promise<void> {
    const theme = await this.peer.choices.find(THEME);
    this.theme = THEMES.find((known) => known === theme) ?? 'auto';
    const language = await this.peer.choices.find(LANGUAGE);
    this.language = LANGUAGES.find((known) => known === language) ?? 'auto';
    this.words = await firstWordsIn(this.#spoken);
  }

  get #spoken(): Spoken {
    return this.#spokenFor(this.language);
  }

  #spokenFor(language: Language): Spoken {
    return language === 'auto' ? languageOf(this.#browserLanguages) : language;
  }
}

export const [openSession, provideSession] = createContext<Session>();
