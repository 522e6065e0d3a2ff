/** A window of somebody's browser: the session on his facade, with an address bar of its own. */

import { Router, type Surroundings } from '../../src/app/router.svelte.ts';
import { Session } from '../../src/app/session.svelte.ts';
import type { Browser } from './browsers.ts';

/** An address bar and a history without a window. */
export class AddressBar {
  readonly location = { hash: '', href: 'https://groups.example/' };
  readonly history = {
    state: null as unknown,
    pushState: (state: unknown): void => {
      this.history.state = state;
    },
    replaceState: (state: unknown, _title: string, address: string): void => {
      this.history.state = state;
      this.location.hash = address;
    },
  };
  readonly listeners: (() => void)[] = [];

  addEventListener(_kind: string, listener: () => void): void {
    this.listeners.push(listener);
  }

  removeEventListener(_kind: string, listener: () => void): void {
    this.listeners.splice(this.listeners.indexOf(listener), 1);
  }

  /** Somebody goes back to an entry of the history with the same address. */
  goBack(): void {
    this.history.state = null;
    for (const listener of this.listeners) listener();
  }

  /** Somebody follows a link. */
  visit(hash: string): void {
    this.location.hash = hash;
    this.location.href = `https://groups.example/${hash}`;
    for (const listener of this.listeners) listener();
  }

  /** As the router wants it. */
  get window(): Surroundings {
    return this as unknown as Surroundings;
  }
}

/**
 * Opens a window of the browser, at an address.
 *
 * @param languages what the browser asks for, the most wanted first
 */
export async function openWindow(
  browser: Pick<Browser, 'peer'>,
  hash = '',
  languages: readonly string[] = [],
): Promise<Session> {
  const bar = new AddressBar();
  bar.location.hash = hash;
  bar.location.href = `https://groups.example/${hash}`;
  const session = new Session(browser.peer, new Router(bar.window), languages);
  await session.restoreChoices();
  await session.open.run();
  await session.learn();
  return session;
}
