/** Where the tests find a Chromium, and how they start it. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium of this machine: `CHROMIUM_PATH`, else the first of the usual names on the path.
 *
 * @returns {string | undefined} absolute path; undefined leaves it to the one that Playwright brings
 */
export function findChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find(
    isExecutable,
  );
}

/** Launch options for Playwright. As root Chromium starts only without its sandbox. */
export function chromiumOptions() {
  const executablePath = findChromium();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return executablePath ? { executablePath, args } : { args };
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
