import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A page whose policy lets nobody create one of a name twice, as ours does. */
function strictPage() {
  const names: string[] = [];
  return {
    names,
    createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => {
      if (names.includes(name)) throw new TypeError(`${name} is there already`);
      names.push(name);
      return { createScriptURL: (address: string) => `blessed ${rules.createScriptURL(address)}` };
    },
  };
}

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('all three workers are blessed by one policy', async () => {
  const page = strictPage();
  vi.stubGlobal('trustedTypes', page);
  const own = await import('../../src/exchange/own-scripts.ts');
  expect(own.serviceWorkerAddress()).toBe('blessed ./sw.js');
  expect(own.codeWorkerAddress()).toMatch(/^blessed .*\/code-worker\b/);
  expect(own.keyWorkerAddress()).toMatch(/^blessed .*\/key-derivation-worker\b/);
  expect(page.names).toEqual(['app-url']);
});

test('nothing else is blessed, with a policy or without', async () => {
  const own = await import('../../src/exchange/own-scripts.ts');
  const foreign = ['/evil.js', 'https://elsewhere.test/sw.js', './sw.js?x', 'sw.js', '', 'data:,0'];
  for (const address of foreign) expect(() => own.blessed(address)).toThrow(TypeError);
  vi.stubGlobal('trustedTypes', strictPage());
  for (const address of foreign) expect(() => own.blessed(address)).toThrow(TypeError);
});

test('browsers without Trusted Types get the addresses as they are', async () => {
  const own = await import('../../src/exchange/own-scripts.ts');
  expect(own.serviceWorkerAddress()).toBe('./sw.js');
});
