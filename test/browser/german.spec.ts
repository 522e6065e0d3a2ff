import { german } from '../../src/text/de.ts';
import { english } from '../../src/text/en.ts';
import { keptNotes } from './support/kept.ts';
import { expectNoSidewaysScroll, type Expectation } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';
import { tourAsFounder, tourAsNewcomer } from './support/tour.ts';

const TOURS = { 'somebody new': tourAsNewcomer, 'a founder': tourAsFounder };

for (const [who, tour] of Object.entries(TOURS)) {
  test(`every screen of ${who} is German where the browser is, and fits 320 px`, async ({
    people,
  }) => {
    test.slow();
    await tour(people, expectGerman, { text: german });
  });
}

test('a German browser gets German words from the first paint, and no English ones', async ({
  people,
}) => {
  const eve = await people.meet('Eve', { text: german, before: noteAllThatIsShown });
  await expect(eve.heading(german.firstVisit.title)).toBeVisible();
  await eve.visit('#/about');
  await expect(eve.heading(german.about.title)).toBeVisible();
  const shown = await allThatWasShown(eve);
  expect(shown).toContain(german.firstVisit.title);
  expect(await eve.page.evaluate(findEnglishIn, shown)).toEqual([]);
  expect(await catalogueOf(eve)).toEqual(['German']);
});

test('an English browser does not load the German words', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka');
  await bob.visit('#/about');
  await expect(bob.heading(english.about.title)).toBeVisible();
  expect(await catalogueOf(bob)).toEqual(['English']);
});

test('the language can be chosen, and is kept until the browser shall choose again', async ({
  people,
}) => {
  const eve = await people.meet('Eve', { text: german });
  const html = eve.page.locator('html');
  await eve.visit('#/settings');
  await expect(eve.page.getByLabel(german.settings.languages.auto)).toBeChecked();
  await eve.page.getByText(german.settings.languages.en, { exact: true }).click();
  await expect(eve.heading(english.settings.title)).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'en');
  await expect.poll(() => keptNotes(eve.page, 'choices')).toContain('language');
  await eve.page.reload();
  await expect(eve.heading(english.settings.title)).toBeVisible();
  await expect(eve.page).toHaveTitle(new RegExp(english.settings.title));
  await eve.page.getByText(english.settings.languages.auto, { exact: true }).click();
  await expect(eve.heading(german.settings.title)).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'de');
});

test('what keeps the app from starting is said in German too', async ({ people }) => {
  const eve = await people.prepare('Eve', { text: german, before: takeCryptoAway });
  await eve.openApp();
  await expect(eve.heading(german.obstacles.insecure)).toBeVisible();
  await expect(eve.page.locator('html')).toHaveAttribute('lang', 'de');
});

/** Every word that is shown or read out is German, and none is cut off where there is little room. */
const expectGerman: Expectation = async (who, screen) => {
  await expect(who.page.locator('html'), screen).toHaveAttribute('lang', 'de');
  expect.soft(await who.page.evaluate(findEnglishIn, await textsOn(who)), screen).toEqual([]);
  await expectNoSidewaysScroll(who, screen);
};

/** All that can be seen or heard, but for names and what is meant for programs. */
function textsOn({ page }: Person): Promise<readonly string[]> {
  return page.evaluate(() => {
    const OTHERS = 'bdi, [dir="ltr"], script, noscript, style, textarea';
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [document.title];
    while (texts.nextNode()) {
      const { textContent, parentElement } = texts.currentNode;
      if (parentElement && !parentElement.closest(OTHERS)) found.push(textContent ?? '');
    }
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
      const labelled = document.querySelectorAll(`[${name}]`);
      for (const element of labelled) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
}

/** Those with a word that English sentences can hardly do without, and German ones do not have. */
function findEnglishIn(texts: readonly string[]): readonly string[] {
  const ENGLISH =
    /\b(?:the|and|of|is|not|you|your|with|this|that|it|for|or|to|are|has|have|open|back|group|card)\b/i;
  return texts.filter((text) =>
    ENGLISH.test(text.replace(/[\u2068][^\u2069]*\u2069|peer:\S+/g, '')),
  );
}

/** Notes every text from the first element on, however short it stands. */
function noteAllThatIsShown(): void {
  const shown = new Set<string>();
  Reflect.set(globalThis, 'shown', shown);
  new MutationObserver(() => {
    const frame = document.getElementById('app');
    for (const text of frame?.innerText.split('\n') ?? []) shown.add(text);
    shown.add(document.title);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

function allThatWasShown({ page }: Person): Promise<readonly string[]> {
  return page.evaluate(() => [...(Reflect.get(globalThis, 'shown') as Set<string>)]);
}

/** Which catalogues the scripts hold that the page has asked for. */
async function catalogueOf({ page }: Person): Promise<readonly string[]> {
  const lines = { English: english.home.emptySays, German: german.home.emptySays };
  return page.evaluate(async (known) => {
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map(async ({ name }) => (await fetch(name)).text()));
    const held = Object.entries(known).filter(([, line]) =>
      texts.some((text) => text.includes(line)),
    );
    return held.map(([language]) => language);
  }, lines);
}

function takeCryptoAway(): void {
  Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
}
