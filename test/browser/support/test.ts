import { test as base } from '@playwright/test';
import { expect } from '@playwright/test';
import { People } from './people.ts';

export { expect };

// Sentences with dates are compared with the catalogue's own, which writes them in this zone.
process.env['TZ'] = 'Europe/London';

/** Every browser test is made with this: whatever it is about, nothing may go wrong silently. */
export const test = base.extend<{ people: People }>({
  people: [
    async ({ browser, baseURL }, use) => {
      const people = new People(browser, baseURL ?? '');
      await use(people);
      await people.part();
      expect(people.problems).toEqual([]);
    },
    { auto: true },
  ],
});
