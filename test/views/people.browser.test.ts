/** The people of a group on the screen of a real browser: made-up ones, as many as it takes. */

import axe from 'axe-core';
import { mount, unmount, type ComponentProps } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PeopleView } from '../../src/app/router.svelte.ts';
import type { Group, MemberRow } from '../../src/peer.ts';
import { english, type Text } from '../../src/text/en.ts';
import { pseudoText } from '../../src/text/pseudo.ts';
import '../../src/views/app.css';
import { groupOf, keyOf, madeUpRows, rowOf, TODAY } from '../support/made-up-people.ts';
import { MadeUpPeople } from '../support/people-session.ts';
import ShownPeople from './ShownPeople.svelte';

const DAY = 86_400_000;
const { people: text, tree, ends } = english;

let mounted: Record<string, unknown> | undefined;
let made: MadeUpPeople;
let group: Group;
let props: ComponentProps<typeof ShownPeople>;

/** Alice has founded; I am Bob, and may invite members. */
const ALICE = rowOf('Alice', { role: 'admin', isEndless: true, end: TODAY + 1e5 * DAY });
const BOB = rowOf('Bob', { by: 'Alice', role: 'inviting member', source: 'me' });
const FEW: readonly MemberRow[] = [
  BOB,
  ALICE,
  rowOf('Carol', { by: 'Bob', petname: 'Auntie', verified: 'scanned', source: 'issued' }),
  rowOf('Dan', { by: 'Bob', end: BOB.end, endsWithIssuer: true, hasJoined: false }),
  rowOf('Eve', { by: 'Carol', end: TODAY + 9 * DAY, letEnd: true }),
  rowOf('Finn', { by: 'Alice', role: 'admin' }),
];

function show(
  rows: readonly MemberRow[],
  view: PeopleView = 'list',
  { spoken = english, without = [] }: { spoken?: Text; without?: readonly string[] } = {},
): void {
  group = groupOf(rows.find(({ source }) => source === 'me') ?? rows[0]!);
  made = new MadeUpPeople(rows, () => group);
  made.text = spoken;
  for (const name of without) made.unsound.add(keyOf(name));
  props = { session: made.session, group, view };
  mounted = mount(ShownPeople, { target: document.body, props });
}

const lines = () => [...document.querySelectorAll('.line')];
const button = (name: string) => page.getByRole('button', { name, exact: true });
const row = (name: string) => page.getByRole('row', { name });
const item = (name: string) => page.getByRole('treeitem', { name, exact: true });
const focused = () =>
  document.activeElement?.querySelector('.name')?.textContent.trim() ?? 'nothing';

beforeEach(async () => page.viewport(1200, 800));

afterEach(async () => {
  if (mounted) await unmount(mounted);
  mounted = undefined;
  delete document.documentElement.dataset['theme'];
});

