/**
 * The benchmark: builds the core as the app does, runs it in Chromium, and prints a table. Ends with 1
 * if a figure is beyond its limit.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chromiumOptions } from './chromium.js';
import { serve } from './serve.js';

/** @typedef {import('../test/bench/bench.ts').Figure} Figure */

const root = fileURLToPath(new URL('../test/bench', import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
try {
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
  await run();
} finally {
  rmSync(outDir, { recursive: true });
}

async function run() {
  const server = await serve({ root: outDir });
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction('globalThis.runBenchmark !== undefined');
    /** @type {Figure[]} */
    const figures = await page.evaluate('globalThis.runBenchmark()');
    console.log(`Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} cores\n`);
    for (const figure of figures) console.log(lineOf(figure));
    const broken = figures.filter(isBroken);
    for (const { what } of broken) console.error(`Beyond its limit: ${what}`);
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {Figure} figure */
function lineOf({ what, value, unit, digits, limit, beside }) {
  const shown = `${value.toFixed(digits)}${unit.startsWith('/') ? '' : ' '}${unit}`;
  const most = limit === undefined ? '' : `limit ${limit} ${unit}`;
  return `${what.padEnd(52)}${shown.padStart(12)}   ${most.padEnd(18)}${beside}`;
}

/**
 * Also of a figure that could not be taken.
 *
 * @param {Figure} figure
 */
function isBroken({ value, limit }) {
  return limit !== undefined && !(value <= limit);
}
