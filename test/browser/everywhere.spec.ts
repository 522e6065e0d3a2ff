import { pseudoText } from '../../src/text/pseudo.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectPseudoWords,
  type Expectation,
} from './support/looking.ts';
import { test } from './support/test.ts';
import { tourAsInviter } from './support/tour-of-groups.ts';
import { tourAsFounder, tourAsMember, tourAsNewcomer } from './support/tour.ts';

const TOURS = {
  'somebody new': tourAsNewcomer,
  'a founder': tourAsFounder,
  'a member': tourAsMember,
  'an inviting member': tourAsInviter,
};

for (const [who, tour] of Object.entries(TOURS)) {
  test(`every screen of ${who} is accessible in light and dark, and fits 320 px`, async ({
    people,
  }) => {
    test.slow();
    await tour(people, both(expectAccessible, expectNoSidewaysScroll));
  });

  test(`every screen of ${who} is whole in a language from right to left`, async ({ people }) => {
    test.slow();
    const look = both(expectPseudoWords, expectNoSidewaysScroll);
    await tour(people, look, { text: pseudoText() });
  });
}

function both(first: Expectation, second: Expectation): Expectation {
  return async (who, screen) => {
    await first(who, screen);
    await second(who, screen);
  };
}
