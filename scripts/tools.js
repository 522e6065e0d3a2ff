/** The programs that the tests need beside the packages: a Chromium and OpenSSL. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findChromium } from './chromium.js';
import { run, runPackage } from './setup.js';

/** Runs the tests in a browser, and installs one. */
export const PLAYWRIGHT = '@playwright/test/cli.js';

const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/**
 * Takes both where they are, else installs them if we may.
 *
 * @returns {string | undefined} what is missing, as a sentence; undefined if nothing is
 */
export function installTools() {
  const packages = [];
  if (!findChromium() && isRootOnDebian && isDebian()) {
    packages.push('chromium', 'fonts-dejavu-core');
  }
  if (!hasOpenSsl()) packages.push('openssl');
  if (packages.length > 0 && isRootOnDebian) aptInstall(packages);
  if (!hasOpenSsl()) {
    return 'The tests compare what the app makes with OpenSSL. Please install `openssl`.';
  }
  return findChromium() || installChromium()
    ? undefined
    : 'No Chromium found. Please install one, or name it in CHROMIUM_PATH.';
}

/** Debian itself: the package of that name in Ubuntu is only a pointer to a store. */
function isDebian() {
  return /^ID=debian$/mu.test(readFileSync('/etc/os-release', 'utf8'));
}

function hasOpenSsl() {
  return spawnSync('openssl', ['version']).status === 0;
}

/** @param {string[]} packages */
function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], { env });
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], { env });
}

function installChromium() {
  console.log('Asking Playwright for a Chromium …');
  const dependencies = isRootOnDebian ? ['--with-deps'] : [];
  return runPackage(PLAYWRIGHT, ['install', ...dependencies, 'chromium']) === 0;
}
