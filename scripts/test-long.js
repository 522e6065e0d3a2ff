/**
 * `npm run test:long`: what takes too long for every change. The browser is killed 200 times in the
 * middle of what it does, two tabs do random things for five minutes, and a disk becomes full while
 * the app is open. The seed is printed; with `CONCLAVE_SEED` the same is played again. Another number
 * of kills or seconds is taken from `CONCLAVE_KILLS` and `CONCLAVE_TABS_SECONDS`.
 */

import { installPackages, refuseOldNode, runPackage } from './setup.js';
import { installTools, PLAYWRIGHT } from './tools.js';

const SPECS = ['kill.spec.ts', 'random-tabs.spec.ts', 'full-disk.spec.ts'];

refuseOldNode();
installPackages();
const missing = installTools();
if (missing !== undefined) console.error(missing);
process.exitCode = missing === undefined ? buildAndTest() : 1;

/** @returns the exit code */
function buildAndTest() {
  const built = runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (built !== 0) return built;
  const { CONCLAVE_KILLS = '200', CONCLAVE_TABS_SECONDS = '300' } = process.env;
  const amounts = { CONCLAVE_KILLS, CONCLAVE_TABS_SECONDS, CONCLAVE_LONG: 'yes' };
  return runPackage(PLAYWRIGHT, ['test', ...SPECS], amounts);
}