describe('the list', () => {
  test('says of everybody what is known, myself first', async () => {
    show(FEW);
    await expect.element(row('Finn')).toBeVisible();
    const said = lines().map((line) => line.textContent.replace(/\s+/gu, ' ').trim());
    expect(said[0]).toMatch(/^Bob You Inviting member .*Invited by Alice Your own membership$/u);
    expect(said[2]).toMatch(
      /^Auntie own name: Carol Member .*Invited by You Signed by you, .* Scanned in person$/u,
    );
    expect(said[3]).toMatch(/with yours.* Not compared Invited, nothing heard yet$/u);
    expect(said[4]).toMatch(/You let it end Invited by Auntie/u);
  });

  test('what does not hold is said, and nothing else of it', async () => {
    show(FEW, 'list', { without: ['Finn'] });
    await expect.element(row('Finn').getByText(text.unsound)).toBeVisible();
    const said = row('Finn').element().textContent.replace(/\s+/gu, ' ').trim();
    expect(said).toBe(`Finn ${text.unsound}`);
    expect(document.querySelectorAll('.chip')).toHaveLength(5);
  });

  test('the same name with another key is marked on both', async () => {
    show([...FEW, rowOf('carol', { keyHash: keyOf('another Carol') })]);
    await expect.element(row('carol').first()).toBeVisible();
    expect(page.getByText(text.namesake).elements()).toHaveLength(2);
  });

  test('is searched and narrowed, and says how many are left', async () => {
    show(FEW);
    const status = page.getByRole('status');
    await expect.element(status).toHaveTextContent('6 people');
    await page.getByLabelText(text.search).fill('AN');
    await expect.element(status).toHaveTextContent('1 of 6 people');
    expect(lines()).toHaveLength(1);
    await page.getByLabelText(text.search).fill('');
    await page.getByLabelText(text.stateIs).selectOptions('let-end');
    await expect.element(status).toHaveTextContent('1 of 6 people');
    await expect.element(row('Eve')).toBeVisible();
    await page.getByLabelText(text.search).fill('Quentin');
    await button(text.everybody).click();
    await expect.element(status).toHaveTextContent('6 people');
  });

  test('is found as it was left by whoever comes back', async () => {
    show(FEW);
    await page.getByLabelText(text.search).fill('Finn');
    await unmount(mounted!);
    mounted = mount(ShownPeople, { target: document.body, props });
    await expect.element(page.getByLabelText(text.search)).toHaveValue('Finn');
    await expect.poll(() => lines().length).toBe(1);
  });
});

describe('of ten thousand', () => {
  const many = madeUpRows(10_000);

  test('no more is drawn and verified than is seen, whatever is typed', async () => {
    show(many);
    await expect.element(page.getByRole('status')).toHaveTextContent('10,000 people');
    expect(lines()).toHaveLength(50);
    for (const search of ['a', 'al', 'ali', 'al', 'o']) {
      await page.getByLabelText(text.search).fill(search);
      expect(lines().length).toBeLessThanOrEqual(50);
    }
    await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
    const opened = made.opened.flat();
    expect(new Set(opened).size).toBe(opened.length);
    expect(opened.length).toBeLessThanOrEqual(5 * 50);
  });

  test('the next come when the end comes into view', async () => {
    show(many);
    await expect.poll(() => lines().length).toBe(50);
    lines().at(-1)!.scrollIntoView();
    await expect.poll(() => lines().length).toBe(100);
    await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
    expect(made.opened.flat()).toHaveLength(50);
    expect(page.getByRole('table').element().getAttribute('aria-rowcount')).toBe('10001');
  });
});

describe('choosing whom to renew', () => {
  test('those alone whom I may renew, and the screen of renewals gets them', async () => {
    show(FEW);
    await button(text.choose).click();
    const boxes = page.getByRole('checkbox');
    await expect.element(boxes.first()).toBeVisible();
    expect(
      boxes.elements().map((box) => box.closest('.line')!.querySelector('a')!.textContent),
    ).toEqual(['Auntie', 'Dan', 'Eve']);
    await expect.element(button(text.renewChosen)).toBeDisabled();
    await button(text.chooseAll(2)).click();
    await page.getByRole('checkbox', { name: 'Dan' }).click();
    await expect.element(page.getByRole('status')).toHaveTextContent(text.chosen(1));
    await button(text.renewChosen).click();
    const identity = group.identity.peerName;
    const id = `renew ${identity} ${group.peerName}`;
    await expect.poll(() => made.steps.get(id)).toBe(JSON.stringify({ chosen: keyOf('Carol') }));
    expect(made.route).toEqual({ name: 'renew', identity, group: group.peerName, whom: 'chosen' });
  });

  test('is offered to nobody who may not invite', async () => {
    show(FEW.map((one) => (one === BOB ? { ...BOB, role: 'member' } : one)));
    await expect.element(row('Finn')).toBeVisible();
    expect(button(text.choose).elements()).toEqual([]);
  });
});

