import type { Person } from './support/person.ts';
import { withoutHeaders } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

/** What the browser says when the policy stops something, and nothing else. */
const COMPLAINTS = [/Content Security Policy|requires 'Trusted/, /^request: .*elsewhere/];

/** Which directive stops what. */
const STOPPED = {
  'text as code': 'require-trusted-types-for',
  'an inline script': 'require-trusted-types-for',
  'markup from text': 'require-trusted-types-for',
  'a worker from text': 'require-trusted-types-for',
  'a request elsewhere': 'connect-src',
  'a picture from elsewhere': 'img-src',
  'another base of addresses': 'base-uri',
};

test('the policy stops text that wants to run and data that wants to leave', async ({ people }) => {
  const eve = await people.meet('Eve', { tolerated: COMPLAINTS, before: attackOnceLoaded });
  expect(await outcomes(eve)).toEqual(STOPPED);
});

test('on a host that sends no headers the page brings the policy itself', async ({ people }) => {
  const eve = await people.prepare('Eve', { tolerated: COMPLAINTS, before: attackOnceLoaded });
  await withoutHeaders(eve.page, people.url);
  await eve.openApp();
  expect(await outcomes(eve)).toEqual(STOPPED);
});

function outcomes({ page }: Person): Promise<unknown> {
  return page.evaluate(() => Reflect.get(globalThis, 'outcomes') as Promise<unknown>);
}

/**
 * Tries each attack and notes which directive was violated by it. Runs in the page by itself, as
 * the policy does not hold for what a debugger calls.
 */
function attackOnceLoaded(): void {
  const attacks: Readonly<Record<string, () => unknown>> = {
    'text as code': () => globalThis.eval('0') as unknown,
    'an inline script': () => {
      const script = document.createElement('script');
      script.setAttribute('nonce', 'guessed');
      script.append('document.documentElement.dataset.ran = "yes"');
      document.head.append(script);
    },
    'markup from text': () => (document.body.innerHTML = '<p></p>'),
    'a worker from text': () => new Worker('blob:of-text'),
    'a request elsewhere': () => fetch('https://elsewhere.test/', { mode: 'no-cors' }),
    'a picture from elsewhere': () => {
      new Image().src = 'https://elsewhere.test/x.png';
    },
    'another base of addresses': () => {
      const base = document.createElement('base');
      base.href = 'https://elsewhere.test/';
      document.head.append(base);
    },
  };
  const report = new Promise((resolve) => {
    addEventListener('load', () => resolve(tryAll()));
  });
  Reflect.set(globalThis, 'outcomes', report);

  async function tryAll(): Promise<Record<string, string>> {
    const seen: Record<string, string> = {};
    for (const [what, attack] of Object.entries(attacks)) {
      seen[what] = await directiveAgainst(attack);
    }
    return seen;
  }

  function directiveAgainst(attack: () => unknown): Promise<string> {
    return new Promise((resolve) => {
      document.addEventListener(
        'securitypolicyviolation',
        // Header and page both bring the policy, and each complains by itself.
        ({ effectiveDirective }) => setTimeout(() => resolve(effectiveDirective)),
        { once: true },
      );
      void Promise.resolve()
        .then(attack)
        .catch(() => undefined);
    });
  }
}
