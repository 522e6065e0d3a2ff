/**
 * What `npm start` and `npm test` need before anything else, with nothing but Node: so no import
 * from node_modules here, and no syntax that an old Node cannot read.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK = `${ROOT}package-lock.json`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;

/** Ends the program with a sentence where Node is older than 20.19. */
export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Conclave needs Node 20.19 or later; this is Node ${process.versions.node}.`);
  console.error('Please install a newer one, for example the current LTS release of Node.js.');
  process.exit(1);
}

/** Installs the packages of the lock file, unless they are there already. Runs none of their scripts. */
export function installPackages() {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  console.log('Installing packages …');
  const npm = process.env['npm_execpath'];
  const status = npm
    ? run(process.execPath, [npm, 'ci', '--ignore-scripts'])
    : run('npm ci --ignore-scripts', [], { shell: true });
  if (status === 0) return;
  console.error('The packages could not be installed; is there a network?');
  process.exit(1);
}

/**
 * Runs a program of a package with this Node and waits for it.
 *
 * @param {string} script path below node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] in addition to ours
 */
export function runPackage(script, args, env = {}) {
  return run(process.execPath, [`${ROOT}node_modules/${script}`, ...args], {
    env: { ...process.env, ...env },
  });
}

/**
 * Runs a program in the project's directory and waits for it; what it prints is seen.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {number} its exit code; 1 if it could not be started or was killed
 */
export function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  return status ?? 1;
}
