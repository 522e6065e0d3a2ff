import { describe, expect, test } from 'vitest';
import { formatRoute, parseRoute, Router, type Route } from '../../src/app/router.svelte.ts';
import { AddressBar } from '../support/session.ts';

const ALICE = `${'a'.repeat(40)}.`;
const CHESS = `${'c'.repeat(40)}.chess/club %`;

const ROUTES: readonly Route[] = [
  { name: 'home' },
  { name: 'card', identity: undefined },
  { name: 'card', identity: ALICE },
  { name: 'card', identity: ALICE, renews: CHESS },
  { name: 'new-identity' },
  { name: 'new-group' },
  { name: 'group', identity: ALICE, group: CHESS, tab: 'people' },
  { name: 'group', identity: ALICE, group: CHESS, tab: 'people', view: 'tree' },
  { name: 'member', identity: ALICE, group: CHESS, key: 'ab12' },
  { name: 'group', identity: ALICE, group: CHESS, tab: 'updates' },
  { name: 'invite', identity: ALICE, group: CHESS },
  { name: 'renew', identity: ALICE, group: CHESS, whom: '' },
  { name: 'renew', identity: ALICE, group: CHESS, whom: 'branch 0a' },
  { name: 'edit-group', identity: ALICE, group: CHESS },
  { name: 'issued', id: '0a' },
  { name: 'open' },
  { name: 'scan' },
  { name: 'preview', id: '0b' },
  { name: 'inspect' },
  { name: 'settings' },
  { name: 'settings', part: 'damage' },
  { name: 'about' },
];

test.each(ROUTES)('the address of $name leads back to it', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/group', '#/group/a', '#/preview', '#/%E0%A4%A'])(
  'an address that leads nowhere leads home: %j',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ name: 'home' });
  },
);

test('a group without a page of its own shows the overview', () => {
  expect(parseRoute(`#/group/${ALICE}/x/other`)).toMatchObject({ tab: 'overview' });
});

describe('a document in a link', () => {
  test('goes to the screen for opening, once, and leaves the address bar', () => {
    const bar = new AddressBar();
    bar.visit('#/open/AWk-_w');
    const router = new Router(bar.window);
    expect(router.route).toEqual({ name: 'open' });
    expect(bar.location.hash).toBe('#/open');
    expect(router.inbox.take()).toEqual({
      given: 'https://groups.example/#/open/AWk-_w',
      isUnasked: true,
    });
    expect(router.inbox.take()).toBeUndefined();
  });

  test('comes in while that screen is open', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    bar.visit('#/open');
    const before = router.inbox.arrivals;
    bar.visit('#/open/AWk');
    expect(router.inbox.arrivals).toBe(before + 1);
    expect(router.inbox.take()?.given).toContain('AWk');
  });

  test('and what another app has shared leave no trace in the address bar', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    bar.visit('#/shared');
    expect(router.route).toEqual({ name: 'open' });
    expect(bar.location.hash).toBe('#/open');
    expect(router.inbox.take()).toEqual({ given: expect.any(Function), isUnasked: true });
  });
});

describe('an act that ends with another screen', () => {
  const group = { name: 'group', identity: ALICE, group: CHESS, tab: 'overview' } as const;

  test('leads there from where it began', () => {
    const router = new Router(new AddressBar().window);
    router.go(group, router.route);
    expect(router.route).toEqual(group);
  });

  test('leaves alone whoever went elsewhere meanwhile', () => {
    const router = new Router(new AddressBar().window);
    const from = router.route;
    router.go({ name: 'settings' });
    router.replace(group, from);
    router.go(group, from);
    expect(router.route).toEqual({ name: 'settings' });
  });

  test('is not taken for elsewhere by the late event of its own address', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    router.go({ name: 'open' });
    const from = router.route;
    bar.visit('#/open');
    router.replace(group, from);
    expect(router.route).toEqual(group);
  });
});

describe('a way that was taken in this window', () => {
  test('is told from an address that anybody can lead to', () => {
    const bar = new AddressBar();
    bar.visit('#/scan');
    const router = new Router(bar.window);
    expect(router.isOwnWay, 'opened by a link').toBe(false);
    router.go({ name: 'settings' });
    expect(router.isOwnWay).toBe(true);
    bar.visit('#/scan');
    expect(router.isOwnWay, 'led there while it was open').toBe(false);
  });

  test('is that of a link that was pressed here, once', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    router.press('#/scan');
    bar.visit('#/scan');
    expect(router.isOwnWay).toBe(true);
    bar.visit('#/settings');
    bar.visit('#/scan');
    expect(router.isOwnWay).toBe(false);
  });

  test('is none where something else was pressed', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    router.press('#/scan');
    router.press(undefined);
    bar.visit('#/scan');
    expect(router.isOwnWay).toBe(false);
  });

  test('stays one when the event of its address comes late', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    router.go({ name: 'scan' });
    bar.visit('#/scan');
    expect(router.isOwnWay).toBe(true);
  });
});

describe('a further step of a screen', () => {
  test('has an entry of its own in the history, and the way back leaves it', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    let isFree = false;
    const came: boolean[] = [];
    const end = router.step.enter(() => {
      came.push(isFree);
      return isFree;
    });
    expect(router.step.isIn).toBe(true);
    bar.goBack();
    // While something is being done, it stays.
    expect(router.step.isIn).toBe(true);
    isFree = true;
    bar.goBack();
    expect(router.step.isIn).toBe(false);
    end();
    bar.goBack();
    expect(came).toEqual([false, true]);
  });

  test('hears nothing of another screen', () => {
    const bar = new AddressBar();
    const router = new Router(bar.window);
    let told = 0;
    router.step.enter(() => {
      told += 1;
      return true;
    });
    bar.history.state = null;
    bar.visit('#/settings');
    expect(told).toBe(0);
    expect(router.step.isIn).toBe(false);
  });
});
