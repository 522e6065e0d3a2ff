import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';
import type { Person } from './person.ts';

/** Something that must hold on the screen that somebody has in front of him. */
export type Expectation = (who: Person, screen: string) => Promise<void>;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the dark other colours are all that is different. */
const RULES = {
  light: { type: 'tag', values: WCAG },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;
const PHONE = { width: 390, height: 844 };

/** What a screen reader or weak eyes would stumble over, in the light and in the dark, on a phone and a desk. */
export async function expectAccessible({ page }: Person, screen: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const desk = page.viewportSize() ?? { width: 1280, height: 900 };
  await expect.soft(page.getByRole('heading', { level: 1 }), screen).toHaveCount(1);
  for (const viewport of [PHONE, desk]) {
    await showWhole(page, viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const where = `${screen}, ${colorScheme}, ${viewport.width} px wide`;
      expect.soft(await violationsOn(page, RULES[colorScheme]), where).toEqual([]);
    }
  }
  await page.setViewportSize(desk);
}

/**
 * Makes the screen as high as the page, also where some of it comes later: wherever it is scrolled to,
 * the bar covers some button by half.
 */
async function showWhole(page: Page, viewport: typeof PHONE): Promise<void> {
  await page.setViewportSize(viewport);
  const height = await page.evaluate(heightSoon);
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
}

/** The height of the page when what is being read has had time to come. */
function heightSoon(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(document.documentElement.scrollHeight), 300);
  });
}

/** Nothing is wider than the smallest screen, nor than a large one. */
export async function expectNoSidewaysScroll({ page }: Person, screen: string): Promise<void> {
  const wide = page.viewportSize() ?? { width: 1280, height: 900 };
  for (const width of [320, wide.width]) {
    await page.setViewportSize({ ...wide, width });
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(excess, `${screen}, ${width} px wide`).toBeLessThanOrEqual(0);
  }
}

/** Lines begin at the right, and every word is one of the catalogue. */
export async function expectPseudoWords({ page }: Person, screen: string): Promise<void> {
  await expect(page.locator('html'), screen).toHaveAttribute('dir', 'rtl');
  expect.soft(await page.evaluate(findEnglish), screen).toEqual([]);
}

/** Rules broken, with the elements that break them. */
async function violationsOn(
  page: Page,
  rules: (typeof RULES)[keyof typeof RULES],
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async ({ type, values }) => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await loaded.run({ runOnly: { type, values: [...values] } });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  }, rules);
}

/**
 * Letters that the pseudo language replaces, wherever they can be seen or heard all the same.
 * Names of people and technical texts are marked as such, and left out.
 */
function findEnglish(): string[] {
  const PLAIN = /[ACDEGHIKLNORSTUYZaceghiklnorstuyz]/;
  const OTHERS = 'bdi, [dir="ltr"], option, script, noscript, style, textarea';
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    if (!parentElement || parentElement.closest(OTHERS)) continue;
    const ours = (textContent ?? '').replace(/peer:\S+/g, '');
    if (PLAIN.test(ours) && parentElement.checkVisibility()) found.push(ours.trim());
  }
  const labelled = document.querySelectorAll('[aria-label], [title], [alt], [placeholder]');
  for (const element of labelled) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
      const said = element.getAttribute(name) ?? '';
      if (PLAIN.test(said)) found.push(`${name}: ${said}`);
    }
  }
  return found;
}
