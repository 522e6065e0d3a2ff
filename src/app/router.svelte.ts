/** Where in the app one is: a typed union, written in the hash so that any static host serves it. */

import type { Given } from '../exchange/given.ts';
import type { Group } from '../peer.ts';
import { HistoryStep } from './history-step.ts';
import { Inbox } from './inbox.svelte.ts';

/** The pages of a group. */
export const TABS = ['overview', 'people', 'invitations', 'updates', 'details'] as const;
export type Tab = (typeof TABS)[number];

/** The ways in which the people of a group are shown: as a list unless another is chosen. */
export const PEOPLE_VIEWS = ['list', 'tree', 'ends'] as const;
export type PeopleView = (typeof PEOPLE_VIEWS)[number];

/** Names are peer names as they stand in certificates; `id` is that of an invitation. */
export type Route =
  | { readonly name: 'home' }
  /** `renews`: peer name of the group for whose renewal the card is given. */
  | { readonly name: 'card'; readonly identity: string | undefined; readonly renews?: string }
  | { readonly name: 'new-identity' }
  | { readonly name: 'new-group' }
  | {
      readonly name: 'group';
      readonly identity: string;
      readonly group: string;
      readonly tab: Tab;
      readonly view?: PeopleView;
    }
  /** Somebody in a group: `key` is the hash of his. */
  | {
      readonly name: 'member';
      readonly identity: string;
      readonly group: string;
      readonly key: string;
    }
  | { readonly name: 'invite'; readonly identity: string; readonly group: string }
  | { readonly name: 'edit-group'; readonly identity: string; readonly group: string }
  /** Whom, see {@link ./renewal.ts}. */
  | {
      readonly name: 'renew';
      readonly identity: string;
      readonly group: string;
      readonly whom: string;
    }
  | { readonly name: 'issued'; readonly id: string }
  | { readonly name: 'open' }
  | { readonly name: 'scan' }
  | { readonly name: 'preview'; readonly id: string }
  | { readonly name: 'inspect' }
  | { readonly name: 'restore' }
  /** `part`: what of it was asked for, where it stands further down. */
  | { readonly name: 'settings'; readonly part?: 'damage' }
  | { readonly name: 'about' };

/** Documents in a link stand behind this, see the compact form. */
const DEEP_LINK = /^#\/open\/./;

/** Where our service worker leads to once it has what was shared with the app. */
const SHARED = '#/shared';

/** Reads an address; one that leads nowhere leads home. */
export function parseRoute(hash: string): Route {
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  const [first, second, third, fourth] = rest;
  if (name === 'card') return { name, identity: first, ...(second && { renews: second }) };
  if (name === 'preview' && first) return { name, id: first };
  if (name === 'issued' && first) return { name, id: first };
  if (name === 'invite' && first && second) return { name, identity: first, group: second };
  if (name === 'edit-group' && first && second) return { name, identity: first, group: second };
  if (name === 'renew' && first && second) {
    return { name, identity: first, group: second, whom: third ?? '' };
  }
  if (name === 'group' && first && second) {
    const tab = TABS.find((known) => known === third) ?? 'overview';
    const view = PEOPLE_VIEWS.find((known) => known === fourth);
    return { name, identity: first, group: second, tab, ...(view && { view }) };
  }
  if (name === 'member' && first && second && third) {
    return { name, identity: first, group: second, key: third };
  }
  if (name === 'settings' && first === 'damage') return { name, part: first };
  return SIMPLE.find((route) => route.name === name) ?? { name: 'home' };
}

const SIMPLE = [
  { name: 'new-identity' },
  { name: 'new-group' },
  { name: 'open' },
  { name: 'scan' },
  { name: 'inspect' },
  { name: 'restore' },
  { name: 'settings' },
  { name: 'about' },
] as const satisfies readonly Route[];

/** The address of a route, from `#` on, for links. */
export function formatRoute(route: Route): string {
  return `#/${partsOf(route).map(encodeURIComponent).join('/')}`;
}

