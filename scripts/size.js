/**
 * Weighs the build: what a first visit loads before the app shows itself stays small, and no file
 * holds what the policy forbids anyway: code made from text, or an address elsewhere.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/** JavaScript of the first load, in KiB after brotli. */
const FIRST_LOAD_LIMIT = 45;

/** Addresses that are names or hints for developers and are never fetched. */
const HARMLESS = [
  'http://www.w3.org/',
  'https://www.w3.org/',
  'https://svelte.dev/e/',
  'http://schemas.microsoft.com/',
];

const FORBIDDEN = [/\beval\s*\(/gu, /\bnew\s+Function\s*\(/gu, /\bhttps?:\/\/[^\s"'`<>)\\]+/gu];

const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js') && path !== 'sw.js');
const first = firstLoad();
const firstSize = report('First load', first);
report(
  'Later',
  scripts.filter((path) => !first.includes(path)),
);

const problems = [...forbiddenTexts()];
if (firstSize > FIRST_LOAD_LIMIT) {
  problems.push(`the first load is ${firstSize.toFixed(1)} KiB; the limit is ${FIRST_LOAD_LIMIT}`);
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * The scripts that index.html names, and all that they import statically.
 *
 * @returns {string[]}
 */
function firstLoad() {
  const html = text('index.html');
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? [];
  const named = tags
    .filter((tag) => tag.startsWith('<script') || tag.includes('modulepreload'))
    .flatMap((tag) => /(?:src|href)="\.\/([^"]+)"/u.exec(tag)?.[1] ?? []);
  if (named.length === 0) throw new Error('index.html names no script');
  const found = new Set(named);
  // A set may grow while it is walked.
  for (const path of found) for (const next of staticImports(path)) found.add(next);
  return [...found];
}

/** @param {string} path of a script */
function staticImports(path) {
  const statements = text(path).matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/gu);
  return [...statements].map(([, to]) => posix.join(posix.dirname(path), to ?? ''));
}

/**
 * @param {string} heading
 * @param {string[]} paths
 * @returns {number} their size together in KiB after brotli
 */
function report(heading, paths) {
  const sizes = paths.map((path) => brotliCompressSync(text(path)).length / 1024);
  const sum = sizes.reduce((total, size) => total + size, 0);
  console.log(`${heading}: ${sum.toFixed(1)} KiB of JavaScript (brotli)`);
  paths.forEach((path, index) => console.log(`  ${sizes[index]?.toFixed(1).padStart(6)}  ${path}`));
  return sum;
}

function* forbiddenTexts() {
  for (const path of [...scripts, 'sw.js', 'index.html']) {
    for (const pattern of FORBIDDEN) {
      for (const [match] of text(path).matchAll(pattern)) {
        if (!HARMLESS.some((start) => match.startsWith(start))) yield `${path} contains ${match}`;
      }
    }
  }
}

/** @param {string} path inside the build */
function text(path) {
  return readFileSync(DIST + path, 'utf8');
}
