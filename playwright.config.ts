import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './scripts/chromium.js';

/** Fixed, because every worker reads this file; another one if two runs share a machine. */
const port = Number(process.env['CONCLAVE_TEST_PORT'] ?? 4290);
const url = `http://localhost:${port}/`;

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // Keys take their time to be made; a machine that is busy must not turn a test red.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  reporter: 'list',
  use: {
    baseURL: url,
    browserName: 'chromium',
    launchOptions: chromiumOptions(),
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'off',
    // What cannot be pressed says so at once, and not when all of the test has run out of time.
    actionTimeout: 30_000,
  },
  projects: [{ name: 'chromium' }],
  webServer: { command: `node scripts/serve.js --port ${port}`, url, reuseExistingServer: false },
});