/** The first page of a group, or another one. */
export function routeOf(
  { identity, peerName }: Group,
  tab: Tab = 'overview',
): Extract<Route, { name: 'group' }> {
  return { name: 'group', identity: identity.peerName, group: peerName, tab };
}

function partsOf(route: Route): readonly string[] {
  switch (route.name) {
    case 'home':
      return [];
    case 'card':
      return [route.name, route.identity, route.renews].filter((part) => part !== undefined);
    case 'group':
      return [
        route.name,
        route.identity,
        route.group,
        route.tab,
        ...(route.view ? [route.view] : []),
      ];
    case 'member':
      return [route.name, route.identity, route.group, route.key];
    case 'renew':
      return [route.name, route.identity, route.group, route.whom].filter((part) => part !== '');
    case 'invite':
    case 'edit-group':
      return [route.name, route.identity, route.group];
    case 'settings':
      return [route.name, route.part].filter((part) => part !== undefined);
    case 'issued':
    case 'preview':
      return [route.name, route.id];
    default:
      return [route.name];
  }
}

/** Damaged percent signs stay as they are, and then lead nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What the router needs of a window. */
export type Surroundings = Pick<
  Window,
  'location' | 'history' | 'addEventListener' | 'removeEventListener'
>;

/** Follows the address bar. */
export class Router {
  route = $state.raw<Route>({ name: 'home' });
  /** What came in from anywhere, until the screen for opening takes it. */
  readonly inbox = new Inbox();
  /** A further step of the screen. */
  readonly step: HistoryStep;
  /** Whether this window's own links and acts have led here; any page can lead to an address. */
  isOwnWay = false;
  readonly #window: Surroundings;
  /** The address of the link of ours that was pressed last, until it has led there. */
  #pressed: string | undefined;

  constructor(surroundings: Surroundings) {
    this.#window = surroundings;
    this.step = new HistoryStep(surroundings);
    surroundings.addEventListener('hashchange', () => {
      this.#read(surroundings.location.hash === this.#pressed);
      this.#pressed = undefined;
    });
    this.#read(false);
  }

  /** Where the app is served, as the address bar has it. */
  get address(): string {
    return this.#window.location.href;
  }

  /** Somebody has pressed a link in this window, from `#` on, or something else. */
  press(address: string | undefined): void {
    this.#pressed = address;
  }

  /**
   * Leads to a route, as a link would.
   *
   * @param from where an act began that ends with this: if another screen is shown by now, that one stays
   */
  go(route: Route, from = this.route): void {
    if (from !== this.route) return;
    this.#window.location.hash = formatRoute(route);
    // The event comes later; until then the screen would be that of the old address.
    this.#read(true);
  }

  /** Leads to a route in the place of this one, which is of no use any more; `from` as in {@link go}. */
  replace(route: Route, from = this.route): void {
    if (from !== this.route) return;
    this.#window.history.replaceState(null, '', formatRoute(route));
    this.#read(true);
  }

  #read(isOwnWay: boolean): void {
    const { location, history } = this.#window;
    const isArrival = this.#receive(location);
    // It holds names: it shall stay neither in the address bar nor in the history.
    if (isArrival) history.replaceState(null, '', formatRoute({ name: 'open' }));
    const route = parseRoute(location.hash);
    // The same place stays the same object: acts know by it whether their screen is still shown.
    if (!isArrival && formatRoute(route) === formatRoute(this.route)) return;
    this.route = route;
    this.isOwnWay = isOwnWay;
  }

  /** Puts what an address brings into the inbox. */
  #receive({ hash, href }: Location): boolean {
    if (DEEP_LINK.test(hash)) this.inbox.put({ given: href, isUnasked: true });
    else if (hash === SHARED) this.inbox.put({ given: shared, isUnasked: true });
    else return false;
    return true;
  }
}

async function shared(): Promise<Given> {
  const { takeShared } = await import('../exchange/shared.ts');
  return takeShared();
}
