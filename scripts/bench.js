/** The benchmark: builds the core as the app does, runs it in Chromium, and prints a table. */

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chromiumOptions } from './chromium.js';
import { serve } from './serve.js';

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
    /** @type {{ what: string, value: string, beside: string }[]} */
    const figures = await page.evaluate('globalThis.runBenchmark()');
    console.log(`Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} cores\n`);
    for (const { what, value, beside } of figures) {
      console.log(`${what.padEnd(52)}${value.padStart(12)}   ${beside}`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
