/** `npm start`: from a fresh clone to the running app. */

import { installPackages, refuseOldNode, runPackage } from './setup.js';

refuseOldNode();
installPackages();
if (runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn']) !== 0) process.exit(1);

// Only now, because an old Node could not even read it.
await import('./serve.js').then(async ({ serve }) => {
  const { url } = await serve();
  console.log(`\n  Conclave is ready:  ${url}\n\n  Open it in a browser; stop with Ctrl+C.\n`);
});