describe('the tree', () => {
  test('is gone through with the keys, folded and unfolded, and leads to a person', async () => {
    show(FEW, 'tree');
    await expect.element(item('Harbour Radio Club')).toBeVisible();
    expect(document.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
    (item('Harbour Radio Club').element() as unknown as SVGElement).focus();
    const way: string[] = [];
    const keys = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowDown'];
    for (const key of [...keys, 'Home', 'End', 'ArrowUp']) {
      await userEvent.keyboard(`{${key}}`);
      way.push(focused());
    }
    expect(way).toEqual([
      ...['Alice', 'Bob', 'Auntie', 'Eve', 'Auntie', 'Dan'],
      ...['Harbour Radio Club', 'Finn', 'Bob'],
    ]);
    await userEvent.keyboard(' ');
    await expect.element(item('Bob')).toHaveAttribute('aria-expanded', 'false');
    expect(item('Eve').elements()).toEqual([]);
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(item('Eve')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(made.route).toMatchObject({ name: 'member', key: BOB.keyHash });
  });

  test('a finger folds at the end of a field, and opens a person on its name', async () => {
    show(FEW, 'tree');
    const fold = () => item('Bob').element().querySelector('.fold')!;
    await expect.element(item('Bob')).toBeVisible();
    expect(fold().getBoundingClientRect().width).toBeGreaterThanOrEqual(44);
    await userEvent.click(fold());
    await expect.element(item('Bob')).toHaveAttribute('aria-expanded', 'false');
    expect(made.route.name).toBe('home');
    await userEvent.click(item('Bob').element().querySelector('.name')!);
    expect(made.route).toMatchObject({ name: 'member', key: BOB.keyHash });
  });

  test('in words it says the same', async () => {
    show(madeUpRows(300), 'tree');
    await expect
      .poll(() => document.querySelectorAll('[role=treeitem]').length)
      .toBeGreaterThan(20);
    const names = [...document.querySelectorAll('[role=treeitem]:has(.shape) .name')].map(
      ({ textContent }) => textContent.trim(),
    );
    await page.getByText(tree.words).click();
    const links = page.getByRole('listitem').getByRole('link');
    await expect.element(links.first()).toBeVisible();
    expect(links.elements().map(({ textContent }) => textContent)).toEqual(names);
  });

  test('is drawn larger and smaller', async () => {
    show(FEW, 'tree');
    const width = () => page.getByRole('tree').element().getBoundingClientRect().width;
    await expect.element(item('Bob')).toBeVisible();
    const before = width();
    await button(tree.smaller).click();
    await button(tree.smaller).click();
    await expect.element(button(tree.smaller)).toBeDisabled();
    expect(width()).toBeCloseTo(before / 2, 0);
  });
});

describe('the time line', () => {
  test('shows who ends with whom, and renews the branch', async () => {
    show(FEW, 'ends');
    const renew = page.getByRole('link', { name: ends.renewBranch });
    await expect.element(renew).toBeVisible();
    const under = renew.element().closest('.with')!;
    expect(under.querySelector('.name')!.textContent.trim()).toBe('Dan');
    const address = decodeURIComponent(renew.element().getAttribute('href')!);
    expect(address.endsWith(`/branch ${BOB.keyHash}`)).toBe(true);
    const names = [...document.querySelectorAll('.line .name')].map((one) =>
      one.textContent.trim(),
    );
    expect(names).toEqual(['Eve', 'You', 'Dan', 'Auntie', 'Finn', 'Alice']);
    await expect.element(page.getByText(ends.of(ALICE))).toBeVisible();
    expect(document.body.textContent).not.toMatch(/\b\d{5,}\b|9999/u);
  });

  test('of many who end with one, a few are shown until all are asked for', async () => {
    const cut = { by: 'Bob', end: BOB.end, endsWithIssuer: true };
    const crowd = Array.from({ length: 30 }, (_, index) => rowOf(`Person ${index}`, cut));
    show([...FEW, ...crowd], 'ends');
    await button(ends.moreUnder(27)).click();
    await expect.element(button(ends.fewer)).toBeVisible();
    expect(document.querySelectorAll('.with .line')).toHaveLength(31);
    expect(document.activeElement).not.toBe(document.body);
  });

  test('of ten thousand, no press draws more than a few dozen', async () => {
    const cut = { by: 'Bob', end: BOB.end, endsWithIssuer: true };
    const crowd = Array.from({ length: 5000 }, (_, index) => rowOf(`Under ${index}`, cut));
    const over = { start: TODAY - 90 * DAY, end: TODAY - DAY };
    const gone = Array.from({ length: 5000 }, (_, index) => rowOf(`Gone ${index}`, over));
    show([...FEW, ...crowd, ...gone], 'ends');
    await button(ends.moreUnder(4997)).click();
    await page.getByText(ends.someEnded(5000)).click();
    await expect.element(button(ends.moreEnded)).toBeVisible();
    const drawn = () => document.querySelectorAll('.line').length;
    expect(drawn()).toBeLessThan(100);
    await button(ends.moreEnded).click();
    expect(drawn()).toBeLessThan(150);
    await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
    expect(made.opened.flat().length).toBeLessThan(200);
  });

  test.each(['tree', 'ends'] as const)(
    '%s: who does not hold is told, nothing of him',
    async (view) => {
      show(FEW, view, { without: ['Finn'] });
      await expect.poll(() => document.querySelector('.line, .field')).not.toBeNull();
      await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
      const found = [...document.querySelectorAll('.line, .field')].find((one) =>
        one.textContent.includes('Finn'),
      );
      expect(found?.textContent).toContain(view === 'ends' ? text.unsoundShort : text.unsound);
      expect(found?.querySelector('.fresh, .bar > *')).toBeNull();
      expect(found?.textContent).not.toMatch(/20\d\d|dministrator/u);
    },
  );
});

describe('for everybody', () => {
  const VIEWS = ['list', 'tree', 'ends'] as const;

  test.each(VIEWS.flatMap((view) => [320, 1200].map((width) => [view, width] as const)))(
    '%s, %i px wide: nothing that a screen reader or weak eyes would stumble over',
    async (view, width) => {
      await page.viewport(width, 800);
      show(madeUpRows(20), view);
      if (view === 'list') await button(text.choose).click();
      await expect.poll(() => document.querySelector('.line, .field')).not.toBeNull();
      await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
      expect(await violations()).toEqual([]);
      document.documentElement.dataset['theme'] = 'dark';
      expect(await violations({ runOnly: ['color-contrast'] })).toEqual([]);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
    60_000,
  );

  test.each(VIEWS)('%s: all words are those of the catalogue, from right to left', async (view) => {
    show(madeUpRows(30), view, { spoken: pseudoText() });
    await expect.poll(() => document.querySelector('.line, .field')).not.toBeNull();
    await expect.poll(() => document.querySelectorAll('[aria-busy=true]').length).toBe(0);
    expect(wordsOutside()).toEqual([]);
  });

  test('what is pressed is large enough for a finger', async () => {
    await page.viewport(390, 844);
    for (const view of VIEWS) {
      show(FEW, view);
      await expect.poll(() => document.querySelector('.line, .field')).not.toBeNull();
      const pressed = document.querySelectorAll(
        '.button, select, input:not(.hidden), .field, a.who',
      );
      for (const { offsetHeight, className } of pressed as NodeListOf<HTMLElement>) {
        expect(offsetHeight, `${view} ${className}`).toBeGreaterThanOrEqual(44);
      }
      await unmount(mounted!);
    }
    mounted = undefined;
  });
});

async function violations(options: axe.RunOptions = {}): Promise<readonly unknown[]> {
  const found = await axe.run(document.querySelector('main')!, options);
  return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Letters that the pseudo language replaces; names are kept apart, and options are not drawn here. */
function wordsOutside(): readonly string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    if (!textContent || parentElement?.closest('bdi, option')) continue;
    if (/[ACDEGHIKLNORSTUYZaceghiklnorstuyz]/u.test(textContent)) found.push(textContent.trim());
  }
  return found;
}
