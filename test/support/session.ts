/** A window of somebody's browser: the session on his facade, with an address bar of its own. */

import { Router, type Surroundings } from '../../src/app/router.svelte.ts';
import { Session } from '../../src/app/session.svelte.ts';
import type { Browser } from './browsers.ts';

/** An address bar and a history without a window. */
export class AddressBar {
  readonly location = { hash: '', href: 'https://groups.example/' };
  readonly history = {
    replaceState: (_state: unknown, _title: string, address: string): void => {
      this.location.hash = address;
    },
  };
  readonly listeners: (() => void)[] = [];

  addEventListener(_kind: string, listener: () => void): void {
    this.listeners.push(listener);
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

/** Opens a window of the browser, at an address. */
export async function openWindow(browser: Browser, hash = ''): Promise<Session> {
  const bar = new AddressBar();
  bar.location.hash = hash;
  bar.location.href = `https://groups.example/${hash}`;
  const session = new Session(browser.peer, new Router(bar.window));
  await session.open.run();
  await session.learn();
  return session;
}
