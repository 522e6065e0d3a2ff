/**
 * `npm test`: installs what is missing, then looks at everything in turn and stops at the first
 * failure. Its last line counts the tests: `412 passed, 0 failed`.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, refuseOldNode, run, runPackage } from './setup.js';
import { installTools, PLAYWRIGHT } from './tools.js';

refuseOldNode();
installPackages();
const missing = installTools();
if (missing !== undefined) stop(missing);

const reports = mkdtempSync(join(tmpdir(), 'conclave-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

/** @type {readonly (readonly [heading: string, step: () => number])[]} */
const STEPS = [
  ['Formatting', () => runPackage('prettier/bin/prettier.cjs', ['--check', '.'])],
  ['Lint', () => runPackage('eslint/bin/eslint.js', ['--max-warnings', '0', '.'])],
  ['Types', () => runPackage('svelte-check/bin/svelte-check', ['--fail-on-warnings'])],
  ['Core without a DOM', () => runPackage('typescript/bin/tsc', ['-p', 'test/tsconfig.core.json'])],
  ['Unused code', () => runPackage('knip/bin/knip.js', [])],
  ['Unit tests', testUnits],
  ['Build', () => runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'])],
  ['Size', () => run(process.execPath, ['scripts/size.js'])],
  ['Browser tests', testInBrowser],
];

const failed = STEPS.find(([heading, step]) => {
  console.log(`\n── ${heading} ──`);
  return step() !== 0;
});
if (failed) console.log(`\n${failed[0]}: failed.`);
const counts = total(failed !== undefined);
rmSync(reports, { recursive: true });
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed ? 1 : 0;

function testUnits() {
  const output = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', unitReport];
  return runPackage('vitest/vitest.mjs', ['run', ...output]);
}

function testInBrowser() {
  const output = { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport };
  return runPackage(PLAYWRIGHT, ['test', '--reporter', 'list,json'], output);
}

/**
 * What the JSON of the two runners has in it for us.
 *
 * @typedef {object} Report
 * @property {number} [numPassedTests] Vitest
 * @property {number} [numFailedTests] Vitest
 * @property {{ expected: number, unexpected: number }} [stats] Playwright
 */

/**
 * Adds up what the two test runners counted; a failure outside of them counts as one.
 *
 * @param {boolean} hasFailed
 */
function total(hasFailed) {
  const unit = reportAt(unitReport);
  const browser = reportAt(browserReport).stats;
  const passed = (unit.numPassedTests ?? 0) + (browser?.expected ?? 0);
  const failures = (unit.numFailedTests ?? 0) + (browser?.unexpected ?? 0);
  return { passed, failed: hasFailed ? Math.max(failures, 1) : failures };
}

/**
 * @param {string} path
 * @returns {Report} empty if the runner did not come to write it
 */
function reportAt(path) {
  return /** @type {Report} */ (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}
